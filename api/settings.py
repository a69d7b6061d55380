"""Settings of the service, from environment variables ``AFTERBELL_*`` or secret files of these names in small letters."""

from __future__ import annotations

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

MEGABYTE = 1_000_000
SECRETS = "/run/secrets"
"""Default folder of secret files, as containers mount them; ``AFTERBELL_SECRETS_DIR`` names another."""


class Settings(BaseSettings):
    """Settings that an operator may change.

    data_dir: folder of the databases when no address is given. database_url: ``sqlite:///file`` or ``postgresql://…``.
    workers: worker processes of ``afterbell serve``; 0: as many as the cores can feed. solve_workers: search threads of
    one solve. worker_niceness: of worker processes; 19, the lowest priority, lets the web process answer first.
    default_seconds, max_seconds: time limit of a solve when the caller names none, and the most a caller may ask for.
    max_attempts: workers that may die over one job. job_hours: after which a job that has not ended is given up.
    max_open_jobs: of one school (or of one district's batches) that have not ended; 0: any number.
    max_body_bytes: largest body of the routes that take a whole request or plan; a school of 2,000 pupils is 0.6 MB of JSON.
    max_json_bytes: of all others; a lock that names 8,000 pupils is 0.1 MB. body_seconds: after which a body must have come.
    readers: processes that read documents and workbooks. read_seconds: of CPU time, and read_megabytes: of memory, that reading
    one of them may take; a school of 2,000 pupils takes half a second and 60 MB. max_pupils: of one term.
    keep_days_pupils: after the last date of a term; then the term is erased. keep_days_events, keep_days_answers,
    keep_days_audit: what jobs told, what requests with an Idempotency-Key were answered, who did what. 0: for ever.
    log_level, log_format: of the log on stderr; ``auto`` is plain on a terminal and JSON elsewhere. metrics_token: what
    ``/metrics`` asks for as a bearer token; empty: it answers this machine alone. names_key_file: file of the key that wraps the
    keys of name lists, outside of the data folder and of every backup; without it no names are kept.

    public_url: how browsers reach the service, as in ``https://bell.example``: scheme and host, a port if it has one; sign-in
    needs it, for a Host header may say anything. trusted_proxies: addresses and networks of proxies, with commas between them,
    whose X-Forwarded-For and X-Forwarded-Proto are believed; without them everybody behind a proxy counts as one address.
    oidc_issuer, oidc_client_id, oidc_client_secret: of the identity provider; without an issuer nobody signs in but by key.
    oidc_audience: access tokens made for this audience are taken like keys; empty: none are. session_hours: how long a
    sign-in lasts. contact: whom somebody asks who signs in and is no member. requests_per_minute: of one key or member;
    anonymous_per_minute: of one address that gives neither; sign_ins_per_minute: sign-ins that one address begins or ends;
    0: any number. Each web process counts for itself.
    """

    model_config = SettingsConfigDict(env_prefix="AFTERBELL_", frozen=True)

    data_dir: Path = Path("data")
    database_url: str = ""
    workers: int = Field(default=0, ge=0, le=64)
    solve_workers: int = Field(default=2, ge=1, le=64)
    worker_niceness: int = Field(default=19, ge=0, le=19)
    default_seconds: float = Field(default=60.0, gt=0)
    max_seconds: float = Field(default=600.0, gt=0)
    max_attempts: int = Field(default=5, ge=1)
    job_hours: float = Field(default=48.0, gt=0)
    max_open_jobs: int = Field(default=20, ge=0)
    max_body_bytes: int = Field(default=10 * MEGABYTE, gt=0)
    max_json_bytes: int = Field(default=300_000, gt=0)
    body_seconds: float = Field(default=60.0, gt=0)
    readers: int = Field(default=2, ge=1, le=64)
    read_seconds: float = Field(default=20.0, gt=0)
    read_megabytes: int = Field(default=512, ge=64)
    max_pupils: int = Field(default=8_000, gt=0)
    keep_days_pupils: int = Field(default=180, ge=0)
    keep_days_events: int = Field(default=30, ge=0)
    keep_days_answers: int = Field(default=1, ge=0)
    keep_days_audit: int = Field(default=1095, ge=0)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "plain"] = "auto"
    metrics_token: SecretStr = SecretStr("")
    names_key_file: str = ""
    public_url: str = ""
    trusted_proxies: str = "127.0.0.1,::1"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_audience: str = ""
    session_hours: int = Field(default=12, ge=1, le=720)
    contact: str = ""
    requests_per_minute: int = Field(default=12_000, ge=0)
    anonymous_per_minute: int = Field(default=1_200, ge=0)
    sign_ins_per_minute: int = Field(default=120, ge=0)

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        """Scheme and host of an address, without a slash at its end."""
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query):
            raise ValueError("AFTERBELL_PUBLIC_URL must be like https://bell.example")
        return f"{parts.scheme}://{parts.netloc}" if value else ""

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        """Validate addresses and networks; host names are refused, as anybody could come to own them."""
        for part in (part.strip() for part in value.split(",") if part.strip()):
            try:
                ip_network(part)
            except ValueError:
                raise ValueError(f"AFTERBELL_TRUSTED_PROXIES: {part} is neither an address nor a network such as 10.0.0.0/8") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _address_can_be_read(cls, url: str) -> str:
        """Validate the URL; the error omits the value, which holds a password."""
        from api.storage.database import known_address  # noqa: PLC0415 - settings are read before the libraries of databases are needed

        if url and not known_address(url):
            raise ValueError("the address must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
        return url

    @model_validator(mode="after")
    def _sign_in_is_whole(self) -> Settings:
        """Validate the settings of sign-in: an issuer needs a client; https, or it could be impersonated; and the public URL,
        or the Host header would choose where visitors are redirected."""
        if self.oidc_issuer:
            if not self.oidc_client_id:
                raise ValueError("AFTERBELL_OIDC_ISSUER needs AFTERBELL_OIDC_CLIENT_ID")
            if not self.public_url:
                raise ValueError("AFTERBELL_OIDC_ISSUER needs AFTERBELL_PUBLIC_URL, where the provider sends its visitors back to")
            parts = urlsplit(self.oidc_issuer)
            if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
                raise ValueError("AFTERBELL_OIDC_ISSUER must begin with https://")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's own signature; no .env is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - made anew: it warns of a folder that is not there
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Sources in order of precedence: arguments, environment, secret files."""
        folder = Path(os.environ.get("AFTERBELL_SECRETS_DIR", SECRETS))
        files = (SecretsSettingsSource(settings_cls, secrets_dir=folder),) if folder.is_dir() else ()
        return (init_settings, env_settings, *files)

    @property
    def database(self) -> str:
        """URL of the database."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'afterbell.db'}"

    @property
    def names_key(self) -> Path | None:
        """Key file of name lists; None where none is set."""
        return Path(self.names_key_file) if self.names_key_file else None

    @property
    def worker_processes(self) -> int:
        """Number of worker processes of ``serve``."""
        return self.workers or max(1, (os.cpu_count() or 1) // self.solve_workers)
