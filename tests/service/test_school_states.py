"""How far schools and terms have come, and sample schools."""

from __future__ import annotations

from api.page.views.steps import TermStage, school_step
from api.services.samples import SAMPLES, sample_request
from api.services.terms import erase_term
from api.storage.database import Database
from api.storage.publications import withdraw
from api.storage.school_states import DistrictFigures, district_figures, school_states
from api.storage.schools import School, add_school, get_school
from tests.http.conftest import assert_problem
from tests.service.rows import OWNER, marked, plant
from tests.service.town import Town


def stages(database: Database, *ids: str) -> list[TermStage]:
    with database.read() as connection:
        schools = [school for school in (get_school(connection, each) for each in ids) if school is not None]
        return [school_step(state, may_plan=True).stage for state in school_states(connection, schools)]


def test_a_school_comes_from_data_over_a_plan_to_a_publication(database: Database, tiny: bytes) -> None:
    rows = plant(database, marked(tiny))
    with database.write() as connection:
        add_school(connection, School("bare", "Bare", rows.district))
    assert stages(database, "bare", rows.school) == [TermStage.NO_DATA, TermStage.PUBLISHED]
    with database.read() as connection:
        assert district_figures(connection, [rows.district, "none"]) == {
            rows.district: DistrictFigures(2, 1, 1), "none": DistrictFigures(),
        }  # fmt: skip
    with database.write() as connection:
        withdraw(connection, rows.school)
    assert stages(database, rows.school) == [TermStage.DRAFT]
    with database.write() as connection:
        erase_term(connection, OWNER, rows.term)
    assert stages(database, rows.school) == [TermStage.NO_DATA]


def test_every_sample_is_a_request_with_a_name_of_its_own() -> None:
    names = {sample_request(sample).problem.term.name for sample in SAMPLES}
    assert len(names) == len(SAMPLES)
    assert all(name.startswith("示范 ") for name in names)


def test_a_sample_is_kept_once_by_those_who_plan(town: Town) -> None:
    first = town.ask("planner", "POST", "/v1/schools/elm/samples", {"sample": "tiny"})
    assert (first.status_code, first.json()["pupils"]) == (201, 21)
    again = town.ask("planner", "POST", "/v1/schools/elm/samples", {"sample": "tiny"})
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    assert stages(town.database, "elm") == [TermStage.NO_DATA]  # it is no data of the school's own
    with town.database.read() as connection:
        assert district_figures(connection, ["east"])["east"].with_term == 0
    assert town.ask("planner", "DELETE", f"/v1/terms/{first.json()['id']}").status_code == 204
    assert_problem(town.ask("planner", "POST", "/v1/schools/elm/samples", {"sample": "none"}), 422, "bad-input")
    assert_problem(town.ask("neighbour", "POST", "/v1/schools/elm/samples", {"sample": "tiny"}), 404, "not-found")
    assert_problem(town.ask("reader", "POST", "/v1/schools/elm/samples", {"sample": "tiny"}), 403, "forbidden")
