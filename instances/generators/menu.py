"""The menu of clubs a generated school may offer (课后服务指南); every strand of B07 occurs."""

from __future__ import annotations

from dataclasses import dataclass

from instances.generators.parameters import MenuPlan
from solver.problem.offerings import Offering


@dataclass(frozen=True, slots=True)
class Dish:
    """A club as the menu knows it. span: ``low``, ``high`` or ``all`` grades of the primary school, or those of the junior
    high. bigger: pupils above the usual maximum (squads and choirs hold 20-40, DOMAIN section 3)."""

    name: str
    strand: str
    span: str
    room_type: str
    skill: str
    level: int = 1
    bigger: int = 0
    assistants: int = 0
    academic: bool = False


DISHES = {
    "basketball": Dish("篮球", "sports", "high", "field", "basketball", 2),
    "football": Dish("足球", "sports", "high", "field", "football", 2),
    "football_low": Dish("足球启蒙", "sports", "low", "field", "football"),
    "painting_low": Dish("儿童画", "arts", "low", "art", "painting"),
    "robotics": Dish("机器人", "science", "high", "science", "robotics", 2),
    "coding": Dish("趣味编程", "science", "high", "computer", "coding"),
    "dance_low": Dish("儿童舞蹈", "arts", "low", "dance", "dance"),
    "table_tennis": Dish("乒乓球", "sports", "high", "hall", "table_tennis"),
    "badminton": Dish("羽毛球", "sports", "all", "hall", "badminton"),
    "street_dance": Dish("街舞", "sports", "high", "dance", "street_dance", 2),
    "go_low": Dish("围棋启蒙", "heritage", "low", "classroom", "go"),
    "chess": Dish("国际象棋", "sports", "high", "classroom", "chess"),
    "science_low": Dish("科学小实验", "science", "low", "science", "science"),
    "cooking": Dish("小小厨师", "labour", "high", "labour", "labour", 1, 0, 1),
    "clay_low": Dish("陶泥", "labour", "low", "labour", "clay"),
    "rope_low": Dish("花样跳绳", "sports", "low", "field", "rope_skipping"),
    "ink_painting": Dish("国画", "heritage", "high", "art", "ink_painting"),
    "choir": Dish("合唱团", "arts", "high", "music", "choir", 2, 10),
    "singing_low": Dish("童声歌唱", "arts", "low", "music", "choir", 1, 10),
    "wushu": Dish("武术", "heritage", "high", "field", "wushu"),
    "drone": Dish("无人机", "science", "high", "field", "drone", 2),
    "calligraphy_low": Dish("硬笔书法", "heritage", "low", "calligraphy", "calligraphy"),
    "calligraphy": Dish("软笔书法", "heritage", "high", "calligraphy", "calligraphy", 2),
    "reading_low": Dish("绘本阅读", "reading", "low", "library", "reading"),
    "reading": Dish("名著共读", "reading", "high", "library", "reading"),
    "recital": Dish("朗诵与主持", "arts", "high", "classroom", "recital"),
    "paper_cutting_low": Dish("剪纸", "heritage", "low", "art", "paper_cutting"),
    "psychology_low": Dish("心理游戏", "mental_health", "low", "activity", "psychology"),
    "psychology": Dish("情绪小课堂", "mental_health", "high", "activity", "psychology"),
    "safety_low": Dish("安全小卫士", "life_safety", "low", "activity", "safety"),
    "safety": Dish("消防与急救", "life_safety", "high", "activity", "safety"),
    "erhu": Dish("二胡", "heritage", "all", "classroom", "erhu", 2),
    "gardening": Dish("小小农场", "labour", "all", "field", "labour"),
    "maths": Dish("趣味数学", "science", "high", "classroom", "maths", 1, 0, 0, True),
    "ball_games": Dish("球类游戏", "sports", "all", "field", "basketball"),
    "handicraft": Dish("手工与剪纸", "heritage", "all", "art", "paper_cutting"),
    "story_room": Dish("故事屋", "reading", "all", "library", "reading"),
    "chorus": Dish("小百灵合唱", "arts", "all", "music", "choir"),
    "hand_writing": Dish("写字", "heritage", "all", "calligraphy", "calligraphy"),
}
"""Most wanted first: the order is the rank in the popularity law."""
JUNIOR_DISHES = {
    "basketball_junior": Dish("篮球（初中）", "sports", "junior", "field", "basketball", 2),
    "football_junior": Dish("足球（初中）", "sports", "junior", "field", "football", 2),
    "maker_junior": Dish("创客机器人", "science", "junior", "science", "robotics", 2),
    "coding_junior": Dish("编程（初中）", "science", "junior", "computer", "coding"),
    "badminton_junior": Dish("羽毛球（初中）", "sports", "junior", "hall", "badminton"),
    "choir_junior": Dish("合唱（初中）", "arts", "junior", "music", "choir", 2, 10),
    "cooking_junior": Dish("生活技能", "labour", "junior", "labour", "labour"),
    "calligraphy_junior": Dish("书法与篆刻", "heritage", "junior", "calligraphy", "calligraphy", 2),
    "reading_junior": Dish("经典共读", "reading", "junior", "library", "reading"),
    "debate_junior": Dish("演讲与辩论", "arts", "junior", "activity", "recital"),
    "psychology_junior": Dish("青春期心理", "mental_health", "junior", "activity", "psychology"),
    "safety_junior": Dish("急救与安全", "life_safety", "junior", "activity", "safety"),
}
"""The menu of a junior high, most wanted first; every strand of B07 occurs."""


def chosen(menu: MenuPlan) -> dict[str, Dish]:
    """The clubs of a menu by key, in the order of the offerings K01.."""
    return {key: dish for key, dish in {**DISHES, **JUNIOR_DISHES}.items() if key in menu.keys}


def spans(menu: MenuPlan, grades: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """The grades that each span of a club stands for."""
    primary = tuple(grade for grade in grades if grade not in menu.junior)
    high = tuple(grade for grade in primary if grade not in menu.low) or primary
    return {"low": menu.low, "high": high, "all": primary, "junior": menu.junior}


def offerings(menu: MenuPlan, grades: tuple[int, ...]) -> tuple[Offering, ...]:
    """The offerings K01.. in order of popularity; each pupil's own draw follows the same order (demand)."""
    of_span = spans(menu, grades)
    found = []
    for number, (key, dish) in enumerate(chosen(menu).items(), start=1):
        once = key in menu.once
        found.append(
            Offering(
                id=f"K{number:02d}",
                name=dish.name,
                strand=dish.strand,
                grades=of_span[dish.span],
                minimum=menu.minimum,
                maximum=menu.maximum + dish.bigger,
                minutes=menu.low_minutes if dish.span == "low" else menu.minutes,
                room_type=dish.room_type,
                skill=dish.skill,
                skill_level=dish.level,
                max_sections=menu.sections_of(key),
                sessions=1 if once else len(menu.days),
                assistants=dish.assistants,
                academic=dish.academic,
                weekdays=menu.days,
            )
        )
    return tuple(found)
