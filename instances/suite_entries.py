"""The suite for benchmarks: schools of every size as they are and under every scarcity, and the nine stresses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from instances.entry import Entry
from instances.generators import DOCUMENTS, SIZES, presets
from instances.generators.parameters import Parameters
from instances.generators.posts import person_days
from instances.generators.scarcities import SCARCITIES, NamedScarcity
from instances.generators.scarcity import load
from instances.sample_entries import SAMPLE_ENTRIES
from instances.stress import Stress, stresses

SEED = 1
MADE_UP = "names, bells, timetable, kinds of rooms, walking times"


def _arithmetic(parameters: Parameters) -> str:
    share = load(parameters)
    need = person_days(parameters)
    return (
        f"a week's posts with clubs take about {need} of {round(100 * need / share)} person-days ({share:.0f} %), and "
        "clubs may stay shut"
    )


def _school(
    known: Mapping[str, Parameters], name: str, names: tuple[str, str], sources: tuple[str, ...], *assumptions: str
) -> Entry:
    return Entry(
        name=name, zh=names[0], en=names[1], preset=name, seed=SEED, sources=("DOMAIN", *sources),
        assumptions=(MADE_UP, *assumptions), arithmetic=_arithmetic(known[name]), family=name, packed=True,
    )  # fmt: skip


def _schools(known: Mapping[str, Parameters]) -> tuple[Entry, ...]:
    """The sizes that are no sample."""
    return (
        _school(
            known,
            "nine",
            (
                "临江九年制学校：42个班、1818名学生、115名教职工，初中有晚自习",
                "A nine-year school: 42 classes, 1,818 pupils, 115 staff; evening study in grades 7-9",
            ),
            ("DOMAIN-N", "P1", "P13", "P20", "S1", "S3"),
            "evening study is extended care from 17:25 to 20:20 for 480 pupils who come all five days",
            "closing at 17:55 is no late post; one bell of 40-minute lessons for all grades",
        ),
        _school(
            known,
            "large",
            ("实验小学（大）：54个班、2496名学生、140名教职工", "A large school: 54 classes, 2,496 pupils, 140 staff"),
            ("P1", "P2", "P13", "P15", "P20", "S1", "S3"),
            "closing at 17:50 is no late post; two lanes a gate",
        ),
        _school(
            known,
            "crowded",
            (
                "慈江实验小学：57个班、3236名学生、198名教职工，班额超大",
                "A crowded school: 57 classes, 3,236 pupils, 198 staff",
            ),
            ("P1", "P3", "P15", "P20", "S1", "S3"),
            "menu, gates and special rooms as the large school; 60 seats a class room",
        ),
        _school(
            known,
            "twin",
            (
                "两所大校合一：108个班、4992名学生、280名教职工",
                "Two large schools under one roof: 108 classes, 4,992 pupils, 280 staff",
            ),
            ("P1", "P15", "P20", "S1", "S3"),
            "everything of the large school twice; no such school is in the sources",
        ),
        *_of_documents(known),
    )


def _of_documents(known: Mapping[str, Parameters]) -> tuple[Entry, ...]:
    """Schools for documents of the sources; S2 has ``fengjin``."""
    return (
        _school(
            known,
            "xiangshan",
            ("榕江小学（象山区方案）：12个班、324名学生、28名教职工", "A school under S0: 12 classes, 324 pupils, 28 staff"),
            ("S0", "P1", "P20"),
            "sizes, one gate with one lane, two dismissal slots a band; outside people approved by the bureau, in no pool",
            "closing at 17:50 is no late post",
        ),
        _school(
            known,
            "jiaxiang",
            (
                "麦溪村小学（嘉祥县方案）：6个班、111名学生、10名教职工，必须合班",
                "A village school under S1: 6 classes, 111 pupils, 10 staff; classes must be merged",
            ),
            ("S1", "P6", "P8", "P16", "P20"),
            "as village, with other classes and more families in need",
        ),
        _school(
            known,
            "jiangsu",
            (
                "江畔实验小学（江苏某市方案）：30个班、1200名学生、74名教职工",
                "A city school under S3: 30 classes, 1,200 pupils, 74 staff",
            ),
            ("S3", "P1", "P19", "P20"),
            "as mid, with five classes of 40 a grade",
        ),
        _school(
            known,
            "qingshanhu",
            (
                "湖滨小学（青山湖区方案）：24个班、960名学生、60名教职工",
                "A city school under S4: 24 classes, 960 pupils, 60 staff",
            ),
            ("S4", "P1", "P15", "P19", "P20"),
            "as mid, with classes of 40; outside people in the city's pool, reviewed, insured and filed",
            "three tiers of pay, by turns among the staff",
        ),
    )


def _variant(known: Mapping[str, Parameters], school: Entry, scarcity: NamedScarcity) -> Entry:
    name = f"{school.family}-{scarcity.name}"
    return Entry(
        name=name,
        zh=f"{school.zh.partition('：')[0]}：{scarcity.zh}",
        en=f"{school.en.partition(':')[0]}: {scarcity.en}",
        preset=name,
        seed=SEED,
        sources=tuple(dict.fromkeys((*school.sources, *scarcity.sources))),
        assumptions=(f"as {school.name}", *scarcity.assumptions),
        arithmetic=_arithmetic(known[name]),
        family=school.family,
        packed=True,
    )


def _stress(stress: Stress) -> Entry:
    return Entry(
        name=stress.name,
        zh=stress.zh,
        en=stress.en,
        preset=stress.name,
        seed=SEED,
        sources=stress.sources,
        assumptions=(f"as {stress.base}", f"not represented: {stress.missing}"),
        arithmetic=stress.arithmetic,
        family=stress.base,
        feasible=stress.feasible,
        packed=True,
    )


@cache
def suite_entries() -> tuple[Entry, ...]:
    """Every problem of the suite, small to large, then the stresses."""
    known = presets()
    new = _schools(known)
    school_of = {school.name: school for school in (*SAMPLE_ENTRIES, *new)}
    found: list[Entry] = []
    for size in SIZES:
        school = school_of[size]
        found += [school] if school in new else []
        found += [_variant(known, school, scarcity) for scarcity in SCARCITIES]
    found += [school for school in new if school.name in DOCUMENTS]
    return (*found, *(_stress(stress) for stress in stresses()))
