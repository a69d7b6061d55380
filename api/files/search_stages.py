"""Stages of a search and of analyses, in words."""

from __future__ import annotations

from collections.abc import Mapping

STAGES: Mapping[str, tuple[str, str]] = {
    "bounds": ("算下界", "computing lower bounds"),
    "construct": ("搭初稿", "building a first draft"),
    "exact": ("逐层证明", "proving goal after goal"),
    "day": ("重排某天", "planning a day anew"),
    "everyone": ("重排全员", "assigning everybody anew"),
    "gaps": ("补齐空岗", "filling empty posts"),
    "handover": ("减少交接", "reducing handovers"),
    "menu": ("调整开班", "choosing which sections open"),
    "companions": ("调整同伴座位", "seating companions"),
    "merging": ("调整合班", "merging care groups"),
    "closing": ("停少人的班", "closing small sections"),
    "frontier": ("求取舍", "trading goals against each other"),
    "master": ("重排课程", "planning the courses anew"),
    "people": ("调换人员", "exchanging people"),
    "queued": ("排队等候", "waiting in the queue"),
    "scenario": ("试情景", "trying a scenario"),
    "balancing": ("均衡负担", "evening out the load"),
    "targets": ("逼近下界", "closing in on the bounds"),
    "relief": ("减轻晚岗", "easing late posts"),
    "day relief": ("减轻当日晚岗", "easing late posts of a day"),
    "familiar": ("熟悉的老师看护", "care by familiar adults"),
    "exchange": ("交换看护岗位", "exchanging posts of care"),
    "whole week": ("整周排岗", "staffing whole weeks"),
    "seats": ("调整名单", "adjusting who sits where"),
    "absence": ("抽样缺勤", "sampling absences"),
    "fewest": ("试少几个人", "trying with fewer adults"),
    "values": ("算各项的价值", "valuing each change"),
    "single": ("逐人缺勤", "absence of each adult"),
    "supplier": ("失去一家机构", "loss of an agency"),
    "least change": ("尽量少改", "changing as little as can be"),
}
"""Name of a stage in events -> Chinese and English."""
