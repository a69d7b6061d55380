"""The village school where classes may not be merged (stress 9; DOMAIN finding 3). The change is of a rule alone."""

from __future__ import annotations

from instances.generators.parameters import Override
from instances.stress.stress import Stress

STRESS = Stress(
    number=9,
    name="stress-unmerged",
    zh="村小不许合班：无解",
    en="the village school without merging: cannot be solved",
    base="village",
    overrides=(Override("K03", (("classes", 1),)),),
    sources=("DOMAIN", "P7", "P16"),
    arithmetic="6 care groups at once x 5 days = 30 person-days of care alone, against 9 adults x 3 days = 27",
    missing="nothing; the stored sample village-unmerged is the same",
    feasible=False,
)
