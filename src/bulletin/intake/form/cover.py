"""The form's 封面: the month filled in, the rest for the clerk, a word beside each row."""

from collections.abc import Mapping
from decimal import Decimal

from bulletin.intake.form.earlier import NOT_SET, Earlier
from bulletin.intake.form.sheet import Heading, Sheet
from bulletin.model.edition import Cover
from bulletin.model.handbook import Office

GUIDANCE = ("报告期决定是哪个月的通报。文号、成文日期签发后再填；其余没有的留空。",)
HEADINGS = (Heading("项目", 16), Heading("内容", 56), Heading("说明", 66))
_AT_START = (Cover.PERIOD, Cover.TARGET_YEAR, Cover.AUTHOR)
_AFTER_SIGNING = (Cover.NUMBER, Cover.ISSUED)
_AS_WANTED = (Cover.MARK, Cover.COPIES, Cover.PRINTED_BY, Cover.PRINTED_ON)
_STANDING = (Cover.TITLE, Cover.ADDRESSEES, Cover.ISSUER, Cover.SEALED_BY)
_NOTES = {
    Cover.PERIOD: "写成 2022-07 的形式。通报是哪个月，只看这一格，与文件名无关",
    Cover.TARGET_YEAR: "年度目标是哪一年的",
    Cover.AUTHOR: "请填填报人姓名",
    Cover.NUMBER: "签发后填",
    Cover.ISSUED: "签发后填，如 2022年8月10日",
    Cover.MARK: "填了就印红头，如“某某市人民政府文件”；不用就留空",
    Cover.COPIES: "印在末页；“抄送：”和句号不用写；不用就留空",
    Cover.PRINTED_BY: "印在末页；不用就留空",
    Cover.PRINTED_ON: "印在末页，如 2022年8月10日；“印发”不用写；不用就留空",
}


def fill(
    sheet: Sheet, office: Office, earlier: Earlier, carried: Mapping[Cover, str]
) -> None:
    """One row for everything that 封面 may say, in the order in which it is needed.

    `carried` are the standing rows of the month before. All is text, the month above
    all: Excel would make a date of it.
    """
    sheet.begin()
    notes = {**_NOTES, **_defaults(office)}
    contents: dict[Cover, str | Decimal] = {**carried}
    contents[Cover.PERIOD] = earlier.period.key
    contents[Cover.TARGET_YEAR] = Decimal(earlier.period.year)
    if earlier.awaits_targets:
        contents[Cover.TARGET_YEAR] = NOT_SET
        notes[Cover.TARGET_YEAR] += "；年度目标尚未下达，已填 —，下达后请改成年份"
    rows = (*_AT_START, *_AFTER_SIGNING, *_AS_WANTED, *_STANDING)
    for number, name in enumerate(rows, sheet.first):
        look = "year" if name is Cover.TARGET_YEAR else "typed"
        look = "carried typed" if name in carried else look
        sheet.put(number, 0, name, sheet.styles["label"])
        sheet.put(number, 1, contents.get(name, ""), sheet.styles[look])
        sheet.put(number, 2, notes[name], sheet.styles["note"])
        sheet.fit(number, (name, contents.get(name, ""), notes[name]))


def _defaults(office: Office) -> dict[Cover, str]:
    standing = {
        Cover.TITLE: office.title,
        Cover.ADDRESSEES: office.addressees,
        Cover.ISSUER: office.issuer,
        Cover.SEALED_BY: office.sealed_by,
    }
    return {
        name: f"一般留空，用手册里的：{words}" if words else "没有就留空"
        for name, words in standing.items()
    }
