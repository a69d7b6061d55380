"""``afterbell names`` and ``export --names``."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path

import openpyxl
import pytest

import solver
from api.files.names.name_keys import new_keys, parse_keys
from api.files.names.name_list import NameList, seal, unseal
from api.files.papers.registry import PUPIL_PAPERS
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.services.loading import choose_policy, load_request
from solver import Plan, Problem
from tests.cli.conftest import Run
from tests.names.listed import PLANTED, listed, planted


class Folder:
    """A request, a plan of it in which nothing is arranged, a table of names, and a key."""

    def __init__(self, folder: Path, samples: Path, run: Run) -> None:
        self.folder, self.request, self.run = folder, samples / "tiny.json", run
        loaded = load_request(self.request)
        self.problem: Problem = loaded.problem
        policy = choose_policy(loaded)
        self.plan = folder / "plan.json"
        report = solver.check_plan(self.problem, policy, Plan())
        self.plan.write_bytes(plan_bytes(PlanBundle(self.problem, policy, Plan(), report), ".json"))
        self.key, self.names = folder / "school.key", folder / "school.names"
        assert run("names", "key", self.key).exit_code == 0

    def table(self, name: str, *rows: tuple[str, ...], encoding: str = "utf-8") -> Path:
        path = self.folder / name
        if path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            for row in rows:
                book.active.append(row)  # type: ignore[union-attr]
            book.save(path)
            return path
        buffer = io.StringIO()
        csv.writer(buffer).writerows(rows)
        path.write_bytes(buffer.getvalue().encode(encoding))
        return path

    def rows(self) -> list[tuple[str, str]]:
        return [(pupil.id, planted(pupil.id)) for pupil in self.problem.pupils]

    def seal(self, *tables: Path, key: Path | None = None) -> str:
        ran = self.run("names", "seal", *tables, "--request", self.request, "--key", key or self.key, "-o", self.names, "--force")
        assert ran.exit_code == 0, ran.stderr
        assert PLANTED not in ran.stdout + ran.stderr
        return ran.stderr

    def opened(self, path: Path | None = None) -> NameList:
        return unseal((path or self.names).read_bytes(), parse_keys(self.key.read_bytes()))


@pytest.fixture
def folder(tmp_path: Path, samples: Path, run: Run) -> Folder:
    return Folder(tmp_path, samples, run)


def test_a_key_is_for_its_owner_alone_never_shown_and_never_overwritten(folder: Folder) -> None:
    secret = folder.key.read_text(encoding="utf-8")
    assert stat.S_IMODE(folder.key.stat().st_mode) == 0o600
    again = folder.run("names", "key", folder.key)
    assert again.exit_code == 2
    assert folder.key.read_text(encoding="utf-8") == secret
    forced = folder.run("names", "key", folder.key, "--force")
    (key,) = parse_keys(folder.key.read_bytes()).keys
    assert forced.exit_code == 0
    assert key not in forced.stdout + forced.stderr
    assert key not in secret


@pytest.mark.parametrize(
    ("name", "heading", "encoding"),
    [("a.xlsx", ("学生编号", "班级", "姓名"), ""), ("a.csv", ("姓名", "备注", "编号"), "gb18030"), ("a.csv", ("id", "name"), "utf-8-sig")],
)
def test_tables_as_offices_have_them_are_sealed_and_opened(folder: Folder, name: str, heading: tuple[str, ...], encoding: str) -> None:
    def row(ident: str, shown: str) -> tuple[str, ...]:
        return tuple(ident if each in ("学生编号", "编号", "id") else shown if each in ("姓名", "name") else "x" for each in heading)

    told = folder.seal(folder.table(name, heading, *(row(*pair) for pair in folder.rows()), encoding=encoding or "utf-8"))
    assert f"{len(folder.problem.pupils)} 名学生中 {len(folder.problem.pupils)} 人有姓名" in told
    assert stat.S_IMODE(folder.names.stat().st_mode) == 0o600
    assert folder.opened() == listed(folder.problem)
    out = folder.folder / "out.xlsx"
    assert folder.run("names", "open", folder.names, "--key", folder.key, "-o", out).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    folder.seal(out)
    assert folder.opened() == listed(folder.problem)
    shown = folder.run("names", "show", folder.names, "--key", folder.key, "--request", folder.request)
    assert shown.stdout.splitlines() == ["\t".join(pair) for pair in sorted(folder.rows())]


def test_two_columns_need_no_headings_and_what_does_not_fit_is_told(folder: Folder) -> None:
    first, second, *_ = folder.rows()
    told = folder.seal(folder.table("a.csv", first, second, ("9.9-01", "某某"), ("", "无名氏")))
    assert set(folder.opened().names) == {first[0], second[0]}
    assert "9.9-01" in told
    assert "没有编号" in told
    assert "无名氏" not in told
    alone = folder.run("names", "seal", folder.table("b.csv", ("x", "y", "z")), "--request", folder.request, "--key", folder.key,
                       "-o", folder.folder / "b.names")  # fmt: skip
    assert alone.exit_code == 2
    assert "学生编号" in alone.stderr
    others = folder.run("names", "seal", folder.table("c.csv", ("编号", "姓名"), ("9.9-01", PLANTED)), "--request", folder.request,
                        "--key", folder.key, "-o", folder.folder / "b.names")  # fmt: skip
    assert others.exit_code == 2
    assert PLANTED not in others.stderr
    assert not (folder.folder / "b.names").exists()


def test_hostile_names_stay_text_or_are_refused_all_at_once_without_being_repeated(folder: Folder) -> None:
    (one, _), (two, _), *_ = folder.rows()
    folder.seal(folder.table("a.xlsx", ("编号", "姓名"), (one, "'=1+1"), (two, "@" + PLANTED)))
    out = folder.folder / "out.xlsx"
    folder.run("names", "open", folder.names, "--key", folder.key, "-o", out)
    cells = {cell.value: cell for row in openpyxl.load_workbook(out).active.iter_rows() for cell in row}  # type: ignore[union-attr]
    assert cells["@" + PLANTED].data_type == "s"
    assert cells["@" + PLANTED].quotePrefix
    bad = folder.table("b.csv", ("编号", "姓名"), (one, PLANTED), (two, PLANTED * 30), (one, "别名"))
    ran = folder.run("names", "seal", bad, "--request", folder.request, "--key", folder.key, "-o", folder.names, "--force")
    assert ran.exit_code == 2
    assert "共 2 处" in ran.stderr
    assert PLANTED not in ran.stderr


def test_papers_print_names_with_the_list_and_its_key(folder: Folder) -> None:
    folder.seal(folder.table("a.csv", ("编号", "姓名"), *folder.rows()))
    for kind in ("rosters", "menu", "public"):
        out = folder.folder / f"{kind}.json"
        ran = folder.run("export", kind, folder.plan, "--request", folder.request, "-o", out, "--names", folder.names, "--key", folder.key)
        assert ran.exit_code == 1, "written, and the plan has violations"
        assert (PLANTED in out.read_text(encoding="utf-8")) == (kind in PUPIL_PAPERS)
        assert ("不印姓名" in ran.stderr) == (kind not in PUPIL_PAPERS)
        assert PLANTED not in ran.stdout + ran.stderr


def test_a_wrong_key_another_school_s_list_and_half_of_the_options_are_refused(folder: Folder) -> None:
    folder.seal(folder.table("a.csv", ("编号", "姓名"), *folder.rows()))
    wrong, other = folder.folder / "wrong.key", folder.folder / "other.names"
    wrong.write_text(new_keys().text(), encoding="utf-8")
    other.write_bytes(seal(NameList("别的小学", dict(folder.rows())), parse_keys(folder.key.read_bytes())))
    for options, words in (
        (("--names", folder.names, "--key", wrong), "打不开"),
        (("--names", other, "--key", folder.key), "另一所学校"),
        (("--names", folder.names), "要一起写"),
        (("--key", folder.key), "要一起写"),
        (("--names", folder.plan, "--key", folder.key), "不是加密的姓名表"),
        (("--names", folder.names, "--key", folder.plan), "不是密钥"),
    ):
        out = folder.folder / "out.json"
        ran = folder.run("export", "rosters", folder.plan, "--request", folder.request, "-o", out, *options)
        assert ran.exit_code == 2, options
        assert words in ran.stderr
        assert "可能" in ran.stderr
        assert not out.exists()
        assert PLANTED not in ran.stderr


def test_lists_are_joined_and_rotated_to_a_new_key(folder: Folder) -> None:
    first, *others = folder.rows()
    two = folder.folder / "two.names"
    folder.seal(folder.table("a.csv", ("编号", "姓名"), first))
    folder.names.rename(two)
    folder.seal(folder.table("b.csv", ("编号", "姓名"), *others))
    whole = folder.folder / "whole.names"
    assert folder.run("names", "join", folder.names, two, "--key", folder.key, "-o", whole).exit_code == 0
    assert folder.opened(whole) == listed(folder.problem)
    former = parse_keys(folder.key.read_bytes())
    assert folder.run("names", "rotate", whole, "--key", folder.key, "--keep-old").exit_code == 0
    assert folder.opened(two), "the former key is still there for what was not named"
    ran = folder.run("names", "rotate", whole, two, folder.names, "--key", folder.key)
    assert ran.exit_code == 0
    assert len(parse_keys(folder.key.read_bytes()).keys) == 1
    assert stat.S_IMODE(folder.key.stat().st_mode) == 0o600
    for path in (whole, two, folder.names):
        assert folder.opened(path)
        with pytest.raises(solver.ProblemError):
            unseal(path.read_bytes(), former)


def test_a_list_that_does_not_open_keeps_the_key_from_being_rotated(folder: Folder) -> None:
    folder.seal(folder.table("a.csv", ("编号", "姓名"), *folder.rows()))
    before, sealed = folder.key.read_bytes(), folder.names.read_bytes()
    other = folder.folder / "other.names"
    other.write_bytes(seal(listed(folder.problem), new_keys()))
    assert folder.run("names", "rotate", folder.names, other, "--key", folder.key).exit_code == 2
    assert (folder.key.read_bytes(), folder.names.read_bytes()) == (before, sealed)


def test_a_key_that_others_may_read_is_told(folder: Folder) -> None:
    folder.seal(folder.table("a.csv", ("编号", "姓名"), *folder.rows()))
    folder.key.chmod(0o644)
    assert "chmod 600" in folder.run("names", "show", folder.names, "--key", folder.key).stderr


def test_a_request_and_a_plan_hold_no_name_after_all(folder: Folder) -> None:
    folder.seal(folder.table("a.csv", ("编号", "姓名"), *folder.rows()))
    for path in (folder.request, folder.plan, folder.names):
        assert PLANTED.encode() not in path.read_bytes()
        assert json.dumps(PLANTED)[1:-1].encode() not in path.read_bytes()
