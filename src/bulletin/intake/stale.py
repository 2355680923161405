"""Words of a text that go out of date, and the mark (沿用) of one that was carried over."""

import re

from bulletin.intake.words import label
from bulletin.intake.workbook import Content
from bulletin.model.passage import PieceKind, pieces
from bulletin.model.period import ReportingPeriod

HEADING = "沿用"
# The sheets whose rows are carried over, and the columns that hold their words.
WORDS = {"文字": ("正文",), "名单": ("单位", "名称", "等次", "备注")}
_HAN = "\u4e00-\u9fff"
# Who held an office last month may not hold it now.
_OFFICES = (
    *("书记", "市长", "省长", "县长", "区长", "镇长", "乡长", "州长", "盟长", "旗长"),
    *("局长", "厅长", "部长", "司长", "处长", "科长", "主任", "主席", "秘书长", "会长"),
    *("院长", "检察长", "常委", "委员长", "总理", "总书记", "组长", "理事长", "董事长"),
)
# The commonest family names; after an office they begin the name of who holds it.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
)
# What may follow a name: 陈平对…, 张三在…
_AFTER = "对在到出主作就赴率带参和与同的指要说讲听看会亲多先曾也又分表"
# 园区长期, 市长热线, 市长质量奖
_NO_OFFICE = "期远效久达足线三热信质员台"
_WHOSE = rf"[省市县区党政委府人大协{_SURNAMES}]{{0,4}}"
_ACTS = (
    *("批示", "指示", "讲话", "致辞", "调研", "视察", "督导", "会见", "考察", "座谈"),
    *("慰问", "接见", "作报告", "部署会", "推进会"),
)
_NAME = rf"[{_SURNAMES}](?:(?![{_AFTER}]|{'|'.join(_ACTS)})[{_HAN}]){{1,2}}"
_DAYS = (
    *("元旦", "春节", "元宵", "清明", "五一", "劳动节", "五四", "端午", "七一", "八一"),
    *("建党", "建军节", "中秋", "国庆", "重阳", "双节", "两节", "妇女节", "三八节"),
    *("儿童节", "青年节", "消费者权益日", "宪法日", "植树节", "教师节", "两会"),
    *("宣传周", "宣传月", "宣传日", "活动周", "活动月", "春运", "高考", "汛期"),
)
_NOW = (
    *("近日", "日前", "目前", "当前", "本周", "上周", "本月", "上月"),
    *("下月", "下个月", "上个月", "本季度", "上季度", "去年", "前年", "明年", "即将"),
    *("本期", "刚刚", "最近"),
)
_DIGITS = str.maketrans(
    "〇零一二三四五六七八九０１２３４５６７８９", "00123456789" + "0123456789"
)
_YEAR = re.compile(
    r"(?<![\d〇零一二三四五六七八九])([12１２一二][\d０-９〇零一二三四五六七八九]{3})年"
)
_MONTH = re.compile(
    r"(?<![\d.．])(?P<first>1[0-2]|[1-9])(?:月?[-—–~～至、](?:1[0-2]|[1-9]))*月(?!\d*个)"
)
_LAST_MONTH = re.compile(r"(1[0-2]|[1-9])月$")
_WORDS = re.compile(
    "|".join(
        (
            rf"{_WHOSE}副?(?:{'|'.join(_OFFICES)})(?![{_NO_OFFICE}])(?:{_NAME})?",
            rf"(?:{_NAME})?同志(?!们)",
            *(*_ACTS, *_DAYS, *_NOW),
            r"(?<=“)\d{1,2}[.．·]\d{1,2}(?=”)",
        )
    )
)


def stale(text: str, period: ReportingPeriod) -> tuple[str, ...]:
    """What in a text carried into that period may be true no longer, as it is written.

    Names and offices of leaders, what they said and did, festivals and days, words such
    as 近日, and years and months other than the period's. {names} are filled in anew.
    """
    words = "".join(
        "\n" if piece.kind is PieceKind.NAME else piece.text for piece in pieces(text)
    )
    found = [
        *_WORDS.finditer(words),
        *(m for m in _YEAR.finditer(words) if _year(m[1]) != period.year),
        *(m for m in _MONTH.finditer(words) if _last_month(m[0]) != period.month),
    ]
    return tuple(dict.fromkeys(match[0] for match in sorted(found, key=_start)))


def mark(since: ReportingPeriod, text: str, period: ReportingPeriod) -> str:
    """What stands under 沿用 beside a text that was carried over."""
    what = "".join(f"“{word}”" for word in reasons(since, text, period))
    return f"沿用{since.key}" + (f"，请核对{what}" if what else "")


def reasons(
    since: ReportingPeriod | None, text: str, period: ReportingPeriod
) -> tuple[str, ...]:
    """Why a carried text must be looked at; all that comes from another year must be."""
    crosses = since is not None and since.year != period.year
    return (*(("跨年",) if crosses else ()), *stale(text, period))


def marked_since(content: Content) -> ReportingPeriod | None:
    """The month that a mark says a text was carried from; None without such a mark.

    A clerk who has looked at the text clears the mark, or writes something else there.
    """
    found = re.fullmatch(rf"{HEADING}(\d{{4}})-(0[1-9]|1[0-2])(\D.*)?", label(content))
    return ReportingPeriod(int(found[1]), int(found[2])) if found else None


def _start(found: re.Match[str]) -> int:
    return found.start()


def _year(digits: str) -> int:
    return int(digits.translate(_DIGITS))


def _last_month(words: str) -> int:
    """The month that a stretch of months ends with."""
    last = _LAST_MONTH.search(words)
    return int(last[1]) if last else 0
