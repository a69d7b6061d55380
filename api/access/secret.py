"""Secrets of keys and sessions: 256 random bits, of which only the hash is stored.

A plain SHA-256 is enough: slow hashes protect passwords that people choose.
"""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "abk_"
"""Prefix of API keys, by which scanners for leaked secrets recognize them."""


def new_secret() -> str:
    """New secret, to be shown once."""
    return PREFIX + secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Hash of a secret, as it is stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
