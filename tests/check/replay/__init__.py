"""The replay of a day: by hand, and against a second one that goes minute by minute."""
