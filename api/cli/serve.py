"""``afterbell serve``: the HTTP service."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="监听地址 address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口 port")] = 8000,
) -> None:
    """启动 HTTP 服务；设置取自环境变量 AFTERBELL_* Start the HTTP service; settings come from AFTERBELL_*."""
    import uvicorn  # noqa: PLC0415 - no other command needs the web stack, and it is slow to load

    from api.main import create_app  # noqa: PLC0415 - the same
    from api.settings import Settings  # noqa: PLC0415 - the same

    # Once the service has shut down, uvicorn raises the signal again for whoever handled it before: leave in good order.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    uvicorn.run(create_app(Settings()), host=host, port=port, access_log=True)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
