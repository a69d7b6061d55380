"""Parameters of the search's phases: what may be tuned, each with its range, in one tree that a TOML file can change.

The stopping criteria (seconds, effort, gap, seed, workers) are in :class:`solver.search.limits.Params`, which holds this tree. A share
is a part of the limits of a search, time or effort, whichever bounds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from typing import Any

from solver.errors import Fault


def _whole(default: int, least: int, most: int, unit: str, effect: str) -> Any:
    return field(default=default, metadata={"least": least, "most": most, "unit": unit, "effect": effect})


def _real(default: float, least: float, most: float, unit: str, effect: str) -> Any:
    return field(default=default, metadata={"least": least, "most": most, "unit": unit, "effect": effect})


def _fits(item: Field[Any], value: object) -> bool:
    kinds: tuple[type, ...] = (int,) if isinstance(item.default, int) else (int, float)
    right = isinstance(value, kinds) and not isinstance(value, bool)
    return right and item.metadata["least"] <= value <= item.metadata["most"]


def _range(item: Field[Any]) -> str:
    return f"{item.metadata['least']}..{item.metadata['most']} {item.metadata['unit']}"


class _Phase:
    """A frozen dataclass of numbers, each within its range. Raises ValueError for one that is not."""

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            if not _fits(item, value):
                raise ValueError(f"{item.name} = {value!r}: {_range(item)}")


@dataclass(frozen=True, slots=True)
class PipelineParams(_Phase):
    """The wiring of the phases."""

    warm_up_share: float = _real(0.2, 0, 1, "share", "improves a small school's plan for longer before the exact solve starts from it")
    max_idle_fills: int = _whole(8, 0, 1000, "steps", "fills more empty posts of a repaired plan at once, before all else")


@dataclass(frozen=True, slots=True)
class RepairParams(_Phase):
    """Repair of a constructed plan that breaks rules, its rebuild through the model, and the search for one that breaks none."""

    given_share: float = _real(0.2, 0, 1, "share of the limits left", "places given sections better, leaves less to what follows")
    rebuild_share: float = _real(0.2, 0, 1, "share of the limits left", "finds plans under harder rules, leaves less to what follows")
    start_share: float = _real(0.5, 0, 1, "share", "keeps more starts that break rules, leaves less to plans built anew")
    step_share: float = _real(0.25, 0, 1, "share of the limits left", "mends violations by longer solves, and fewer of them")
    step_effort: float = _real(10.0, 0, 1e6, "effort", "as step_share, where nothing else limits the solve")
    max_columns: int = _whole(150_000, 0, 10**8, "columns", "frees everything at once in larger schools: proves more, by slow solves")
    rebuild_effort: float = _real(10.0, 0, 1e6, "effort", "as rebuild_share, where nothing else limits the solve")


@dataclass(frozen=True, slots=True)
class WorkloadParams(_Phase):
    """Balancing of workloads and familiar adults: assignment day by day, exchange of blocks, local search (D02, D02R, D05, D16)."""

    max_rounds: int = _whole(2, 1, 100, "rounds", "alternates day assignment and local search more often: evener loads, more time")
    max_evaluations: int = _whole(12_000, 0, 10**9, "moves", "evaluates more moves of the local search: evener loads, more time")
    max_sweeps: int = _whole(60, 1, 10**6, "sweeps", "matters only where every sweep over all pairs of people still improves")
    max_passes: int = _whole(6, 1, 1000, "passes", "matters only where every pass over all days still improves")
    load_unit: int = _whole(100, 1, 10_000, "hundredths of a minute", "coarsens the squares, and keeps costs small integers")
    flagged_late_cost: int = _whole(40_000, 0, 10**8, "squared load units", "keeps late duties from flagged people, evens out less")
    repeated_post_cost: int = _whole(4_000, 0, 10**8, "squared load units", "repeats fewer posts, evens out less")
    stranger_cost: int = _whole(2_000, 0, 10**7, "squared load units", "has classes looked after by strangers less, evens out less")
    near_cost: int = _whole(900, 0, 10**7, "squared load units", "as stranger_cost, for teachers of the grade who do not know the class")
    new_face_cost: int = _whole(1_500, 0, 10**7, "squared load units", "gives each class fewer adults, evens out less")
    other_week_cost: int = _whole(150, 0, 10**7, "squared load units", "repeats more of a week in the next one, evens out less")
    other_subject_cost: int = _whole(150, 0, 10**7, "squared load units", "gives tutoring to teachers of main subjects, evens out less")
    other_holder_cost: int = _whole(1_500, 0, 10**7, "squared load units", "keeps more of the adults when sections change")
    exchange_rounds: int = _whole(2, 1, 100, "rounds", "more care by familiar adults in constructed plans, more time")
    exchange_sweeps: int = _whole(4, 1, 1000, "sweeps", "exchanges more blocks after each assignment by class, more time")
    load_share: float = _real(0.05, 0, 1, "share", "minds loads more and familiar adults less in assignments by class")
    cheap_share: float = _real(0.4, 0, 1, "share of the tolerated range", "cares less for outliers and more for the middle")
    steepness: float = _real(20.0, 0, 10_000, "factor", "draws in outliers more and cares less for the middle")


@dataclass(frozen=True, slots=True)
class ConstructParams(_Phase):
    """Construction heuristic."""

    max_closings: int = _whole(8, 0, 1000, "rounds", "fills more posts at the price of sections")
    slot_effort: float = _real(0.5, 1e-4, 1000, "effort", "matters for the dismissal slots of very many grades")


@dataclass(frozen=True, slots=True)
class MasterParams(_Phase):
    """Completion of master solutions, and annealing of pupils over their sections."""

    active_share: float = _real(0.7, 0, 1, "share", "leaves less time to finish the last plan and to tighten bounds")
    pause_factor: float = _real(1.0, 0, 1000, "times the last completion", "leaves more time between completions to other steps")
    work_per_effort: float = _real(4000.0, 1, 1e9, "iterations per effort", "gives the master problem more of an effort limit")
    turn_share: float = _real(0.1, 0.001, 1, "share", "interleaves master problem and other steps less finely under an effort limit")
    max_completions: int = _whole(3, 1, 100, "completions", "completes one master solution more often, with other leaders")
    max_relieved: int = _whole(3, 0, 1000, "leaders", "takes more leaders out whose sections kept loads uneven (D02)")
    swaps_per_pupil: int = _whole(40, 0, 10**6, "swaps", "saves more care groups by annealing, and takes longer")
    max_swaps: int = _whole(40_000, 0, 10**9, "swaps", "as swaps_per_pupil, in all")
    initial_temperature: float = _real(0.3, 1e-6, 1000, "care groups", "accepts more increases at the beginning of annealing")
    cluster_bonus: float = _real(0.02, 0, 1000, "care groups", "concentrates absences in one class more, which can then be merged")


@dataclass(frozen=True, slots=True)
class BoundParams(_Phase):
    """Lower bounds by the aggregated school, beside the search."""

    held_slack_divisor: int = _whole(50, 1, 10**6, "divisor", "makes bounds stronger and outdated sooner")
    large_columns: int = _whole(10_000, 0, 10**8, "columns", "begins the long rounds of larger schools at once too")
    large_start_share: float = _real(0.4, 0, 1, "share", "gives bounds of large schools later and the search more of the processor")
    join_seconds: float = _real(1.0, 0, 3600, "seconds", "wins a last bound now and then, and ends later")


@dataclass(frozen=True, slots=True)
class LnsParams(_Phase):
    """Large neighbourhood search: selection of neighbourhoods, focus and objective of a step."""

    success_decay: float = _real(0.8, 0, 1, "share", "keeps more of a neighbourhood's success: selection adapts more slowly")
    setup_effort: float = _real(0.05, 1e-6, 100, "effort", "favours long steps in gain per effort")
    first_tier_chance: float = _real(0.6, 0, 1, "probability", "spends fewer steps on later tiers")
    least_weight: float = _real(0.3, 1e-6, 1000, "weight", "makes selection more uniform")
    tier_per_handover: int = _whole(10, 1, 10**6, "hand-overs", "levels loads more by cutting runs of periods apart")
    post_per_change: int = _whole(1000, 1, 10**6, "changes", "fills posts at the price of more changes against the plan before")
    objective_scale: int = _whole(10**9, 1000, 10**12, "weight", "makes later tiers' weights finer")
    tier_weight_ratio: float = _real(6.0, 1, 1000, "ratio", "makes the weighted sum more lexicographic and less smooth")
    effort_per_column: float = _real(2e-6, 0, 1, "effort", "ends searches of large steps earlier")
    presolve_columns: int = _whole(0, 0, 10**8, "columns", "solves larger steps without presolve: more steps, each with less search")
    max_adults_freed: int = _whole(12, 0, 1000, "adults", "frees everybody at once in larger staffs, by wide steps that are slow")
    max_pupils_with_menu: int = _whole(600, 0, 100_000, "pupils", "frees sections on the full model in larger schools, by slow steps")


@dataclass(frozen=True, slots=True)
class StaffingParams(_Phase):
    """Whole-week staffing: all weekly posts at once, counted by kind (D02, D05, D16)."""

    effort: float = _real(8.0, 0, 1000, "effort a goal", "evens loads and late duties more in one step, leaves less to others")
    limits_share: float = _real(0.25, 0, 1, "share of the limits left", "as effort, in short searches")
    max_columns: int = _whole(12_000, 1, 10**8, "columns", "staffs more days of a large school together: wins more in a step, takes longer")
    first_share: float = _real(0.25, 0, 1, "share", "staffs the whole week for the first time with better sections, and later")
    late_share: float = _real(0.67, 0, 1, "share", "leaves new master solutions to small steps for longer")


@dataclass(frozen=True, slots=True)
class LeastChangeParams(_Phase):
    """Least change of an earlier plan (B14)."""

    effort: float = _real(4.0, 0, 1000, "effort", "proves fewest changes of larger schools, leaves less to others")
    limits_share: float = _real(0.2, 0, 1, "share of the limits left", "as effort, in short searches")


@dataclass(frozen=True, slots=True)
class ExactParams(_Phase):
    """Exact descent through the tiers of a small school, and target bisection."""

    max_columns: int = _whole(30_000, 0, 10**8, "columns", "solves larger models whole: proves more, takes time from their search")
    first_share: float = _real(0.5, 0, 1, "share of the limits left", "minimises one tier for longer, leaves less to later tiers")
    target_trials: int = _whole(3, 0, 1000, "solves", "looks more often for a target value before a tier is minimised")
    target_share: float = _real(0.2, 0, 1, "share of the limits left", "looks longer for each target value")
    bounds_share: float = _real(0.2, 0, 1, "share of the limits left", "looks longer for a plan at many bounds at once")
    max_unanswered: int = _whole(2, 0, 1000, "solves", "spends more on the bisection of hard schools")


@dataclass(frozen=True, slots=True)
class SearchParams:
    """Parameters of all phases."""

    pipeline: PipelineParams = PipelineParams()
    construct: ConstructParams = ConstructParams()
    repair: RepairParams = RepairParams()
    workload: WorkloadParams = WorkloadParams()
    master: MasterParams = MasterParams()
    lns: LnsParams = LnsParams()
    staffing: StaffingParams = StaffingParams()
    least_change: LeastChangeParams = LeastChangeParams()
    bounds: BoundParams = BoundParams()
    exact: ExactParams = ExactParams()

    def items(self) -> Iterator[tuple[str, Field[Any], int | float]]:
        """(``phase.name``, field, value) of each parameter."""
        for phase in fields(self):
            values = getattr(self, phase.name)
            for item in fields(values):
                yield f"{phase.name}.{item.name}", item, getattr(values, item.name)

    def changed(self) -> str:
        """Differences from the defaults, ``phase.name=value`` with blanks between, as results record it; empty for the defaults."""
        return " ".join(f"{name}={value!r}" for name, item, value in self.items() if value != item.default)


def search_params_from(document: Mapping[str, object]) -> tuple[SearchParams | None, tuple[Fault, ...]]:
    """Parsed TOML, one table a phase -> parameters; or None with all faults: unknown names, values of another kind or out of range."""
    faults: list[Fault] = []
    phases: dict[str, Any] = {}
    known = {phase.name: phase.default for phase in fields(SearchParams)}
    for name, table in document.items():
        if name not in known:
            faults.append(_unknown((name,), name, known))
        elif not isinstance(table, Mapping):
            zh, en = f"{name} 应是一个表", f"{name} must be a table"
            faults.append(Fault((name,), repr(table), zh, en, f"可能写作 [{name}]", f"Maybe [{name}]"))
        else:
            kind = type(known[name])
            phases[name] = kind, _values(name, kind, table, faults)
    if faults:
        return None, tuple(faults)
    return SearchParams(**{name: kind(**values) for name, (kind, values) in phases.items()}), ()


def _values(phase: str, kind: type[Any], table: Mapping[str, object], faults: list[Fault]) -> dict[str, object]:
    items = {item.name: item for item in fields(kind)}
    for name, value in table.items():
        if name not in items:
            faults.append(_unknown((phase, name), name, items))
        elif not _fits(items[name], value):
            span, usual = _range(items[name]), items[name].default
            zh, en = f"{phase}.{name} 应为 {span}", f"{phase}.{name} must be {span}"
            hint_zh, hint_en = f"可能用默认值 {usual}", f"Maybe the default {usual}"
            faults.append(Fault((phase, name), repr(value), zh, en, hint_zh, hint_en))
    return dict(table)


def _unknown(path: tuple[str, ...], name: str, known: Mapping[str, object]) -> Fault:
    near = " / ".join(get_close_matches(name, known, 1) or known)
    return Fault(path, name, "没有这个参数", "there is no such parameter", f"可能是 {near}", f"Maybe {near}")
