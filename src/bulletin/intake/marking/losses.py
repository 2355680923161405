"""What a workbook held that a copy of it no longer holds, in words."""

import re
from collections.abc import Mapping

from bulletin.intake.patching.package import Package

# What is counted where: a clerk's word, the parts, and what stands for one in them.
_KINDS: Mapping[str, tuple[str, str]] = {
    "文本框和图形": (r"xl/drawings/[^/]+\.xml", r"<(?:\w+:)?(?:sp|cxnSp)[\s>]"),
    "图片": (r"xl/drawings/[^/]+\.xml", r"<(?:\w+:)?pic[\s>]"),
    "图表": (r"xl/drawings/[^/]+\.xml", r"<(?:\w+:)?graphicFrame[\s>]"),
    "公式的保存结果": (
        r"xl/worksheets/[^/]+\.xml",
        r"</(?:\w+:)?f><(?:\w+:)?v>[^<]|<(?:\w+:)?f(?:\s[^>]*)?/><(?:\w+:)?v>[^<]",
    ),
    "数据透视表": (r"xl/pivotTables/[^/]+\.xml", r"<(?:\w+:)?pivotTableDefinition"),
    "迷你图、新式条件格式等": (
        r"xl/worksheets/[^/]+\.xml",
        r"<(?:\w+:)?ext\s",
    ),
}
# Parts that are one such thing each.
_PARTS: Mapping[str, str] = {
    "宏": r"xl/vbaProject\.bin",
    "控件": r"xl/(?:ctrlProps|activeX)/[^/]+\.xml",
    "切片器": r"xl/slicers/[^/]+\.xml",
    "批注的答复": r"xl/threadedComments/[^/]+\.xml",
    "嵌入的文件": r"xl/embeddings/[^/]+",
    "数字签名": r"_xmlsignatures/[^/]+\.xml",
}


def lost(original: bytes, copy: bytes) -> tuple[str, ...]:
    """Each kind of thing that is fewer in the copy, and how many of them are gone."""
    before, after = _counts(original), _counts(copy)
    gone = {kind: count - after[kind] for kind, count in before.items()}
    return tuple(f"{kind}{count}处" for kind, count in gone.items() if count > 0)


def _counts(data: bytes) -> dict[str, int]:
    package = Package(data, "")
    found = dict.fromkeys((*_KINDS, *_PARTS), 0)
    for name in package.names:
        for kind, (parts, mark) in _KINDS.items():
            if re.fullmatch(parts, name):
                found[kind] += len(re.findall(mark.encode(), package.part(name)))
        for kind, parts in _PARTS.items():
            found[kind] += bool(re.fullmatch(parts, name))
    return found
