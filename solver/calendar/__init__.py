"""Days of the official calendar."""
