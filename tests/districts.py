"""The sample month in a city of as many districts as a test likes."""

from pathlib import Path

from openpyxl.utils import get_column_letter

from tests.sample import DISTRICTS, Sample

MODEL = DISTRICTS[0]


def add_districts(workspace: Path, count: int) -> list[str]:
    """Write districts into the handbook, after those that it has."""
    names = [f"第{number}区" for number in range(1, count + 1)]
    path = workspace / "data" / "handbook" / "catalogue.toml"
    text = path.read_text(encoding="utf-8")
    before, mark, after = text.partition("[[indicators]]")
    more = "".join(f'[[districts]]\nname = "{name}"\n\n' for name in names)
    path.write_text(before + more + mark + after, encoding="utf-8")
    return names


def report_ones(sample: Sample, names: list[str]) -> None:
    """Give districts a column of their own, 1 where the first district has a figure."""
    sheet = sample.sheet("指标数据")
    columns = {str(cell.value): cell.column or 0 for cell in sheet[1]}
    for column, name in enumerate(names, sheet.max_column + 1):
        letter = get_column_letter(column)
        sheet[f"{letter}1"].value = name
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, columns[MODEL]).value is not None:
                sheet[f"{letter}{row}"].value = 1
                total = sheet.cell(row, columns["全市"])
                assert isinstance(total.value, int | float)
                sheet[total.coordinate].value = total.value + 1
