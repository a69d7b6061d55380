"""``/v1/schools/{school}/samples``: sample schools, kept as a term to look around in."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.access.rights import Planner
from api.access.scope import reachable_school
from api.error_responses import problems
from api.idempotency import CreationId, IdempotentRoute
from api.schemas.service.sample import ChosenSample
from api.schemas.service.term import KeptTermDoc
from api.services.samples import sample_request
from api.services.terms import keep_term
from api.state import DatabaseDep, SettingsDep

router = APIRouter(prefix="/v1", tags=["terms"], route_class=IdempotentRoute)


@router.post(
    "/schools/{school}/samples", summary="放入示范学校 Keep a sample school", status_code=201,
    responses=problems(404, 422) | {200: {"model": KeptTermDoc}},
)  # fmt: skip
def keep_sample(
    school: str, principal: Planner, database: DatabaseDep, settings: SettingsDep, chosen: ChosenSample, term_id: CreationId,
    response: Response,
) -> KeptTermDoc:  # fmt: skip
    """Store a sample school, of made-up people, as a term of this school, by a name that begins with 示范. The same sample again: 200
    and the term that was stored first. It is erased like any term."""
    with database.read() as connection:
        reachable_school(connection, principal, school)
    request = sample_request(chosen.sample)
    with database.write() as connection:
        term, fresh = keep_term(connection, principal, school, term_id, request, settings.max_pupils)
    response.status_code = 201 if fresh else 200
    response.headers["Location"] = f"/v1/terms/{term.id}"
    return KeptTermDoc.model_validate(term)
