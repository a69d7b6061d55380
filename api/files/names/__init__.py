"""The list of pupils' names, kept apart from requests and plans, which hold pseudonyms, and sealed with a key of the school."""
