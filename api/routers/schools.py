"""``/v1/districts`` and ``/v1/schools``."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.access.rights import Founder, PublishedReader
from api.access.role import Role
from api.access.scope import reachable_school
from api.error_responses import problems
from api.errors import CONFLICT, NOT_FOUND, ApiError
from api.idempotency import IdempotentRoute
from api.pagination import CursorDep, page_doc
from api.schemas.service.answer import PageDoc
from api.schemas.service.school import DistrictDoc, NewDistrict, NewSchool, SchoolDoc
from api.state import DatabaseDep
from api.storage.audit import record
from api.storage.page import KeysetPage
from api.storage.schools import (
    District,
    School,
    add_district,
    add_school,
    get_district,
    list_districts,
    list_schools,
)

router = APIRouter(prefix="/v1", tags=["schools"], route_class=IdempotentRoute)


@router.get("/districts", summary="列出区县 List districts", responses=problems(422))
def districts(principal: PublishedReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[DistrictDoc]:
    """Districts in the caller's scope, by id."""
    with database.read() as connection:
        if principal.role is Role.BUREAU:
            return page_doc(DistrictDoc, list_districts(connection, cursor))
        if principal.district_id is None:
            return page_doc(DistrictDoc, KeysetPage((), None))
        return page_doc(DistrictDoc, list_districts(connection, cursor, principal.district_id))


@router.post("/districts", summary="新建区县 Make a district", status_code=201, responses=problems(409, 422))
def make_district(principal: Founder, database: DatabaseDep, new: NewDistrict) -> DistrictDoc:
    """Create a district. Its id is chosen by the bureau and stays."""
    with database.write() as connection:
        if not add_district(connection, District(new.id, new.name)):
            raise ApiError(CONFLICT, new.id)
        record(connection, principal, "make-district", new.id, district_id=new.id)
    return DistrictDoc(id=new.id, name=new.name)


@router.get("/schools", summary="列出学校 List schools", responses=problems(422))
def schools(principal: PublishedReader, database: DatabaseDep, cursor: CursorDep) -> PageDoc[SchoolDoc]:
    """Schools in the caller's scope, by id."""
    with database.read() as connection:
        district = principal.district_id if principal.role is Role.DISTRICT else None
        return page_doc(SchoolDoc, list_schools(connection, cursor, district, principal.school_id))


@router.post("/schools", summary="新建学校 Make a school", status_code=201, responses=problems(404, 409, 422))
def make_school(principal: Founder, database: DatabaseDep, new: NewSchool, response: Response) -> SchoolDoc:
    """Create a school. Its id is chosen by the bureau and stays."""
    with database.write() as connection:
        if get_district(connection, new.district_id) is None:
            raise ApiError(NOT_FOUND, new.district_id)
        if not add_school(connection, School(new.id, new.name, new.district_id)):
            raise ApiError(CONFLICT, new.id)
        record(connection, principal, "make-school", new.id, new.id, new.district_id)
    response.headers["Location"] = f"/v1/schools/{new.id}"
    return SchoolDoc(id=new.id, name=new.name, district_id=new.district_id)


@router.get("/schools/{school}", summary="一所学校 One school", responses=problems(404))
def school(school: str, principal: PublishedReader, database: DatabaseDep) -> SchoolDoc:
    """One school: name and district."""
    with database.read() as connection:
        return SchoolDoc.model_validate(reachable_school(connection, principal, school))
