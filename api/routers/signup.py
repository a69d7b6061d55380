"""``/v1/terms/{term}/signup``: sign-up papers of a term, before it has any plan."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access.rights import PupilReader
from api.deps import HTML_TYPE, JSON_TYPE, LanguageQuery, accepted, types_of
from api.error_responses import problems
from api.errors import NO_FONT, ApiError
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.guarded_route import GuardedRoute
from api.routers.bodies import SIGNUP_CONTENT
from api.services.loading import choose_policy
from api.services.scenarios import request_of_term
from api.services.signing_up import SIGNUP_SUFFIXES, signup_bytes
from api.state import DatabaseDep

router = APIRouter(prefix="/v1/terms", tags=["terms"], route_class=GuardedRoute)


@router.get(
    "/{term}/signup", summary="报名材料 Sign-up papers of a term", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": SIGNUP_CONTENT}},
)  # fmt: skip
def signup(
    term: str, request: Request, principal: PupilReader, database: DatabaseDep, language: LanguageQuery = Language.ZH
) -> Response:
    """Sign-up papers from the request alone, by ``Accept``: letter, menu and slip as JSON, PDF, workbook or page; as plain text the form
    that 问卷星 imports. No pupil is in them."""
    with database.read() as connection:
        loaded = request_of_term(connection, principal, term)
    types = types_of([suffix for suffixes in SIGNUP_SUFFIXES.values() for suffix in suffixes])
    answer_type = accepted(request, types)
    kind = next(kind for kind, suffixes in SIGNUP_SUFFIXES.items() if types[answer_type] in suffixes)
    try:
        content = signup_bytes(kind, loaded.problem, choose_policy(loaded), types[answer_type], language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    named = {"Content-Disposition": f'attachment; filename="{kind}{types[answer_type]}"'}
    return Response(content, media_type=answer_type, headers={} if answer_type in (JSON_TYPE, HTML_TYPE) else named)
