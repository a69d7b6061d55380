"""``/v1/plans``: stored plans, their revisions, publications and papers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.access.rights import DraftReader, Planner, PublishedReader, PupilReader
from api.access.role import Right
from api.access.scope import reachable_school, reachable_term
from api.deps import HTML_TYPE, JSON_TYPE, XLSX_TYPE, LanguageQuery, accepted, types_of
from api.error_responses import problems
from api.errors import NO_FONT, UNKNOWN_PAPER, ApiError
from api.files.language import Language
from api.files.ledgers import ledger_bytes
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.plan.document import plan_document
from api.files.plan.writer import plan_bytes
from api.idempotency import IdempotentRoute
from api.pagination import CursorDep, page_doc
from api.routers.bodies import BINARY, PAPER_CONTENT, REF
from api.schemas.service.answer import PageDoc
from api.schemas.service.plan import PlanRowDoc, PublicationDoc, RevisionDoc, RevisionsDoc
from api.services.class_papers import require_paper, seen_by_class_teacher
from api.services.exporting import KINDS, SUFFIXES_OF, MissingFontError, date_faults, exported_parts, lists_pupils
from api.services.name_lists import NAMES_HEADER, NO_NAMES, names_for
from api.services.plan_sequence import earlier_refs, stages_of
from api.services.plans import etag, publish_head, reachable_plan, visible_revision, withdraw_plan
from api.services.reporting import as_json
from api.services.seen_plan import eyes_of, note_read, visible_bundle
from api.state import DatabaseDep, SettingsDep, TermCacheDep
from api.storage.audit import record
from api.storage.plans import Revision, list_plans, list_revisions
from api.storage.publications import list_publications
from api.storage.task_records import list_records
from solver import ProblemError
from solver.ledger.sequence import Stage, sequence, sequence_ledgers, with_everybody

router = APIRouter(prefix="/v1", tags=["plans"], route_class=IdempotentRoute)
SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx", HTML_TYPE: ".html"}
LEDGER_SUFFIX_OF = {JSON_TYPE: ".json", XLSX_TYPE: ".xlsx"}
LEDGER_CONTENT: dict[str, Any] = {JSON_TYPE: {"schema": {"type": "object"}}, XLSX_TYPE: BINARY}
PLAN_CONTENT: dict[str, Any] = {
    JSON_TYPE: {"schema": {"$ref": REF + "PlanDocument"}}, XLSX_TYPE: BINARY, HTML_TYPE: {"schema": {"type": "string"}},
}  # fmt: skip
IfMatch = Annotated[str | None, Header(alias="If-Match", description="所依据版本的 ETag / ETag of the version this is based on")]


@router.get("/terms/{term}/plans", summary="一个学期的方案 Plans of a term", responses=problems(404, 422))
def plans(term: str, principal: DraftReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[PlanRowDoc]:
    """Plans of a term, newest first."""
    with database.read() as connection:
        return page_doc(PlanRowDoc, list_plans(connection, cursor, reachable_term(connection, principal, term).id))


@router.get(
    "/plans/{plan}", summary="一个方案 One plan", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": PLAN_CONTENT}, 304: {"description": "not modified"}},
)  # fmt: skip
def plan(
    plan: str, request: Request, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    revision: Annotated[int | None, Query(ge=1, le=10**9, description="版本号，默认最新 number of the revision")] = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Plan in its newest revision, or in a given one, by ``Accept`` as document, workbook or page. Roles without drafts get the
    revision in force, trimmed to what concerns them."""
    answer_type = accepted(request, SUFFIX_OF)
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        tag = etag(row.id, found.number)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        bundle = cache.bundle(connection, row.term_id, found)
    eyes = f"{eyes_of(principal, tag)} {answer_type} {language}"
    content = cache.file(eyes, lambda: _file(visible_bundle(principal, bundle), found, answer_type, language))
    note_read(database, principal, row, found, bundle)
    headers = {"ETag": tag}
    if answer_type == XLSX_TYPE:
        headers["Content-Disposition"] = f'attachment; filename="{row.id}.xlsx"'
    return Response(content, media_type=answer_type, headers=headers)


@router.get("/plans/{plan}/revisions", summary="方案的历史版本 Revisions of a plan", responses=problems(404))
def revisions(plan: str, principal: DraftReader, database: DatabaseDep) -> RevisionsDoc:
    """Revisions of a plan, oldest first."""
    with database.read() as connection:
        row = reachable_plan(connection, principal, plan)
        found = [RevisionDoc.model_validate(each) for each in list_revisions(connection, row.id)]
    if not principal.may(Right.PUPILS):  # edits and locks may name pupils
        found = [each.model_copy(update={"locks": [], "why": {"kind": each.why.get("kind", "")}}) for each in found]
    return RevisionsDoc(items=found)


@router.post(
    "/plans/{plan}/publication", summary="发布方案 Publish a plan", status_code=201, responses=problems(404, 409, 412, 428),
)  # fmt: skip
def publish(plan: str, principal: Planner, database: DatabaseDep, if_match: IfMatch = None) -> PublicationDoc:
    """Publish the newest revision, in place of the publication in force. Only a plan without violations can be published."""
    with database.write() as connection:
        return PublicationDoc.model_validate(publish_head(connection, principal, plan, if_match))


