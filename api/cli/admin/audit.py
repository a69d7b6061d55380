"""``afterbell audit``: who did what."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import Annotated

import typer

from api.cli.admin.place import HostOption, JsonOption, KeyOption, ServerChoice, administration
from api.cli.admin.tables import Column, moment, role, show

DayFormat = ["%Y-%m-%d"]


def audit(
    who: Annotated[str | None, typer.Option(help="谁，如 key:编号、member:编号、host:用户@机器 who, as listed")] = None,
    action: Annotated[str | None, typer.Option(help="动作，如 publish what was done, as listed")] = None,
    school: Annotated[str | None, typer.Option(help="学校编号 id of a school")] = None,
    district: Annotated[str | None, typer.Option(help="区县编号 id of a district")] = None,
    since: Annotated[datetime | None, typer.Option(formats=DayFormat, help="自哪天（含，本机时区） from this day on")] = None,
    until: Annotated[datetime | None, typer.Option(formats=DayFormat, help="到哪天（含） to this day")] = None,
    personal: Annotated[bool | None, typer.Option("--personal/--impersonal", help="只列涉及学生的 of pupils' data only")] = None,
    limit: Annotated[int, typer.Option(min=1, help="至多多少条 at most so many")] = 50,
    as_json: JsonOption = False,
    server: ServerChoice = None,
    key: KeyOption = "",
    host: HostOption = False,
) -> None:
    """审计记录：每次改动和每次读取学生数据，最新在前 The audit log: every change and every read of pupils' data, newest first."""
    after = None if since is None else _ms(since)
    before = None if until is None else _ms(until + timedelta(days=1))
    wanted = {"who": who, "action": action, "school": school, "district": district, "since": after, "until": before, "personal": personal}
    columns: list[Column] = [
        ("时间 time", lambda found: moment(found["at"])), ("谁 who", lambda found: found["who"]), ("角色 role", role),
        ("动作 action", lambda found: found["action"]), ("对象 subject", lambda found: found["subject"]),
        ("学校/区县 where", lambda found: found["school_id"] or found["district_id"] or ""),
        ("学生数据 pupils", lambda found: "是 yes" if found["personal"] else ""),
    ]  # fmt: skip
    with administration(server, key, host) as place:
        show(islice(place.audit(wanted), limit), columns, as_json=as_json)


def _ms(day: datetime) -> int:
    """The first millisecond of a day by this machine's clock."""
    return round(day.astimezone().timestamp() * 1000)
