"""What may be a name in catalogue.toml, and so in templates and workbooks."""

from bulletin.handbook.entry import Entry
from bulletin.model.indicator import CITY, ELSEWHERE

FILE = "catalogue.toml"
_RESERVED = (
    *("名称", CITY, ELSEWHERE, "区市", "名单", "文字", "标题文字", "评议", "附注"),
    *("专项", "时间进度", "指标", "单位", "项", "截至", "来源", "说明", "合计差"),
)


def name(entry: Entry) -> str:
    """A name that templates can use: letters, digits, Chinese; no （）, no digit first."""
    found = entry.text("name")
    if found and (not found.isidentifier() or found in _RESERVED):
        entry.refuse(
            f"名称“{found}”不能用",
            "名称只能由汉字、字母、数字组成，不能以数字开头，不能含括号和标点，"
            f"也不能是：{'、'.join(_RESERVED)}；要印成别的样子请另写 label",
        )
    return found
