"""Lists of outside people 校外师资: of an agency or of the school, with courses, days, pay and their papers."""

from __future__ import annotations

import re
from datetime import date

from api.files.sources.account import RowFate
from api.files.sources.free_text import find_dates, find_fen, find_times, find_weekdays, says_yes
from api.files.sources.kind import ColumnSpec, ReadTable
from api.files.sources.kinds.list_likeness import TitleWords, list_likeness, mostly_names
from api.files.sources.kinds.rows import entries, outside_tables
from api.files.sources.layout import Layout, layouts, titles_above
from api.files.sources.mapping import SheetMapping
from api.files.sources.question import Asking
from api.files.sources.records import OutsideRecord
from api.files.sources.source import SourcePlace, SourceTable
from api.files.sources.words import looks_like_name, split_list, split_remark

_ORGANISATION = re.compile(
    r"([\u4e00-\u9fffA-Za-z0-9·()（）]{2,30}?(?:公司|俱乐部|培训学校|培训中心|艺术中心|活动中心|体育中心|中心|机构|工作室|少年宫|协会|学校|书院|画室|琴行|棋院|馆))"
)
_NO_ORGANISATION = re.compile(r"小学|中学|^.{0,2}(?:学校|机构|中心)$")
COLUMNS = (
    ColumnSpec("name", "姓名", "name", (
        "姓名", "教师姓名", "教练姓名", "任课老师", "授课老师", "指导老师", "师资", "教师", "教练", "老师", "授课教师", "任课教师",
        "指导教师", "师资姓名", "老师姓名", "人员姓名",
        "派遣教师", "外聘教师", "名字", "name"),
        required=True, looks=lambda text: looks_like_name(split_remark(text)[0]), never=("学生", "家长", "联系人")),
    ColumnSpec("organisation", "机构", "organisation", (
        "机构", "机构名称", "所属机构", "所在机构", "单位", "公司", "所属单位", "工作单位", "来源单位", "派出单位", "合作机构",
        "培训机构", "单位名称")),
    ColumnSpec("courses", "课程", "course", (
        "课程", "课程名称", "授课课程", "任教课程", "课程项目", "项目", "授课内容", "教授课程", "授课项目", "任教项目", "社团",
        "社团名称", "可授课程", "任教科目", "科目", "专业", "所教课程"),
        several=True),
    ColumnSpec("skills", "特长", "skills", ("特长", "技能", "专长", "专业特长", "擅长")),
    ColumnSpec("weekdays", "可上课时间", "weekdays", (
        "可上课时间", "可来时间", "可来星期", "上课时间", "可授课时间", "星期", "可排时间", "时间", "可到校时间", "到校时间",
        "可上星期", "授课时间", "可安排时间", "每周可来"),
        looks=lambda text: bool(find_weekdays(text)) or bool(find_times(text)), several=True),
    ColumnSpec("rate", "课酬", "pay", ("课酬", "课时费", "每课时课酬", "费用", "课时单价", "单价", "课时费标准", "报价", "课时报价",
        "收费标准", "每课时", "报酬",
        "元/课时"), never=("材料",)),
    ColumnSpec("phone", "电话", "phone", ("联系电话", "电话", "手机", "手机号", "联系方式", "手机号码"), several=True),
    ColumnSpec("pool", "白名单", "pool", ("白名单", "入库级别", "名录", "入库", "资源库", "遴选名录", "名录级别")),
    ColumnSpec("approved", "遴选有效期", "approved", ("遴选有效期", "有效期", "资质有效期", "准入有效期", "聘期", "聘用期限",
        "协议期限", "合作期限", "合同期限"), several=True),
    ColumnSpec("approved_from", "有效期自", "approved from", ("有效期自", "遴选日期", "有效期起", "聘期起", "准入日期", "入库日期",
        "起始日期")),
    ColumnSpec("approved_to", "有效期至", "approved to", ("有效期至", "有效期止", "聘期止", "截止日期", "到期日期", "有效截止日期")),
    ColumnSpec("reviewed", "面审日期", "reviewed", ("面审日期", "面试日期", "面审时间", "审核日期", "面试时间")),
    ColumnSpec("insured_from", "保险自", "insured from", ("保险自", "保险起", "保险起期", "投保日期", "保险生效日期")),
    ColumnSpec("insured_to", "保险至", "insured to", ("保险至", "保险止", "保险止期", "保险到期", "意外险到期", "保险有效期",
        "保险期限", "意外险有效期")),
    ColumnSpec("filed", "备案日期", "filed", ("备案日期", "备案时间", "报备日期", "备案")),
    ColumnSpec("clean_record", "无犯罪记录", "clean record", ("无犯罪记录证明", "无犯罪记录", "无犯罪证明", "违法犯罪查询", "准入查询",
        "入职查询", "犯罪记录查询")),
    ColumnSpec("contract", "协议", "contract", ("协议", "合同", "签订协议", "是否签协议", "聘用协议", "劳务协议", "服务协议")),
    ColumnSpec("kind", "类别", "kind", ("类别", "人员类别", "身份", "性质", "聘用形式", "来源")),
    ColumnSpec("remark", "备注", "remark", ("备注", "说明")),
    ColumnSpec("id_number", "证件", "papers", ("身份证号", "身份证号码", "教师资格证", "资格证号", "资格证书", "证书编号", "学历",
        "性别", "年龄")),
    ColumnSpec("serial", "序号", "serial", ("序号", "序", "#")),
)  # fmt: skip
OF_OUTSIDE = ("organisation", "rate", "approved", "approved_to", "insured_to", "filed", "clean_record", "contract", "pool", "reviewed")
TITLE_WORDS = ("机构", "外聘", "校外", "公司", "俱乐部", "少年宫", "培训", "第三方", "合作", "外请", "教练", "引进")
NO_TITLE_WORDS = ("教职工", "学生", "本校", "问卷")
KINDS = (("志愿|公益|社会组织", "charity"), ("退休", "specialist"), ("体校", "coach"), ("临时|个人|自聘", "hired"))


