"""Min-cost flow: the only call of ``SimpleMinCostFlow``."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from ortools.graph.python import min_cost_flow

from solver.errors import SearchError


@dataclass
class Network:
    """Arcs (tail, head, capacity, unit cost) between nodes numbered from 0."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def arc(self, tail: int, head: int, capacity: int, cost: int) -> None:
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)


def least_cost(network: Network, source: int, sink: int, units: int) -> int:
    """Least cost of sending ``units`` from source to sink; the network must be able to carry them."""
    if not units:
        return 0
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.array(network.tails), np.array(network.heads), np.array(network.capacities), np.array(network.costs)
    )
    solver.set_nodes_supplies(np.array([source, sink]), np.array([units, -units]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise SearchError(f"the network cannot carry {units} units: status {status}")
    return int(solver.optimal_cost())
