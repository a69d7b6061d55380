"""Own staff with skills, reasons and balances, and outside instructors with their vetting."""

from __future__ import annotations

from datetime import date
from random import Random

from instances.generators.curriculum import Teaching, staff_id
from instances.generators.parameters import Parameters
from solver.problem.bells import Busy
from solver.problem.offerings import Offering
from solver.problem.people import Outside, Skill, Staff

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平", "刚", "桂芳",
    "文静", "晓燕", "建国", "海燕", "志远", "雅琴", "子涵", "雨桐", "佳怡", "思远", "婷婷", "春梅", "玉兰", "国庆", "立新",
    "慧", "颖", "琳", "鹏", "斌", "宁",
)  # fmt: skip

TALENTS = {
    "体育": ("basketball", "football", "table_tennis", "badminton", "rope_skipping", "wushu"),
    "音乐": ("choir", "dance"),
    "美术": ("painting", "ink_painting", "paper_cutting", "clay"),
    "语文": ("calligraphy", "reading", "recital"),
    "数学": ("go", "chess", "maths"),
    "英语": ("reading", "recital"),
    "科学": ("science", "coding", "labour"),
    "信息科技": ("coding", "science"),
    "道德与法治": ("psychology", "safety", "reading"),
}
"""Skills that go with a subject (assumption)."""
HOBBIES = ("psychology", "safety", "labour", "badminton", "paper_cutting", "calligraphy", "table_tennis", "reading")
HOBBY_SHARE = 30
MIN_HOLDERS = 2
"""Own staff that hold each skill that no outside instructor brings."""
QUOTAS = (80, 120, 150)


def _names(count: int, rng: Random) -> list[str]:
    every = [surname + given for surname in SURNAMES for given in GIVEN]
    return rng.sample(every, count)


def _pick(people: list[int], share: int, total: int, rng: Random) -> set[int]:
    """Exactly ``share`` percent of ``total``, drawn among ``people``."""
    return set(rng.sample(people, min(len(people), round(total * share / 100))))


def _skills(subjects: tuple[str, ...], rng: Random) -> dict[str, int]:
    found: dict[str, int] = {}
    for subject in subjects[:2]:
        pool = TALENTS.get(subject, ())
        wanted = 3 if subject == "体育" else 2 if subject in ("音乐", "美术", "科学") else rng.randint(0, 1)
        for skill in rng.sample(pool, min(wanted, len(pool))):
            found[skill] = rng.randint(2, 3)
    if rng.randrange(100) < HOBBY_SHARE:
        found.setdefault(rng.choice(HOBBIES), 1)
    return found


def _complete(
    skills: list[dict[str, int]], able: list[int], offerings: tuple[Offering, ...], outside: set[str], depth: int,
    rng: Random,
) -> None:  # fmt: skip
    """See to it that every club which no outside instructor leads has at least ``depth`` own leaders per section."""
    for offering in offerings:
        if offering.skill in outside:
            continue
        wanted = depth * offering.max_sections
        holders = [n for n in able if skills[n].get(offering.skill, 0) >= offering.skill_level]
        spare = sorted((n for n in able if n not in holders), key=lambda n: (len(skills[n]), rng.random()))
        for n in spare[: max(0, wanted - len(holders))]:
            skills[n][offering.skill] = max(2, offering.skill_level)


def staff(parameters: Parameters, taught: Teaching, offerings: tuple[Offering, ...], rng: Random) -> tuple[Staff, ...]:
    """Homeroom teachers, subject teachers, administrators, support, in this order."""
    plan = parameters.staff
    count = plan.total
    homerooms = dict(taught.homerooms)
    roles = ["homeroom"] * len(homerooms) + ["subject"] * len(taught.subject_teachers)
    roles += ["admin"] * plan.admin + ["support"] * plan.support
    teachers = [n for n, role in enumerate(roles) if role in ("homeroom", "subject")]
    absent = set(rng.sample(teachers, count - round(count * plan.takes_part / 100)))
    names = _names(count, rng)
    everybody = list(range(count))
    reasons = {
        reason: _pick(everybody, share, count, rng)
        for reason, share in (
            ("woman", plan.woman), ("family", plan.family), ("commute", plan.commute), ("health", plan.health)
        )
    }  # fmt: skip
    present = [n for n in teachers if n not in absent]
    part_time = set(rng.sample([n for n in present if roles[n] == "subject"], plan.part_time))
    capped = set(rng.sample(present, plan.capped))
    engaged = set(rng.sample(present, plan.engaged))
    subjects = [taught.subjects_of(staff_id(n)) for n in everybody]
    skills = [_skills(subjects[n], rng) for n in everybody]
    able = [n for n in everybody if n not in absent and roles[n] != "support"]
    _complete(skills, able, offerings, set(parameters.outside.skills), plan.skill_depth, rng)
    tiers = [tier.id for tier in parameters.money.tiers]
    close = max(window.dismissals[-1] for window in parameters.bands)
    found = []
    for n in everybody:
        busy = (Busy(rng.randint(1, 5), close - 75, close + 75),) if n in engaged else ()
        balance = 5 * round(rng.gauss(0, plan.balance) / 5) if n in present else 0
        found.append(
            Staff(
                id=staff_id(n),
                role=roles[n],
                name=names[n],
                homeroom=homerooms.get(staff_id(n)),
                subjects=subjects[n],
                skills=tuple(Skill(name, level) for name, level in sorted(skills[n].items())),
                unavailable=busy,
                reasons=tuple(reason for reason, people in reasons.items() if n in people),
                share=50 if n in part_time else 100,
                balance=balance,
                max_days=3 if n in capped else None,
                takes_part=n not in absent,
                tier=tiers[n % len(tiers)] if tiers else None,
            )
        )
    return tuple(found)


def outside(parameters: Parameters, rng: Random) -> tuple[Outside, ...]:
    """X01.. one per skill, vetted before the term except for the gaps the plan names."""
    plan = parameters.outside
    first = parameters.term.first
    found = []
    for n, (skill, name) in enumerate(zip(plan.skills, _names(len(plan.skills), rng), strict=True)):
        found.append(
            Outside(
                id=f"X{n + 1:02d}",
                organisation=f"{plan.organisation}{'甲乙丙丁'[n % 3]}",
                rate=plan.rates[n % len(plan.rates)],
                weekdays=parameters.menu.days,
                name=name,
                skills=(Skill(skill, 3),),
                pool=plan.pool,
                approved_from=date(first.year, 8, 1) if plan.approved else None,
                approved_to=date(first.year + 1, 7, 31) if plan.approved else None,
                reviewed=None if n in plan.unreviewed else date(first.year, 8, 20),
                insured_from=date(first.year, 8, 24),
                # a policy by calendar year, which ends before a term that runs into January: E06 must see it
                insured_to=date(first.year, 12, 31) if n in plan.uninsured else date(first.year + 1, 8, 23),
                filed=date(first.year, 8, 27) if plan.filed else None,
                clean_record=True,
                contract=True,
                earliest=plan.earliest,
                latest=plan.latest,
                max_sections=2,
            )
        )
    return tuple(found)
