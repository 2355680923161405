"""Faulty templates: what stands in each of them, in the sample's template.

KNOWN are the faults that docxtpl-lint 2 knows, by its rule; SILENT those of which it
says nothing. Each is a list of blocks put before the opening of the body.
"""

from collections.abc import Mapping

from tests.pages.foreign import cell, field, p, r, row, t, table, tag

IF, END = "{% if 年 %}", "{% endif %}"
P_IF, P_END = p("{%p if 年 %}"), p("{%p endif %}")
FOR, END_FOR = "{%tr for 区 in 区市 %}", "{%tr endfor %}"
NAMES = "{{ 区.名称 }}"
DELETED = tag("del", "<w:r><w:delText>{{ 年 }}</w:delText></w:r>", id=1, author="甲")
MOVED = tag("moveFrom", r("{{ 年 }}"), id=1, author="甲")

KNOWN: Mapping[str, tuple[str, str]] = {
    # Rule, and what it is found in.
    "a tag that nothing closes": ("DTL001", p("共{{ 年") + p("件")),
    "a tag with one brace at its end": ("DTL001", p("共{{ 年 }件")),
    "a statement that nothing closes": ("DTL001", p("共{% if 年 件")),
    "a comment that nothing closes": ("DTL001", p("共{# 年")),
    "a tag over two paragraphs": ("DTL002", p("共{{ 年") + p("}}件")),
    "a tag over two cells": ("DTL002", table(row("共{{ 年", "}}件"))),
    "a tag in a tracked deletion": ("DTL003", p(r("共") + DELETED)),
    "a tag in a tracked move": ("DTL003", p(r("共") + MOVED)),
    "an idle word to the linter": (
        "DTL005",
        p("共{# docxtpl-lint: disable-line=DTL201 #}"),
    ),
    "an if without its end": ("DTL101", p(f"{IF}甲")),
    "a paragraph's if without its end": ("DTL101", P_IF + p("甲")),
    "a for without its end": ("DTL101", p("{% for 区 in 区市 %}甲")),
    "a row's for without its end": ("DTL101", table(row(FOR), row(NAMES))),
    "an if in an if without its end": ("DTL101", p(f"{IF}甲{IF}乙{END}丙")),
    "raw without its end": ("DTL101", p("{% raw %}甲")),
    "a macro without its end": ("DTL101", p("{% macro 甲() %}乙")),
    "an end of nothing": ("DTL102", p(f"甲{END}")),
    "a paragraph's end of nothing": ("DTL102", P_END),
    "an else of nothing": ("DTL102", p("甲{% else %}乙")),
    "an elif of nothing": ("DTL102", p("甲{% elif 年 %}乙")),
    "the end of a for in an if": ("DTL102", p(f"{IF}甲{{% endfor %}}{END}")),
    "an unknown statement": ("DTL103", p("共{% 甲 %}")),
    "do, which docxtpl does not know": ("DTL103", p("共{% do 年 %}")),
    "an empty tag": ("DTL103", p("共{{ }}")),
    "a full-width comma": ("DTL103", p("共{{ 年，期间 }}")),
    "a full-width stop": ("DTL103", p("共{{ 全市．发明专利授权量 }}")),
    "a space of no width": ("DTL103", p("共{{ 年\u200b }}")),
    "a name that begins with a digit": ("DTL103", p("共{{ 全市.1年 }}")),
    "brackets in a name": ("DTL103", p("共{{ 全市.撤回率（%） }}")),
    "a for without in": ("DTL103", p("{% for 区 区市 %}甲{% endfor %}")),
    "an if about nothing": ("DTL103", p(f"{{% if %}}甲{END}")),
    "an elif about nothing": ("DTL103", p(f"{IF}甲{{% elif %}}乙{END}")),
    "an else about something": ("DTL103", p(f"{IF}甲{{% else 年 %}}乙{END}")),
    "a no-break space after p": ("DTL102", p("{%p\u00a0if 年 %}") + P_END),
    "an unknown filter": ("DTL104", p("共{{ 年|元 }}")),
    "an unknown test": ("DTL105", p(f"{{% if 年 is 元 %}}甲{END}")),
    "a loop's name after it": (
        "DTL106",
        p("{% for 甲 in 区市 %}{{ 甲.名称 }}{% endfor %}{{ 甲.名称 }}"),
    ),
    "loop after its loop": (
        "DTL106",
        p(f"{{% for 甲 in 区市 %}}乙{{% endfor %}}{{% if loop.last %}}丙{END}"),
    ),
    "a percent sign in a control": ("DTL201", p('{%p if 年 == "50%" %}') + P_END),
    "a brace in a control": ("DTL201", p("{%p if {'甲': 年} %}") + P_END),
    "a space before p": ("DTL202", p("{% p if 年 %}") + p("甲") + P_END),
    "a space before tr": (
        "DTL202",
        table(row("{% tr for 区 in 区市 %}"), row(NAMES), row("{% tr endfor %}")),
    ),
    "a row's tag outside a table": ("DTL203", p("{%tr if 年 %}") + p("{%tr endif %}")),
    "a cell's tag outside a table": ("DTL203", p("{%tc if 年 %}") + p("{%tc endif %}")),
    "a row's end for a plain for": (
        "DTL204",
        table(row("{% for 区 in 区市 %}"), row(NAMES), row(END_FOR)),
    ),
    "a plain end for a paragraph's if": ("DTL204", P_IF + p("甲") + p(END)),
    "a paragraph's end for a plain if": ("DTL204", p(IF) + p("甲") + P_END),
    "a row's loop over two tables": (
        "DTL205",
        table(row(FOR), row(NAMES)) + p("甲") + table(row("乙"), row(END_FOR)),
    ),
    "a row's loop in one row": ("DTL206", table(row(FOR + NAMES + END_FOR))),
    "a row's loop in the cells of one row": (
        "DTL206",
        table(row(FOR, NAMES, END_FOR), columns=(2000, 2000, 2000)),
    ),
    "a cell's loop over two rows": (
        "DTL207",
        table(row("{%tc for 区 in 区市 %}", NAMES), row("{%tc endfor %}")),
    ),
    "a colour outside a cell": ("DTL208", p("{% cellbg 年 %}")),
    "a merge outside a cell": ("DTL208", p("{% vm %}甲")),
    "text before a paragraph's tag": ("DTL209", p("前{%p if 年 %}") + P_END),
    "text after a paragraph's end": ("DTL209", P_IF + p("{%p endif %}后")),
    "text beside a row's tag": (
        "DTL209",
        table(row(FOR + "甲"), row(NAMES), row(END_FOR)),
    ),
    "text in another cell of a row's tag": (
        "DTL209",
        table(row(FOR, "甲"), row(NAMES), row(END_FOR)),
    ),
    "a paragraph's if in one paragraph": ("DTL210", p("{%p if 年 %}甲{%p endif %}")),
    "an unknown name": ("DTL301", p("共{{ 全市.发明专利授权 }}件")),
    "an unknown name in an if": ("DTL301", p(f"{{% if 全市.甲 %}}乙{END}")),
    "an unknown list": ("DTL301", p("{% for 项 in 名单.甲 %}乙{% endfor %}")),
    "an unknown column of a list": (
        "DTL301",
        p("{% for 项 in 名单.专利奖 %}{{ 项.甲 }}{% endfor %}"),
    ),
    "a method of a mapping": ("DTL301", p("共{{ 名单.items }}")),
    "a name in a footer": ("DTL301", ""),
    "a loop over a number": ("DTL303", p("{% for 甲 in 年 %}乙{% endfor %}")),
    "a name that no schema has": ("DTL304", p("共{{ 全市.发明专利授权 }}件")),
    "a loop over what a schema calls a number": (
        "DTL305",
        p("{% for 甲 in 年 %}乙{% endfor %}"),
    ),
    "a join of what is no list": ("DTL306", p("共{{ 期间|join('、') }}")),
    "rich text that is plain": ("DTL307", p("共{{r 期间 }}")),
    "a document that is plain": ("DTL307", p("{{p 期间 }}")),
}

