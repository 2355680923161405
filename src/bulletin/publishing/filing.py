"""数据.json: the months of a filing as JSON and back; the only module that knows its form."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bulletin.model.figure import AsOf, Observation, State
from bulletin.model.filing import Filed, FiledMonth
from bulletin.model.indicator import Item
from bulletin.model.period import ReportingPeriod
from bulletin.model.place import Place

FORMAT = 1


def dump(months: Iterable[FiledMonth]) -> bytes:
    """The months as JSON; the same months give the same bytes."""
    content = {"format": FORMAT, "months": [_month(month) for month in months]}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def load(data: bytes) -> tuple[FiledMonth, ...]:
    """The months of a 数据.json; ValueError for anything that `dump` did not write."""
    content = json.loads(data)
    try:
        if content["format"] != FORMAT:
            raise ValueError(content["format"])
        return tuple(_read_month(month) for month in content["months"])
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(str(error)) from error


def _month(month: FiledMonth) -> dict[str, Any]:
    return {
        "period": month.period.key,
        "workbook": month.workbook,
        "workbook_sha256": month.sha256,
        "observations": [_observation(filed) for filed in month.figures],
        "as_of": [
            {"indicator": name, "period": end.period.key, **_place(end.place)}
            for name, end in month.as_of.items()
        ],
        "facts": [dict(fact) for fact in month.facts],
    }


def _observation(filed: Filed) -> dict[str, Any]:
    seen = filed.seen
    origin = seen.at.origin
    return {
        "indicator": filed.indicator,
        "unit": filed.unit,
        "area": filed.area,
        "item": filed.item.value,
        "state": seen.state.value,
        "value": None if seen.value is None else f"{seen.value:f}",
        **_place(seen.at),
        "source": seen.source,
        "origin": _place(origin) if origin else None,
    }


def _place(place: Place) -> dict[str, str]:
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell}


def _read_month(month: Mapping[str, Any]) -> FiledMonth:
    return FiledMonth(
        period=ReportingPeriod.of(month["period"]),
        workbook=month["workbook"],
        sha256=month["workbook_sha256"],
        figures=tuple(_read_observation(each) for each in month["observations"]),
        as_of={
            each["indicator"]: AsOf(
                ReportingPeriod.of(each["period"]), _read_place(each)
            )
            for each in month["as_of"]
        },
        facts=tuple(month["facts"]),
    )


def _read_observation(entry: Mapping[str, Any]) -> Filed:
    origin = _read_place(entry["origin"]) if entry["origin"] else None
    value = None if entry["value"] is None else Decimal(entry["value"])
    seen = Observation(
        State(entry["state"]), value, _read_place(entry, origin), entry["source"]
    )
    names = entry["indicator"], entry["unit"], entry["area"]
    return Filed(*names, Item(entry["item"]), seen)


def _read_place(entry: Mapping[str, str], origin: Place | None = None) -> Place:
    return Place(entry["file"], entry["sheet"], entry["cell"], origin)
