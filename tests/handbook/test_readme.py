"""The handbook's README says what the handbook accepts, no less and no more.

It is held against the source's syntax tree and the enumerations, and its examples are
read by the program.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bulletin.drafting.lists import COLUMNS as LIST_COLUMNS
from bulletin.drafting.vocabulary import FILTERS
from bulletin.handbook.read import read_throughout
from bulletin.handbook.slots import NOTES, SLOTS, WANTED, spoken
from bulletin.intake.opinion import COLUMNS as OPINION_COLUMNS
from bulletin.model.edition import Cover
from bulletin.model.fact import FIGURE_MEASURES, Measure
from bulletin.model.handbook import Against, Over, Rule, Verdict
from bulletin.model.indicator import Item
from bulletin.model.opinion import Wish
from bulletin.model.page import STANDARDS
from bulletin.model.problem import ProblemsError
from tests.commentary.outcomes import handbook as small_handbook
from tests.sample import ROOT

README = (ROOT / "data" / "handbook" / "README.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "bulletin" / "handbook"
CATALOGUE, RULES, PHRASES = "四、catalogue.toml", "五、rules.toml", "六、phrases.toml"
# Which part of the README describes the keys that a function reads, and by which name.
READERS = {
    ("_office", "entry"): (CATALOGUE, "[office]"),
    ("_style", "entry"): (CATALOGUE, "[style]"),
    ("_pdf", "entry"): (CATALOGUE, "[pdf]"),
    ("campaigns", "entry"): (CATALOGUE, "[[campaigns]]"),
    ("_district", "entry"): (CATALOGUE, "[[districts]]"),
    ("_indicator", "entry"): (CATALOGUE, "[[indicators]]"),
    ("_list_kind", "entry"): (CATALOGUE, "[[lists]]"),
    ("_slot", "entry"): (CATALOGUE, "[[slots]]"),
    ("_slogan", "entry"): (CATALOGUE, "[[slogans]]"),
    ("_rule", "entry"): (RULES, "[[rules]]"),
    ("headings", "entry"): (RULES, "[[headings]]"),
    ("conflicts", "entry"): (RULES, "[[conflicts]]"),
    ("_sentences", "entry"): (PHRASES, "[[phrases]]"),
    ("_opening", "entry"): (PHRASES, "[[topics]]"),
    ("headings", "phrase"): (PHRASES, "[[headings]]"),
    ("_note", "entry"): (PHRASES, "[[notes]]"),
}
VERDICTS = {v.value for v in Verdict} - {Verdict.PENDING, Verdict.SILENT}
EVERYWHERE = "都可以"


@dataclass(frozen=True)
class Table:
    """A table of the README, the headings above it, and the line before it."""

    part: str
    section: str
    before: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def first(self) -> list[str]:
        """All that the first column names."""
        return [word for row in self.rows for word in re.split("[、 ]", row[0])]


def tables() -> Iterator[Table]:
    part = section = before = ""
    for block in re.split(r"\n\n+", README):
        lines = block.splitlines()
        if block.startswith("## "):
            part, section = block[3:], ""
        elif block.startswith("### "):
            section = block[4:]
        elif block.startswith("|"):
            head, _, *rows = (_cells(line) for line in lines)
            yield Table(part, section, before, head, tuple(rows))
        before = lines[-1] if lines else ""


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split(" | "))


TABLES = tuple(tables())


def table(head: str, part: str = "", section: str = "") -> Table:
    """The one table whose first column has that heading."""
    found = [
        each
        for each in TABLES
        if each.head[0] == head
        and each.part.startswith(part)
        and each.section.startswith(section)
    ]
    assert len(found) == 1, (head, part, section)
    return found[0]


# ── keys ─────────────────────────────────────────────────────────────────────


def accepted() -> Iterator[tuple[tuple[str, str], set[str]]]:
    """The keys that each reader of the source lets pass."""
    for path in SOURCE.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and path.stem != "read":
                for call in ast.walk(function):
                    match call:
                        case ast.Call(ast.Attribute(ast.Name(entry), "only")):
                            yield (function.name, entry), keys(call)
                        case _:
                            continue


def keys(call: ast.Call) -> set[str]:
    """The words among the arguments; verdicts stand there as an enumeration."""
    nodes = [node for argument in call.args for node in ast.walk(argument)]
    words = {node.value for node in nodes if isinstance(node, ast.Constant)}
    spelt = {word for word in words if isinstance(word, str)}
    comprehended = any(isinstance(node, ast.GeneratorExp) for node in nodes)
    return spelt | (VERDICTS if comprehended else set())


def test_every_key_and_no_other_is_described_in_its_place() -> None:
    read = dict(accepted())
    assert read.keys() == READERS.keys()
    for reader, (part, section) in READERS.items():
        assert set(table("项", part, section).first) == read[reader], section


def test_the_dates_of_entries_are_described_once() -> None:
    assert table("项", section="期限").first == ["from", "until"]


# ── words to choose from ─────────────────────────────────────────────────────


def test_kinds_measures_and_thresholds_of_rules_are_described() -> None:
    assert table("over").first == list(Over)
    after = FIGURE_MEASURES.index(Measure.GROWTH)
    judged = {Measure.VALUE, *FIGURE_MEASURES[after:]}
    assert set(table("measure").first) == judged
    described = [word.strip('"') for word in table("threshold").first]
    assert described == ["数字", *Against]


def test_reserved_words_are_those_that_the_program_refuses(tmp_path: Path) -> None:
    entries = {"districts": [{"name": "全市"}]}
    with pytest.raises(ProblemsError) as refused:
        read_throughout(with_examples(tmp_path, [entries]))
    advice = next(p.advice for p in refused.value.problems if "也不能是" in p.advice)
    reserved = advice.partition("也不能是：")[2].partition("；")[0]
    assert f"也不能是：{reserved}。" in README


def test_words_that_a_key_may_have_are_all_listed() -> None:
    items = rows_of(CATALOGUE, "[[indicators]]")["items"]
    assert all(f'"{item}"' in items for item in Item)
    needs = rows_of(CATALOGUE, "[[lists]]")["needs"]
    assert "、".join(LIST_COLUMNS) in needs
    standards = rows_of(CATALOGUE, "[pdf]")["standard"]
    assert re.findall('`"(.*?)"`', standards) == list(STANDARDS)


def rows_of(part: str, section: str) -> dict[str, str]:
    return {row[0]: row[1] + row[2] for row in table("项", part, section).rows}


# ── verdicts, slots, notes ───────────────────────────────────────────────────


@pytest.mark.parametrize("over", Over)
def test_the_verdicts_of_a_kind_are_described_and_which_must_be_worded(
    over: Over,
) -> None:
    start = f"“{over}”的规则"
    found = next(
        each
        for each in TABLES
        if each.head[0] == "结果" and each.before.startswith(start)
    )
    assert set(found.first) == {v for rule in rules(over) for v in said(rule)}
    must = {row[0] for row in found.rows if row[2] == "必须写"}
    assert must == set(WANTED[over])


def rules(over: Over) -> list[Rule]:
    return [rule for rule in small_handbook().rules if rule.over is over]


def said(rule: Rule) -> tuple[Verdict, ...]:
    return spoken(rule, small_handbook())


def test_every_slot_is_described_with_the_kinds_of_rules_that_have_it() -> None:
    described: dict[str, set[str]] = {}
    for name, _, kind in table("空位").rows:
        kinds = re.sub("（.*?）", "", kind).split("、")
        described[name.strip("{}")] = set(Over if kinds == [EVERYWHERE] else kinds)
    described.pop("专项.核查整改")
    names = {slot for slots in SLOTS.values() for slot in slots}
    assert described.keys() == names
    for name, where in described.items():
        assert where == {over.value for over in Over if name in SLOTS[over]}, name


def test_every_note_is_described_with_its_slots() -> None:
    described = table("when")
    assert described.first == list(NOTES)
    for when, _, slots in described.rows:
        assert tuple(re.findall(r"\{(.*?)\}", slots)) == NOTES[when]


def test_every_wish_and_every_column_of_opinions_is_described() -> None:
    assert set(table("意见").first) == set(Wish)
    assert table("列").first == [*OPINION_COLUMNS, "说明"]


# ── names for templates ──────────────────────────────────────────────────────


def test_every_name_for_templates_is_described() -> None:
    top = set(table("名称").first)
    covers = {cover.value for cover in Cover} - {Cover.PERIOD}
    assert top >= covers | {"年", "期间", "截至", "时间进度", "区市", "附注", "评议"}
    after, listed, _ = (t for t in TABLES if t.head[0] in ("后缀", "印法"))
    wanted = {*FIGURE_MEASURES[1:], "期间", "截至", "时间进度", "单位"}
    assert {name.strip(".") for name in after.first} == wanted
    assert {".数量", ".单位数", ".仅一项", ".按等次"} <= set(listed.first)
    assert set(table("印法").first) == set(FILTERS)


# ── examples ─────────────────────────────────────────────────────────────────

Content = dict[str, Any]
FILES = {
    "catalogue.toml": (
        *("office", "style", "pdf", "campaigns"),
        *("districts", "indicators", "lists", "slots", "slogans"),
    ),
    "rules.toml": ("rules", "conflicts"),
    "phrases.toml": ("phrases", "topics", "notes"),
}


def examples() -> dict[str, list[Content]]:
    """The TOML of each section, parsed; what is one line of an entry is left out."""
    found: dict[str, list[Content]] = {}
    section = ""
    for match in re.finditer(
        r"^#+ ([^\n]*)$|^( *)```toml\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL
    ):
        section = match[1] or section
        if match[3]:
            content = tomllib.loads(match[3])
            if all(isinstance(v, list | dict) for v in content.values()):
                found.setdefault(section, []).append(content)
    return found


@pytest.mark.parametrize("section", examples())
def test_the_examples_of_a_section_are_accepted(section: str, tmp_path: Path) -> None:
    _, hints = read_throughout(with_examples(tmp_path, examples()[section]))
    assert hints == ()


def test_there_are_examples_of_most_kinds_of_entries_and_rules() -> None:
    contents = [content for group in examples().values() for content in group]
    assert {table for content in contents for table in content} >= {
        *("office", "campaigns", "districts", "indicators", "lists", "slots"),
        *("rules", "headings", "conflicts", "phrases"),
    }
    rules = [rule for content in contents for rule in content.get("rules", ())]
    assert {rule["over"] for rule in rules} >= {
        *(Over.DISTRICTS, Over.INDICATORS, Over.LEVELS, Over.PLACES),
    }


def with_examples(folder: Path, contents: Iterable[Content]) -> Path:
    """The sample's handbook with the entries, in place of its own of the same names."""
    files = {
        file: tomllib.loads((ROOT / "data" / "handbook" / file).read_text("utf-8"))
        for file in FILES
    }
    for content in contents:
        for name, entries in content.items():
            put(files[file_of(name, entries)], name, entries)
    for file, content in files.items():
        (folder / file).write_text(written(content), encoding="utf-8")
    return folder


