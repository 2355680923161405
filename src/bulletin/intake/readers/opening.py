"""A file as a source, by its first bytes and not by its name."""

from bulletin.intake.grid import Source
from bulletin.intake.readers.refusing import SAVE_AS, refusal

_LARGEST = 30_000_000
_LARGEST_TEXT = 5_000_000
_LARGEST_PAGE = 3_000_000
_HEAD = 1024
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# A stream of BIFF records without a container, as old programs wrote them.
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00")
_CHOOSE = "请改选工作簿；图片和扫描件里的数，请填进工作簿"
_SMALLER = "请删去图片和无关的表，或把有用的表复制到一个新的工作簿里，再试一次"
_UNPACK = "请先解压，再选里面的工作簿"
# What begins with such bytes, and what to do with it.
_OTHERS = {
    b"%PDF": ("是 PDF 文件，不是工作簿", _CHOOSE),
    b"\x89PNG": ("是图片，不是工作簿", _CHOOSE),
    b"\xff\xd8\xff": ("是图片，不是工作簿", _CHOOSE),
    b"GIF8": ("是图片，不是工作簿", _CHOOSE),
    b"BM": ("是图片，不是工作簿", _CHOOSE),
    b"RIFF": ("是图片或视频，不是工作簿", _CHOOSE),
    b"Rar!": ("是压缩包，不是工作簿", _UNPACK),
    b"7z\xbc\xaf": ("是压缩包，不是工作簿", _UNPACK),
    b"\x1f\x8b": ("是压缩包，不是工作簿", _UNPACK),
    b"{\\rtf": (
        "是 RTF 文档，不是工作簿",
        "请改选工作簿；表在文档里的，请复制到工作簿",
    ),
    b"MIME-Version:": ("是“单个文件网页”（.mht）", SAVE_AS),
}


def opened(name: str, data: bytes) -> Source:
    """The file, ready to be read; ProblemsError with what it is, if it is no table."""
    if not data.strip(b"\0 \t\r\n"):
        raise refusal(name, _emptiness(data), "请核对选的文件，或请发来的人重发")
    if len(data) > _LARGEST:
        raise refusal(name, f"有 {len(data) >> 20} MB，太大了", _SMALLER)
    for mark, told in _OTHERS.items():
        if data.startswith(mark):
            raise refusal(name, *told)
    # Each reader brings a library that the others do not need.
    if data.startswith(_ZIP):
        from bulletin.intake.readers.excel import Excel  # noqa: PLC0415 - as said

        return Excel(name, data)
    if data.startswith((_OLE, *_BIFF)):
        from bulletin.intake.readers.legacy import Legacy  # noqa: PLC0415 - as said

        return Legacy(name, data)
    return _text(name, data)


def _text(name: str, data: bytes) -> Source:
    if len(data) > _LARGEST_TEXT:
        raise refusal(name, f"文本有 {len(data) >> 20} MB，太大了", _SMALLER)
    if data[:_HEAD].lstrip().startswith(_MARKUP):
        if len(data) > _LARGEST_PAGE:
            raise refusal(name, f"网页有 {len(data) >> 20} MB，太大了", _SMALLER)
        from bulletin.intake.readers import web  # noqa: PLC0415 - as above

        return web.opened(name, data)
    from bulletin.intake.readers import text  # noqa: PLC0415 - as above

    return text.opened(name, data)


def _emptiness(data: bytes) -> str:
    return "里面没有内容，可能没有保存好" if data else "是空文件"
