"""D10 and D03, and the tiers fairness (D02), rotation (D02R), care (D05) and flex (D03F)."""

from __future__ import annotations

from dataclasses import replace

from solver.plan.plan import Dismissal, Flex, Plan
from solver.problem.bells import Busy, Lesson
from solver.problem.people import Staff
from tests.check.builders import (
    LEAD_CHESS,
    broken,
    care,
    gate,
    plan,
    policy,
    problem,
    reassigned,
    staffed,
    tier,
    verdict,
)

T1, T2, T3, T4, T5 = problem().staff


def test_D10_days_a_week() -> None:
    assert broken("D10", by=policy({"D10": {"days_per_week": 5}})) == []
    found = broken("D10", by=policy({"D10": {"days_per_week": 4}}))
    assert sorted(found) == sorted([((who,), None, "5", "4") for who in ("T1", "T2", "T4", "T5")] * 2)


def test_D10_own_cap_of_days() -> None:
    assert broken("D10", staffed(problem(), replace(T3, max_days=2))) == []
    assert broken("D10", staffed(problem(), replace(T3, max_days=1))) == [(("T3",), None, "2", "1")] * 2


def test_D10_minutes_a_day() -> None:
    assert broken("D10", by=policy({"D10": {"minutes_per_day": 180}})) == []
    assert broken("D10", by=policy({"D10": {"minutes_per_day": 179}})) == [(("T4",), 1, "180", "179")]


def test_D10_late_ends_a_week() -> None:
    after = {"late_after": 1050}
    assert broken("D10", by=policy({"D10": {**after, "late_per_week": 5}})) == []
    found = broken("D10", by=policy({"D10": {**after, "late_per_week": 4}}))
    assert sorted(found) == [(("T1",), None, "5", "4")] * 2 + [(("T5",), None, "5", "4")] * 2


def test_D10_late_begins_after_the_minute() -> None:
    # the gate post and T1's last period end at 17:40 = 1060
    assert len(broken("D10", by=policy({"D10": {"late_per_week": 4, "late_after": 1059}}))) == 4
    assert broken("D10", by=policy({"D10": {"late_per_week": 4, "late_after": 1060}})) == []


def test_D10_without_a_clock_time_late_is_after_the_last_dismissal() -> None:
    """Closing care and gates end with the last dismissal, escort aside; extended care on Monday goes on after it."""
    none = policy({"D10": {"late_per_week": 0}})
    assert sorted(broken("D10", by=none)) == [((who,), None, "1", "0") for who in ("T2", "T4") for _ in (1, 2)]
    apart = replace(plan(), dismissals=(Dismissal(1, 1060, "G1"), Dismissal(2, 1050, "G1")))
    posts = replace(problem().posts[0], end=1055)
    longer = replace(problem(), posts=(posts,))
    assert {(*item[0], item[2]) for item in broken("D10", longer, none)} == {("T2", "1"), ("T4", "6")}
    assert {(*item[0], item[2]) for item in broken("D10", longer, none, apart)} == {("T2", "1"), ("T4", "1")}


def test_D10_outside_persons_have_no_caps() -> None:
    none = {"days_per_week": 0, "minutes_per_day": 0, "late_per_week": 0, "late_after": 0}
    assert ("O1",) not in [item[0] for item in broken("D10", by=policy({"D10": none}))]


def granted(*flex: Flex) -> Plan:
    return replace(plan(), flex=flex)


def test_D03_late_start_before_a_lesson() -> None:
    tuesday = granted(Flex("T3", 1, 2, "late_start"))  # T3 has a lesson 08:00–08:40
    assert broken("D03", of=tuesday) == [(("T3",), 2, "08:00", "09:20")]
    assert broken("D03", by=policy({"D03": {"late_until": 480}}), of=tuesday) == []
    assert broken("D03", by=policy({"D03": {"late_until": 481}}), of=tuesday)[0][2:] == ("08:00", "08:01")


def test_D03_early_leave_before_the_end_of_a_lesson() -> None:
    school = problem()
    early = granted(Flex("T3", 2, 1, "early_leave"))
    for end, expected in ((950, []), (951, [(("T3",), 1, "15:51", "15:50")])):
        taught = replace(school, lessons=(*school.lessons, Lesson(1, 900, end, None, "T3")))
        assert broken("D03", taught, of=early) == expected


