"""The fates of the 107 rules: complete, true of the profiles, and no rule of a profile without an entry."""

import csv
from pathlib import Path

import pytest

from api.files.citation import HOUSE_TITLE
from solver.policy.load import load_policy, profile_names
from solver.policy.traceability import AREAS, FATES, Fate, fates, place

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT.parent / "shared" / "domain" / "rules.csv"
SEEDS = ROOT.parent / "shared" / "seeds"
COUNTS = {"A": 14, "B": 16, "C": 9, "D": 14, "E": 14, "F": 3, "G": 13, "H": 10, "I": 14}
POLICIES = [load_policy("national"), *(load_policy(name) for name in profile_names() if name != "national")]


def test_all_rules_have_a_fate() -> None:
    expected = [f"{letter}{number:02d}" for letter, count in COUNTS.items() for number in range(1, count + 1)]
    assert list(fates()) == expected
    assert len(expected) == 107
    if CATALOGUE.is_file():
        with CATALOGUE.open(encoding="utf-8-sig") as lines:
            assert [row["id"] for row in csv.DictReader(lines)] == expected


def test_every_rule_and_duty_of_a_profile_belongs_to_an_entry() -> None:
    for policy in POLICIES:
        for name in (*policy.rules, *policy.duties):
            assert name[0] in AREAS
            of_the_house = name in policy.rules and policy.rules[name].source.document == HOUSE_TITLE
            assert name[:3] in fates() or of_the_house, name


@pytest.mark.parametrize("fate", fates().values(), ids=lambda fate: fate.id)
def test_entry_is_complete_and_true(fate: Fate) -> None:
    assert fate.zh
    assert fate.en
    assert fate.declared in FATES
    assert bool(fate.why_zh) == bool(fate.why_en)
    found = place(fate, POLICIES)
    if found.rules:
        policy = POLICIES[0]
        assert found.fate == ("enforced" if any("hard" in policy.rules[r].levels for r in found.rules) else "soft")
    else:
        assert found.fate == fate.declared
        if found.fate in ("document", "deadline"):
            assert found.duties or fate.module, "a paper needs its duty, or the file that makes it"
        if found.fate in ("enforced", "soft", "reported"):
            assert fate.module, "what no rule states needs the file that does it"
        if found.fate == "not-ours":
            assert fate.why_zh
    if fate.module:
        assert (ROOT / fate.module).is_file()


def test_sources_stand_in_their_documents() -> None:
    for fate in fates().values():
        assert fate.sources
        for short, quote in fate.sources:
            assert short in {"S0", "S1", "S2", "S3", "S4"}
            if SEEDS.is_dir():
                (seed,) = SEEDS.glob(f"00{short[1]}_*.txt")
                assert "".join(quote.split()) in "".join(seed.read_text(encoding="utf-8").split()), fate.id


def test_a_rule_of_a_profile_goes_before_what_is_declared() -> None:
    entry = Fate("D02", "轮流", "turns", "H", "open", "", "", "", ())
    assert place(entry, POLICIES).fate == "soft"
    assert place(entry, POLICIES).rules == ("D02", "D02R")
    absent = Fate("F09", "无", "none", "H", "open", "", "", "", ())
    assert place(absent, POLICIES).fate == "open"
