"""Every rule that lint holds a document to: its code, how binding it is, where it stands.

Clauses are those of GB/T 9704-2012; 9 is what it takes from GB/T 15834 and GB/T 15835,
and — means practice that no standard prescribes.
"""

from enum import Enum

from bulletin.model.remark import Remark, Strength

_R, _Y, _T, _H = Strength


class Rule(Enum):
    """A rule: `slug` names its page in docs/lint, `title` says it in a few words."""

    PAGE_SIZE = "page-size", _R, "5.1", "A4纸"
    MARGIN_TOP = "margin-top", _R, "5.2.1", "天头"
    MARGIN_LEFT = "margin-left", _R, "5.2.1", "订口"
    TEXT_AREA = "text-area", _R, "5.2.1", "版心"
    LINES_PER_PAGE = "lines-per-page", _Y, "5.2.3", "每页22行"
    CHARACTERS_PER_LINE = "characters-per-line", _Y, "5.2.3", "每行28字"
    TEXT_COLOR = "text-color", _Y, "5.2.4", "文字颜色"
    ISSUER_MARK = "issuer-mark", _R, "7.2.4", "发文机关标志"
    ISSUER_MARK_FONT = "issuer-mark-font", _T, "7.2.4", "发文机关标志的字体"
    DOCUMENT_NUMBER = "document-number", _R, "7.2.5", "发文字号"
    RED_LINE = "red-line", _R, "7.2.7", "版头中的分隔线"
    TITLE_FONT = "title-font", _Y, "7.3.1", "标题的字体"
    TITLE_SIZE = "title-size", _Y, "7.3.1", "标题的字号"
    TITLE_CENTERED = "title-centered", _Y, "7.3.1", "标题居中"
    ADDRESSEE_COLON = "addressee-colon", _R, "7.3.2", "主送机关后的冒号"
    ADDRESSEE_INDENT = "addressee-indent", _R, "7.3.2", "主送机关顶格"
    BODY_FONT = "body-font", _Y, "7.3.3", "正文的字体"
    BODY_SIZE = "body-size", _Y, "7.3.3", "正文的字号"
    BODY_INDENT = "body-indent", _Y, "7.3.3", "段落缩进"
    BODY_FIRST_PAGE = "body-first-page", _R, "7.3.3", "首页显示正文"
    HEADING_FONT = "heading-font", _Y, "7.3.3", "层次标题的字体"
    HEADING_SIZE = "heading-size", _Y, "7.3.3", "层次标题的字号"
    HEADING_SEQUENCE = "heading-sequence", _Y, "7.3.3", "层次序数"
    HEADING_FORM = "heading-form", _Y, "7.3.3", "层次序数的写法"
    HEADING_LEVEL = "heading-level", _H, "7.3.3", "层次依次使用"
    BLANK_LINE = "blank-line", _R, "7.3", "各部分之间的空行"
    ATTACHMENT_NOTE = "attachment-note", _R, "7.3.4", "附件说明的写法"
    ATTACHMENT_INDENT = "attachment-indent", _R, "7.3.4", "附件说明的位置"
    SIGNATURE_POSITION = "signature-position", _R, "7.3.5", "署名和成文日期的位置"
    SIGNATURE_LONG = "signature-long", _H, "7.3.5", "署名过长"
    SIGNATURE_ALONE = "signature-alone", _R, "7.3.5.5", "署名单独成页"
    SIGNATURE_KEPT = "signature-kept", _H, "7.3.5.5", "署名与正文同页"
    DATE_FORM = "date-form", _R, "7.3.5.4", "成文日期的写法"
    DATE_MISSING = "date-missing", _H, "7.3.5.4", "成文日期"
    ATTACHMENT_PAGE = "attachment-page", _R, "7.3.7", "附件另面编排"
    ATTACHMENT_LABEL = "attachment-label", _R, "7.3.7", "“附件”二字"
    ATTACHMENT_TITLE = "attachment-title", _R, "7.3.7", "附件标题"
    LANDSCAPE_MARGINS = "landscape-margins", _H, "8", "横排页的版心"
    TABLE_HEADING = "table-heading", _H, "—", "表头跨页重复"
    TABLE_ROW_SPLIT = "table-row-split", _H, "—", "表格的行不跨页"
    COPY_TO = "copy-to", _Y, "7.4.2", "抄送机关"
    PRINTED_BY = "printed-by", _Y, "7.4.3", "印发机关和印发日期"
    IMPRINT_LINES = "imprint-lines", _T, "7.4.1", "版记中的分隔线"
    IMPRINT_PLACE = "imprint-place", _Y, "7.4", "版记的位置"
    PAGE_NUMBER_MISSING = "page-number-missing", _Y, "7.5", "页码"
    PAGE_NUMBER_FORM = "page-number-form", _Y, "7.5", "页码的写法"
    PAGE_NUMBER_FONT = "page-number-font", _Y, "7.5", "页码的字体字号"
    PAGE_NUMBER_SIDE = "page-number-side", _Y, "7.5", "单页码居右、双页码居左"
    PAGE_NUMBER_PLACE = "page-number-place", _Y, "7.5", "页码的高低"
    PAGE_NUMBER_COUNT = "page-number-count", _Y, "7.5", "页码连续"
    PAGE_NUMBER_LANDSCAPE = "page-number-landscape", _Y, "8", "横排页的页码"
    FONT_EMBEDDED = "font-embedded", _H, "—", "PDF的字体"

    HALF_WIDTH = "half-width-punctuation", _H, "9", "半角标点"
    FULL_WIDTH = "full-width-digit", _H, "9", "全角数字和字母"
    UNPAIRED = "unpaired-punctuation", _H, "9", "标点不成对"
    DOUBLED = "doubled-punctuation", _H, "9", "标点重复"
    PAUSE_BETWEEN_QUOTES = "pause-between-quotes", _H, "9", "书名号、引号之间的顿号"
    PAUSE_BEFORE_ETC = "pause-before-etc", _H, "9", "“等”前的顿号"
    SPACE_IN_TEXT = "space-in-text", _H, "9", "文中的空格"
    REPEATED_WORD = "repeated-word", _H, "—", "重复的字词"
    MIXED_NUMERALS = "mixed-numerals", _H, "9", "数字用法不一"
    TWO = "two-before-measure", _H, "9", "二和两"
    APPROXIMATION = "double-approximation", _H, "9", "约数重复"
    MIXED_RANGES = "mixed-ranges", _H, "9", "月份起止的写法不一"
    RANGE_UNIT = "range-unit", _H, "9", "数值范围的写法"
    TRAILING_ZERO = "trailing-zero", _H, "9", "小数末尾的零"
    DATE_IN_TEXT = "date-in-text", _H, "9", "文中日期的写法"
    UNTIL = "until-date", _H, "—", "截止和截至"
    MONTH_ON_MONTH = "month-on-month", _H, "—", "同比和环比"
    NEGATIVE_GROWTH = "negative-growth", _H, "—", "负增长"
    ZERO_GROWTH = "zero-growth", _H, "—", "零增长"
    PERCENTAGE_POINT = "percentage-point", _H, "—", "百分点"
    FALL_BY_TIMES = "fall-by-times", _H, "—", "下降几倍"

    def __init__(self, slug: str, strength: Strength, clause: str, title: str) -> None:
        self.slug = slug
        self.strength = strength
        self.clause = clause
        self.title = title

    def remark(self, where: str, found: str, expected: str) -> Remark:
        """That a document departs from this rule."""
        return Remark(self.slug, self.strength, where, found, expected)