def test_D03_early_leave_on_a_duty_day_is_refused_in_that_week_only() -> None:
    assert broken("D03", of=granted(Flex("T3", 1, 4, "early_leave"))) == [(("T3",), 4, "1", "0")]
    one_week = reassigned(granted(Flex("T5", 1, 4, "early_leave")), gate(4), None, 1)
    assert broken("D03", of=one_week) == []


def test_D03_grants_are_earned() -> None:
    three = tuple(Flex("T1", 1, day, "late_start") for day in (2, 3, 4))
    assert broken("D03", by=policy({"D03": {"duty_days_per_grant": 3}}), of=granted(*three)) == []
    found = broken("D03", by=policy({"D03": {"duty_days_per_grant": 4}}), of=granted(*three))
    assert found == [(("T1",), None, "10", "12")]


def test_D03_person_who_takes_no_part() -> None:
    idle = staffed(problem(), replace(T1, takes_part=False))
    assert broken("D03", idle) == [(("T1",), None, "1", "0")]
    assert broken("D03", idle, policy(levels={"D03": "off"})) == []


def test_D03F_grants_owed() -> None:
    # T1 10 // 3 - 1, T2 10 // 3 - 0, T3 4 // 3 - 1; admin and support are not owed any
    assert tier("flex") == (5, 7)
    assert tier("flex", of=granted()) == (7, 7)
    assert tier("flex", by=policy(weights={"D03F": 2})) == (10, 14)
    assert tier("flex", by=policy(levels={"D03": "off"})) == (0, 1)
    assert tier("flex", by=policy(levels={"D03F": "off"})) == (0, 1)


def test_D02_loads_by_hand() -> None:
    # 100 * (1300, 520, 160); allowed 100 * 2 * 40
    assert verdict().facts.loads == {"T1": 130_000, "T2": 52_000, "T3": 16_000}
    assert tier("fairness") == (130_000 - 16_000 - 8_000, 130_000)
    assert tier("fairness", by=policy(weights={"D02": 2})) == (212_000, 260_000)
    assert tier("fairness", by=policy(levels={"D02": "off"})) == (0, 1)


def test_D02_allowed_spread_is_the_edge() -> None:
    assert tier("fairness", by=policy({"D02": {"allowed_minutes_per_week": 570}}))[0] == 0
    assert tier("fairness", by=policy({"D02": {"allowed_minutes_per_week": 569}}))[0] == 200


def test_D02_half_share_and_balance() -> None:
    half = staffed(problem(), replace(T2, share=50, balance=30))
    assert verdict(half).facts.loads["T2"] == 200 * 520 + 10 * 30


def test_D02_reasons_reduce_the_share_while_D05_is_on() -> None:
    cared = staffed(problem(), replace(T2, share=70, reasons=("woman",)))
    assert verdict(cared).facts.loads["T2"] == 10_000 * 520 // 56
    off = policy(levels={"D05": "off"})
    assert verdict(cared, off).facts.loads["T2"] == 10_000 * 520 // 70


def test_D02_share_never_falls_below_10() -> None:
    assert verdict(staffed(problem(), replace(T2, share=10, reasons=("woman",)))).facts.loads["T2"] == 1000 * 520


def test_D02_fewer_than_two_is_zero() -> None:
    base = problem()
    alone = replace(base, staff=(T1, *(replace(item, takes_part=False) for item in (T2, T3)), T4, T5))
    assert tier("fairness", alone) == (0, 130_000)
    assert tier("fairness", replace(base, staff=(T4, T5))) == (0, 1)


def test_D02_minutes_of_an_odd_share_are_exact() -> None:
    cared = staffed(problem(), replace(T2, share=60))
    assert verdict(cared).facts.loads["T2"] == 86_666  # 520 minutes at 60 percent are 866.66...


def test_D02_loads_below_nothing_count_in_the_scale() -> None:
    base = problem()
    owed: tuple[Staff, ...] = tuple(replace(item, balance=-20_000) for item in base.staff)
    assert tier("fairness", replace(base, staff=owed)) == (106_000, 114_000)


def test_D02_who_can_never_serve_is_not_compared() -> None:
    always = tuple(Busy(day, 930, 1110) for day in (1, 2, 3, 4, 5))
    empty = reassigned(plan(), LEAD_CHESS, "T1")
    for idle in (replace(T3, unavailable=always), replace(T3, max_days=0)):
        assert verdict(staffed(problem(), idle), of=empty).facts.loads.keys() == {"T1", "T2"}
        every = policy({"D02": {"all_in_service": 1}})
        assert verdict(staffed(problem(), idle), every).facts.loads.keys() == {"T1", "T2", "T3"}


