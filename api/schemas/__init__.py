"""Wire models, version 1 (Pydantic). They meet solver types in :mod:`api.mapping` alone."""
