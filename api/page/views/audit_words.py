"""Actions of the audit log in words."""

from __future__ import annotations

from collections.abc import Mapping

from api.files.language import Said
from api.page.views.job_words import KINDS as JOB_KINDS
from api.services.exporting import KIND_WORDS

ACTIONS: Mapping[str, Said] = {
    "sign-in": ("登录", "signed in"), "sign-out": ("退出登录", "signed out"), "refuse-sign-in": ("登录被拒绝", "was refused at sign-in"),
    "give-key": ("发放密钥", "gave a key"), "revoke-key": ("收回密钥", "revoked a key"),
    "take-in-member": ("添加成员", "added a member"), "change-member": ("改成员的角色", "changed a member's role"),
    "take-out-member": ("移除成员", "removed a member"), "make-district": ("新建区县", "made a district"),
    "make-school": ("新建学校", "made a school"), "submit-term": ("交来学期数据", "submitted a term"),
    "read-request": ("读取学期数据", "read a term's data"), "erase-term": ("清除学期", "erased a term"),
    "cancel-job": ("停止任务", "stopped a job"), "read-plan": ("查看方案", "read a plan"), "edit-plan": ("修改方案", "edited a plan"),
    "undo-edit": ("撤销修改", "undid an edit"), "redo-edit": ("重做修改", "redid an edit"),
    "lock-plan": ("锁定方案的部分", "locked parts of a plan"), "read-difference": ("比较方案", "compared plans"),
    "read-day": ("查看一天", "read a day"), "ask-why": ("问为什么", "asked why"), "ask-who": ("问谁能代替", "asked who could stand in"),
    "publish": ("发布", "published"),
    "withdraw": ("撤回发布", "withdrew a publication"), "export-ledgers": ("导出台账", "exported ledgers"),
    "keep-scenario": ("保存情景", "kept a scenario"), "drop-scenario": ("删除情景", "deleted a scenario"),
    "read-comparison": ("查看情景比较", "read a comparison"), "put-names": ("上传姓名表", "submitted names"),
    "delete-names": ("删除姓名表", "deleted names"), "rotate-names": ("更换姓名表密钥", "renewed the key of names"),
    "tick-task": ("登记任务完成", "ticked a task off"), "open-task": ("取消任务完成", "opened a task again"),
    "backup": ("备份", "made a backup"), "restore": ("恢复备份", "restored a backup"),
}  # fmt: skip
"""Action -> its name. Exports and jobs are named by their kinds."""
_OTHERS: Mapping[str, Said] = {
    "first-run": ("首次启动", "first start"), "retention": ("到期清除", "retention"), "anonymous": ("未登录", "a visitor"),
}  # fmt: skip
"""Actors that are neither keys nor members -> their names."""


def action_words(action: str) -> Said:
    """Name of an action; the action itself where it has none."""
    if action in ACTIONS:
        return ACTIONS[action]
    verb, _, kind = action.partition("-")
    if verb == "export" and kind in KIND_WORDS:
        zh, en = KIND_WORDS[kind]
        return f"导出{zh}", f"exported: {en}"
    if verb == "start" and kind in JOB_KINDS:
        zh, en = JOB_KINDS[kind]
        return f"开始{zh}", f"started: {en}"
    return action


def actor_words(who: str, labels: Mapping[str, str]) -> Said:
    """Name of an actor: label of a key or member, user of a host, or a part of the service; ``who`` itself where it has none."""
    if who in labels:
        return labels[who]
    if who.startswith("host:"):
        return f"主机命令行 {who.removeprefix('host:')}", f"command line of {who.removeprefix('host:')}"
    return _OTHERS.get(who, who)
