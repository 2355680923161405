"""A TOML file of the handbook as a dict; the only module that reads TOML."""

import re
import tomllib
from pathlib import Path
from typing import Any

from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem, ProblemsError

_LINE = re.compile(r"at line (\d+)")


def load(path: Path) -> dict[str, Any]:
    """The file's content; UTF-8 (a BOM is allowed) or GBK, as Windows editors save it.

    Raises ProblemsError with the line where the syntax breaks, or when it is not there.
    """
    try:
        data = path.read_bytes()
    except OSError:
        raise _refusal(path, "文件不存在或打不开", "请从备份恢复该文件") from None
    try:
        return tomllib.loads(decoded(data).replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        where = f"第{line[1]}行" if line else "文件末尾"
        raise _refusal(
            path,
            f"{where}不符合书写格式",
            "请检查该行的引号、括号、等号是否成对，文字是否都加了英文引号",
        ) from None
    except UnicodeDecodeError:
        raise _refusal(path, "文件编码无法识别", "请另存为 UTF-8 编码") from None


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8 or GBK."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _refusal(path: Path, message: str, advice: str) -> ProblemsError:
    problem = Problem(Code.HANDBOOK_SYNTAX, message, advice, Place(path.name))
    return ProblemsError((problem,))