@router.delete("/plans/{plan}/publication", summary="撤回发布 Withdraw a plan", status_code=204, responses=problems(404, 409))
def withdraw(plan: str, principal: Planner, database: DatabaseDep) -> Response:
    """End the publication of a plan; its history stays."""
    with database.write() as connection:
        withdraw_plan(connection, principal, plan)
    return Response(status_code=204)


@router.get("/schools/{school}/publications", summary="发布记录 What was in force when", responses=problems(404, 422))
def publications(school: str, principal: PublishedReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[PublicationDoc]:
    """Publications of a school, newest first; the one in force has no ``ended_at``."""
    with database.read() as connection:
        found = reachable_school(connection, principal, school)
        return page_doc(PublicationDoc, list_publications(connection, cursor, found.id))


@router.get(
    "/plans/{plan}/export/{kind}", summary="方案的材料 Papers of a kept plan", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": PAPER_CONTENT}},
)  # fmt: skip
def paper(
    plan: str, kind: str, request: Request, principal: PublishedReader, database: DatabaseDep, cache: TermCacheDep,
    settings: SettingsDep,
    on: Annotated[str | None, Query(description="自哪天起算 day to count from, YYYY-MM-DD")] = None,
    revision: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Paper of a stored plan, as ``/v1/export/{kind}``. A planner reads names of pupils where the school has a list, a class teacher those
    of their classes, on sign-in and sign-out lists of these alone; the header ``Afterbell-Names`` says whether names are printed.

    The pack comes in parts, as its files are drawn."""
    if kind not in KINDS:
        raise ApiError(UNKNOWN_PAPER, f"{kind}；可用 / known: {', '.join(KINDS)}")
    types = types_of(SUFFIXES_OF[kind])
    answer_type = accepted(request, types)
    day, faults = date_faults(on, "query.on")
    if faults:
        raise ProblemError(faults)
    with database.write() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        require_paper(principal, kind)
        record(connection, principal, f"export-{kind}", f"{row.id}.{found.number}", row.school_id, row.district_id, personal=True)
    with database.read() as connection:
        bundle = seen_by_class_teacher(principal, cache.bundle(connection, row.term_id, found))
        term = reachable_term(connection, principal, row.term_id)
        records = list_records(connection, row.school_id, term.name)
        names, printed = NO_NAMES
        if lists_pupils(kind):
            names, printed = names_for(connection, principal, settings, term, bundle.problem)
    try:
        parts = exported_parts(kind, PaperContext(bundle, day, records), types[answer_type], names, language)
    except MissingFontError as error:
        raise ApiError(NO_FONT, error.fault.hint_en) from None
    headers = {"ETag": etag(row.id, found.number), NAMES_HEADER: printed.value}
    if answer_type not in (JSON_TYPE, HTML_TYPE):
        headers["Content-Disposition"] = f'attachment; filename="{kind}{types[answer_type]}"'
    if kind == "pack":
        return StreamingResponse(parts, media_type=answer_type, headers=headers)
    return Response(b"".join(parts), media_type=answer_type, headers=headers)


@router.get(
    "/plans/{plan}/ledgers", summary="学期台账 Ledgers of the term, up to this plan", response_class=Response,
    responses=problems(404, 406, 410, 422) | {200: {"content": LEDGER_CONTENT}},
)  # fmt: skip
def ledgers(
    plan: str, request: Request, principal: PupilReader, database: DatabaseDep, cache: TermCacheDep,
    revision: Annotated[int | None, Query(ge=1, le=10**9)] = None,
    language: LanguageQuery = Language.ZH,
) -> Response:  # fmt: skip
    """Pay, fees and balance of a term: each date by the plan that stood then, the earlier ones of this plan's row and this one, as
    document or workbook. Refused where a service date before it has no plan."""
    answer_type = accepted(request, LEDGER_SUFFIX_OF)
    with database.write() as connection:
        row = reachable_plan(connection, principal, plan)
        found = visible_revision(connection, principal, row, revision)
        record(connection, principal, "export-ledgers", f"{row.id}.{found.number}", row.school_id, row.district_id, personal=True)
    with database.read() as connection:
        term = cache.term(connection, row.term_id, found.policy)
        made = cache.plan(connection, found)
        stages = sequence([*stages_of(connection, earlier_refs(connection, row.id)), Stage(term.problem, term.policy, made)])
    content = ledger_bytes(with_everybody(stages), term.policy, sequence_ledgers(stages), LEDGER_SUFFIX_OF[answer_type], language)
    headers = {"ETag": etag(row.id, found.number)}
    if answer_type == XLSX_TYPE:
        headers["Content-Disposition"] = f'attachment; filename="{row.id}-ledgers.xlsx"'
    return Response(content, media_type=answer_type, headers=headers)


def _file(bundle: PlanBundle, revision: Revision, answer_type: str, language: Language) -> bytes:
    """File of a plan in a format."""
    if answer_type != JSON_TYPE:
        return plan_bytes(bundle, SUFFIX_OF[answer_type], language)
    document = plan_document(bundle)
    kept = {key: revision.report[key] for key in ("status", "seconds", "gap", "seed", "version") if key in revision.report}
    return as_json({**document, "report": {**document["report"], **kept}})
