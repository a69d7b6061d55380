"""Pages of keys and members: whose are listed, how they are found, and which fields a role asks for."""

from __future__ import annotations

from api.access.role import Role
from api.page.views.give_view import give_view
from api.page.views.people_view import EXPIRED, REVOKED, UNUSED, VALID, key_state, scope_words
from api.storage.keys import Key
from api.storage.people_search import SchoolChoice
from api.storage.schools import District
from tests.service.town import Town

SCHOOLS = (SchoolChoice("elm", "榆树小学", "东区"), SchoolChoice("oak", "橡树小学", "东区"), SchoolChoice("fir", "杉树小学", "西区"))


def test_a_key_is_unused_valid_expired_or_revoked() -> None:
    for state, key in (
        (UNUSED, Key("k", "l", "reader")), (VALID, Key("k", "l", "reader", last_used_at=5)),
        (EXPIRED, Key("k", "l", "reader", expires_at=10)), (VALID, Key("k", "l", "reader", last_used_at=5, expires_at=11)),
        (REVOKED, Key("k", "l", "reader", expires_at=5, revoked_at=3)),
    ):  # fmt: skip
        assert key_state(key, 10) == state


def test_scopes_are_said_by_name() -> None:
    names = {"elm": "榆树小学", "east": "东区"}
    assert scope_words(Key("k", "l", "class_teacher", "east", "elm", ("101", "102")), names) == (
        "榆树小学 · 班级 101、102", "榆树小学 · classes 101, 102",
    )  # fmt: skip
    assert scope_words(Key("k", "l", "district", "east"), names) == "东区"
    assert scope_words(Key("k", "l", "bureau"), names) == ("全部", "everything")


def test_fields_follow_the_role() -> None:
    def form(role: Role, *, of_bureau: bool = False) -> tuple[bool, bool, bool, int, int]:
        view = give_view(role, of_bureau, SCHOOLS, (District("east", "东区"),), "oak", None, None, provider=True)
        return view.wants_school, view.wants_classes, view.wants_person, len(view.schools), len(view.districts)

    assert form(Role.BUREAU) == (False, False, False, 0, 0)
    assert form(Role.DISTRICT) == (False, False, False, 0, 1)
    assert form(Role.PLANNER) == (True, False, False, 2, 0)
    assert form(Role.CLASS_TEACHER) == (True, True, False, 2, 0)
    assert form(Role.TEACHER) == (True, False, True, 2, 0)
    offered = give_view(Role.READER, False, SCHOOLS, (), "oak", None, None, provider=True)
    assert "bureau" not in [role.id for role in offered.roles]
    assert [each.id for group in offered.schools for each in group.choices if each.chosen] == ["oak"]


def test_keys_are_found_within_the_scope(town: Town) -> None:
    listed = town.ask("east", "GET", "/page/people").text
    assert "neighbour" in listed
    assert "stranger" not in listed
    assert "您正在用" in listed
    found = town.ask("bureau", "GET", "/page/people?q=STRANG").text
    assert "stranger" in found
    assert "neighbour" not in found
    assert "没有找到" in town.ask("bureau", "GET", "/page/people?q=%25").text  # a wildcard of the database is a character
    mine = town.ask("reader", "GET", "/v1/me").json()["who"].removeprefix("key:")
    town.ask("east", "DELETE", f"/v1/keys/{mine}")
    assert mine not in town.ask("east", "GET", "/page/people").text
    assert "已收回" in town.ask("east", "GET", "/page/people?gone=1").text


def test_classes_and_staff_of_the_chosen_school_are_offered(town: Town, tiny: bytes) -> None:
    town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny)
    assert 'value="101"' in town.ask("east", "GET", "/page/people/new?role=class_teacher&school=elm").text
    assert '<option value="T001">' in town.ask("east", "GET", "/page/people/new?role=teacher&school=elm").text
    assert "照工号填写" in town.ask("east", "GET", "/page/people/new?role=teacher&school=oak").text
    assert town.ask("east", "GET", "/page/people/new?role=teacher&school=fir").status_code == 404
    refused = town.ask("east", "GET", "/page/people/new?role=king")
    assert (refused.status_code, refused.headers["content-type"][:9]) == (422, "text/html")


def test_a_members_role_and_classes_stand_in_the_form(town: Town, tiny: bytes) -> None:
    town.ask("planner", "POST", "/v1/schools/elm/terms", content=tiny)
    scope = {"role": "class_teacher", "school_id": "elm", "classes": ["101", "9"]}
    made = town.ask("bureau", "POST", "/v1/members", {"issuer": "https://id.example", "subject": "u", "label": "Li", **scope})
    member = made.json()["id"]
    form = town.ask("east", "GET", f"/page/people/members/{member}").text
    assert 'value="101" checked' in form
    assert 'value="9" checked' in form  # of an earlier term: saving the form does not take it
    assert town.ask("west", "GET", f"/page/people/members/{member}").status_code == 404
    town.ask("bureau", "DELETE", f"/v1/members/{member}")
    assert town.ask("east", "GET", f"/page/people/members/{member}").status_code == 404


def test_hostile_labels_are_text(town: Town) -> None:
    label = '<img src=x onerror=alert(1)>"\'{{7*7}}'
    assert town.ask("bureau", "POST", "/v1/keys", {"label": label, "role": "reader", "school_id": "elm"}).status_code == 201
    for path in ("/page/people", "/page/audit"):
        told = town.ask("bureau", "GET", path).text
        assert "<img src=x" not in told
    assert "&lt;img src=x" in town.ask("bureau", "GET", "/page/people").text