_LINK = '<w:hyperlink w:anchor="甲">'
_BOOKMARK = tag("bookmarkStart", id=7, name="甲")
_BOOKMARK_END = tag("bookmarkEnd", id=7)
_PICTURE = r("<w:drawing/>")
_FORMATTED = (
    f"<w:r><w:rPr><w:b/><w:rPrChange w:id='1' w:author='甲'/></w:rPr>{t('甲')}</w:r>"
)
_DESCRIBED = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="甲" descr="{{ 年 }}"/>'
    "</wp:inline></w:drawing></w:r>"
)
_INSERTED_MARK = "<w:rPr><w:ins w:id='1' w:author='甲'/></w:rPr>"
_INSERTED_ROW = tag("ins", id=1, author="甲")
_CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="{{ 年 }}"/></w:sdtPr>'
    f"<w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
)
_BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    f"{p('甲')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_BOLD, _PLAIN = "<w:b/>", ""

SILENT: Mapping[str, tuple[str, str]] = {
    # Our code, and what it is found in.
    "full-width braces": ("template-syntax", p("共｛｛ 年 ｝｝件")),
    "full-width braces and percent": ("template-syntax", p("｛％ if 年 ％｝甲")),
    "a full-width percent": ("template-syntax", p("{％ if 年 ％}甲{％ endif ％}")),
    "single braces": ("template-syntax", p("共{ 年 }件")),
    "arithmetic": ("template-syntax", p("共{{ 3*4 }}件")),
    "words that are no name": ("template-syntax", p("共{{ '甲'*2000 }}")),
    "a name set by the template": ("template-syntax", p("{% set 甲 = 年 %}共")),
    "a comment": ("template-syntax", p("共{# 注释 #}")),
    "another file": ("template-syntax", p("共{% include 'a' %}")),
    "blanks cut off": ("template-syntax", p("共{{- 年 -}}件")),
    "a tag that is far too long": (
        "template-syntax",
        p(f"{{% if {'年 or ' * 99}年 %}}甲{END}"),
    ),
    "brackets in brackets": ("template-syntax", p(f"共{{{{ {'(' * 9}年{')' * 9} }}}}")),
    "an if in an if, nine deep": ("template-syntax", p(IF * 9 + "甲" + END * 9)),
    "a mark of ours": ("template-syntax", p("共\ue000{{ 年 }}")),
    "a mark of ours for paragraphs": ("template-syntax", p("共\ue010{{ 年 }}")),
    "an area as if it were a figure": ("template-name", p("共{{ 全市 }}件")),
    "a list as if it were a word": ("template-name", p("共{{ 名单.专利奖 }}")),
    "an else in a paragraph of its own": (
        "template-syntax",
        P_IF + p("甲") + p("{% else %}") + p("乙") + P_END,
    ),
    "an if over two cells": ("template-syntax", table(row(f"{IF}甲", f"乙{END}"))),
    "a loop over the cells of a row": (
        "template-syntax",
        table(row("{% for 区 in 区市 %}{{ 区.名称 }}", "乙{% endfor %}")),
    ),
    "an if that begins before a table and ends in it": (
        "template-syntax",
        P_IF + table(row(cell(P_END + p("甲")))),
    ),
    "an if that begins in a hyperlink": (
        "template-syntax",
        p(f"{_LINK}{r(IF + '甲')}</w:hyperlink>{r('乙' + END)}"),
    ),
    "a tag that begins in a hyperlink": (
        "template-text-lost",
        p(f"{_LINK}{r('共{{ 年')}</w:hyperlink>{r(' }}件')}"),
    ),
    "a hyperlink that begins in a tag": (
        "template-text-lost",
        p(f"{r('共{{ 年')}{_LINK}{r(' }}件')}</w:hyperlink>"),
    ),
    "a bookmark that begins in a tag": (
        "template-text-lost",
        p(r("共{{ 年") + _BOOKMARK + r(" }}件") + _BOOKMARK_END),
    ),
    "a page break in a tag": (
        "template-text-lost",
        p(r("共{{ 年") + r(tag("br", type="page")) + r(" }}件")),
    ),
    "a note in a tag": (
        "template-text-lost",
        p(r("共{{ 年") + r(tag("footnoteReference", id=2)) + r(" }}件")),
    ),
    "a field in a tag": (
        "template-text-lost",
        p(r("共{{ 年") + field("PAGE") + r(" }}件")),
    ),
    "a picture beside a paragraph's tag": (
        "template-text-lost",
        p(r("{%p if 年 %}") + _PICTURE) + P_END,
    ),
    "a text box beside a paragraph's tag": (
        "template-text-lost",
        p(r("{%p if 年 %}") + _BOX) + P_END,
    ),
    "a page break beside a paragraph's tag": (
        "template-text-lost",
        p(r("{%p if 年 %}") + r(tag("br", type="page"))) + P_END,
    ),
    "a section break beside a paragraph's tag": (
        "template-text-lost",
        p("{%p if 年 %}", "<w:sectPr/>") + P_END,
    ),
    "a table in a row's tag": (
        "template-text-lost",
        table(row(cell(p(FOR) + table(row("")) + p())), row(NAMES), row(END_FOR)),
    ),
    "a picture in another cell of a row's tag": (
        "template-text-lost",
        table(row(FOR, cell(p(_PICTURE))), row(NAMES), row(END_FOR)),
    ),
    "inserted words": (
        "template-revision",
        p(r("共") + tag("ins", r("甲"), id=1, author="甲")),
    ),
    "deleted words": (
        "template-revision",
        p(r("共") + "<w:del w:id='1'><w:r><w:delText>甲</w:delText></w:r></w:del>"),
    ),
    "an inserted paragraph": ("template-revision", p("甲", _INSERTED_MARK)),
    "a changed format": ("template-revision", p(_FORMATTED)),
    "an inserted row": (
        "template-revision",
        table(row("甲", properties=_INSERTED_ROW)),
    ),
    "a tag in a field's code": (
        "template-unreached",
        p(field("REF {{ 年 }}", r("甲"))),
    ),
    "a tag in an equation": (
        "template-unreached",
        p("<m:oMath><m:r><m:t>{{ 年 }}</m:t></m:r></m:oMath>"),
    ),
    "a tag in a picture's description": ("template-unreached", p(_DESCRIBED)),
    "a tag in a bookmark's name": (
        "template-unreached",
        p(tag("bookmarkStart", id=7, name="{{ 年 }}") + r("甲") + _BOOKMARK_END),
    ),
    "a tag in a control's name": ("template-unreached", _CONTROL),
    "a tag in a table's caption": (
        "template-unreached",
        table(row("甲"), own='<w:tblCaption w:val="{{ 年 }}"/>'),
    ),
    "a tag in two formats": (
        "template-split-tag",
        p(r("共{{ 年", _BOLD) + r(" }}件", _PLAIN)),
    ),
    "an end in two formats": (
        "template-split-tag",
        p(r(f"{IF}甲{{% end", _BOLD) + r("if %}件", _PLAIN)),
    ),
    "a comment that begins in a tag": (
        "template-split-tag",
        p(r("共{{ 年") + tag("commentRangeStart", id=3) + r(" }}件")),
    ),
    "another unit": ("template-unit", p("共{{ 全市.专利权质押融资金额 }}亿元")),
    "another unit of the same beginning": (
        "template-unit",
        p("共{{ 全市.参训人数 }}人次"),
    ),
    "another unit of each district": (
        "template-unit",
        p("{% for 区 in 区市 %}{{ 区.贯标认证企业数 }}件{% endfor %}"),
    ),
    "another unit of a target": (
        "template-unit",
        p("共{{ 全市.发明专利授权量.年度目标 }} 家"),
    ),
}
