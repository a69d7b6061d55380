"""Citations: the clause of a rule or duty, as far as the documents of the school's own policy say it.

Sentences of the base profile were found in documents of other places. Those bind nobody here, so they are not quoted as a legal
basis; house rules have no document at all.
"""

from __future__ import annotations

from collections import defaultdict

from api.files.labels import LEVELS, UNSET_ZH
from api.files.language import Said
from solver.policy.difference import CLAUSE, DUTY, NOTHING, SENTENCE, differences
from solver.policy.load import load_policy
from solver.policy.policy import Policy
from solver.policy.rule import Source, title
from solver.units import clock

HOUSE_TITLE = "校内规定 house rule"
"""Name that profiles give to the document of a rule of the school itself."""
CITED, GENERAL, HOUSE = "cited", "general", "house"
WORDS = {
    GENERAL: ("通用要求，本规则集的文件没有原文", "general, no clause in the policy's documents"),
    HOUSE: ("本校规定，不引文件", "house rule, no document"),
}
NOTE = ("只引用本规则集所依据的文件；“通用要求”和“本校规定”没有引文。", "Only the policy's own documents are quoted.")


def kind_of(policy: Policy, source: Source, ident: str) -> str:
    """``cited`` from a document of the policy's basis, ``house`` for rules of the school, else ``general``."""
    if ident.startswith("K") or source.document == HOUSE_TITLE:
        return HOUSE
    return CITED if policy.cites(source) else GENERAL


def citation(policy: Policy, source: Source, ident: str) -> Said:
    """``“clause”`` and ``——document``, or that there is none."""
    kind = kind_of(policy, source, ident)
    return f"“{source.quote}”\n——{source.title}" if kind == CITED else WORDS[kind]


def citation_document(policy: Policy, source: Source, ident: str) -> dict[str, str]:
    """The same as data: ``document`` and ``quote`` are empty unless it is cited."""
    kind = kind_of(policy, source, ident)
    cited = kind == CITED
    return {"basis": kind, "document": source.title if cited else "", "quote": source.quote if cited else ""}


def basis_titles(policy: Policy) -> list[str]:
    """The documents that a filing under the policy names, national ones first."""
    return [title(document) for document in policy.basis]


def changed_words(policy: Policy) -> dict[str, Said]:
    """Rule or duty in which a school's policy differs from its profile -> sentence of the difference: its clause does not stand
    for that."""
    words: dict[str, list[str]] = defaultdict(list)
    for change in differences(load_policy(policy.name), policy):
        if change.what not in ("weight", SENTENCE, CLAUSE, DUTY):
            rule = policy.rules.get(change.rule)
            number = rule.numbers.get(change.what) if rule else None
            timed = number is not None and number.unit.endswith("clock")
            words_of = {**LEVELS, NOTHING: UNSET_ZH}
            base, now = (clock(int(x)) if timed and x.isdigit() else words_of.get(x, x) for x in (change.base, change.now))
            words[change.rule].append(f"{'级别' if change.what == 'level' else change.what} {base} → {now}")
    return {ident: (f"本校另定：{'，'.join(found)}", f"changed: {', '.join(found)}") for ident, found in words.items()}
