"""Survey exports: 问卷星 as text and as 0/1 columns, 腾讯收集表, 接龙, and one course a weekday."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from tests.offices.around_table import Column, Row, tabled
from tests.offices.curriculum import AMBIGUOUS
from tests.offices.disorder import Disorder
from tests.offices.sheet import csv_text, xlsx
from tests.offices.truth import OfficeTruth, Wish
from tests.offices.writing import DAYS, Hand, chinese

FILES = {
    "text": "课后服务报名_按选项文本.xlsx", "ticks": "315682974_按选项序号_课后服务报名.xlsx", "form": "课后服务意向（收集结果）.xlsx",
    "chain": "接龙导出.xlsx", "weekdays": "社团报名统计.xlsx",
}
DECLINE = "不参加"


@dataclass(slots=True)
class _Answer:
    """One submitted form: the wish behind it, and the words in its fields."""

    wish: Wish
    name: str
    class_name: str
    number: int | None
    guardian: str
    phone: str
    choices: list[str]


def write_survey(hand: Hand, truth: OfficeTruth) -> dict[str, bytes]:
    """The export of one survey; wishes of the truth become those that this shape can say."""
    shape = hand.random.choice(tuple(FILES))
    numbered = shape in {"text", "ticks"} and hand.random.random() < 0.6
    file = FILES[shape]
    if hand.has(Disorder.GBK_CSV) and hand.random.random() < 0.4:
        file = file.removesuffix(".xlsx") + ".csv"
    if shape == "weekdays":
        truth.wishes[:] = [one_a_day(truth, wish) for wish in truth.wishes]
    answers = _answers(hand, truth, file, numbered, fixed=shape in {"ticks", "weekdays"})
    columns, rows = {"text": _text, "ticks": _ticks, "form": _form, "chain": _chain, "weekdays": _by_weekday}[shape](
        hand, truth, answers, numbered
    )
    files: dict[str, bytes] = {}
    for name, places in _parts(hand, truth, file, answers).items():
        sheet = tabled(hand, truth, name, "Sheet1", "课后服务报名汇总", columns, [rows[place] for place in places],
                       export=shape != "weekdays", key=2, note="注：以最后一次提交为准。")
        files[name] = csv_text(sheet, "gb18030") if name.endswith(".csv") else xlsx([sheet])
    return files


def _parts(hand: Hand, truth: OfficeTruth, file: str, answers: list[_Answer]) -> dict[str, list[int]]:
    """File -> places of its answers: one file, one a grade, or a second one of those who were late."""
    stem, dot, suffix = file.rpartition(".")
    every = list(range(len(answers)))
    if hand.has(Disorder.SURVEY_A_GRADE):
        truth.concludes(Disorder.SURVEY_A_GRADE, file, "每个年级一份问卷，合在一起")
        by_grade: dict[str, list[int]] = {}
        for place in every:
            grade = chinese(int(answers[place].wish.class_id.split(".")[0])) + "年级"
            by_grade.setdefault(f"{grade}{stem}{dot}{suffix}", []).append(place)
        return by_grade
    if hand.has(Disorder.SUPPLEMENT):
        truth.concludes(Disorder.SUPPLEMENT, file, "补报名与第一次报名合在一起")
        return {file: every[:-12], f"{stem}（补报名）{dot}{suffix}": every[-12:]}
    return {file: every}


def one_a_day(truth: OfficeTruth, wish: Wish) -> Wish:
    """The wish where a form asks for one course on every weekday: each choice on its first free day, in no order."""
    meets = {club.name: club.weekdays for club in truth.clubs}
    placed: dict[int, str] = {}
    for choice in wish.choices:
        day = next((day for day in wish.weekdays if day in meets[choice] and day not in placed), None)
        if day is not None:
            placed[day] = choice
    return replace(wish, choices=tuple(placed[day] for day in sorted(placed)), ranked=False)


def _answers(hand: Hand, truth: OfficeTruth, file: str, numbered: bool, fixed: bool) -> list[_Answer]:
    """The forms in the order of their submission; a later form of a child replaces the earlier one.

    fixed: the courses are options of the form, so that nobody can write them in words of their own.
    """
    random = hand.random
    homes = {home.id: home for home in truth.classes}
    children = {(child.class_id, child.number, child.name): child for child in truth.children}
    in_school = Counter(child.name for child in truth.children)
    in_class = Counter((child.class_id, child.name) for child in truth.children)
    order = list(range(len(truth.wishes)))
    random.shuffle(order)
    answers, early = [], []
    parents = wrong = doubled = 0
    for index in order:
        wish = truth.wishes[index]
        child = children[wish.class_id, wish.number, wish.name]
        answer = _Answer(wish, hand.name(wish.name), hand.class_name(homes[wish.class_id], any_way=not fixed), wish.number,
                         child.guardian, child.phone, list(wish.choices))
        ask = in_class[wish.class_id, wish.name] > 1 and not (numbered and wish.number)
        if ask:
            truth.concludes(Disorder.SAME_NAME_ONE_CLASS, file, f"{wish.class_id} 有两个{wish.name}，表里分不清，要问", ask=True)
        alone = in_school[wish.name] == 1
        if hand.has(Disorder.PARENTS_NAME) and child.guardian and parents < 2 and alone and wish.weekdays:
            parents += 1
            answer.name = child.guardian
            ask = True
            truth.concludes(Disorder.PARENTS_NAME, file, f"{child.guardian} 是家长；学生是 {wish.class_id} {wish.name}，要问", ask=True)
        elif hand.has(Disorder.WRONG_CLASS) and wrong < 2 and alone and wish.weekdays and not numbered:
            wrong += 1
            other = random.choice([home for home in truth.classes if home.id != wish.class_id])
            answer.class_name = hand.class_name(other)
            told = f"{wish.name} 填了 {other.id}，全校只有 {wish.class_id} 有此人，归 {wish.class_id} 并提示"
            truth.concludes(Disorder.WRONG_CLASS, file, told)
        open_words = () if fixed else _in_own_words(hand, truth, file, answer)
        truth.wishes[index] = answer.wish = replace(wish, written=answer.name, ask=ask, open_words=open_words)
        answers.append(answer)
        if hand.has(Disorder.SUBMITTED_TWICE) and doubled < 4 and not ask and wish.weekdays and alone and answer.class_name:
            doubled += 1
            before = replace(wish, choices=wish.choices[::-1][:1], weekdays=(1,) if wish.choices == () else wish.weekdays)
            early.append(replace(answer, wish=before, choices=list(before.choices)))
            truth.concludes(Disorder.SUBMITTED_TWICE, file, f"{wish.class_id} {wish.name} 交了两次，以后一次为准")
    return early + answers


def _in_own_words(hand: Hand, truth: OfficeTruth, file: str, answer: _Answer) -> tuple[str, ...]:
    """Replace some choices by words of the family; the words that may mean several courses."""
    if not hand.has(Disorder.FAMILYS_WORDS):
        return ()
    offered = {club.name: club for club in truth.clubs}
    open_words = []
    for index, choice in enumerate(answer.choices):
        if hand.random.random() < 0.15 and offered[choice].words:
            word = hand.random.choice(offered[choice].words)
            answer.choices[index] = word
            means = [name for name in AMBIGUOUS.get(word, (choice,)) if name in offered]
            truth.concludes(Disorder.FAMILYS_WORDS, file, f"“{word}”是{'或'.join(means)}", ask=len(means) > 1)
            if len(means) > 1:
                open_words.append(word)
    return tuple(open_words)


def _submitted(position: int) -> str:
    return f"2026/9/{1 + position // 200} {8 + position % 200 // 20}:{position % 20 * 3:02d}:{position % 60:02d}"


def _system(position: int) -> Row:
    address = f"10.0.{position % 200}.{position % 250}(浙江-杭州)"
    return [position + 1, _submitted(position), f"{60 + position % 90}秒", "微信", "N/A", address]


SYSTEM = [Column(name) for name in ("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP")]


def _text(hand: Hand, truth: OfficeTruth, answers: list[_Answer], numbered: bool) -> tuple[list[Column], list[Row]]:
    """问卷星, options as text: several days in one cell with ┋, a column a choice."""
    asked = ["孩子姓名" if hand.has(Disorder.OTHER_HEADINGS) else "学生姓名", "所在班级", *(["班内学号"] if numbered else []),
             "参加课后服务的时间", "第一志愿", "第二志愿", "第三志愿", "家长姓名", "联系电话", "其他需要说明的情况"]
    columns = SYSTEM + [Column(f"{index}、{name}", name == "联系电话") for index, name in enumerate(asked, start=1)]
    rows = []
    for position, answer in enumerate(answers):
        days = "┋".join("周" + DAYS[day - 1] for day in answer.wish.weekdays) or DECLINE
        choices = (answer.choices + ["(空)"] * 3)[:3] if hand.random.random() < 0.5 else (answer.choices + [""] * 3)[:3]
        rows.append([*_system(position), answer.name, answer.class_name, *([answer.number] if numbered else []), days, *choices,
                     answer.guardian or None, answer.phone, hand.random.choice(("无", None, "外婆接", "对花生过敏", None, None))])
    return columns, rows


def _ticks(hand: Hand, truth: OfficeTruth, answers: list[_Answer], numbered: bool) -> tuple[list[Column], list[Row]]:
    """问卷星, options as numbers: 1 or 0 for each weekday, the rank of each course (-2 = not ranked)."""
    clubs = [club.name for club in truth.clubs]
    columns = [*SYSTEM, Column("1、学生姓名"), Column("2、班级"), *([Column("3、学号")] if numbered else []),
               *[Column(f"4、参加的日期(周{day})") for day in DAYS], *[Column(f"5、社团志愿排序({club})") for club in clubs],
               Column("6、家长手机", True)]
    rows = []
    for position, answer in enumerate(answers):
        ranks = {choice: rank for rank, choice in enumerate(answer.choices, start=1)}
        rows.append([*_system(position), answer.name, answer.class_name, *([answer.number] if numbered else []),
                     *[1 if day in answer.wish.weekdays else 0 for day in range(1, 6)],
                     *[ranks.get(club, -2) for club in clubs], answer.phone])
    return columns, rows


def _form(hand: Hand, truth: OfficeTruth, answers: list[_Answer], numbered: bool) -> tuple[list[Column], list[Row]]:
    """腾讯收集表: 提交者（自动）, headings with （必填）, several answers in one cell with commas."""
    columns = [Column("提交者（自动）"), Column("提交时间（自动）"), Column("学生姓名（必填）"), Column("班级（必填）"),
               Column("参加日期（必填）"), Column("想上的社团（按喜欢程度填写）"), Column("家长联系电话（必填）", True), Column("备注")]
    separator = hand.random.choice(("，", ",", "、", "；"))
    rows: list[Row] = []
    for position, answer in enumerate(answers):
        days = hand.weekdays(answer.wish.weekdays) if answer.wish.weekdays else DECLINE
        rows.append([f"{answer.wish.name}妈妈", f"2026年9月{1 + position // 200}日 {8 + position % 200 // 20:02d}:{position % 20 * 3:02d}",
                     answer.name, answer.class_name, days, separator.join(answer.choices) or None, answer.phone, None])
    return columns, rows


def _chain(hand: Hand, truth: OfficeTruth, answers: list[_Answer], numbered: bool) -> tuple[list[Column], list[Row]]:
    """接龙管家: number, nickname, the fields with |, the time at the end."""
    asked = ("序号", "微信昵称", "姓名", "班级", "参加时间", "选课（按志愿顺序）", "填写时间")
    columns = [Column(name) for name in asked]
    separator = hand.random.choice(("|", ";", " | ", "┋"))
    rows: list[Row] = []
    for position, answer in enumerate(answers):
        days = hand.weekdays(answer.wish.weekdays) if answer.wish.weekdays else DECLINE
        rows.append([position + 1, hand.random.choice(("平安是福", "花开富贵", "A小雨妈", "阳光", answer.wish.name + "爸爸")), answer.name,
                     answer.class_name, days, separator.join(answer.choices) or None,
                     f"2026-09-{1 + position // 200:02d} {8 + position % 200 // 20:02d}:{position % 20 * 3:02d}"])
    return columns, rows


def _by_weekday(hand: Hand, truth: OfficeTruth, answers: list[_Answer], numbered: bool) -> tuple[list[Column], list[Row]]:
    """One column a weekday: a course, 托管, or 不参加 (or nothing)."""
    columns = [Column("序号"), Column("班级"), Column("姓名"), *[Column("星期" + day) for day in DAYS], Column("提交时间")]
    meets = {club.name: club.weekdays for club in truth.clubs}
    rows: list[Row] = []
    for position, answer in enumerate(answers):
        left = list(answer.wish.choices)
        cells: list[str | None] = []
        for day in range(1, 6):
            choice = next((choice for choice in left if day in meets[choice]), None) if day in answer.wish.weekdays else None
            if choice is not None:
                left.remove(choice)
            free = DECLINE if hand.random.random() < 0.5 else None
            cells.append(choice or ("托管" if day in answer.wish.weekdays else free))
        rows.append([position + 1, answer.class_name, answer.name, *cells, _submitted(position)])
    return columns, rows
