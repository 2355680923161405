"""Tags where docxtpl does not reach, or where it reaches and nobody looks."""

import html
import re
from collections.abc import Iterator

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.publishing.template import Template

_PARTS = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
_OPENER = re.compile(r"\{[{%#]|｛[｛%％]|\{％")
_SHOWN = 20
ADVICE = "标签只能写在正文、表格、页眉、页脚的文字里，请移到那里"


def problems(template: Template) -> Iterator[Problem]:
    """Tags in comments, notes and charts, in captions and names; tables' revisions."""
    for part, xml in template.others.items():
        text = html.unescape(re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace")))
        found = _OPENER.search(text)
        if found:
            kind = next(
                (name for key, name in _PARTS.items() if key in part), "图表等部件"
            )
            tag = text[found.start() : found.start() + _SHOWN]
            message = f"{kind}里的标签“{tag}”不会被替换"
            advice = "批注、脚注、尾注、图表里不能用标签，请移到正文"
            place = Place(template.name)
            yield Problem(Code.TEMPLATE_UNREACHED, message, advice, place)
    for part, text in template.hidden:
        message = f"表格、控件的说明里的标签“{text[:_SHOWN]}”看不见，却会被替换"
        yield Problem(Code.TEMPLATE_UNREACHED, message, ADVICE, template.place(part))
    for part in template.revised:
        message = "表格或页面设置里有未接受的修订"
        advice = "请在 Word 的“审阅”中接受或拒绝全部修订"
        yield Problem(Code.TEMPLATE_REVISION, message, advice, template.place(part))
