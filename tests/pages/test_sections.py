"""Sections, headers, footers and page numbers stand where Word puts them."""

import pytest

from bulletin.model.problem import BulletinError
from tests.pages.foreign import document, field, p, r, section, tag, val
from tests.pages.seen import Seen, see

PAGE = field("PAGE", r("9"))
NUMBER = p(r("— ") + PAGE + r(" —"), val(jc="center"))


def reference(name: str, kind: str = "default") -> str:
    which = "header" if name.startswith("header") else "footer"
    return f'<w:{which}Reference w:type="{kind}" r:id="{name}"/>'


def ends(inside: str = "", **how: object) -> str:
    """A paragraph that ends a section."""
    return p("", section(inside, **how))  # type: ignore[arg-type] # passed through


def pages(count: int, start: int = 1) -> str:
    return "".join(
        p(f"第{n}面", val(pageBreakBefore="")) for n in range(start, start + count)
    )


def papers(seen: Seen) -> list[str]:
    return ["横" if s.width > s.height else "竖" for s in seen.pdf.sheets]


def test_upright_turned_and_upright_pages_follow_each_other() -> None:
    body = p("竖一") + ends() + p("横二") + ends(turned=True) + p("竖三")
    seen = see(document(body))
    assert seen.pages == ["竖一", "横二", "竖三"]
    assert papers(seen) == ["竖", "横", "竖"]
    assert seen.pdf.sheets[1].width == pytest.approx(841.9, abs=0.2)


def test_a_page_number_in_the_footer_is_that_of_the_page() -> None:
    last = section(before=reference("footer1"))
    seen = see(document(pages(3), last=last, parts={"footer1": NUMBER}))
    assert seen.pages == ["第1面—1—", "第2面—2—", "第3面—3—"]
    dash = seen.pdf.sheets[1].characters[-1]
    assert 841.9 - 72 < dash.y < 841.9 - 36
    assert dash.box.right - 595.3 / 2 == pytest.approx(
        595.3 / 2 - seen["—2—"].left, abs=1.5
    )


def test_odd_even_and_first_pages_have_their_own_footers() -> None:
    before = reference("footer1") + reference("footer2", "even")
    before += reference("footer3", "first")
    parts = {
        "footer1": p(r("单") + PAGE, val(jc="right")),
        "footer2": p(r("双") + PAGE),
        "footer3": p("首"),
        "settings": "<w:evenAndOddHeaders/>",
    }
    last = section("<w:titlePg/>", before=before)
    seen = see(document(pages(4), last=last, parts=parts))
    assert seen.pages == ["第1面首", "第2面双2", "第3面单3", "第4面双4"]
    assert seen["单3"].right == pytest.approx(595.3 - 72, abs=1.5)
    assert seen["双2"].left == pytest.approx(72, abs=0.5)


def test_numbers_start_again_and_roman_ones_are_roman() -> None:
    front = reference("footer1")
    first = ends(tag("pgNumType", fmt="lowerRoman"), before=front)
    last = section(tag("pgNumType", start=1))
    body = p("前言") + p("续", val(pageBreakBefore="")) + first + pages(2)
    seen = see(document(body, last=last, parts={"footer1": p(PAGE)}))
    assert seen.pages == ["前言i", "续ii", "第1面1", "第2面2"]


def test_numbers_in_chinese_are_chinese() -> None:
    last = section(
        tag("pgNumType", fmt="chineseCountingThousand", start=19),
        before=reference("footer1"),
    )
    seen = see(document(pages(2), last=last, parts={"footer1": p(PAGE)}))
    assert seen.pages == ["第1面十九", "第2面二十"]


def test_the_number_of_pages_is_counted_anew() -> None:
    footer = p(r("第") + PAGE + r("页共") + field("NUMPAGES", r("77")) + r("页"))
    last = section(before=reference("footer1"))
    seen = see(document(pages(2), last=last, parts={"footer1": footer}))
    assert seen.pages == ["第1面第1页共2页", "第2面第2页共2页"]


def test_the_number_of_pages_ignores_a_number_that_starts_late() -> None:
    footer = p(PAGE + r("/") + field("NUMPAGES", r("77")))
    last = section(tag("pgNumType", start=5), before=reference("footer1"))
    seen = see(document(pages(2), last=last, parts={"footer1": footer}))
    assert seen.pages == ["第1面5/2", "第2面6/2"]


def test_a_section_without_footers_keeps_those_before_it() -> None:
    body = p("甲") + ends(before=reference("footer1")) + p("乙")
    seen = see(document(body, parts={"footer1": NUMBER}))
    assert seen.pages == ["甲—1—", "乙—2—"]


def test_a_section_with_an_empty_footer_has_none() -> None:
    body = p("甲") + ends(before=reference("footer1")) + p("乙")
    last = section(before=reference("footer2"))
    parts = {"footer1": NUMBER, "footer2": p()}
    assert see(document(body, last=last, parts=parts)).pages == ["甲—1—", "乙"]


def test_a_header_stands_above_the_text_on_each_page() -> None:
    header = p("机密★1年", val(jc="left"))
    last = section(before=reference("header1"))
    seen = see(document(pages(2), last=last, parts={"header1": header}))
    assert sorted(seen.pages[1]) == sorted("机密★1年第2面")
    assert 36 < seen["机密"].line < 72


