"""``afterbell export signup`` and ``form``: sign-up papers, from the request alone."""

from __future__ import annotations

from pathlib import Path

import typer

from api.cli.exits import refusal
from api.cli.reading import FileReading
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.signing_up import SIGNUP_SUFFIXES, signup_bytes
from solver import Fault


def export_signup(
    kind: str, plan: Path | None, request: Path, output: list[Path], policy: str | None, setting: list[str], language: Language, *,
    force: bool,
) -> None:  # fmt: skip
    """Write a sign-up paper. Refuses with all faults at once."""
    overrides, faults = parse_settings(setting)
    if plan is not None:
        faults.append(Fault(("PLAN",), str(plan), "报名材料只要申请，不用方案。", "Sign-up papers are made from the request alone.",
                            "可能多写了方案文件。", "Maybe the plan is one argument too many."))  # fmt: skip
    faults += output_faults([Outputs("--output", output, SIGNUP_SUFFIXES[kind])], (request,), force=force)
    reading = FileReading(faults)
    loaded, chosen = reading.request(request, policy, overrides)
    if reading.wrong or loaded is None or chosen is None:
        raise reading.refusal()
    for path in output:
        try:
            content = signup_bytes(kind, loaded.problem, chosen, path.suffix.lower(), language)
        except MissingFontError as error:
            raise refusal([error.fault]) from None
        typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}")
