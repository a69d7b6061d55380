"""The notes sheet of the request workbook: how to fill it in, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from api.files.excel import FONT, Book, Sheet
from api.files.table.columns import SheetSpec

TITLE_ZH = "课后铃 · 课后服务申报工作簿"
TITLE_EN = "Afterbell: the workbook of a school's after-school service"
NOTES = (
    ("怎么用", "How to use it",
     "每张表第 1 行是标题，请勿改动；从第 2 行起每行一条。示例行是一所很小的学校，删去后填本校的数据；原样留下的示例行会被指出或拒绝。",
     ("Row 1 of every sheet holds the headings: leave them. One entry a row from row 2 on. "
      "The example rows are a very small school: replace them. Rows left as they are will be told or refused.")),
    ("颜色", "Colours", "深色标题必填，浅色标题可空。把鼠标停在标题上看说明和单位。",
     "Dark headings must be filled in, light ones may be empty. Hover over a heading for its meaning and unit."),
    ("编号", "Ids", "编号按文本填写（列已设为文本），如 1.10、1-2、001。学生编号用代号，不写姓名。",
     "Ids are text (the columns are set so), as 1.10, 1-2, 001. Pupil ids are pseudonyms, never names."),
    ("一格多项", "Lists", "用“、”或逗号隔开，全角半角都可以。内容本身含有这些符号时，加英文双引号。空列表写“无”。",
     'Separate by "、" or a comma. Put a text that contains them in double quotes. Write 无 for an empty list.'),
    ("星期", "Weekdays", "写 一二三四五，或 1,2,3。", "Write 一二三四五 or 1,2,3."),
    ("时刻与日期", "Times and dates", "时刻如 15:30，日期如 2026-03-02;Excel 的时间、日期格式或文本都可以。",
     "Times as 15:30, dates as 2026-03-02; Excel times and dates or text."),
    ("金额", "Money", "单位是元，至多两位小数。", "In yuan, at most two decimals."),
    ("技能", "Skills", "写成 技能:等级，等级 1-3，如 篮球:2、合唱:1。", "As skill:level, level 1-3, such as 篮球:2、合唱:1."),
    ("不要", "Please do not", "不要合并单元格，不要在表格之外写字，不要改表名；用不到的表保留标题即可。",
     "Merge no cells, write nothing beside the tables, rename no sheet; keep the headings of sheets you do not need."),
    ("政策", "Policy", ("“政策”表第一行选方案（national 或 fengjin）；改级别:项目=级别，规则=K03，值=hard；改数值:项目=数值,"
      "规则=K03，数值名称=classes，值=2。"),
     ("The first row picks the profile (national or fengjin). A level: item=级别, rule=K03, value=hard; "
      "a number: item=数值, rule=K03, number name=classes, value=2.")),
)  # fmt: skip


def write_readme(book: Book, sheet: Sheet, sheets: Sequence[SheetSpec]) -> None:
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
    for zh, en, text_zh, text_en in NOTES:
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
