"""Loading a policy: a packaged profile, what it inherits, and the overrides of a request."""

from __future__ import annotations

from collections.abc import Mapping

from solver.errors import Path, PolicyError
from solver.policy.draft import PolicyDraft
from solver.policy.duty import PaperDuty
from solver.policy.lay_duties import DUTIES_KEY, change_duty, check_duties, lay_duties
from solver.policy.merge import lay_rules, lay_tiers, order_tiers
from solver.policy.policy import Policy
from solver.policy.profile import SUFFIX, profile_names, read_chain
from solver.policy.setting import settings
from solver.problem.findings import Findings

TIERS_KEY = "tiers"
SETTINGS_KEY = "settings"

__all__ = ["load_policy", "profile_names"]


def load_policy(
    name: str, overrides: Mapping[str, object] | None = None, above: Mapping[str, object] | None = None
) -> Policy:
    """The policy of a profile with a request's overrides, and others laid ``above`` them.

    overrides: rule id -> ``{"level": ..., "weight": ..., "numbers": {name: value}}``, each part optional, and
    ``"tiers"`` -> all tier names in a new order; setting id -> the id of an answer
    (``"U6": "waiver"``), laid first. Values are whole numbers in the rule's unit; clock numbers may be
    ``"HH:MM"``, percentages ``"50%"``.

    D03F (flex hours owed) is off whenever D03 is. A paper duty takes the same: ``"level"`` (hard or off) and
    ``"numbers"``, among which ``first`` and ``last`` of a duty with dates are ISO dates.

    Raises PolicyError with every fault: unknown profile, rule, field, number, level or tier; a level that the rule
    cannot take; a number outside its bounds; a soft rule without a tier; half of a pair of A12's hours.
    """
    chain = read_chain(name)
    found = Findings()
    draft = PolicyDraft()
    duties: dict[str, PaperDuty] = {}
    documents: dict[str, str] = {}
    zh = en = name
    own = ""
    basis: list[str] = []
    for depth, (layer, document) in enumerate(chain):
        root: Path = (f"{layer}{SUFFIX}",)
        head, sources = document.get("profile"), document.get("documents", {})
        if isinstance(head, Mapping):
            zh, en = str(head.get("zh", zh)), str(head.get("en", en))
        else:
            found.add(
                (*root, "profile"),
                head,
                "缺少 [profile]。",
                "[profile] is missing.",
                hint_zh="可能删掉了开头几行。",
                hint_en="Maybe the first lines were deleted.",
            )
        if isinstance(sources, Mapping):
            documents.update({str(short): str(title) for short, title in sources.items()})
        short = head.get("document") if isinstance(head, Mapping) else None
        if short is not None and short not in documents:
            found.unknown((*root, "profile", "document"), short, "文件", "document", documents)
        own = documents.get(str(short), "")
        basis += _basis(head, documents, (*root, "profile", "basis"), found)
        if own:
            basis.append(own)
        if depth == 0:
            lay_tiers(draft, document.get(TIERS_KEY, {}), (*root, TIERS_KEY), found)
        elif TIERS_KEY in document:
            order_tiers(draft, document[TIERS_KEY], (*root, TIERS_KEY), found)
        _lay_settings(draft, duties, document.get(SETTINGS_KEY, {}), (*root, SETTINGS_KEY), found)
        rules = document.get("rules", {})
        lay_rules(draft, rules, (*root, "rules"), base=depth == 0, found=found, documents=documents)
        lay_duties(duties, document.get(DUTIES_KEY, {}), (*root, DUTIES_KEY), documents, found)
    for changes in (overrides, above):
        if changes is not None:
            _lay_overrides(draft, duties, changes, found)
    _check_whole(draft, found)
    check_duties(duties, draft.rules, found)
    if found.faults:
        raise PolicyError(found.faults)
    if "D03F" in draft.rules and "D03" in draft.rules and draft.rules["D03"].level == "off":
        draft.rules["D03F"].level = "off"
    used = {rule.tier for rule in draft.rules.values() if rule.level == "soft"}
    return Policy(
        name=name,
        zh=zh,
        en=en,
        rules={rule.id: rule.rule() for rule in draft.rules.values()},
        tiers=tuple(tier for tier in draft.tiers.values() if not tier.optional or tier.name in used),
        duties=duties,
        document=own,
        basis=tuple(dict.fromkeys(basis)),
    )


