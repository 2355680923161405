"""The words of any office's tables, whatever the handbook: items, headings, growth."""

from collections.abc import Iterator, Mapping

from bulletin.intake.returns.senses import Kind, Sense
from bulletin.model.indicator import Item

_ITEMS: Mapping[Item, tuple[str, ...]] = {
    Item.CURRENT: (
        *("本期数", "本期累计", "本期累计数", "累计", "累计数", "本年累计", "今年累计"),
        *("累计完成", "累计完成数", "完成数", "实际完成", "实际完成数", "本年累计数"),
    ),
    Item.BASE: (
        "去年同期",
        "上年同期数",
        "去年同期数",
        "同期",
        "同期数",
        "上年同期累计",
    ),
    Item.TARGET: (
        *(
            "目标",
            "目标数",
            "目标值",
            "目标任务",
            "年度目标值",
            "年度目标任务",
            "全年目标",
        ),
        *("全年任务", "年度任务", "年度任务数", "任务数", "全年目标任务", "年度目标数"),
    ),
    Item.YEAR_END: ("去年末", "上年底", "去年底", "上年末数", "上年年末", "去年年底"),
    Item.SUPPLIED: (),
}
_HEADINGS = (
    *(
        "指标",
        "指标名称",
        "名称",
        "项目",
        "项",
        "区市",
        "区(市)",
        "地区",
        "县区",
        "区县",
    ),
    *("县(区)", "县(市、区)", "区域", "单位", "计量单位", "数值", "数据", "数", "数量"),
    *("区(市)名称", "地区名称", "指标项", "类别", "各区(市)", "各区市", "情况", "内容"),
)
# What heads a column of names, and so never begins a row of figures.
CORNERS = frozenset(_HEADINGS) - {"数值", "数据", "数", "数量", "情况", "内容"}
_COMPUTED = (
    *(
        "同比",
        "同比增长",
        "同比增幅",
        "同比增减",
        "同比增速",
        "同比增长率",
        "增幅",
        "增速",
    ),
    *(
        "增长率",
        "增长",
        "增减",
        "增减量",
        "较上年同期",
        "比上年同期",
        "较去年同期",
        "环比",
    ),
    *(
        "同比变化",
        "环比增长",
        "完成率",
        "完成进度",
        "完成比例",
        "进度",
        "序时进度",
        "时间进度",
    ),
    *(
        "排名",
        "名次",
        "位次",
        "排位",
        "占比",
        "比重",
        "差额",
        "差距",
        "合计差",
        "序号",
        "编号",
    ),
    *(
        "备注",
        "说明",
        "来源",
        "数据来源",
        "填报人",
        "填表人",
        "联系人",
        "联系电话",
        "电话",
    ),
    *(
        "负责人",
        "审核人",
        "填报单位",
        "报送单位",
        "责任单位",
        "牵头单位",
        "填报日期",
        "截至",
    ),
    *(
        "填报时间",
        "报送时间",
        "手机",
        "科室",
        "报告期",
        "审核",
        "签字",
        "分管领导",
        "日期",
    ),
    *("上月", "上月数", "上月累计", "上期", "上期数", "合计", "总计", "小计"),
)
MONTHLY = (
    "当月",
    "当月数",
    "本月",
    "本月数",
    "单月",
    "当月完成",
    "本月完成",
    "当月新增",
)
# In a title these say that its figures are none of 本期 as such.
WARNINGS = (
    *MONTHLY,
    "目标",
    "任务分解",
    "同比",
    "环比",
    "增量",
    "预计",
    "预测",
    "计划数",
)


def general() -> Iterator[tuple[str, Sense]]:
    """Every word with what it means."""
    for item, words in _ITEMS.items():
        for word in (item.value, *words):
            yield word, Sense(Kind.ITEM, item)
    for word in _HEADINGS:
        yield word, Sense(Kind.HEADING, word)
    for word in _COMPUTED:
        yield word, Sense(Kind.ASIDE, word)
    for word in MONTHLY:
        yield word, Sense(Kind.MONTHLY, word)