def file_of(name: str, entries: Any) -> str:  # noqa: ANN401 - as TOML gives it
    if name == "headings":
        return "rules.toml" if "grew" in entries[0] else "phrases.toml"
    return next(file for file, names in FILES.items() if name in names)


def put(file: Content, name: str, entries: Any) -> None:  # noqa: ANN401 - as above
    kept = file.get(name, [])
    if isinstance(kept, dict):
        file[name] = entries
        return
    names = [called(entry) for entry in entries]
    rest = [e for e in kept if called(e) is None or called(e) not in names]
    file[name] = [*rest, *entries]


def called(entry: Content) -> object:
    return entry.get("name") or entry.get("rule") or entry.get("when")


def written(content: Content) -> str:
    """TOML; single values stand before tables."""
    lines = [f"{k} = {value(v)}" for k, v in content.items() if not holds_tables(v)]
    for name, entries in content.items():
        if holds_tables(entries):
            several = isinstance(entries, list)
            for entry in entries if several else [entries]:
                lines.append(f"[[{name}]]" if several else f"[{name}]")
                lines += [f"{key} = {value(each)}" for key, each in entry.items()]
    return "\n".join(lines)


def holds_tables(entries: object) -> bool:
    several = isinstance(entries, list) and isinstance(entries[0], dict)
    return several or isinstance(entries, dict)


def value(each: object) -> str:
    if isinstance(each, dict):
        return f"{{ {', '.join(f'{k} = {value(v)}' for k, v in each.items())} }}"
    return json.dumps(each, ensure_ascii=False)
