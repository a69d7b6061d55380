"""The program ``afterbell``: its commands, and what happens when we are at fault."""

from __future__ import annotations

import signal
import sys
import traceback

import typer

import solver
from api.cli import (
    check,
    classes,
    day,
    diff,
    doctor,
    edits,
    export,
    files,
    frontier,
    importing,
    keeping,
    ledgers,
    policies,
    repair,
    replan,
    serve,
    solve,
    staffing,
    tasks,
    what_if,
    why,
)
from api.cli.admin import audit, keys, members, publish
from api.cli.district import what_if as district_what_if
from api.cli.exits import Exit
from api.cli.names.app import app as names_app
from api.cli.remote import commands, schools
from api.cli.streams import lasting_streams, lost

app = typer.Typer(
    name="afterbell",
    help="课后铃：课后服务排班排课 Afterbell: plans a school's after-school service.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(solve.solve)
app.command()(repair.repair)
app.command()(replan.replan)
app.command()(diff.diff)
app.command()(why.why)
app.command("what-if")(what_if.what_if)
app.command()(check.check)
app.command()(check.precheck)
app.command()(edits.edits)
app.command()(export.export)
app.command()(day.day)
app.command()(classes.classes)
app.command()(ledgers.ledgers)
app.command()(tasks.tasks)
app.add_typer(names_app, name="names")
app.command()(files.template)
app.command()(files.generate)
app.command("import")(importing.import_)
app.add_typer(staffing.app, name="staffing")
staffing.app.command()(frontier.frontier)
app.add_typer(policies.app, name="policies")
app.add_typer(district_what_if.app, name="district")
app.command()(serve.serve)
app.command()(serve.web)
app.command()(serve.worker)
app.command()(schools.school)
app.command()(commands.submit)
app.command()(commands.watch)
app.command()(commands.fetch)
app.command()(commands.cancel)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.retain)
app.command()(doctor.doctor)
app.command()(audit.audit)
app.add_typer(keys.app, name="key")
app.add_typer(members.app, name="member")
app.add_typer(publish.app, name="publish")


@app.command()
def version() -> None:
    """显示版本 Show the version."""
    typer.echo(f"afterbell {solver.__version__}")


def main() -> None:
    """Run the program. Whatever is not foreseen is a mistake of ours and never looks like an answer about a plan."""
    # Ctrl-C outside a search ends the program at once, and not with Typer's exit code 1, which has another meaning here.
    previous = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with lasting_streams() as out:
            try:
                _run()
            finally:
                sys.stdout.flush()
                error = lost(out)
                if error is not None:
                    typer.echo(f"输出没有写完 / the output is not complete: {error.strerror}", err=True)
                    sys.exit(Exit.BAD_INPUT)
    finally:
        signal.signal(signal.SIGINT, previous)


def _run() -> None:
    try:
        app()
    except OSError as error:
        typer.echo(f"无法读写文件 / cannot read or write: {error}", err=True)
        sys.exit(Exit.BAD_INPUT)
    except Exception:  # noqa: BLE001 - an uncaught error would exit with 1, which means "the plan has violations"
        traceback.print_exc()
        typer.echo(
            "程序内部错误，请连同申请文件一起报告 / a mistake of the program; please report it with the request",
            err=True,
        )
        sys.exit(Exit.BUG)
