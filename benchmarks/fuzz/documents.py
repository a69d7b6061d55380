"""Mutants of a JSON document: of what it says, and of its bytes."""

from __future__ import annotations

import copy
import gzip
import json
import random
from typing import Any

from benchmarks.fuzz.values import nasty

Path = tuple[str | int, ...]
DEEP = 100_000


def mutant(random_: random.Random, document: Any) -> bytes:
    """The bytes of a mutated document."""
    if random_.random() < 0.15:
        return _odd_bytes(random_, document)
    changed = copy.deepcopy(document)
    for _ in range(random_.choice((1, 1, 1, 2, 3, 10))):
        _change(random_, changed)
    data = json.dumps(changed, ensure_ascii=random_.random() < 0.5).encode(errors="surrogatepass")
    return _flipped(random_, data) if random_.random() < 0.15 else data


def _change(random_: random.Random, document: Any) -> None:
    """One change somewhere below the root."""
    parent, key = _somewhere(random_, document)
    if parent is None:
        return
    kind = random_.randrange(8)
    if kind < 3:
        parent[key] = nasty(random_)
    elif kind == 3:
        del parent[key]
    elif kind == 4:
        other, there = _somewhere(random_, document)
        if other is not None:
            parent[key] = copy.deepcopy(other[there])
    elif kind == 5 and isinstance(parent, list):
        parent.extend(copy.deepcopy(parent[key]) for _ in range(random_.choice((1, 2, 50))))
    elif kind == 6 and isinstance(parent, dict):
        parent[str(nasty(random_))] = nasty(random_)
    elif isinstance(parent[key], int):
        parent[key] += random_.choice((-1, 1, 10, -100, 10**6))
    elif isinstance(parent[key], list):
        random_.shuffle(parent[key])
    else:
        parent[key] = [parent[key]]


def _somewhere(random_: random.Random, document: Any) -> tuple[Any, Any]:
    """A container and one of its keys: a walk down that stops at random. (None, None) where there is nothing."""
    at: Any = document
    found: tuple[Any, Any] = (None, None)
    while isinstance(at, dict | list) and at:
        key = random_.choice(list(at)) if isinstance(at, dict) else random_.randrange(len(at))
        found = (at, key)
        if random_.random() < 0.2:
            break
        at = at[key]
    return found


def _flipped(random_: random.Random, data: bytes) -> bytes:
    """A few bytes changed, or the end cut off."""
    found = bytearray(data)
    if random_.random() < 0.3:
        return bytes(found[: random_.randrange(len(found) + 1)])
    for _ in range(random_.choice((1, 2, 20))):
        if found:
            found[random_.randrange(len(found))] = random_.randrange(256)
    return bytes(found)


def _odd_bytes(random_: random.Random, document: Any) -> bytes:
    """What is no document, or one of an odd shape."""
    data = json.dumps(document).encode()
    many = ",".join(f'"k{number}":0' for number in range(60_000))
    return random_.choice((
        lambda: b"", lambda: b"\x00" * 100, lambda: b"\xff\xfe" + data, lambda: b"\xef\xbb\xbf" + data, lambda: data * 2,
        lambda: b"[" * DEEP, lambda: b"[" * DEEP + b"]" * DEEP, lambda: b'{"problem":' * DEEP + b"1" + b"}" * DEEP,
        lambda: b'{"a":' * 60 + b"1" + b"}" * 60, lambda: b"9" * 100_000, lambda: b'"' + b"a" * 3_000_000 + b'"',
        lambda: b"[" + b"1," * 500_000 + b"1]", lambda: b"[" + b"{}," * 200_000 + b"{}]", lambda: gzip.compress(data),
        ("{" + many + ',"k1":1}').encode, lambda: b'{"problem":{"pupils":[' + b'{"id":"x"},' * 50_000 + b"{}]}}",
        lambda: json.dumps(nasty(random_)).encode(), lambda: data.replace(b'"', b"'"), lambda: data.decode().encode("utf-16"),
        lambda: b'{"version":1,"version":1}', lambda: data.replace(b": ", b": -"), lambda: data.replace(b"1", b"1e5"),
    ))()  # fmt: skip