def _basis(head: object, documents: Mapping[str, str], path: Path, found: Findings) -> list[str]:
    """The titles of a profile's ``basis``, a list of short names of documents."""
    shorts = head.get("basis", []) if isinstance(head, Mapping) else []
    if not isinstance(shorts, list):
        found.wrong_type(path, shorts, "文件简称的列表", "a list of short names of documents")
        return []
    for short in shorts:
        if short not in documents:
            found.unknown(path, short, "文件", "document", documents)
    return [documents[short] for short in shorts if short in documents]


def _lay_overrides(draft: PolicyDraft, duties: dict[str, PaperDuty], overrides: object, found: Findings) -> None:
    if not isinstance(overrides, Mapping):
        found.wrong_type((), overrides, "对象（规则编号 → 修改项）", "an object of rule ids")
        return
    _lay_settings(draft, duties, {key: value for key, value in overrides.items() if key in settings()}, (), found)
    _lay_changes(draft, duties, {k: v for k, v in overrides.items() if k != TIERS_KEY and k not in settings()}, found)
    if TIERS_KEY in overrides:
        order_tiers(draft, overrides[TIERS_KEY], (TIERS_KEY,), found)


def _lay_changes(
    draft: PolicyDraft, duties: dict[str, PaperDuty], changes: Mapping[str, object], found: Findings
) -> None:
    for name in [key for key in changes if key in duties]:
        duties[name] = change_duty(duties[name], changes[name], (name,), found)
    lay_rules(draft, {key: value for key, value in changes.items() if key not in duties}, (), base=False, found=found)


def _lay_settings(
    draft: PolicyDraft, duties: dict[str, PaperDuty], choices: object, path: Path, found: Findings
) -> None:
    """Lay the overrides of the answers chosen; a paper duty that this policy does not have is passed over."""
    if not isinstance(choices, Mapping):
        found.wrong_type(path, choices, "对象（设置编号 → 选项）", "an object of settings")
        return
    for name, choice in choices.items():
        here = (*path, str(name))
        setting = settings().get(name) if isinstance(name, str) else None
        if setting is None:
            found.unknown(here, name, "设置", "setting", settings())
            continue
        answer = setting.answer(choice) if isinstance(choice, str) else None
        if answer is None:
            found.unknown(here, choice, "选项", "answer", [known.id for known in setting.answers])
            continue
        known = {key: value for key, value in answer.overrides.items() if key in draft.rules or key in duties}
        _lay_changes(draft, duties, known, found)


def _check_whole(draft: PolicyDraft, found: Findings) -> None:
    """Faults that show only when all layers lie over one another."""
    for rule in draft.rules.values():
        if not rule.zh or not rule.en or not rule.levels or not rule.source.quote:
            found.add(
                (rule.id,),
                rule.id,
                "规则缺少文字、级别或来源。",
                "The rule lacks its sentences, levels or source.",
                hint_zh="可能规则编号写错了，成了一条新规则。",
                hint_en="Maybe its id is misspelt and makes a new rule.",
            )
        if "soft" in rule.levels and rule.tier is None:
            found.add(
                (rule.id, "tier"),
                "",
                "可设为 soft 的规则必须有目标层。",
                "A rule that may be soft needs a tier.",
                hint_zh="可能漏写了 tier。",
                hint_en="Maybe tier was forgotten.",
            )
        elif rule.tier is not None and rule.tier not in draft.tiers:
            found.add(
                (rule.id, "tier"),
                rule.tier,
                f"没有这个目标层；已知的有：{'、'.join(draft.tiers)}。",
                f"There is no such tier; known are: {', '.join(draft.tiers)}.",
                hint_zh="可能目标层的名称写错了。",
                hint_en="Maybe the name of the tier is misspelt.",
            )
    windows = draft.rules["A12"].numbers if "A12" in draft.rules else {}
    for name, number in windows.items():
        grade, _, side = name.partition("_")
        other = windows.get(f"{grade}_{'end' if side == 'start' else 'start'}")
        path = ("A12", "numbers", name)
        if other is None:
            found.add(
                path,
                name,
                "服务时间须同时给出开始和结束。",
                "Give both the start and the end.",
                hint_zh=f"可能缺少 {grade}_start 或 {grade}_end。",
                hint_en=f"Maybe {grade}_start or {grade}_end is missing.",
            )
        elif side == "start" and number.value >= other.value:
            found.add(
                path,
                str(number.value),
                "开始应早于结束。",
                "The start must come before the end.",
                hint_zh="可能把开始和结束写反了。",
                hint_en="Maybe start and end were swapped.",
            )
