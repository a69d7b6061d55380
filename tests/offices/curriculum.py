"""Curriculum of a primary school: lessons a week by subject, short names, and the catalogue of clubs."""

from __future__ import annotations

from dataclasses import dataclass

WEEKLY = {"语文": 8, "数学": 5, "英语": 3, "体育": 4, "音乐": 2, "美术": 2, "科学": 2, "道德与法治": 2, "劳动": 1, "班会": 1}
"""Thirty lessons: five days of six periods."""
SEVENTH = {"书法": 1, "信息科技": 1, "综合实践": 1, "阅读": 2}
"""Five more where the day has seven periods."""
SHORT = {
    "语文": "语", "数学": "数", "英语": "英", "体育": "体", "音乐": "音", "美术": "美", "科学": "科", "道德与法治": "道法",
    "劳动": "劳", "班会": "班会", "书法": "书法", "信息科技": "信息", "综合实践": "综合", "阅读": "阅读", "心理健康": "心理",
}
OTHER_WORDS = {"道德与法治": ("道法", "品德", "道德法治"), "信息科技": ("信息", "信息技术", "微机"), "综合实践": ("综合", "综实"),
               "心理健康": ("心理",), "劳动": ("劳技", "劳"), "阅读": ("阅",), "书法": ("写字", "书"), "班会": ("班队",)}
CLASSES_A_TEACHER = {"数学": 2, "英语": 4, "体育": 4, "音乐": 6, "美术": 6, "科学": 6, "信息科技": 12}
"""How many classes share one teacher; 语文, 道德与法治, 班会 and 阅读 are the class teacher's own, the rest the mathematician's."""


def canonical_subject(word: str) -> str:
    """The full name of a subject written in any of its known forms; an unknown word comes back as it is."""
    word = word.strip()
    for subject, short in SHORT.items():
        if word in {subject, short, *OTHER_WORDS.get(subject, ())}:
            return subject
    return word


@dataclass(frozen=True, slots=True)
class CatalogueClub:
    """A club that schools offer: name, subject of the teacher who leads it ("" = from outside), families' words for it."""

    name: str
    subject: str
    words: tuple[str, ...]


CATALOGUE = (
    CatalogueClub("篮球社", "体育", ("篮球", "打篮球")), CatalogueClub("合唱团", "音乐", ("合唱", "唱歌")),
    CatalogueClub("创意美术", "美术", ("美术", "画画")), CatalogueClub("科学小实验", "科学", ("科学实验", "小实验")),
    CatalogueClub("围棋", "", ("围棋班", "下围棋")), CatalogueClub("少儿编程", "", ("编程", "编程课")),
    CatalogueClub("轮滑", "", ("轮滑社", "滑轮")), CatalogueClub("乒乓球", "体育", ("乒乓", "乒乓球社")),
    CatalogueClub("硬笔书法", "语文", ("书法", "硬笔")), CatalogueClub("中国舞", "", ("舞蹈", "跳舞")),
    CatalogueClub("足球队", "体育", ("足球", "踢足球")), CatalogueClub("绘本阅读", "语文", ("绘本", "读绘本")),
    CatalogueClub("机器人", "", ("机器人社", "机器人班")), CatalogueClub("英语戏剧", "英语", ("英语剧", "戏剧")),
    CatalogueClub("跆拳道", "", ("跆拳", "跆拳道班")), CatalogueClub("数学思维", "数学", ("思维", "数学思维课")),
    CatalogueClub("国画", "", ("国画班", "水墨画")), CatalogueClub("口风琴", "音乐", ("口风琴班", "吹口风琴")),
    CatalogueClub("羽毛球", "", ("羽毛球班", "羽球")), CatalogueClub("剪纸", "美术", ("剪纸社", "剪纸班")),
    CatalogueClub("象棋", "", ("象棋班", "中国象棋")), CatalogueClub("朗诵与主持", "语文", ("朗诵", "小主持人")),
    CatalogueClub("武术", "", ("武术班", "练武术")), CatalogueClub("航模", "科学", ("航模社", "飞机模型")),
    CatalogueClub("古筝", "", ("古筝班", "弹古筝")), CatalogueClub("陶艺", "", ("陶艺班", "捏泥巴")),
    CatalogueClub("跳绳", "体育", ("花样跳绳", "跳绳班")), CatalogueClub("趣味英语", "英语", ("趣味英语课", "英语趣配音")),
)
AMBIGUOUS = {"画画": ("创意美术", "国画"), "英语趣配音": ("趣味英语", "英语戏剧")}
"""Words that mean several clubs where the school offers more than one of them."""
AGENCIES = ("星启体育文化有限公司", "童创科技培训中心", "艺林少儿艺术中心", "博弈棋院")
