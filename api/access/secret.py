"""Secrets of keys and sign-ins: 256 random bits, of which only the hash is kept.

A plain SHA-256 is enough: slow hashes protect words that people choose, and nobody chooses these.
"""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "abk_"
"""How an API key begins, so that a scanner for leaked secrets can know it."""


def new_secret() -> str:
    """A fresh secret, to be shown once."""
    return PREFIX + secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
