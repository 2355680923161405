"""The zip package of an .xlsx, weighed before any of it is unpacked."""

import io
import zipfile

from bulletin.intake.readers.gaps import Gaps
from bulletin.intake.readers.refusing import SAVE_AS, refusal, refusing

# A month's workbook has some twenty parts and 100 KB; most is kept for pictures.
_PARTS = 2000
_SHEET = 40_000_000
_OTHER = 2_500_000
_STRINGS = 6_000_000
_ENTRY = b"PK\x01\x02"
_COPY = "请把有用的表复制到一个新的工作簿里，再试一次"
_STRICT = b"purl.oclc.org/ooxml"
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = 0x1
# What a zip file is that holds such a part, and what to do with it.
_OTHERS = {
    "xl/workbook.bin": ("是二进制工作簿（.xlsb）", SAVE_AS),
    "word/document.xml": (
        "是 Word 文件，不是工作簿",
        "请改选工作簿；表在 Word 里的，请复制到工作簿",
    ),
    "ppt/presentation.xml": ("是演示文稿，不是工作簿", "请改选工作簿"),
    "content.xml": ("是 OpenDocument 文件（.ods 或 .odt）", SAVE_AS),
    "Index/Document.iwa": (
        "是苹果 Numbers 或 Pages 文件",
        "请在 Numbers 里导出为 Excel（.xlsx）后再试",
    ),
}
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("ascii", "utf-16-le", "utf-16-be"))


def weighed(name: str, data: bytes) -> zipfile.ZipFile:
    """The package; ProblemsError if it is no workbook, or would be too much to read.

    The sizes that it declares bind zipfile: more is never unpacked.
    """
    if data.count(_ENTRY) > _PARTS:
        raise refusal(name, "里面的部件太多，不是正常的工作簿", _COPY)
    with refusing(name):
        package = zipfile.ZipFile(io.BytesIO(data))
    parts = {info.filename: info for info in package.infolist()}
    if _WORKBOOK not in parts:
        raise refusal(name, *_foreign(tuple(parts)))
    if len(parts) < len(package.infolist()):
        raise refusal(name, "文件已损坏：同一个部件有两份")
    if any(info.flag_bits & _ENCRYPTED for info in parts.values()):
        raise refusal(name, "设有密码", "请取消密码后再试")
    for part, info in parts.items():
        if part.startswith("xl/worksheets/") and info.file_size > _SHEET:
            raise refusal(name, "有一张表太大，读不了", _COPY)
        if _is_read(part) and info.file_size > _limit(part):
            raise refusal(name, "里面的样式、文字或名称太多，读不了", _COPY)
    with refusing(name):
        _inspect(name, package)
    return package


def _foreign(parts: tuple[str, ...]) -> tuple[str, str]:
    """What a zip file without a workbook is, and what to do."""
    known = next((told for part, told in _OTHERS.items() if part in parts), None)
    if known:
        return known
    if any(part.startswith(("xl/", "xl\\")) for part in parts):
        return "工作簿的内部结构不完整", f"{SAVE_AS}；打不开的，请让发来的人重发"
    return "是压缩包，不是工作簿", "请先解压，再选里面的工作簿"


def _is_read(part: str) -> bool:
    """Whether openpyxl takes the part in as a whole."""
    return part.endswith((".xml", ".rels")) and not part.startswith(
        ("xl/worksheets/", "xl/drawings/", "xl/charts/", "xl/media/", "xl/pivot")
    )


def _limit(part: str) -> int:
    return _STRINGS if part.lower() == "xl/sharedstrings.xml" else _OTHER


def _inspect(name: str, package: zipfile.ZipFile) -> None:
    """Refuse what declares a document type, which no program writes, or is Strict OOXML."""
    for info in package.infolist():
        if _is_read(info.filename):
            content = package.read(info)
            Gaps().pass_by(content)
            if any(mark in content for mark in _DOCTYPES):
                raise refusal(name, "含有不安全的内容（DOCTYPE），没有读")
            if info.filename == _WORKBOOK and _STRICT in content:
                raise refusal(name, "是“Strict Open XML 工作簿”")
