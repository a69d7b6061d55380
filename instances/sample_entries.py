"""The sample schools: small enough to be read as they are stored."""

from __future__ import annotations

from instances.entry import Entry

SAMPLE_ENTRIES = (
    Entry(
        name="tiny",
        zh="小桥教学点：3个班、21名学生、6名教职工",
        en="A teaching point: 3 classes, 21 pupils, 6 staff",
        preset="tiny",
        family="tiny",
        seed=1,
        sources=(),
        assumptions=("every number; chosen to be read at a glance",),
        arithmetic=(
            "6 adults x 4 days = 24 person-days; 2 care groups + 1 at the gate (who patrolled before) = 3 a day, and 2 "
            "more who stay late on 2 days: 5 x 3 + 2 x 2 = 19"
        ),
        workbook=True,
    ),
    Entry(
        name="village",
        zh="柳溪村小学：6个班、112名学生、10名教职工，必须合班",
        en="A village school: 6 classes, 112 pupils, 10 staff; classes must be merged",
        preset="village",
        family="village",
        seed=1,
        sources=("DOMAIN", "P6", "P8", "P10", "P16", "P20", "S3"),
        assumptions=(
            "names, class sizes within 12-26, timetable",
            "patrol only 15:40-16:20; extended care only on the club days; closing at 17:50 is no late post",
        ),
        arithmetic=(
            "9 adults x 3 days = 27 person-days; merged: 3 care groups + 1 (patrol, then gate) = 4 on each of 3 days, "
            "3 care groups + 4 own club leaders = 7 on each of 2 club days, 2 of them late: 3 x 4 + 2 x 7 = 26 "
            "(24 without any club: 3 x 4 + 2 x 6)"
        ),
    ),
    Entry(
        name="village-unmerged",
        zh="柳溪村小学，不许合班：无解",
        en="The village school where merging is forbidden: cannot be solved",
        preset="village-unmerged",
        family="village",
        seed=1,
        sources=("DOMAIN",),
        assumptions=("as village",),
        arithmetic=(
            "in every class somebody comes all five days and wants no club, so 6 care groups meet at once each day: "
            "6 x 5 = 30 person-days of care alone, with the patrol 7 x 5 = 35, against 9 x 3 = 27"
        ),
        feasible=False,
    ),
    Entry(
        name="mid",
        zh="城东小学：24个班、1056名学生、58名教职工",
        en="A town school: 24 classes, 1,056 pupils, 58 staff",
        preset="mid",
        family="mid",
        seed=1,
        sources=("DOMAIN", "P1", "P19", "P20", "P26", "S1", "S3"),
        assumptions=(
            "windows, bells, timetable, kinds of rooms, walking times, names",
            "extended care half an hour after each band's dismissal; closing at 18:20 is no late post",
        ),
        arithmetic=(
            "50 adults (one of them support staff, for gates only) x 4 days, less 2 for own caps = 198 person-days; "
            "without clubs 24 care groups + 2 patrols + 2 late = 28 a day or 140 a week, patrols and support at gates"
        ),
    ),
    Entry(
        name="fengjin",
        zh="枫津实验小学：28个班、1232名学生、68名教职工",
        en="The seed school: 28 classes, 1,232 pupils, 68 staff",
        preset="fengjin",
        family="fengjin",
        seed=1,
        sources=("S2", "DOMAIN", "P1", "P15", "P20", "S1", "S3"),
        assumptions=(
            "no figure of the real school is public: size, staff, rooms, gates, timetable and names are made up",
            "club days Tuesday and Thursday; term dates; 20 September runs as a Friday, 10 October as a Wednesday",
        ),
        arithmetic=(
            "58 adults (2 of them support) x 4 days, less 3 for own caps = 229 person-days; without clubs 28 care "
            "groups + 2 patrols (who then stay late) + 2 at kerb and gates = 32 a day or 160 a week; late duties (that end after "
            "the last dismissal, 17:25) 2 x 5 extended care + 5 kerb = 15 against 56 x 2 = 112 without support staff"
        ),
        workbook=True,
    ),
)
