"""Files that an import reads: those of a folder but the ones that it writes itself, wherever a name occurs twice."""

from __future__ import annotations

from pathlib import Path

from api.services.importing import read_sources


def test_a_file_that_bears_the_name_of_an_output_is_read_nevertheless(tmp_path: Path) -> None:
    last, this = tmp_path / "上学期", tmp_path / "本学期"
    for folder in (last, this):
        folder.mkdir()
        (folder / "本校.xlsx").write_bytes(folder.name.encode())
    (this / "名册.csv").write_text("姓名", encoding="utf-8")
    found = read_sources([last, this], [this / "本校.xlsx"])
    assert [(source.name, source.data.decode()) for source in found] == [("本校.xlsx", "上学期"), ("名册.csv", "姓名")]
