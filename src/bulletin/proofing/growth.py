"""How growth is told: wording rules 12 to 16, and 30."""

import re

from bulletin.proofing.rules import Rule
from bulletin.proofing.slips import HANZI_NUMBER, Slip

_RISE = "提高|提升|上升|增加|增长"
_FALL = "下降|减少|降低|回落|下滑|缩小"
_PERCENT = r"\d+(?:\.\d+)?[%％](?!点)"
# 率 that is no share of a whole: an efficiency may well rise by 2%.
_RATE = r"(?:(?<![效功频速汇利概倍曲产])率|占比|比重|份额)"
_TODAY = rf"\d|目前|日前|当前|现在|今年|今日|本月|本年|上月|上年|去年|{HANZI_NUMBER}+[年月日]"

SLIPS = (
    Slip(
        Rule.UNTIL,
        re.compile(rf"截止(?=[到至]?\s*(?:{_TODAY}))"),
        "截至",
    ),
    Slip(
        Rule.MONTH_ON_MONTH,
        re.compile(
            r"[较比]上(?:个?月|一?季度|期)末?[^，。；]{0,3}同比|同比[^，。；\d]{0,3}上个?月"
        ),
        "同比是比上年同期；比上月用环比",
    ),
    Slip(
        Rule.MONTH_ON_MONTH,
        re.compile(
            r"[较比](?:上年|去年)同期[^，。；\d]{0,3}环比|环比[^，。；\d]{0,3}(?:上年|去年)"
        ),
        "环比是比上期；比上年同期用同比",
    ),
    Slip(
        Rule.NEGATIVE_GROWTH,
        re.compile(rf"(?:{_RISE}|{_FALL}|上涨|增幅)[了为]?\s*[-－−–—]\s*\d[\d.]*%?"),
        "减少的写下降，数字不带负号",
    ),
    Slip(
        Rule.ZERO_GROWTH,
        re.compile(rf"(?:{_RISE}|{_FALL})了?0(?:\.0+)?(?![\d.])"),
        "持平",
    ),
    Slip(
        Rule.PERCENTAGE_POINT,
        re.compile(
            rf"{_RATE}(?:同比|环比|比上年同期|较上年同期|比去年同期|较去年同期|[比较]上年|也|又|均|分别)?"
            rf"(?:{_RISE}|{_FALL})了?{_PERCENT}"
        ),
        "两个百分率相减，差是百分点",
    ),
    Slip(
        Rule.PERCENTAGE_POINT,
        re.compile(
            rf"{_RATE}[为达是]?到?{_PERCENT}，(?:同比|环比|[较比](?:上年|去年)(?:同期)?)"
            rf"(?:{_RISE}|{_FALL})了?{_PERCENT}"
        ),
        "两个百分率相减，差是百分点",
    ),
    Slip(Rule.PERCENTAGE_POINT, re.compile(r"%个?百分点"), "个百分点，不带%"),
    Slip(
        Rule.FALL_BY_TIMES,
        re.compile(rf"(?:{_FALL})了?[近约]?(?:[\d.]+|(?:{HANZI_NUMBER}|半)+)[多余]?倍"),
        "减少不说倍，写下降百分之几",
    ),
)
