"""Settings of the service in words, without secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from api.files.language import Said
from api.settings import Settings

SECRET = ("database_url", "names_key_file", "oidc_client_id")
"""Settings, beside those of type SecretStr, of which pages say only whether they are set."""
WORDS: Mapping[str, Said] = {
    "data_dir": ("数据文件夹", "folder of the data"), "database_url": ("数据库地址", "address of the database"),
    "workers": ("求解进程数（0 按核数）", "worker processes (0: as the cores allow)"),
    "solve_workers": ("每个求解的线程", "search threads of one solve"),
    "worker_niceness": ("求解进程的 nice 值", "niceness of worker processes"),
    "default_seconds": ("默认求解时限（秒）", "time limit of a solve when none is named (s)"),
    "max_seconds": ("最长求解时限（秒）", "longest time limit (s)"),
    "max_attempts": ("任务被中断几次后放弃", "deaths of workers after which a job is given up"),
    "job_hours": ("任务最长存续（小时）", "hours after which a job is given up"),
    "max_open_jobs": ("每校未结束的任务数上限（0 不限）", "open jobs of one school (0: any number)"),
    "max_body_bytes": ("整份申请或方案的上限（字节）", "largest request or plan (bytes)"),
    "max_json_bytes": ("其余请求内容的上限（字节）", "largest other body (bytes)"),
    "body_seconds": ("内容须在多少秒内传完", "seconds in which a body must have come"),
    "readers": ("读取上传文件的进程数", "processes that read uploads"),
    "read_seconds": ("读取一份文件的时间上限（秒）", "CPU time for reading one upload (s)"),
    "read_megabytes": ("读取一份文件的内存上限（MB）", "memory for reading one upload (MB)"),
    "max_pupils": ("每学期学生上限", "pupils of one term"),
    "keep_days_pupils": ("学期结束多少天后自动清除（0 不清除）", "days after a term's last until it is erased (0: never)"),
    "keep_days_events": ("任务进度保留天数（0 一直保留）", "days for which events of jobs are kept (0: for ever)"),
    "keep_days_answers": ("重复请求的答复保留天数", "days for which answers to repeated requests are kept"),
    "keep_days_audit": ("操作记录保留天数（0 一直保留）", "days for which the audit log is kept (0: for ever)"),
    "log_level": ("日志级别", "level of the log"), "log_format": ("日志格式", "format of the log"),
    "metrics_token": ("运行指标的令牌", "token of the metrics"), "names_key_file": ("姓名表的密钥文件", "key file of name lists"),
    "public_url": ("浏览器所见地址", "address that browsers see"), "trusted_proxies": ("信任的反向代理", "trusted proxies"),
    "oidc_issuer": ("统一身份平台", "identity provider"), "oidc_client_id": ("在平台登记的客户端", "our client there"),
    "oidc_client_secret": ("客户端密码", "its secret"), "oidc_audience": ("接受为谁签发的令牌", "audience of accepted access tokens"),
    "session_hours": ("一次登录保持几小时", "hours for which a sign-in lasts"),
    "contact": ("有问题联系谁", "whom to ask"), "requests_per_minute": ("每把密钥每分钟的请求数", "requests of one key in a minute"),
    "anonymous_per_minute": ("每个地址每分钟的匿名请求数", "anonymous requests of one address in a minute"),
    "sign_ins_per_minute": ("每个地址每分钟的登录次数", "sign-ins of one address in a minute"),
}  # fmt: skip
"""Name of a setting -> its meaning."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """Row of a setting. variable: environment variable. usual: the value is the default."""

    said: Said
    variable: str
    value: Said
    usual: bool


def setting_rows(settings: Settings) -> Sequence[SettingRow]:
    """All settings in words. Of secrets and of addresses that may hold one, only whether they are set."""
    defaults = Settings.model_fields
    return tuple(
        SettingRow(
            said, f"AFTERBELL_{name.upper()}", _value(name, getattr(settings, name)), getattr(settings, name) == defaults[name].default
        )
        for name, said in WORDS.items()
    )


def _value(name: str, value: object) -> Said:
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
        return ("已设置", "set") if value else ("未设置", "not set")
    if name in SECRET:
        return ("已设置", "set") if value else ("未设置", "not set")
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text or ("未设置", "not set")
