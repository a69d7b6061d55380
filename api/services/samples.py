"""Sample schools that the package holds, as requests that a school can keep as a term to look around in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from api.files.language import Said
from api.mapping.request import Request, request_from_doc
from api.storage.school_states import SAMPLE_NAME


@dataclass(frozen=True, slots=True)
class SampleSchool:
    """Sample school. seconds: time limit of a search that finds a good plan of it on 2 cores."""

    name: str
    said: Said
    seconds: int


SAMPLES: Mapping[str, SampleSchool] = {
    "tiny": SampleSchool("小桥教学点", ("小桥教学点：3 个班，21 名学生", "Xiaoqiao, a teaching point: 3 classes, 21 pupils"), 10),
    "village": SampleSchool("柳溪村小学", ("柳溪村小学：6 个班，112 名学生", "Liuxi, a village school: 6 classes, 112 pupils"), 20),
    "fengjin": SampleSchool("枫津实验小学", ("枫津实验小学：28 个班，1232 名学生", "Fengjin, a town school: 28 classes, 1,232 pupils"), 45),
}
"""Id of a sample -> the school; each is a file of ``instances/samples``."""


def sample_request(sample: str) -> Request:
    """Request of a sample school, its term named as a sample's: tasks and names of the school's own term
    do not mix with it. Raises KeyError for an unknown id."""
    known = SAMPLES[sample]
    request = request_from_doc(json.loads((files("instances") / "samples" / f"{sample}.json").read_bytes()))
    term = replace(request.problem.term, name=f"{SAMPLE_NAME}{known.name} {request.problem.term.name}")
    return replace(request, problem=replace(request.problem, term=term))