def test_a_continuous_section_goes_on_on_the_same_page() -> None:
    body = p("甲") + p("乙", section()) + p("丙")
    last = section("", before=val(type="continuous"))
    seen = see(document(body, last=last))
    assert seen.pages == ["甲乙丙"]


def test_a_section_that_must_begin_on_an_odd_page_does() -> None:
    body = p("甲") + ends(before=reference("footer1")) + p("乙")
    last = section(before=val(type="oddPage"))
    seen = see(document(body, last=last, parts={"footer1": p(PAGE)}))
    assert [text for text in seen.pages if text] == ["甲1", "乙3"]


def test_text_that_stands_in_the_middle_of_the_page_does() -> None:
    seen = see(document(p("甲"), last=section(val(vAlign="center"))))
    assert seen["甲"].line == pytest.approx(841.9 / 2, abs=12)


def box(inside: str, *, place: str) -> str:
    """A text box as WPS writes it for a page number."""
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor '
        'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">'
        f"<wp:align>{place}</wp:align></wp:positionH>"
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionV><wp:extent cx="1828800" cy="360000"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="b"/><a:graphic><a:graphicData uri="http://schemas.'
        'microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr lIns='0' "
        "rIns='0' tIns='0' bIns='0' wrap='none'/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape "
        'style="position:absolute;width:144pt;height:28pt"><v:textbox>'
        f"<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize("place", ["left", "center", "right"])
def test_a_page_number_in_a_text_box_of_the_footer_stands_where_the_box_does(
    place: str,
) -> None:
    inside = p(r("—") + PAGE + r("—"), val(jc=place))
    footer = p(f"<w:r>{box(inside, place=place)}</w:r>")
    last = section(before=reference("footer1"))
    seen = see(document(pages(2), last=last, parts={"footer1": footer}))
    assert seen.pages == ["第1面—1—", "第2面—2—"]
    number = seen["—2—"]
    assert 841.9 - 72 < number.line < 841.9 - 20
    middle = {"left": 72, "center": 595.3 / 2, "right": 595.3 - 72}[place]
    edge = {
        "left": number.left,
        "center": (number.left + number.right) / 2,
        "right": number.right,
    }[place]
    assert edge == pytest.approx(middle, abs=2)


def test_a_page_number_in_a_frame_stands_where_the_frame_does() -> None:
    frame = tag(
        "framePr", wrap="around", vAnchor="text", hAnchor="margin", xAlign="right", y=1
    )
    footer = p(PAGE, frame) + p("", tag("ind", right=360))
    last = section(before=reference("footer1"))
    seen = see(document(pages(2), last=last, parts={"footer1": footer}))
    assert seen.pages == ["第1面1", "第2面2"]
    assert seen.pdf.sheets[1].characters[-1].box.right == pytest.approx(
        595.3 - 72, abs=2
    )


def test_text_boxes_of_the_text_join_it() -> None:
    modern = p(f"<w:r>{box(p('框里'), place='left')}</w:r>" + r("框外"))
    old = '<w:r><w:pict><v:shape style="width:90pt;height:30pt"><v:textbox><w:txbxContent>'
    old += p("旧框") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert see(document(modern + p(old) + p("完"))).text == "框里框外旧框完"


def test_the_text_s_own_page_number_field_is_refused_by_place() -> None:
    with pytest.raises(BulletinError, match="第2段的正文里的页码域"):
        see(document(p("甲") + p(r("见第") + PAGE + r("页"))))


def test_a_dash_number_dash_in_the_text_is_text() -> None:
    last = section(before=reference("footer1"))
    seen = see(document(p("—1—") + p("甲"), last=last, parts={"footer1": NUMBER}))
    assert seen.pages == ["—1—甲—1—"]


@pytest.mark.parametrize("form", ["decimal", "decimalEnclosedCircleChinese"])
def test_footnotes_stand_at_the_foot_of_their_page(form: str) -> None:
    def note(identity: int, text: str) -> str:
        mark = r("<w:footnoteRef/>", val(vertAlign="superscript"))
        return tag("footnote", p(mark + r(text)), id=identity)

    def mark(identity: int) -> str:
        return r(tag("footnoteReference", id=identity), val(vertAlign="superscript"))

    notes = (
        tag("footnote", p(), id=0, type="separator") + note(2, "甲注") + note(3, "乙注")
    )
    body = p(r("甲") + mark(2) + r("。")) + p(
        r("乙") + mark(3), val(pageBreakBefore="")
    )
    settings = tag("footnotePr", val(numFmt=form))
    seen = see(document(body, parts={"footnotes": notes, "settings": settings}))
    one, two = ("1", "2") if form == "decimal" else ("①", "②")
    assert seen.pages == [f"甲{one}。{one}甲注", f"乙{two}{two}乙注"]
    assert seen["甲注"].line > 841.9 - 72 - 30
    assert (
        seen["甲"].characters[0].face.size > seen.pdf.sheets[0].characters[1].face.size
    )
