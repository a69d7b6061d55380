"""Settings for commands of the service, read from the environment, and the log that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.cli.exits import refusal
from solver import Fault

if TYPE_CHECKING:
    from api.settings import Settings


def read_settings() -> Settings:
    """The settings; every one that is wrong is refused at once, without its value, which may be a secret."""
    settings, faults = settings_or_faults()
    if settings is None:
        raise refusal(faults)
    return settings


def settings_or_faults() -> tuple[Settings | None, list[Fault]]:
    """The settings, or every fault of them."""
    from api.settings import Settings  # noqa: PLC0415 - no other command needs the service

    try:
        return Settings(), []
    except ValidationError as error:
        return None, [_fault(wrong) for wrong in error.errors(include_url=False, include_input=False)]


def _fault(wrong: ErrorDetails) -> Fault:
    name = f"AFTERBELL_{'_'.join(map(str, wrong['loc'])).upper()}" if wrong["loc"] else "AFTERBELL_…"
    return Fault((name,), "", "设置有误。", f"{wrong['msg']}.",
                 "可能拼写有误，见 docs/service/settings.md。", "Maybe misspelt; see docs/service/settings.md.")  # fmt: skip


def settings_and_log() -> Settings:
    """The settings, and every line of the log from here on as they say."""
    from api.logs import set_up  # noqa: PLC0415 - as above

    settings = read_settings()
    set_up(settings.log_level, settings.log_format)
    return settings
