"""``/``: front page of the service for browsers, and entry document for programs."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

import solver
from api.deps import HTML_TYPE, JSON_TYPE, accepted
from api.error_responses import problems
from api.state import SettingsDep

router = APIRouter(tags=["health"])
DOCUMENT = "/openapi.json"
PAGE = """\
<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>课后铃 Afterbell</title>
<style>
body {{ font: 16px/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 42em; margin: 3em auto; padding: 0 1em;
color: #222; background: #fff; }}
h1 {{ font-size: 1.6em; }} p:lang(en) {{ color: #555; }} a {{ color: #05599c; }} code {{ font-size: .95em; }}
</style>
</head>
<body>
<h1>课后铃 <span lang="en">Afterbell</span></h1>
<p>这里是一所学校或一个教育局的课后服务排班排课服务，由程序和命令行使用；教师和家长无需在此操作。</p>
<p lang="en">This is a school's or a bureau's planner of after-school service. Programs and the command line use it; teachers and
parents need nothing here.</p>
<ul>
<li>学校公布的课表 <span lang="en">The public timetable of a school</span>：<code>/v1/public/学校编号/timetable</code></li>
<li>接口说明 <span lang="en">What may be asked</span>：<a href="{document}">{document}</a></li>
<li>规则集 <span lang="en">Policies</span>：<a href="/v1/policies">/v1/policies</a></li>
<li>运行状态 <span lang="en">State</span>：<a href="/readyz">/readyz</a></li>
</ul>
<p>命令行用法见随程序所附的 README.md 和 docs 文件夹。
<span lang="en">For the command line see README.md and the folder docs, which come with the program.</span></p>
{contact}<p>版本 <span lang="en">Version</span> {version}</p>
</body>
</html>
"""
CONTACT = '<p>有问题请联系 <span lang="en">Questions go to</span>：{contact}</p>\n'


@router.get(
    "/", summary="服务首页 The front page", response_class=Response,
    responses=problems(406) | {200: {"content": {JSON_TYPE: {"schema": {"type": "object"}}, HTML_TYPE: {"schema": {"type": "string"}}}}},
)  # fmt: skip
def front(request: Request, settings: SettingsDep) -> Response:
    """Front page by ``Accept``: a page for browsers, a document for programs. Needs no key and shows nothing of any school."""
    headers = {"Cache-Control": "public, max-age=60", "Vary": "Accept"}
    if accepted(request, (JSON_TYPE, HTML_TYPE)) == HTML_TYPE:
        contact = CONTACT.format(contact=escape(settings.contact)) if settings.contact else ""
        return HTMLResponse(PAGE.format(document=DOCUMENT, contact=contact, version=escape(solver.__version__)), headers=headers)
    document: dict[str, Any] = {
        "name": "Afterbell", "zh": "课后铃：课后服务排班排课", "en": "A planner of schools' after-school service",
        "version": solver.__version__, "openapi": DOCUMENT, "policies": "/v1/policies", "health": "/healthz", "ready": "/readyz",
        "public_timetable": "/v1/public/{school}/timetable", "contact": settings.contact,
    }  # fmt: skip
    return JSONResponse(document, headers=headers)
