"""The agency's list of its instructors, and the office's own list of courses."""

from __future__ import annotations

from tests.offices.around_table import Column, Row, moved, tabled
from tests.offices.disorder import Disorder
from tests.offices.sheet import xlsx
from tests.offices.truth import OfficeTruth
from tests.offices.writing import Hand


def write_agency_list(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """One sheet of outside people with organisation, course, days and fee."""
    if not truth.visitors:
        return {}
    file = hand.random.choice(("校外机构师资一览表.xlsx", "外聘教师名册.xlsx"))
    columns = [Column("序号"), Column(hand.heading("机构名称", "所属机构", "单位")),
               Column(hand.heading("姓名", "教师姓名", "授课教师")), Column("性别"),
               Column(hand.heading("授课项目", "课程", "任教项目")), Column(hand.heading("可授课时间", "上课时间", "时间安排")),
               Column(hand.heading("课时费（元/课时）", "课时费", "单价（元）"))]
    columns += [Column("身份证号", True), Column("联系电话", True)] if hand.has(Disorder.PHONES) else []
    columns += [Column("无犯罪记录证明"), Column("资质证书")]
    columns += [Column("备注")] if hand.has(Disorder.REMARKS) else []
    rows: list[Row] = []
    for visitor in sorted(truth.visitors, key=lambda visitor: visitor.organisation):
        yuan = f"{visitor.yuan}元" if hand.has(Disorder.NUMBERS_AS_TEXT) and hand.random.random() < 0.5 else visitor.yuan
        row: Row = [len(rows) + 1, visitor.organisation, hand.name(visitor.name), hand.random.choice("男女"), visitor.course,
                    hand.weekdays(visitor.weekdays), yuan]
        row += ["3301**********0000", visitor.phone] if hand.has(Disorder.PHONES) else []
        row += ["有", hand.random.choice(("教练员证", "等级证书", "教师资格证"))]
        row += [hand.random.choice((None, "可提前半小时到", "带助教"))] if hand.has(Disorder.REMARKS) else []
        rows.append(row)
    merged = 1 if hand.has(Disorder.MERGED_CELLS) else None
    if merged is None:
        moved(hand, columns, rows, 1)
    sheet = tabled(hand, truth, file, "师资", "2026学年第一学期校外师资名单", columns, rows, merge=merged, key=2, note="联系人：王经理")
    return {file: xlsx([sheet])}


def write_course_list(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """The courses of the term with grades, numbers, leader and day; nothing where the office has none."""
    if hand.has(Disorder.NO_COURSE_LIST):
        truth.concludes(Disorder.NO_COURSE_LIST, "", "课程只见于问卷和机构名单，年级、人数按默认并说明", ask=True)
        return {}
    file = hand.random.choice(("社团课程安排表.xlsx", "课后服务课程一览.xlsx"))
    columns = [Column("序号"), Column(hand.heading("课程名称", "社团名称", "项目")), Column(hand.heading("年级", "招生年级", "面向年级")),
               Column(hand.heading("人数", "招生人数", "名额")), Column(hand.heading("指导教师", "负责教师", "任课教师", "辅导老师")),
               Column(hand.heading("时间", "上课时间", "活动时间"))]
    columns += [Column("备注")] if hand.has(Disorder.REMARKS) else []
    rows: list[Row] = []
    for club in truth.clubs:
        size = hand.random.choice((f"{club.minimum}-{club.maximum}人", f"{club.minimum}～{club.maximum}", f"{club.minimum}-{club.maximum}"))
        row: Row = [len(rows) + 1, club.name, hand.grades(club.grades), size, hand.name(club.leader), hand.weekdays(club.weekdays)]
        row += [hand.random.choice((None, "自带器材", "外聘" if club.outside else None))] if hand.has(Disorder.REMARKS) else []
        rows.append(row)
    moved(hand, columns, rows, 2)
    sheet = tabled(hand, truth, file, "课程", f"{truth.name}社团课程安排", columns, rows, note="各社团第二周开始活动。")
    return {file: xlsx([sheet])}
