"""``afterbell policies``: the packaged policies, what is in them, their settings, and the fates of all rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.cli.exits import refusal, refusing_faults
from api.cli.options import ForceOption, LanguageOption
from api.cli.policy_text import policy_lines, setting_lines
from api.cli.summary import stdout_console
from api.files.content.policy import policy_pages
from api.files.draw_html import pages_html
from api.files.language import Language
from api.services.choosing import parse_settings
from api.services.outputs import Outputs, output_faults, write_whole
from api.services.policies import fate_documents
from solver import Policy, load_policy, profile_names

BASE = "national"
app = typer.Typer(help="规则集 The policies that come with Afterbell.", no_args_is_help=False)
SettingOption = Annotated[
    list[str] | None, typer.Option("--set", help="先改规则 change a rule first: K03.classes=1, U6=waiver")
]


@app.callback(invoke_without_command=True)
def listing(context: typer.Context) -> None:
    """列出规则集 List the policies."""
    if context.invoked_subcommand is not None:
        return
    policies = [load_policy(name) for name in profile_names()]
    _say(
        f"{policy.name}  {policy.zh} / {policy.en}  {sum(rule.level != 'off' for rule in policy.rules.values())} 条规则 / "
        f"rules，{sum(duty.on for duty in policy.duties.values())} 项书面义务 / paper duties"
        for policy in policies
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="规则集名称 name of a policy")],
    diff: Annotated[
        str | None, typer.Option(help="只列与另一个规则集的差别 only what differs from another policy")
    ] = None,
    html: Annotated[Path | None, typer.Option(help="写成网页 write a page that prints")] = None,
    setting: SettingOption = None,
    force: ForceOption = False,
    language: LanguageOption = Language.ZH,
) -> None:
    """显示一个规则集：按类列出每条规则的级别、数字、出处，以及与通用规则的差别.

    Show a policy: rules by area with level, numbers and clause, and what the base profile says otherwise.
    """
    faults = [] if html is None else output_faults([Outputs("--html", [html])], force=force)
    if faults:
        raise refusal(faults)
    policy = _policy(name, setting)
    with refusing_faults():
        other = load_policy(diff or BASE)
    if html is not None:
        title = ("课后服务规则", "Rules of the after-school service")
        content = pages_html(policy_pages(policy, other), policy.zh, title, language).encode()
        _say([f"已写出 / written: {write_whole(html, content, force=force)}"])
        return
    _say([f"{policy.name}  {policy.zh} / {policy.en}", f"对照 / compared with: {other.name}  {other.zh} / {other.en}"])
    _say(policy_lines(policy, other, only_changes=diff is not None))


@app.command()
def settings(
    name: Annotated[str, typer.Argument(help="规则集名称 name of a policy")] = BASE, setting: SettingOption = None
) -> None:
    """列出文件没有说死的问题、可选的答案和这个规则集的选择 Show open questions, their answers and the policy's choice."""
    policy = _policy(name, setting)
    _say([f"{policy.name}  {policy.zh} / {policy.en}"])
    _say(setting_lines(policy))


@app.command()
def fates() -> None:
    """列出五份文件的全部规则及其去处 Show all rules of the five documents and what became of each."""
    for fate in fate_documents():
        where = "，".join((*fate["rules"], *(f"{duty} ({name})" for duty, name in fate["duties"].items())))
        why = f"  {fate['why_zh']} / {fate['why_en']}" if fate["why_zh"] else ""
        _say([f"{fate['id']}  {fate['fate_zh']} {fate['fate']}  {fate['zh']} / {fate['en']}  {where}{why}"])


def _policy(name: str, setting: list[str] | None) -> Policy:
    overrides, faults = parse_settings(setting or [])
    if faults:
        raise refusal(faults)
    with refusing_faults():
        return load_policy(name, overrides)


def _say(lines: Iterable[str]) -> None:
    console = stdout_console()
    for line in lines:
        console.print(Text(line), soft_wrap=True)
