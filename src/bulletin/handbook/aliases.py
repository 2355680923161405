"""aliases.toml: what returns call our indicators and districts; read, and added to."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Table

from bulletin.handbook.toml import decoded, load
from bulletin.model.alias import NO_ALIASES, Aliases
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY, ELSEWHERE
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem

FILE = "aliases.toml"
NEUTRAL = "略"
_KINDS = {"indicators": "指标", "districts": "区（市）"}
_NEUTRAL = "neutral"
_BEGINNING = """\
# 别名：报表、群消息里的叫法 = 目录里的名称。由 bulletin collect 记下，也可以自己写。
# 同一个叫法只能指一个指标或一个区（市）；全市写 "全市"。
# 与数的意思无关、可以略过的词，写在 [neutral] 下面，如 "一、创造" = "略"。
"""


def read(folder: Path, handbook: Handbook) -> tuple[Aliases, tuple[Problem, ...]]:
    """The aliases that mean something in the handbook's period; what is wrong with others.

    An alias may lead to a former name. Without the file there are none. Raises
    ProblemsError when its syntax is broken.
    """
    if not (folder / FILE).is_file():
        return NO_ALIASES, ()
    content = load(folder / FILE)
    problems = list(_unknown_tables(content))
    found = {
        kind: dict(_meant(content.get(kind, {}), kind, handbook, problems))
        for kind in _KINDS
    }
    for alias in found["indicators"].keys() & found["districts"].keys():
        message = f"“{alias}”既指指标，又指区（市）"
        problems.append(_wrong("indicators", alias, message, "请只留一条"))
    neutral = _neutral(content.get(_NEUTRAL, {}), handbook, problems)
    aliases = Aliases(found["indicators"], found["districts"], neutral)
    return aliases, tuple(problems)


def told(
    pairs: Iterable[tuple[str, str]], handbook: Handbook
) -> tuple[Aliases, tuple[Problem, ...]]:
    """Aliases as they are typed, 授权=指标名; what is wrong with any of them."""
    typed = dict(pairs)
    areas = _names("districts", handbook)
    elsewhere = handbook.elsewhen.get("districts", ())
    neutral = frozenset(word for word, name in typed.items() if name == NEUTRAL)
    of_areas = {w: n for w, n in typed.items() if n in areas or n in elsewhere}
    rest = {w: n for w, n in typed.items() if w not in neutral and w not in of_areas}
    aliases = Aliases(rest, of_areas, neutral)
    return aliases, mistaken(aliases, handbook)


def mistaken(wanted: Aliases, handbook: Handbook) -> tuple[Problem, ...]:
    """What is wrong with aliases before they are written down."""
    problems: list[Problem] = []
    for kind, aliases in _by_kind(wanted).items():
        list(_meant(aliases, kind, handbook, problems))
    _neutral(dict.fromkeys(wanted.neutral, NEUTRAL), handbook, problems)
    return tuple(problems)


def added(data: bytes | None, more: Aliases) -> bytes:
    """The file with aliases added, its comments and everything else kept."""
    text = _BEGINNING if data is None else decoded(data)
    document = tomlkit.parse(text.replace("\r\n", "\n"))
    neutral = dict.fromkeys(more.neutral, NEUTRAL)
    for kind, aliases in {**_by_kind(more), _NEUTRAL: neutral}.items():
        for alias, name in sorted(aliases.items()):
            _table(document, kind)[alias] = name
    return tomlkit.dumps(document).encode()


def _by_kind(aliases: Aliases) -> dict[str, Mapping[str, str]]:
    return dict(zip(_KINDS, (aliases.indicators, aliases.areas), strict=True))


def _table(document: TOMLDocument, kind: str) -> Table:
    if kind not in document:
        document[kind] = tomlkit.table()
    table = document[kind]
    assert isinstance(table, Table)  # noqa: S101 - `read` has seen it
    return table


def _unknown_tables(content: Mapping[str, object]) -> Iterator[Problem]:
    for name in content.keys() - {*_KINDS, _NEUTRAL}:
        message = f"“{name}”不是别名文件里的组"
        advice = '别名写在 [indicators] 或 [districts] 下面，如 "授权" = "指标名"'
        yield Problem(Code.HANDBOOK_VALUE, message, advice, Place(FILE, name))


def _meant(
    aliases: object, kind: str, handbook: Handbook, problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Each alias with its present name; what stands in other periods only is left out."""
    if not isinstance(aliases, Mapping):
        message, advice = f"{kind} 不是一组别名", f"请以单独一行 [{kind}] 开头"
        problems.append(
            Problem(Code.HANDBOOK_VALUE, message, advice, Place(FILE, kind))
        )
        return
    names = _names(kind, handbook)
    everyone = _names("indicators", handbook) | _names("districts", handbook)
    elsewhere = handbook.elsewhen.get(kind, ())
    for alias, name in aliases.items():
        if not isinstance(name, str) or not alias.strip():
            message, advice = "别名要写成文字", '写成 "授权" = "指标名" 的形式'
            problems.append(_wrong(kind, alias, message, advice))
        elif name not in names and name not in elsewhere:
            message = f"“{alias}”指的“{name}”不在目录里"
            advice = f"请改成目录里的{_KINDS[kind]}名，或删去这一条"
            problems.append(_wrong(kind, alias, message, advice))
        elif everyone.get(alias, name) != names.get(name, name):
            message = f"“{alias}”本来就是“{everyone[alias]}”的名称，不能再指“{name}”"
            problems.append(_wrong(kind, alias, message, "请删去这一条"))
        elif name in names:
            yield alias, names[name]


def _neutral(
    words: object, handbook: Handbook, problems: list[Problem]
) -> frozenset[str]:
    """Words to pass over; none may be a name."""
    known = words if isinstance(words, Mapping) else {"": words}
    everyone = _names("indicators", handbook) | _names("districts", handbook)
    for word, meant in known.items():
        if meant != NEUTRAL or not word.strip():
            message, advice = (
                f"[neutral] 里的“{word}”不对",
                '写成 "一、创造" = "略" 的形式',
            )
            problems.append(_wrong(_NEUTRAL, word, message, advice))
        elif word in everyone:
            message = f"“{word}”是“{everyone[word]}”的名称，不能略过"
            problems.append(_wrong(_NEUTRAL, word, message, "请删去这一条"))
    return frozenset(known)


def _names(kind: str, handbook: Handbook) -> dict[str, str]:
    if kind == "indicators":
        return handbook.catalogue.indicator_names
    return handbook.catalogue.district_names | {CITY: CITY, ELSEWHERE: ELSEWHERE}


def _wrong(kind: str, alias: str, message: str, advice: str) -> Problem:
    return Problem(Code.HANDBOOK_REFERENCE, message, advice, Place(FILE, kind, alias))
