"""How figures stand in text: GB/T 15835, and wording rules 1, 2, 7, 8, 11 and 24."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bulletin.model.remark import Remark
from bulletin.proofing.passage import Passage
from bulletin.proofing.rules import Rule
from bulletin.proofing.slips import HANZI_NUMBER, Slip

_FIGURE = r"\d[\d,.]*"
_ROUND = rf"(?:{_FIGURE}|{HANZI_NUMBER}+)[百千万亿]*"
_ABOUT = (
    r"(?:(?<![最附靠邻贴临新])近|(?<![制节签合条公契履违预])约|大约|将近|接近|超过)"
)
_YEAR = r"[一二][〇○零ＯOo0一二三四五六七八九]{3}年"
_MONTHS = re.compile(r"\d{1,2}月?(-|－|–|—|~|～)\d{1,2}月")
_SENTENCE = re.compile(r"[^。；！？\n]+")
_MEASURES = "件家项名起份场期条宗户批处所"
_ARABIC = re.compile(rf"\d余?([{_MEASURES}])")
_HANZI = re.compile(
    rf"(?<![第“〇零一二两三四五六七八九十百\d])"
    rf"([二两三四五六七八九]|[二三四五六七八九]?十{HANZI_NUMBER}?)([{_MEASURES}])"
)

SLIPS = (
    Slip(
        Rule.APPROXIMATION,
        re.compile(
            rf"{_ABOUT}{_ROUND}[余多]|{_ABOUT}{_ROUND}[^，。；、\d]{{0,4}}(?:左右|上下)"
            rf"|{_FIGURE}[百千万亿]*[余多][^，。；、\d]{{0,4}}(?:左右|上下)"
        ),
        "表示约数的词只用一个",
    ),
    Slip(
        Rule.RANGE_UNIT,
        re.compile(
            rf"(?<![\d.\-–—～~年月日第〔])({_FIGURE})[-–—～－至到]({_FIGURE})"
            r"(%|万元|亿元|万件|万人)"
        ),
        r"\1\3～\2\3",
    ),
    Slip(
        Rule.RANGE_UNIT,
        re.compile(rf"({_FIGURE}(?:%|万元|亿元))[-–－]({_FIGURE}(?:%|万元|亿元))"),
        r"\1～\2",
    ),
    Slip(
        Rule.TRAILING_ZERO,
        re.compile(r"\d\.\d*0(?=%|倍|个百分点|万|亿|[件家项个名人])"),
        "文中小数末尾不留零",
        in_tables=False,
    ),
    Slip(
        Rule.DATE_IN_TEXT,
        re.compile(r"(?<!\d)0\d月(?!份额)|(?<=月)0\d日"),
        "月、日前不加0，如8月5日",
    ),
    Slip(
        Rule.DATE_IN_TEXT,
        re.compile(rf"{_YEAR}(?:{HANZI_NUMBER}{{1,3}}月)?(?:{HANZI_NUMBER}{{1,3}}日)?"),
        "公历年月日用阿拉伯数字，如2022年8月10日",
    ),
    Slip(
        Rule.DATE_IN_TEXT,
        re.compile(r"(?<!\d)\d{2}年(?=\d{1,2}月)"),
        "年份写全四位",
    ),
    Slip(Rule.DATE_IN_TEXT, re.compile(r"\d月\d{1,2}号"), "月后写日，不写号"),
    Slip(
        Rule.TWO,
        re.compile(rf"(?<!{HANZI_NUMBER})(?<![第\d])二([{_MEASURES}个种])(?<!二批)"),
        r"两\1",
    ),
)


def mixed_numerals(passage: Passage) -> Iterator[Remark]:
    """5件 and 三件 in one sentence: counts of one kind in two styles (rule 7)."""
    for sentence in _SENTENCE.finditer(passage.text):
        measures = set(_ARABIC.findall(sentence.group()))
        for match in _HANZI.finditer(passage.text, *sentence.span()):
            if match[2] in measures:
                expected = f"同一句里的{match[2]}数用同一种数字"
                yield passage.remark(Rule.MIXED_NUMERALS, *match.span(), expected)


def mixed_ranges(passages: Iterable[Passage]) -> Iterator[Remark]:
    """1-7月 and 1—7月 in one document: one form throughout (rule 1)."""
    found = [(p, match) for p in passages for match in _MONTHS.finditer(p.text)]
    forms = Counter(match[1] for _, match in found)
    for passage, match in found:
        usual = forms.most_common(1)[0][0]
        if match[1] != usual:
            expected = f"全文统一，多数写作{usual}"
            yield passage.remark(Rule.MIXED_RANGES, *match.span(), expected)
