"""Words that families use for the same kind of course: by them a course is guessed for words that share no character with its name."""

from __future__ import annotations

from collections.abc import Mapping

_KINDS = (
    "合唱 唱歌 声乐 歌唱 童声", "舞蹈 跳舞 舞 拉丁 街舞 中国舞 芭蕾 民族舞", "国画 水墨 山水画",
    "美术 画画 绘画 儿童画 简笔画 素描 水彩 涂鸦 国画", "陶艺 泥塑 泥巴 彩泥 黏土 粘土 超轻土",
    "书法 硬笔 软笔 毛笔 写字 练字 钢笔字", "编程 代码 scratch python 程序 电脑", "机器人 乐高 积木 搭建",
    "航模 飞机 模型 海模 车模 无人机", "轮滑 溜冰 滑冰 旱冰", "朗诵 主持 演讲 播音 口才 小播音员",
    "戏剧 话剧 课本剧 表演 演戏", "英语 口语 配音 趣配音 外语", "阅读 看书 读书 绘本 故事",
    "科学 实验 科技 小发明 创客", "数学 思维 数独 奥数 速算", "围棋 下棋 黑白棋", "象棋 下棋 国际象棋",
    "武术 功夫 太极 拳", "跆拳道 空手道", "乒乓 乒乓球", "羽毛球 羽球", "足球 踢球", "篮球 打球 投篮",
    "田径 跑步 短跑 长跑", "体操 啦啦操 健美操 韵律操", "剪纸 折纸 手工 手作", "编织 钩针 刺绣 缝纫",
    "烹饪 做饭 烘焙 厨艺 美食", "种植 种菜 园艺 农耕", "古筝 弹琴 国乐 民乐", "口风琴 竖笛 葫芦丝 笛子 口琴",
    "二胡 民乐", "吉他 尤克里里", "鼓号 打鼓 架子鼓 非洲鼓", "游泳 水上", "摄影 拍照", "茶艺 茶道", "心理 情绪 沙盘",
    "跳绳 花样跳绳", "魔方", "击剑", "网球", "排球", "棒球 垒球", "高尔夫",
)  # fmt: skip
"""One kind of course a line; a word may be of several."""
KINDS_OF_WORD: Mapping[str, frozenset[int]] = {
    word: frozenset(i for i, kind in enumerate(_KINDS) if word in kind.split()) for line in _KINDS for word in line.split()
}
"""Word -> its kinds."""


def kinds_in(key: str) -> frozenset[int]:
    """The kinds of course whose words a name holds; the longest words of the name decide."""
    held = [word for word in KINDS_OF_WORD if word in key]
    longest = [word for word in held if not any(word != other and word in other for other in held)]
    return frozenset().union(*(KINDS_OF_WORD[word] for word in longest)) if longest else frozenset()
