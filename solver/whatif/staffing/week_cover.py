"""Covering a week of a plan day after day: who steps in on one day has that day against the caps of the week (D10, A07, D15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from solver.model.instance import Instance
from solver.plan import Plan
from solver.policy import Policy
from solver.problem import Problem
from solver.search.duty_caps import DutyCaps
from solver.search.duty_table import DutyTable
from solver.units import Week, Weekday
from solver.whatif.staffing.day_cover import Cover, DayCover
from solver.whatif.staffing.day_posts import DayPosts
from solver.whatif.staffing.stand_in import stand_ins

Day = tuple[Week, Weekday]


class WeekCover:
    """A plan, to be covered with people away. days: (week, weekday) of the template that have posts."""

    def __init__(self, problem: Problem, policy: Policy, plan: Plan) -> None:
        self.posts = DayPosts(Instance(problem, policy), plan)
        self.instance = self.posts.instance
        self.days: list[Day] = self.posts.days()
        self._models: dict[Day, DayCover] = {}
        self._tables: dict[Week, DutyTable] = {}
        self._on_duty = {day: {person for person, _ in self.posts.duties(day)} for day in self.days}

    @property
    def people(self) -> list[str]:
        """Everybody who holds a post or may hold one, by id."""
        places = [place for there in self.posts.places.values() for place in there]
        return sorted({name for place in places for name in (*place.able, *place.holders)})

    def on_duty(self, day: Day) -> set[str]:
        """Who has a duty that day, by the plan."""
        return self._on_duty[day]

    def week(self, week: Week, away: Mapping[Weekday, Collection[str]]) -> dict[Weekday, Cover]:
        """Covers of the days of one week on which somebody is away who has a duty; the other days are as planned.

        Duties still to come in the week count against the caps as planned, those before as they were stood.
        """
        table = self._planned(week)
        found = {}
        for day in self._days_of(week):
            if self.on_duty(day).intersection(away.get(day[1], ())):
                self._remove(table, day)
                found[day[1]] = self._cover(table, day, away[day[1]])
                self._stand(table, day, found[day[1]], stands=True)
        for weekday, cover in found.items():
            self._stand(table, (week, weekday), cover, stands=False)
            self._add(table, (week, weekday))
        return found

    def single(self, day: Day, away: Collection[str]) -> Cover:
        """Cover of one day in a week that otherwise goes as planned."""
        table = self._planned(day[0])
        self._remove(table, day)
        cover = self._cover(table, day, away)
        self._add(table, day)
        return cover

    def alone(self, day: Day, away: Collection[str]) -> Cover:
        """Cover of one day as if nobody had another duty in the week."""
        return self._cover(DutyTable(self.instance), day, away)

    def _cover(self, table: DutyTable, day: Day, away: Collection[str]) -> Cover:
        model = self._model(day)
        simple = stand_ins(table, day, model.kinds, away)
        return model.cover(away, table.caps) if simple is None else Cover((), simple)

    def _model(self, day: Day) -> DayCover:
        """The model of a day, built once."""
        if day not in self._models:
            self._models[day] = DayCover(self.instance, *day, self.posts.places[day], DutyCaps(self.instance))
        return self._models[day]

    def _days_of(self, week: Week) -> list[Day]:
        return [day for day in self.days if day[0] == week]

    def _planned(self, week: Week) -> DutyTable:
        """Table of a week as planned; whoever changes it puts it back."""
        if week not in self._tables:
            self._tables[week] = DutyTable(self.instance)
            for day in self._days_of(week):
                self._add(self._tables[week], day)
        return self._tables[week]

    def _add(self, table: DutyTable, day: Day) -> None:
        for person, shift in self.posts.duties(day):
            table.add(person, *day, shift)

    def _remove(self, table: DutyTable, day: Day) -> None:
        for person, shift in self.posts.duties(day):
            table.remove(person, *day, shift)

    def _stand(self, table: DutyTable, day: Day, cover: Cover, *, stands: bool) -> None:
        change = table.add if stands else table.remove
        for person, number in cover.people:
            change(person, *day, self._model(day).kinds[number].shift)
