"""FET: places activities whose teachers and pupils are fixed, by recursive swapping."""