class OutsideList:
    """A list of outside people."""

    key, zh, en = "outside_list", "校外师资名单", "list of outside people"
    columns = COLUMNS

    def likeness(self, table: SourceTable) -> int:
        """Names, and columns or a title that only outside people have."""
        return list_likeness(table, COLUMNS, mostly_names, _points, TitleWords(TITLE_WORDS, NO_TITLE_WORDS, 40))

    def read(self, table: SourceTable, mapping: SheetMapping, asking: Asking) -> ReadTable:  # noqa: ARG002 - nothing to ask
        """An outside person for every row with a name; the organisation carries down, and may stand in the title alone."""
        found = layouts(table, COLUMNS, mapping)
        fates: dict[SourcePlace, RowFate] = outside_tables(table, found)
        records = []
        for layout in found:
            carried = ""
            titles = [text for _, text in titles_above(table, layout)] + [table.sheet, table.file.rsplit(".", 1)[0]]
            named = next(filter(None, map(organisation_in, titles)), "")
            for entry in entries(table, layout, "name", fates, ("courses", "phone")):
                carried = layout.text(table, entry.row, "organisation") or carried
                records.append(_person(table, layout, entry.row, carried or named))
        return ReadTable(tuple(records), fates)


def _points(layout: Layout) -> int:
    own = sum(1 for field in OF_OUTSIDE if field in layout.columns)
    return 25 + 20 * own + 10 * ("courses" in layout.columns) + 5 * ("weekdays" in layout.columns)


def organisation_in(text: str) -> str:
    """The organisation that a title names, or ``""``; a school is none."""
    return next((found for found in _ORGANISATION.findall(text) if not _NO_ORGANISATION.search(found)), "")


def _person(table: SourceTable, layout: Layout, row: int, organisation: str) -> OutsideRecord:
    def text(field: str) -> str:
        return layout.text(table, row, field)

    name, remark = split_remark(text("name"))
    when = " ".join(layout.texts(table, row, "weekdays"))
    times = find_times(when)
    spans = [day for cell in layout.texts(table, row, "approved") for day in find_dates(cell)]
    insured = find_dates(text("insured_to"))
    notes = " ".join(filter(None, (remark, text("remark"))))
    about = text("kind") + organisation
    level = text("pool")
    return OutsideRecord(
        place=table.place(row, layout.columns["name"][0]),
        name=name,
        organisation=organisation,
        courses=tuple(dict.fromkeys(part for cell in layout.texts(table, row, "courses") for part in split_list(cell))),
        skills=tuple((skill, 0) for skill in split_list(text("skills"))),
        weekdays=find_weekdays(when),
        rate=find_fen(text("rate")),
        phone=next(filter(None, layout.texts(table, row, "phone")), ""),
        kind=next((kind for words, kind in KINDS if re.search(words, about)), ""),
        pool="city" if "市" in level else "district" if re.search("区|县", level) or says_yes(level) else "",
        approved_from=_day(text("approved_from")) or (spans[0] if len(spans) > 1 else None),
        approved_to=_day(text("approved_to")) or (spans[-1] if spans else None),
        reviewed=_day(text("reviewed")),
        insured_from=_day(text("insured_from")) or (insured[0] if len(insured) > 1 else None),
        insured_to=insured[-1] if insured else None,
        filed=_day(text("filed")),
        clean_record=_stands(text("clean_record")),
        contract=_stands(text("contract")),
        earliest=times[0] if times else None,
        latest=times[1] if len(times) > 1 and times[1] > times[0] else None,
        fields={"remark": notes} if notes else {},
    )


def _day(text: str) -> date | None:
    return next(iter(find_dates(text)), None)


def _stands(text: str) -> bool | None:
    """Whether a paper is there: yes, or a date or a number of it."""
    said = says_yes(text)
    return True if said is None and (find_dates(text) or re.search(r"已|有|齐", text)) and not re.search(r"未|无$|没", text) else said
