"""Page of the fewest adults: proven and found, by role and skill, and what fewer adults cost in quality."""

from __future__ import annotations

from api.files.content.page import Cell, Page, PageBlock, count, heads
from api.files.language import Said, together
from solver import Fewest, Problem
from solver.check.names import Names
from solver.whatif.staffing.least_staff import GroupNeed, WantedQuality
from solver.words import ROLES

UNKNOWN = "—"


def fewest_sentences(problem: Problem, found: Fewest) -> list[tuple[str, str]]:
    """The findings in words, Chinese and English."""
    words = [(f"现有 {found.there} 名教职工参加课后服务。", f"{found.there} of the own staff take part.")]
    if found.found is not None:
        words.append((
            f"找到了只用 {found.found} 人、岗位全满、核验无违规的方案。",
            f"A plan with {found.found} adults was found: no post is empty and no rule is broken.",
        ))  # fmt: skip
    elif found.complete:
        words.append(("在时限内，全部人员参加也没有找到岗位全满的方案。", "Within the limits no plan without an empty post was found."))
    if found.proven is not None:
        words.append((
            f"已证明至少要 {found.proven} 人：再少一人，无论怎样排都有岗位空着。",
            f"It is proven that at least {found.proven} are needed: with one fewer a post stays empty, whatever the plan.",
        ))  # fmt: skip
    else:
        words.append(("没有得到人数的证明。", "Nothing is proven about the number."))
    if found.found is not None and found.proven is not None and found.proven < found.found:
        first, last = found.proven, found.found - 1
        zh, en = (f"{first} 到 {last} 人", f"{first} to {last}") if first < last else (f"{first} 人", f"{first}")
        words.append((f"{zh}：既没有证明不行，也没有找到方案。", f"{en}: not proven impossible, and no plan was found."))
    if found.missing and found.proven is not None:
        zh, en = "、".join(zh for zh, _ in found.missing), ", ".join(en for _, en in found.missing)
        words.append((f"只有 {found.proven - 1} 人时，先缺的是：{zh}。", f"With {found.proven - 1} these are short first: {en}."))
    words += [_wish(wish) for wish in found.wishes]
    words += [_tight(group) for group in found.groups if group.tight and group.kind == "role"]
    if not found.complete:
        words.append(("计算被中途停止，以上只是已经算完的部分。", "It was stopped; this is what had been computed by then."))
    if found.left_out:
        names = Names(problem)
        left = "、".join(names.person(person) for person in found.left_out)
        words.append((f"这个方案不用排岗的人：{left}。他们的课不变。", f"Spared by that plan, with their lessons as they are: {left}."))
    return words


def _wish(wish: WantedQuality) -> tuple[str, str]:
    zh, en = ("负担均衡", "even loads") if wish.kind == "even" else (
        f"志愿损失不超过最好的 {100 + wish.percent}%", f"choices within {wish.percent}% of the best",
    )  # fmt: skip
    if wish.found is None:
        return f"要{zh}：没有找到这样的方案。", f"For {en}: no such plan was found."
    least_zh, least_en = (f"，已证明至少 {wish.proven} 人", f", proven at least {wish.proven}") if wish.proven is not None else ("", "")
    return f"要{zh}：找到的方案用 {wish.found} 人{least_zh}。", f"For {en}: found with {wish.found} adults{least_en}."


def _tight(group: GroupNeed) -> tuple[str, str]:
    name = ROLES.get(group.name, group.name)
    posts_zh = f"，因为这些岗位只有他们能站：{'、'.join(zh for zh, _ in group.posts)}" if group.posts else ""
    posts_en = f"; nobody else may hold {', '.join(en for _, en in group.posts)}" if group.posts else ""
    return f"{name} {group.there} 人一个也不能少{posts_zh}。", f"None of the {group.there} of role {group.name} can be spared{posts_en}."


def fewest_page(problem: Problem, found: Fewest) -> Page:
    """The page."""
    blocks = [_quality(problem, found)]
    if found.groups:
        blocks.append(_needs(found))
    return Page("fewest", "最少人数", "Fewest adults", (20, 18, 18, 20, 60), tuple(blocks))


def _quality(problem: Problem, found: Fewest) -> PageBlock:
    header = heads(
        ("参加人数", "adults"), ("负担不均衡（分钟）", "uneven minutes"), ("志愿损失", "choices lost"),
        ("志愿损失至少", "at least (proven)"), ("说明", "note"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(str(point.adults), "label"), count(point.uneven), count(point.choice),
            Cell(UNKNOWN, align="right") if point.choice_bound is None else count(point.choice_bound),
            Cell(_note(point.adults, found)),
        )
        for point in found.points
    )  # fmt: skip
    note = (
        "每一行都是核验无违规的方案，取不超过这么多人的方案里最好的数；“至少”一列是证明过的下限。志愿损失的单位是分，越小越好。",
        "Every row is a plan that the checker passes, each figure the best with so many adults or fewer; “at least” is proven.",
    )
    text = tuple(fewest_sentences(problem, found))
    return PageBlock("人数与质量", "Adults and quality", (header,), rows, note, text)


def _note(adults: int, found: Fewest) -> Said:
    notes: list[Said] = []
    if adults == found.there:
        notes.append(("全部人员", "everybody"))
    if adults == found.found:
        notes.append(("找到的最少人数", "the fewest found"))
    if adults == found.proven:
        notes.append(("不能再少（已证明）", "proven to be the fewest"))
    notes += [_wanted(wish) for wish in found.wishes if wish.found == adults]
    return together("；", notes)


def _wanted(wish: WantedQuality) -> tuple[str, str]:
    if wish.kind == "even":
        return "负担均衡的最少人数", "the fewest with even loads"
    return f"志愿损失多不过 {wish.percent}% 的最少人数", f"the fewest within {wish.percent}%"


def _spare(group: GroupNeed) -> Cell:
    """How many of a group can be spared at most."""
    if group.tight:
        return Cell(("一个也不能少", "none to spare"), "bad")
    return Cell(UNKNOWN, align="right") if group.proven is None else count(group.there - group.proven)


def _needs(found: Fewest) -> PageBlock:
    header = heads(
        ("角色或特长", "role or skill"), ("现有", "there are"), ("至少（已证明）", "at least (proven)"), ("至多能少", "to spare at most"),
        ("只有他们能站的岗位", "posts that nobody else may hold"),
    )  # fmt: skip
    rows = tuple(
        (
            Cell(_group(group), "label"), count(group.there),
            Cell(UNKNOWN, align="right") if group.proven is None else count(group.proven),
            _spare(group),
            Cell("、".join(zh for zh, _ in group.posts)),
        )
        for group in found.groups
    )  # fmt: skip
    note = ("其他人都在时，这一类至少要几人，所以至多能少几人；是否真能少这么多，没有找过方案。",
            "With everybody else there, so many of the group are needed, and no more can be spared; whether so many can was not searched.")
    return PageBlock("各类人员至少几人", "Fewest of each role and skill", (header,), rows, note)


def _group(group: GroupNeed) -> Said:
    if group.kind == "role":
        return ROLES.get(group.name, group.name), group.name
    return f"特长 {group.name}", f"skill {group.name}"
