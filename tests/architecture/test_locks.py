"""Locks are complete, agree with each other, and install on any later day, whatever newer versions a registry has by then."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Callable, Iterable
from importlib.metadata import PackageNotFoundError, requires
from itertools import chain
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.installs import LOCKS, Recipe, recipes
from tests.architecture.sources import ROOT

RECIPES = recipes()
EXTRAS = {"requirements.lock": ("build",), "requirements-dev.lock": ("build", "dev"), "requirements-bench.lock": ("build", "dev", "bench")}


def entries(name: str) -> list[str]:
    """A lock's entries: pin, marker, hashes and where it comes from."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]


def pins(name: str) -> dict[str, str]:
    """Versions by package, of those that this machine needs."""
    found = {}
    for entry in entries(name):
        pin, _, marker = entry.splitlines()[0].removesuffix("\\").partition(";")
        package, _, version = pin.strip().partition("==")
        if not marker or Marker(marker).evaluate():
            found[canonicalize_name(package)] = version
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_locks_carry_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
    for entry in entries(name):
        first = entry.splitlines()[0]
        assert re.match(r"[\w.-]+==[\w.+!]+( ; .*)? \\$", first), f"no pin, or one with an extra, which pip resolves: {first}"
        assert "--hash=sha256:" in entry, first


def test_locks_agree() -> None:
    """Packages of the tests have the versions that a school gets."""
    first, second, third = (pins(name).items() for name in LOCKS)
    assert first <= second <= third


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_complete(name: str) -> None:
    """Nothing is left for pip to resolve: what the project asks for, and in turn what that asks for, stands in the lock.

    Told by the metadata of what is installed here; of packages that only figures and benchmarks need, ``pip check`` tells it
    when they are installed.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [project["optional-dependencies"][extra] for extra in EXTRAS[name]]
    locked = pins(name)
    left = [("afterbell", Requirement(text)) for text in (*project["dependencies"], *chain(*extras))]
    seen: set[tuple[str, str]] = set()
    while left:
        asker, wanted = left.pop()
        package = canonicalize_name(wanted.name)
        assert package in locked, f"{asker} asks for {wanted}, which is missing"
        assert wanted.specifier.contains(locked[package], prereleases=True), f"{asker} asks for {wanted}, locked: {locked[package]}"
        for extra in {"", *wanted.extras} - {extra for found, extra in seen if found == package}:
            seen.add((package, extra))
            left += [(package, one) for one in asked_by(package) if one.marker is None or one.marker.evaluate({"extra": extra})]


def asked_by(package: str) -> Iterable[Requirement]:
    try:
        return [Requirement(text) for text in requires(package) or ()]
    except PackageNotFoundError:
        assert package not in pins("requirements-dev.lock"), f"{package} is not installed"
        return ()


def test_every_lock_is_installed_somewhere() -> None:
    assert {word for recipe in RECIPES for call in recipe.of_locks for word in call if word in LOCKS} == set(LOCKS)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.place)
def test_pip_resolves_nothing_and_checks_at_the_end(recipe: Recipe) -> None:
    assert recipe.of_locks
    for call in recipe.pip:
        if "install" in call:
            assert "--no-deps" in call, call
            assert {"--require-hashes", "--no-build-isolation"} & set(call), call
    assert all("--require-hashes" in call for call in recipe.of_locks)
    assert recipe.pip[-1] == ("check",)


def wheel(folder: Path, name: str, version: str, *metadata: str) -> str:
    """Put an empty package into a folder that stands for a registry; its line in a lock."""
    file = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{info}/METADATA", "\n".join(("Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata, "")))
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A registry as it is on a later day, and the two lines of a lock that was made before.

    The lock has ``asker`` and ``asked``, which ``asker`` wants with an extra; by now there is a newer ``asked``.
    """
    folder = tmp_path_factory.mktemp("registry")
    asker = wheel(folder, "asker", "1.0", "Requires-Dist: asked[more]>=1")
    asked = wheel(folder, "asked", "1.0", "Provides-Extra: more")
    wheel(folder, "asked", "2.0", "Provides-Extra: more")
    return folder, asker, asked


def ways() -> list[tuple[str, ...]]:
    """The different ways in which the recipes install a lock: arguments of pip, but for how much it says and which lock it is."""
    quiet = ("--quiet", "--disable-pip-version-check", *LOCKS)
    return sorted({tuple(word for word in call if word not in quiet) for recipe in RECIPES for call in recipe.of_locks})


@pytest.fixture
def pip(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The pip that Python brought, at work on an empty environment."""
    venv.create(tmp_path / "venv")

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pip", "--isolated", "--python", tmp_path / "venv" / "bin" / "python", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize("way", ways(), ids=" ".join)
def test_a_lock_installs_when_the_registry_has_newer_versions(
    way: tuple[str, ...], registry: tuple[Path, str, str], tmp_path: Path, pip: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    folder, asker, asked = registry
    lock = tmp_path / "requirements.lock"
    lock.write_text(asker + asked)
    assert way[-1] == "-r"
    ran = pip(*way, lock, "--no-index", "--find-links", folder)
    assert ran.returncode == 0, ran.stderr
    assert pip("check").returncode == 0
    pip("uninstall", "--yes", "asked")
    assert pip("check").returncode == 1, "what a lock forgot is noticed"
