"""What the profiles say is complete, readable and truly quoted."""

from pathlib import Path

import pytest

from solver.policy.load import load_policy, profile_names
from solver.policy.rule import Rule, title
from solver.policy.setting import settings

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
RULES = [rule for name in profile_names() for rule in load_policy(name).rules.values()]
HOUSE = "校内规定 house rule"
OF_THE_HOUSE = {"C10", "C10W", "D15", "D16", "D16F", "D16S", "D16W", "D17", "D18"}
"""Rules of no document among those that are numbered with a document's."""


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_complete(rule: Rule) -> None:
    assert rule.zh.endswith("。")
    assert rule.en.endswith(".")
    assert rule.level in rule.levels
    assert (rule.tier is not None) == ("soft" in rule.levels)
    assert rule.source.quote.strip()
    assert (rule.source.document == HOUSE) == (rule.id.startswith("K") or rule.id in OF_THE_HOUSE)
    for number in rule.numbers.values():
        assert number.unit
        assert number.minimum <= number.value <= number.maximum


def test_quotes_stand_in_their_documents() -> None:
    """Where the seed documents lie beside the repository, each quote is found in its own document."""
    duties = [duty for name in profile_names() for duty in load_policy(name).duties.values()]
    quoted = [*(rule for rule in RULES if rule.source.document != HOUSE), *duties]
    assert len(quoted) > 80
    for rule in quoted:
        short = rule.source.document.split()[0]
        assert short in {"S0", "S1", "S2", "S3", "S4"}
        assert rule.source.quote.strip()
        if SEEDS.is_dir():
            (seed,) = SEEDS.glob(f"00{short[1]}_*.txt")
            assert squeezed(rule.source.quote) in squeezed(seed.read_text(encoding="utf-8")), rule.id


def test_each_profile_but_the_base_stands_for_its_document() -> None:
    own = {name: load_policy(name).document for name in profile_names()}
    assert own.pop("national") == ""
    assert [document.split()[0] for document in sorted(own.values())] == ["S0", "S1", "S2", "S3", "S4"]
    for name, document in own.items():
        policy = load_policy(name)
        assert sum(item.source.document == document for item in (*policy.rules.values(), *policy.duties.values())) > 10


def test_the_national_documents_are_named_as_the_sources_name_them() -> None:
    national = load_policy("national").basis
    assert len(national) == 3
    assert {each for name in profile_names() for each in load_policy(name).basis[:3]} == set(national)
    for name in profile_names():
        own = load_policy(name).document
        assert load_policy(name).basis[3:] == ((own,) if own else ())
    if SEEDS.is_dir():
        texts = ["".join(letter for letter in squeezed(seed.read_text(encoding="utf-8")) if letter.isalnum()) for seed in SEEDS.glob("*")]
        for document in national:
            named = title(document)
            work = "".join(letter for letter in named[named.index("《") : named.index("》")] if letter.isalnum())
            number = "".join(letter for letter in named[named.index("》") :] if letter.isalnum())
            assert any(work in text and number in text for text in texts), document


def test_evidence_of_settings_stands_in_its_documents() -> None:
    if SEEDS.is_dir():
        for setting in settings().values():
            for short, quote in setting.evidence:
                if short:
                    (seed,) = SEEDS.glob(f"00{short[1]}_*.txt")
                    assert squeezed(quote) in squeezed(seed.read_text(encoding="utf-8")), setting.id