def test_D03F_who_only_watches_gates_is_owed_flex_hours_and_not_compared() -> None:
    after = tuple(Busy(day, 930, 1110) for day in (1, 2, 3, 4, 5))
    school = staffed(problem(), replace(T3, unavailable=after))
    of = reassigned(granted(), LEAD_CHESS, "T1")
    for day in (1, 2, 3, 4, 5):
        of = reassigned(of, gate(day), "T3")
    school = replace(school, lessons=())
    assert tier("flex", school, of=of) == (10 // 3 * 3, 10 // 3 * 3)
    assert "T3" not in verdict(school, of=of).facts.loads


def test_D02_a_free_minute_is_enough_to_be_compared() -> None:
    for short in (Busy(3, 931, 1110), Busy(3, 930, 1049)):
        days = (*(Busy(day, 930, 1110) for day in (1, 2, 4, 5)), short)
        assert "T3" in verdict(staffed(problem(), replace(T3, unavailable=days))).facts.loads
    taught = (*(Busy(day, 930, 1110) for day in (1, 2, 4, 5)), Busy(3, 1000, 1110))
    school = staffed(problem(), replace(T3, unavailable=taught))
    lesson = replace(school, lessons=(*school.lessons, Lesson(3, 900, 1000, None, "T3")))
    assert "T3" in verdict(school).facts.loads
    assert "T3" not in verdict(lesson).facts.loads
    assert "T3" in verdict(lesson, policy(levels={"K01": "off"})).facts.loads


def test_D02_an_unused_dismissal_slot_changes_nobody_who_is_compared() -> None:
    always = tuple(Busy(day, 930, 1110) for day in (1, 2, 3, 4, 5))
    school = staffed(problem(), replace(T3, unavailable=always))
    later = replace(school, windows=tuple(replace(w, dismissals=(*w.dismissals, 1150)) for w in school.windows))
    assert verdict(later).facts.loads.keys() == verdict(school).facts.loads.keys() == {"T1", "T2"}


def test_D02R_repeats() -> None:
    # T4 patrols on five days and T5 is at the gate on five days in both weeks, T2 and T4 are both Mondays in late care
    assert tier("rotation") == (12, 24)
    assert tier("rotation", of=reassigned(plan(), gate(2), "T2", 2)) == (11, 24)
    assert tier("rotation", by=policy(weights={"D02R": 2})) == (24, 48)


def test_D05_late_ends_of_cared_staff() -> None:
    # late ends of both weeks: T2 and T4 2 times late care each; by the clock also T1 10 last periods, T5 10 gates
    assert tier("care") == (0, 4)
    assert tier("care", staffed(problem(), replace(T2, reasons=("family",)))) == (2, 4)
    assert tier("care", staffed(problem(), replace(T5, reasons=("family",)))) == (0, 4)
    by = policy({"D05": {"late_after": 1059}})
    assert tier("care", by=by) == (0, 24)
    assert tier("care", staffed(problem(), replace(T2, reasons=("family",))), by) == (2, 24)
    assert tier("care", staffed(problem(), replace(T5, reasons=("family",))), by) == (10, 24)
    assert tier("care", by=policy({"D05": {"late_after": 1060}})) == (0, 4)


def test_facts_of_everybody() -> None:
    facts = verdict().facts
    assert (facts.applicants, facts.seated, facts.posts, facts.posts_filled) == (5, 5, 67, 67)
    assert facts.minutes == {"T1": 1300, "T2": 520, "T3": 160, "T4": 1320, "T5": 100, "O1": 80}
    assert facts.duty_days == {"T1": 10, "T2": 10, "T3": 4, "T4": 10, "T5": 10, "O1": 2}
    gone = verdict(of=reassigned(reassigned(plan(), LEAD_CHESS, None), care(1, "1A", 0), None)).facts
    assert (gone.posts, gone.posts_filled) == (67, 64)


def test_D03_exactly_as_many_duty_days_as_needed() -> None:
    both = (Flex("T3", 1, 1, "early_leave"), Flex("T3", 2, 1, "early_leave"))  # T3 has 4 duty days
    assert broken("D03", by=policy({"D03": {"duty_days_per_grant": 2}}), of=granted(*both)) == []
    assert broken("D03", of=granted(*both)) == [(("T3",), None, "4", "6")]


def test_D02_two_are_enough() -> None:
    two = replace(problem(), staff=(T1, T2, T4, T5))
    assert tier("fairness", two) == (130_000 - 52_000 - 8_000, 130_000)
