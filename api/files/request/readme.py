"""The notes sheet of the request workbook: how to fill it in, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from api.files.excel import FONT, Book, Sheet
from api.files.table.columns import SheetSpec

TITLE_ZH = "课后铃 · 课后服务申报工作簿"
TITLE_EN = "Afterbell: the workbook of a school's after-school service"
Note = tuple[str, str, str, str]
"""A note: its title in Chinese and in English, its text in Chinese and in English."""
NOTES: tuple[Note, ...] = (
    ("怎么用", "How to use it",
     "每张表第 1 行是标题，请勿改动；从第 2 行起每行一条。示例行是一所很小的学校，删去后填本校的数据；原样留下的示例行会被指出或拒绝。",
     ("Row 1 of every sheet holds the headings: leave them. One entry a row from row 2 on. "
      "The example rows are a very small school: replace them. Rows left as they are will be told or refused.")),
    ("颜色", "Colours", "深色标题必填，浅色标题可空。把鼠标停在标题上看说明和单位。",
     "Dark headings must be filled in, light ones may be empty. Hover over a heading for its meaning and unit."),
    ("编号", "Ids", ("编号可以不填：名称不重复的，名称就是编号，别处写名称就行；学生按班里次序编号。"
      "要填就按文本填，如 1.10、001。学生编号用代号，不写姓名。"),
     ("Ids may be left out: a name that is the only one is the id, and pupils are counted in their class. "
      "Given ids are text, as 1.10, 001. Pupil ids are pseudonyms, never names.")),
    ("一格多项", "Lists", "用“、”或逗号隔开，全角半角都可以。内容本身含有这些符号时，加英文双引号。空列表写“无”。",
     'Separate by "、" or a comma. Put a text that contains them in double quotes. Write 无 for an empty list.'),
    ("星期", "Weekdays", "写 一二三四五、周一至周五、每天，或 1,2,3、1-5。", "Write 一二三四五, 每天, 1,2,3 or 1-5."),
    ("时刻与日期", "Times and dates", "时刻如 15:30、17点半、下午5点半，日期如 2026-03-02；Excel 的时间、日期格式或文本都可以。",
     "Times as 15:30, dates as 2026-03-02; Excel times and dates or text."),
    ("金额", "Money", "单位是元，至多两位小数。", "In yuan, at most two decimals."),
    ("技能", "Skills", "写成 技能:等级，等级 1-3，如 篮球:2、合唱:1。", "As skill:level, level 1-3, such as 篮球:2、合唱:1."),
    ("不要", "Please do not", ("不要横着合并单元格，不要改表名；用不到的表保留标题即可。"
      "自己加的备注、姓名、电话列，合计行和说明表不会读取。"),
     ("Merge no cells sideways, rename no sheet; keep the headings of sheets you do not need. "
      "Columns of remarks, names and phones, rows of sums and sheets of notes are passed over.")),
    ("政策", "Policy", ("“政策”表第一行选方案（national 或 fengjin）；改级别:项目=级别，规则=K03，值=hard；改数值:项目=数值,"
      "规则=K03，数值名称=classes，值=2。"),
     ("The first row picks the profile (national or fengjin). A level: item=级别, rule=K03, value=hard; "
      "a number: item=数值, rule=K03, number name=classes, value=2.")),
)  # fmt: skip

SHORT_NOTES: tuple[Note, ...] = (
    ("怎么用", "How to use it", ("五张表，知道多少填多少，深色标题必填。其余由程序按日历、当地政策和常见做法取，取了什么会逐条告诉您。"
      "填好后直接用它排课；要改默认值，先用 template --from 写出完整工作簿。"),
     ("Five sheets: fill in what you know, dark headings are required. The rest is taken from the calendar, the policy and what is usual, "
      "and each such thing is told. Plan with it as it is; to change a default, write the full workbook by template --from.")),
    ("学校", "School", "例：实验小学｜2026-2027学年第一学期，别的空着。", "As: 实验小学 | 2026-2027学年第一学期, all else empty."),
    ("班级和学生", "Classes and pupils", "例：一(1)班｜每天｜篮球、合唱；或者还没有名单：一(1)班｜每天｜人数 35。",
     "As: 一(1)班 | 每天 | 篮球、合唱; or without a list: 一(1)班 | 每天 | 35."),
    ("教职工", "Staff", "例：陈敏｜班主任｜一(1)班｜语文；吴强｜｜｜体育。", "As: 陈敏 | 班主任 | 一(1)班 | 语文; 吴强 | | | 体育."),
    ("课程", "Courses", "例：篮球｜三至六年级｜吴强｜操场。", "As: 篮球 | 三至六年级 | 吴强 | 操场."),
    ("校外师资", "Outside people", "例：何教练｜少年宫｜120｜周二、周四｜手续齐全：是。", "As: 何教练 | 少年宫 | 120 | 周二、周四 | 是."),
    ("课表", "Timetable", ("这里不用填课表。只有下午最后还有课的老师、想让本班老师看护本班的，才需要：前者填“不能值班”，后者填“任教班级”；"
      "要算弹性上下班，请用完整工作簿的“课表”。"),
     ("No timetable is needed here. Give afternoons without duty for who teaches late, and classes taught so that classes have their own "
      "teachers; flex hours need the timetable of the full workbook.")),
)  # fmt: skip


def write_readme(book: Book, sheet: Sheet, sheets: Sequence[SheetSpec], notes: Sequence[Note]) -> None:
    """Fill the notes sheet; ``sheets`` are the others of the workbook."""
    font = {"font_name": FONT, "valign": "top", "text_wrap": True}
    title = book.add_format({**font, "font_size": 16, "bold": True, "font_color": "#1F4E79", "text_wrap": False})
    small = book.add_format({**font, "font_size": 10, "font_color": "#5A6B7B", "text_wrap": False})
    head = book.add_format(
        {**font, "font_size": 10, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1}
    )
    bold = book.add_format({**font, "font_size": 10, "bold": True, "border": 1, "border_color": "#C5CED8"})
    body = book.add_format({**font, "font_size": 10, "border": 1, "border_color": "#C5CED8"})
    link = book.add_format({**font, "font_size": 10, "bold": True, "border": 1, "border_color": "#C5CED8",
                            "font_color": "#1F4E79", "underline": 1})  # fmt: skip
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 62)
    sheet.set_row(0, 28)
    sheet.set_row(1, 18)
    sheet.write_string(0, 0, TITLE_ZH, title)
    sheet.write_string(1, 0, TITLE_EN, small)
    row = 3
    for column, text in enumerate(("说明 notes", "中文", "English")):
        sheet.write_string(row, column, text, head)
    for zh, en, text_zh, text_en in notes:
        row += 1
        sheet.set_row(row, 15 * max(1, -(-len(text_zh) // 30), -(-len(text_en) // 58)) + 5)
        for column, text in enumerate((f"{zh} {en}", text_zh, text_en)):
            sheet.write_string(row, column, text, bold if column == 0 else body)
    row += 2
    for column, text in enumerate(("工作表 sheet", "内容", "Contents")):
        sheet.write_string(row, column, text, head)
    for spec in sheets:
        row += 1
        sheet.set_row(row, 20 if len(spec.note_en) < 58 else 34)
        sheet.write_url(row, 0, f"internal:'{spec.title}'!A1", link, spec.title)
        sheet.write_string(row, 1, spec.note_zh, body)
        sheet.write_string(row, 2, spec.note_en, body)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
