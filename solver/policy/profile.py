"""The profiles that come with the package: their names, their text, and the chain each inherits."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from solver.errors import Fault, PolicyError

SUFFIX = ".toml"


def _folder() -> Traversable:
    return files("solver.policy") / "profiles"


def profile_names() -> tuple[str, ...]:
    """Names of all packaged profiles, sorted."""
    return tuple(sorted(f.name.removesuffix(SUFFIX) for f in _folder().iterdir() if f.name.endswith(SUFFIX)))


def read_profile(name: object) -> Mapping[str, object]:
    """The TOML document of one profile.

    Raises PolicyError when there is no such profile or its text is no TOML.
    """
    known = profile_names()
    if not isinstance(name, str) or name not in known:
        close = get_close_matches(str(name), known, n=1)
        hint = close[0] if close else ", ".join(known)
        raise PolicyError(
            [
                Fault(
                    ("profile",),
                    repr(name),
                    "没有这个政策方案。",
                    "There is no such policy profile.",
                    f"可能是：{hint}。",
                    f"Maybe you meant: {hint}.",
                )
            ]
        )
    return _document(name)


@cache
def _document(name: str) -> Mapping[str, object]:
    """A packaged profile never changes while a process lives; every request names one."""
    try:
        return tomllib.loads((_folder() / f"{name}{SUFFIX}").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(
            [
                Fault(
                    (f"{name}{SUFFIX}",),
                    str(error),
                    "不是有效的 TOML 文件。",
                    "This is no valid TOML.",
                    "可能少了引号或括号。",
                    "Maybe a quotation mark or bracket is missing.",
                )
            ]
        ) from error


def read_chain(name: str) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """The profile with all that it inherits, base first, as (name, document).

    Raises PolicyError when a profile is missing or the profiles inherit one another in a circle.
    """
    chain: list[tuple[str, Mapping[str, object]]] = []
    current: object = name
    while current is not None or not chain:
        if any(current == seen for seen, _ in chain):
            raise PolicyError(
                [
                    Fault(
                        (f"{chain[0][0]}{SUFFIX}", "profile", "inherits"),
                        str(current),
                        "政策方案循环继承。",
                        "The profiles inherit one another in a circle.",
                        "可能 inherits 写成了自己或下级方案。",
                        "Maybe inherits names the profile itself or one below it.",
                    )
                ]
            )
        document = read_profile(current)
        chain.insert(0, (str(current), document))
        head = document.get("profile")
        current = head.get("inherits") if isinstance(head, Mapping) else None
    return tuple(chain)
