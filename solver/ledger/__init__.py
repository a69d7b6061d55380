"""The ledgers of a term: what is paid, what is charged, and whether the accounts balance."""
