"""The workbook 待确认.xlsx: what a chat may have meant, for a clerk to correct and confirm."""

import datetime
import io
from collections.abc import Mapping, Sequence

from xlsxwriter.workbook import Workbook

from bulletin.intake.form.sheet import Heading, Sheet, Styles

_COLUMNS = {
    "原文": (46, ""),
    "区市": (14, "从下拉列表里选。"),
    "指标": (26, "从下拉列表里选；候选里有几个的，请选一个。"),
    "项": (10, "本期、上年同期等。"),
    "数值": (12, "与原文核对；不对的请改正。"),
    "单位": (8, "数值的单位；程序会换算成指标的单位。"),
    "候选": (36, "程序猜的，只供参考。"),
    "确认": (8, "核对无误的填“是”，才会收；不要的填“否”。"),
    "文件": (18, "从这里起请不要改。"),
    "行": (8, ""),
    "序号": (6, ""),
    "称呼": (12, "填“是”以后，程序记住这个叫法。"),
}
_GUIDANCE = (
    "群消息里的数，程序只提出来，不自己收。请逐行核对、改正，在“确认”填“是”，存盘后再汇总一次。",
    "没有确认的行不收；不要的行填“否”，不要删去。",
)
_OPEN = ("区市", "指标", "项", "数值", "单位", "确认")
_LAST = 2000


def proposals(
    rows: Sequence[Mapping[str, str]], choices: Mapping[str, Sequence[str]]
) -> bytes:
    """The .xlsx with those rows, and the words that columns are chosen from."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        made = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
        book.set_properties({"title": "待确认", "created": made})
        page, listed = book.add_worksheet("待确认"), book.add_worksheet("可选")
        headings = tuple(Heading(n, w, note) for n, (w, note) in _COLUMNS.items())
        sheet = Sheet(page, Styles(book), headings, _GUIDANCE)
        sheet.begin()
        for row, words in enumerate(rows, sheet.first):
            for column, name in enumerate(_COLUMNS):
                look = "typed" if name in _OPEN else "closed"
                page.write_string(row, column, words.get(name, ""), sheet.styles[look])
        for column, (name, words_) in enumerate(choices.items()):
            listed.write_column(0, column, list(words_))
            where = f"=可选!${chr(65 + column)}$1:${chr(65 + column)}${len(words_)}"
            options = {"validate": "list", "source": where, "error_type": "warning"}
            at = list(_COLUMNS).index(name)
            page.data_validation(sheet.first, at, _LAST, at, options)
        listed.hide()
    return buffer.getvalue()
