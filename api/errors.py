"""Errors of the HTTP service as problem documents (RFC 9457); every answer with a status of 400 or more is one,
or says the same as a page."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.mapping.faults import fault_documents, from_pydantic
from api.storage.failure import DATABASE_ERRORS, Cause, Failure, failure_of
from solver import Fault, PlanError, PolicyError, ProblemError

LOG = logging.getLogger(__name__)
PROBLEM_JSON = "application/problem+json"
PAGES = "/page"
"""Prefix of the addresses of pages, whose errors are pages (``app.state.error_page``)."""
_Faulty = ProblemError | PolicyError | PlanError
TYPE_BASE = "urn:afterbell:problem:"
"""Prefix of problem types: URNs, so that no server must be reachable to resolve them."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """Kind of problem: the last part of its ``type``, its status, and its titles."""

    name: str
    status: int
    zh: str
    en: str

    @property
    def title(self) -> str:
        return f"{self.zh} / {self.en}"


NOT_JSON = ProblemKind("not-readable", 400, "请求无法读取", "the request cannot be read")
BAD_INPUT = ProblemKind("bad-input", 422, "提交的数据有误", "the submitted data is wrong")
TOO_LARGE = ProblemKind("too-large", 413, "请求内容过大", "the body is too large")
SLOW = ProblemKind("request-timeout", 408, "请求内容没有及时传完", "the body did not arrive in time")
WRONG_TYPE = ProblemKind("unsupported-media-type", 415, "不支持这种内容类型", "this media type is not supported")
NOT_ACCEPTABLE = ProblemKind("not-acceptable", 406, "无法给出所要的格式", "none of the accepted formats can be given")
UNAUTHENTICATED = ProblemKind("unauthenticated", 401, "需要有效的密钥或登录", "a valid key or sign-in is needed")
FORBIDDEN = ProblemKind("forbidden", 403, "没有这项权限", "this is not yours to do")
STRANGER = ProblemKind("no-member", 403, "已登录，但还不是成员", "signed in, but no member")
SIGN_IN_FAILED = ProblemKind("sign-in-failed", 400, "登录没有成功", "the sign-in did not succeed")
NO_PROVIDER = ProblemKind("no-sign-in", 404, "本服务没有设置统一登录，请用 API 密钥", "sign-in by OIDC is not set up here: use an API key")
NOT_FOUND = ProblemKind("not-found", 404, "没有这项内容，或不在您的范围内", "there is no such thing, or not for you")
CONFLICT = ProblemKind("conflict", 409, "与现有内容冲突", "this conflicts with what there is")
GONE = ProblemKind("gone", 410, "内容已按规定清除", "this was erased")
CHANGED = ProblemKind("changed", 412, "内容已被改动，请先读取最新版本", "this has changed meanwhile: read the newest version first")
UNCONDITIONAL = ProblemKind(
    "precondition-required", 428, "请用 If-Match 说明依据的版本", "say with If-Match which version this is based on"
)
TOO_MANY = ProblemKind("too-many-requests", 429, "请求过于频繁", "too many requests")
TOO_MANY_JOBS = ProblemKind("too-many-jobs", 429, "未结束的任务过多", "too many jobs have not ended")
NOT_READY = ProblemKind("not-ready", 503, "服务尚未就绪", "the service is not ready")
UNKNOWN_POLICY = ProblemKind("unknown-policy", 404, "没有这个规则集", "there is no such policy")
UNKNOWN_PAPER = ProblemKind("unknown-paper", 404, "没有这种材料", "there is no such paper")
NO_NAMES_KEY = ProblemKind("no-names-key", 409, "本服务没有可用的姓名表密钥", "the service has no key for name lists")
NAMES_LOCKED = ProblemKind("names-locked", 409, "密钥打不开已存的姓名表", "the key does not open the name list")
NO_FONT = ProblemKind("no-font", 500, "服务器没有中文字体，无法生成 PDF", "the server lacks the font for PDF files")
BUG = ProblemKind("internal", 500, "程序内部错误", "a mistake of the program")


@dataclass
class ApiError(Exception):
    """Error response. members: further keys of the problem document."""

    kind: ProblemKind
    detail: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def bad_input(faults: Sequence[Fault], kind: ProblemKind = BAD_INPUT) -> ApiError:
    """Error response with every fault."""
    detail = f"{len(faults)} 处有误，见 errors / {len(faults)} fault(s), see errors"
    return ApiError(kind, detail, {"errors": fault_documents(faults)})


def database_failed(failure: Failure) -> ApiError:
    """Error response of a database failure: 507 where it is full, else 503; with Retry-After where it may be temporary."""
    status = 507 if failure.cause is Cause.FULL else 503
    kind = ProblemKind(f"database-{failure.cause}", status, failure.zh.rstrip("。"), failure.en.rstrip("."))
    entry = {
        "where": "database", "value": "", "zh": failure.zh, "en": failure.en, "hint_zh": failure.hint_zh, "hint_en": failure.hint_en,
    }  # fmt: skip
    headers = {} if failure.retry_seconds is None else {"Retry-After": str(failure.retry_seconds)}
    return ApiError(kind, f"{failure.hint_zh} / {failure.hint_en}", {"errors": [entry]}, headers)


def install(app: FastAPI) -> None:
    """Install handlers that answer every exception with a problem document."""

    async def faulty(request: Request, error: _Faulty) -> Response:
        return answer(request, bad_input(error.faults))

    for kind in (ProblemError, PolicyError, PlanError):
        app.exception_handler(kind)(faulty)

    @app.exception_handler(ApiError)
    async def api_error(request: Request, error: ApiError) -> Response:
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def validation(request: Request, error: RequestValidationError) -> Response:
        """Faults of parameters and small bodies."""
        return answer(request, bad_input(from_pydantic(_without_tags(error))))

    @app.exception_handler(HTTPException)
    async def framework(request: Request, error: HTTPException) -> Response:
        """404, 405 and other errors of the framework itself."""
        phrase = HTTPStatus(error.status_code).phrase
        if error.status_code == TOO_LARGE.status:
            return answer(request, ApiError(TOO_LARGE, str(error.detail)))
        words = {404: ("没有这个地址", "no such address"), 405: ("不支持这种请求方法", "method not allowed")}
        zh, en = words.get(error.status_code, (phrase, str(error.detail)))
        return answer(request, ApiError(ProblemKind("", error.status_code, zh, en), headers=error.headers or {}))

    async def failed(request: Request, error: Exception) -> Response:
        failure = failure_of(error)
        if failure is None:
            raise error  # a statement of ours that is wrong
        LOG.warning("the database fails", extra={"cause": failure.cause.value})
        return answer(request, database_failed(failure))

    for database_error in DATABASE_ERRORS:
        app.exception_handler(database_error)(failed)

    @app.exception_handler(Exception)
    async def bug(request: Request, _error: Exception) -> Response:
        """Any other exception is a bug; details are logged and not answered."""
        return answer(request, ApiError(BUG))


def _without_tags(error: RequestValidationError) -> list[Any]:
    """Errors whose places lack the tag of a discriminated union: Pydantic names ``body.solve.seconds`` what is ``body.seconds``."""
    tag = error.body.get("kind") if isinstance(error.body, dict) else None
    return [
        {**each, "loc": ("body", *each["loc"][2:])} if tag is not None and tuple(each["loc"][:2]) == ("body", tag) else each
        for each in error.errors()
    ]


def answer(request: Request, error: ApiError) -> Response:
    """Response of an error: a page below ``/page``, else a problem document."""
    if request.url.path == PAGES or request.url.path.startswith(PAGES + "/"):
        drawn: Response = request.app.state.error_page(request, error)
        return drawn
    content = json.dumps(problem_document(error, request.url.path), ensure_ascii=False)
    # A fault may quote half a character.
    return Response(
        content.encode(errors="replace"), error.kind.status, headers=dict(error.headers), media_type=PROBLEM_JSON
    )


def problem_document(error: ApiError, instance: str) -> dict[str, Any]:
    """Problem document of an error. instance: path of the request."""
    kind = error.kind
    return {
        "type": TYPE_BASE + kind.name if kind.name else "about:blank",
        "title": kind.title,
        "status": kind.status,
        "detail": error.detail or kind.title,
        "instance": instance,
        **error.members,
    }
