"""The sample month as a whole official document."""

from pathlib import Path

from tests.sample import Sample

_COVER = {
    "文号": "枣知发〔2022〕5号",
    "发文机关标志": "枣庄市市场监督管理局文件",
    "抄送": "市委办公室，市人大常委会办公室。",
    "印发机关": "枣庄市市场监督管理局办公室",
    "印发日期": "2022年8月10日",
}


def full_sample(workspace: Path, folder: Path) -> Sample:
    """With 版头 and 版记, which 封面 leaves out in the sample."""
    sample = Sample(workspace, folder)
    for row in sample.sheet("封面").iter_rows():
        if row[0].value in _COVER:
            row[1].value = _COVER[str(row[0].value)]
    return sample
