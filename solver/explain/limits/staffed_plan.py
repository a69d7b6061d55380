"""Staffing of a plan as the limits see it: its posts by kind, and everybody who may hold some of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from solver.check.plan_index import PlanIndex
from solver.explain.limits.plan_posts import Holder, PostKind, by_day, plan_posts
from solver.model.instance import Instance
from solver.problem import Outside, Staff
from solver.search.engines.flow import Network, least_cost
from solver.units import Minute, Week, Weekday


@dataclass(frozen=True)
class StaffedPlan:
    """An indexed plan with its instance; counted when it is asked for."""

    view: PlanIndex

    @cached_property
    def instance(self) -> Instance:
        """Constants of the problem under the checker's policy."""
        return Instance(self.view.problem, self.view.policy)

    @cached_property
    def posts(self) -> Counter[PostKind]:
        """Adults needed of each kind of post."""
        return plan_posts(self.view)

    @cached_property
    def days(self) -> dict[tuple[Week, Weekday], list[PostKind]]:
        """Kinds of posts by week and weekday."""
        return by_day(self.posts)

    @cached_property
    def holders(self) -> dict[str, Holder]:
        """Everybody, own staff and outside people."""
        problem, policy = self.view.problem, self.view.policy
        people: list[Staff | Outside] = [*problem.staff, *problem.outside]
        return {one.id: Holder(problem, policy, one) for one in people}

    @cached_property
    def most(self) -> dict[str, Minute]:
        """Most load minutes that each can carry."""
        return {name: holder.most(self.days) for name, holder in self.holders.items()}

    @cached_property
    def able(self) -> dict[PostKind, list[str]]:
        """Kind of post -> people who may hold it."""
        return {kind: [name for name, holder in self.holders.items() if holder.may(kind)] for kind in self.posts}

    def carried(self, people: list[str]) -> Minute:
        """Most load minutes that the people can carry together: a flow from people by days to kinds of posts."""
        network, place = Network(), {kind: 2 + i for i, kind in enumerate(self.posts)}
        work = 0
        for kind, heads in self.posts.items():
            work += heads * kind.load
            network.arc(place[kind], 1, heads * kind.load, 0)
            network.arc(0, place[kind], heads * kind.load, 1)  # what nobody of them carries
        here = 2 + len(place)
        for name in people:
            holder, node = self.holders[name], here
            network.arc(0, node, self.most[name], 0)
            for kinds in self.days.values():
                mine = [kind for kind in kinds if holder.may(kind)]
                if mine:
                    here += 1
                    network.arc(node, here, holder.day_most(mine), 0)
                    for kind in mine:
                        network.arc(here, place[kind], kind.load, 0)
            here += 1
        return work - least_cost(network, 0, 1, work)
