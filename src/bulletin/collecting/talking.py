"""The chats of a folder: what they propose, and what a clerk has confirmed of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.collecting.gathering import PROPOSALS, Inbox, is_chat
from bulletin.intake import workbook as workbooks
from bulletin.intake.form import proposals as form
from bulletin.intake.returns import chat as chats
from bulletin.intake.returns import confirming
from bulletin.intake.returns.chat import Chat
from bulletin.intake.returns.claim import Claim
from bulletin.intake.returns.confirming import Confirmed, Confirming, Row
from bulletin.intake.returns.files import Month
from bulletin.model.handbook import Catalogue
from bulletin.model.indicator import Item
from bulletin.model.place import Place
from bulletin.model.problem import Code, Problem
from bulletin.publishing.record import sha256


@dataclass(frozen=True, slots=True)
class Talk:
    """What came of the chats.

    `data` is 待确认.xlsx as it must be now, None where it need not be written. `words`
    are the names that confirmed rows gave to indicators. `waiting` counts, by district,
    the rows that nobody has answered yet.
    """

    confirmed: tuple[Claim, ...]
    words: Mapping[str, str]
    data: bytes | None
    added: int
    waiting: Mapping[str, int]
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()


def talk(inbox: Inbox, month: Month) -> Talk:
    """The chats of the folder, held against the rows that the clerk has seen.

    Raises ProblemsError when 待确认.xlsx is there and cannot be read.
    """
    catalogue = month.handbook.catalogue
    problems: list[Problem] = []
    read = _chats(inbox, month, problems)
    rows, unread = _rows(inbox)
    known = {row.identity for row in rows}
    new = {
        confirming.identity(each): confirming.proposed(each, catalogue)
        for chat, _ in read.values()
        for each in chat.proposals()
        if confirming.identity(each) not in known
    }
    reader = Confirming(read, month.lexicon, catalogue)
    confirmed, wrong = reader.read(rows)
    every = (*(row.words for row in rows), *new.values())
    data = form.proposals(every, _choices(catalogue)) if new else None
    open_ = Counter(w.get("区市", "") for w in every if not w.get("确认"))
    told = tuple(problem for chat, _ in read.values() for problem in _told(chat))
    return Talk(
        tuple(each.claim for each in confirmed),
        _words(confirmed, month),
        data,
        len(new),
        open_,
        (*problems, *unread, *wrong, *told),
        tuple(read),
    )


def _chats(
    inbox: Inbox, month: Month, problems: list[Problem]
) -> dict[str, tuple[Chat, str]]:
    """The chats by the file's name, each with its digest; one that is locked is told."""
    read: dict[str, tuple[Chat, str]] = {}
    for path in filter(is_chat, inbox.files()):
        name = inbox.name(path)
        try:
            data = path.read_bytes()
        except OSError:
            advice = "文件可能正在别的程序里打开，请关闭后重试"
            problems.append(Problem(Code.UNREADABLE, "打不开", advice, Place(name)))
            continue
        catalogue, lines = month.handbook.catalogue, chats.lines(name, data)
        chat = Chat(name, lines, month.lexicon, catalogue, month.period)
        read[name] = chat, sha256(data)
    return read


def _rows(inbox: Inbox) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    path = inbox.folder / PROPOSALS
    if not path.is_file():
        return (), ()
    return confirming.rows(workbooks.read(path))


def _told(chat: Chat) -> tuple[Problem, ...]:
    """What a chat holds that no proposal was made of."""
    problems = [
        Problem(
            Code.UNRECOGNISED,
            "这一行说的是别的月份，没有列入待确认",
            "不用改；是本期的，请把月份改对",
            Place(chat.name, "", f"第{at}行"),
        )
        for at in chat.others()
    ]
    if not problems and not any(chat.proposals()):
        message = "没有找到要收的数"
        advice = "请把群消息一行一条粘贴成文本，每行先写区（市），如 某某区：指标128"
        problem = Problem(Code.UNRECOGNISED, message, advice, Place(chat.name))
        problems.append(problem)
    return tuple(problems)


def _words(confirmed: tuple[Confirmed, ...], month: Month) -> dict[str, str]:
    """The words to remember: those that one indicator alone is called by, so far.

    A word that others might be called by as well is remembered with its unit: 质押（件）.
    """
    meant: dict[str, set[str]] = {}
    for each in confirmed:
        others = chats.near(each.word, month.handbook.catalogue)
        is_apart = bool(each.unit) and len(others) > 1
        word = f"{each.word}（{each.unit}）" if is_apart else each.word
        if each.word and not month.lexicon.read(word).is_known:
            meant.setdefault(word, set()).add(each.claim.key[0])
    return {word: next(iter(names)) for word, names in meant.items() if len(names) == 1}


def _choices(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    reported = (each for each in catalogue.indicators.values() if each.items)
    return {
        "区市": tuple(district.name for district in catalogue.districts),
        "指标": tuple(each.name for each in reported if each.by_district),
        "项": (Item.CURRENT, Item.BASE, Item.YEAR_END),
    }
