"""The replay of one day of a plan, minute by minute (K02, A04, D08, D14, H03, H07): who is where, with whom, from when to when."""
