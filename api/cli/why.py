"""``afterbell why``: why a plan puts somebody somewhere, and why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

import solver
from api.cli.check import PolicyOption, SettingOption, told_apart
from api.cli.exits import Exit, refusal
from api.cli.options import EarlierOption, ForceOption, IgnoreEditsOption, LanguageOption, UntilOption
from api.cli.reading import FileReading
from api.cli.summary import stdout_console
from api.files.draw_pdf import MissingFontError
from api.files.language import Language
from api.files.papers.explanation import LAYERS, VERDICTS, explanation_paper
from api.files.papers.paper import paper_bytes
from api.files.papers.paper_context import PaperContext
from api.files.plan.bundle import PlanBundle
from api.files.plan.writer import plan_bytes
from api.files.why_document import why_document
from api.services.asked import Asked, read_question
from api.services.choosing import parse_settings
from api.services.exporting import PAPER_SUFFIXES
from api.services.outputs import PLAN_SUFFIXES, Outputs, output_faults, write_whole
from api.services.reporting import as_json
from api.services.sequencing import problem_of_plan
from solver import Explanation, Fault, PlanError
from solver.explain.why.context import WhyLimits
from solver.explain.why.explanation import AUDIENCES
from solver.explain.why.question import read_post

if TYPE_CHECKING:
    from solver import Explainer

FACTS = 6
"""Facts that the terminal lists; files have all of them."""


def why(
    files: Annotated[list[Path], typer.Argument(help="申请与方案 request and plan, in any order", metavar="REQUEST PLAN")],
    person: Annotated[str | None, typer.Option(help="人员编号：为什么他在这个岗位，或为什么不在 a person: why there, or why not")] = None,
    post: Annotated[str | None, typer.Option(help="岗位 a post: gate/5/east/17:40 care/1/301/0 lead/chess#1 late/5")] = None,
    week: Annotated[int | None, typer.Option(min=0, max=53, help="模板的第几周 week of the template")] = None,
    instead: Annotated[str | None, typer.Option(help="为什么不是这个人 why not this person instead")] = None,
    pupil: Annotated[str | None, typer.Option(help="学生编号，与 --offering 一起 a pupil, with --offering")] = None,
    offering: Annotated[str | None, typer.Option(help="课程编号；单写问为什么没开 an offering; alone: why it is shut")] = None,
    grade: Annotated[int | None, typer.Option(min=1, max=12, help="年级：为什么这时放学 a grade: why it leaves then")] = None,
    leaves: Annotated[str | None, typer.Option(help="为什么不是这个时间 why not at this time, HH:MM")] = None,
    gate: Annotated[str | None, typer.Option(help="为什么不走这个校门 why not by this gate")] = None,
    audience: Annotated[str, typer.Option("--for", help="回答写给谁 whom the answer is for: planner teacher family")] = "planner",
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help="改动后的方案 the changed plan: .json .xlsx .html, repeatable")
    ] = None,
    report: Annotated[
        list[Path] | None, typer.Option(help="回答写成文件 write the answer: .json .pdf .xlsx .html, repeatable")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, max=600, help="时限（秒） time limit")] = 3.0,
    policy: PolicyOption = None,
    setting: SettingOption = None,
    earlier: EarlierOption = None,
    until: UntilOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
    ignore_edits: IgnoreEditsOption = False,
) -> None:
    """为什么是他、为什么不是，要改得动什么，代价多少 Why somebody stands there or has a seat, why not, and at what price.

    只写 --post：谁可以上这个岗，好的在前。With --post alone: who may stand there, the best first.

    Exit: 0 told, 2 bad input, 4 neither a way nor a proof was found in the time.
    """
    plan_path, request_path = told_apart(files, None)
    overrides, faults = parse_settings(setting or [])
    outputs = (Outputs("--output", output or [], PLAN_SUFFIXES), Outputs("--report", report or [], PAPER_SUFFIXES))
    faults += output_faults(outputs, (plan_path, request_path), force=force)
    if audience not in AUDIENCES:
        faults.append(Fault(("--for",), audience, f"没有这种读者，可用：{'、'.join(AUDIENCES)}。", f"Known are {', '.join(AUDIENCES)}.",
                            "可能写错了。", "Maybe it is misspelt."))  # fmt: skip
    if output and audience != "planner":
        faults.append(Fault(("--output",), audience, "写给教师和家长的回答不带方案。",
                            "Answers to teachers and families come without a plan.",
                            "可能要去掉 -o 或 --for。", "Maybe leave out -o or --for."))  # fmt: skip
    reading = FileReading(faults)
    loaded, chosen = reading.request(request_path, policy, overrides)
    found = reading.plan(loaded, plan_path, ignore_edits=ignore_edits)
    before = reading.plans(loaded, earlier or [], ignore_edits=ignore_edits)
    last = reading.day(until, "--until")
    if loaded is None or chosen is None or found is None or reading.wrong:
        raise reading.refusal()
    problem = reading.read(lambda: problem_of_plan(loaded, chosen, (str(plan_path), found.plan), before, last), plan_path)
    if problem is None:
        raise reading.refusal()
    asked = Asked(person, post, week, instead, pupil, offering, grade, leaves, gate)
    try:
        if post is not None and asked == Asked(post=post, week=week) and not (output or report):
            print_suggestions(stdout_console(), solver.Explainer(problem, chosen, found.plan), post, week or 0)
            return
        question = read_question(problem, asked, "--")
        explainer = solver.Explainer(problem, chosen, found.plan)
        answer = explainer.ask(question, audience, WhyLimits(seconds=seconds))
    except PlanError as error:
        raise refusal(error.faults) from None
    print_answer(stdout_console(), explainer, answer)
    _write(explainer, answer, output or [], report or [], language, force=force)
    raise typer.Exit(Exit.STOPPED if answer.verdict == "unknown" else Exit.VALID)


def print_answer(console: Console, explainer: Explainer, answer: Explanation) -> None:
    """Verdict, answer, facts, alternatives and changes, Chinese first."""
    (zh, en, _), (layer_zh, layer_en) = VERDICTS[answer.verdict], LAYERS[answer.layer]
    console.print(Text(f"{zh} / {en}（{layer_zh} / {layer_en}）", style="bold"), soft_wrap=True)
    console.print(Text(f"{answer.words[0]}\n    {answer.words[1]}"), soft_wrap=True)
    _listed(console, "依据 facts", [f"[{fact.rule}] {fact.zh} {fact.en}" for fact in answer.facts])
    names = explainer.context.names
    _listed(console, "还可以换成 others", [f"{names.person(each.subject)}：{each.zh} {each.en}" for each in answer.alternatives])
    _listed(console, "改动 changes", [f"{step_zh} {step_en}" for step_zh, step_en in answer.steps])
    if answer.scope[0]:
        console.print(Text(f"范围 scope：{answer.scope[0]} / {answer.scope[1]}"), soft_wrap=True)


def print_suggestions(console: Console, explainer: Explainer, text: str, week: int) -> None:
    """Adults who may stand on a post, with reasons and price, Chinese first. Raises PlanError."""
    context = explainer.context
    editor, post = solver.Editor(context.problem, context.policy), read_post(context.problem, text)
    told = explainer.suggest(lambda edit: editor.apply(context.plan, [edit]), post, week)
    console.print(Text(f"{told.words[0]}\n    {told.words[1]}", style="bold"), soft_wrap=True)
    _listed(console, "人选 suggestions", [f"{context.names.person(each.person)}：{each.words[0]} {each.words[1]}" for each in told.found])


def _listed(console: Console, heading: str, lines: list[str]) -> None:
    if lines:
        console.print(Text(f"{heading}：{len(lines)}"), soft_wrap=True)
        for line in lines[:FACTS]:
            console.print(Text(f"  {line}"), soft_wrap=True)
        if len(lines) > FACTS:
            console.print(Text(f"  另有 {len(lines) - FACTS} 条，见 --report / {len(lines) - FACTS} more: --report"), soft_wrap=True)


def _write(explainer: Explainer, answer: Explanation, plans: list[Path], reports: list[Path], language: Language, *, force: bool) -> None:
    """The changed plan and the answer as files."""
    context = explainer.context
    contents: list[tuple[Path, bytes]] = []
    if answer.plan is not None and plans:
        changed = solver.check_plan(context.problem, context.policy, answer.plan)
        bundle = PlanBundle(context.problem, context.policy, answer.plan, changed)
        contents += [(path, plan_bytes(bundle, path.suffix, language)) for path in plans]
    elif plans:
        typer.echo("没有改动，方案没有写出 / nothing was changed: no plan is written", err=True)
    desk = PaperContext(PlanBundle(context.problem, context.policy, context.plan, context.report))
    try:
        for path in reports:
            if path.suffix.lower() == ".json":
                contents.append((path, as_json(why_document(explainer, answer))))
            else:
                contents.append((path, paper_bytes("why", explanation_paper(desk, explainer, answer), desk, path.suffix.lower(), language)))
    except MissingFontError as error:
        raise refusal([error.fault]) from None
    for path, content in contents:
        typer.echo(f"已写出 / written: {write_whole(path, content, force=force)}")
