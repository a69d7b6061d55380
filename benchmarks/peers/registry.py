"""The peers: what each is asked to do, which rules it is told, and what it is handed from a plan of ours.

Tasks: ``whole`` everything; ``placing`` times and rooms of sections within a whole plan; ``placing-alone`` the same without
care groups and other posts; ``seats`` pupils on given sections. Every task but the first has a peer of ours beside the
others, so that like is compared with like.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from benchmarks.peers import joint, ours
from benchmarks.peers.answer import Run
from benchmarks.peers.fet import program as fet
from benchmarks.peers.placing import ours as placing
from benchmarks.peers.placing.repeat import repeated
from benchmarks.peers.seats import first_come
from benchmarks.peers.seats import ours as seats
from benchmarks.peers.timefold import program as timefold

EVERY: tuple[str, ...] = ()
"""Stands for every rule of the policy."""
PLACES = ("B01", "B06", "C01", "E03", "E05", "E06", "H07", "I04", "K01", "K02", "K04", "K05")
"""Rules about times and rooms of sections that need nothing but sections."""


@dataclass(frozen=True)
class Peer:
    """One peer. covers: the hard rules it is told (empty = all). told, given: in words, for the record and the table."""

    name: str
    task: str
    run: Run
    covers: tuple[str, ...]
    told: str
    given: str = ""
    based: bool = False


_PEERS = (
    Peer("ours", "whole", ours.run, EVERY, "every rule and tier of the policy"),
    Peer("joint", "whole", joint.run, EVERY, "every rule hard, tiers as one weighted sum"),
    Peer(
        "joint-posts", "whole", partial(joint.run, posts=True), EVERY,
        "every rule; posts may stay empty and weigh most, tiers as one weighted sum",
    ),
    Peer("joint-tiers", "whole", partial(joint.run, tiers=True), EVERY, "every rule hard, tier after tier"),
    Peer(
        "timefold", "whole", timefold.run,
        ("A04", "A08", "B01", "B06", "C01", "C06", "D07", "D08", "D10", "E02", "E03", "E04", "E05", "E06", "E14", "H01",
         "H04", "H07", "I04", "K01", "K02", "K03", "K04", "K05", "K06"),
        "these rules (empty posts cost on the first level; a class needs a care group even when all its pupils are away; no "
        "walking time between two sections of one person), tiers coverage, fairness, choice, care, rotation, outside, cost, "
        "handover; not D01, D03, familiar, order, breadth, flex, peak",
        "which sections are open, tutoring, dismissals and waves, rooms of extended care, fees; flex grants afterwards",
        based=True,
    ),
    Peer(
        "fet", "placing", partial(repeated, partial(fet.run, within=True)), (*PLACES, "A04", "D10"),
        "times and rooms of sections (A04 for pupils with one seat, D10 for adults with one section); FET has no words for "
        "sizes of merged groups (K03), minutes to walk (D08), D10 over several sections, pupils of several sections in "
        "classes without a group (A04)",
        "sections with leaders, assistants and pupils, and the rest of the plan as it stands",
        based=True,
    ),
    Peer(
        "placing", "placing", partial(repeated, partial(placing.run, within=True)), EVERY, "every rule; stops at the first plan",
        "as FET: sections with leaders, assistants and pupils, and the rest of the plan as it stands", based=True,
    ),
    Peer(
        "fet-alone", "placing-alone", partial(repeated, partial(fet.run, within=False)), PLACES, "times and rooms of sections",
        "sections with leaders, assistants and pupils; nobody plans care, gates and the other posts", based=True,
    ),
    Peer(
        "placing-alone", "placing-alone", partial(repeated, partial(placing.run, within=False)), PLACES,
        "times and rooms of sections; stops at the first plan",
        "as FET: sections with leaders, assistants and pupils", based=True,
    ),
    Peer(
        "first-come", "seats", first_come.run, ("B01", "B06", "C01", "H07", "K02", "K04"),
        "what a pupil may choose and the maximum of C06; not its minimum, nor the care groups (A04, K03)",
        "sections with times, rooms and adults, and the rest of the plan as it stands", based=True,
    ),
    Peer(
        "seats", "seats", seats.run, EVERY, "every rule, tier choice",
        "as first-come: sections with times, rooms and adults, and the rest of the plan as it stands", based=True,
    ),
)  # fmt: skip


def peers() -> dict[str, Peer]:
    """Every peer by name."""
    return {peer.name: peer for peer in _PEERS}
