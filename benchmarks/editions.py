"""Facts and commentary of one edition, and of 1,000 editions in one process.

Beside ours the least that a script does for the same sentences: growth, completion and
lists of districts in floats, with wording strung together. Run: python
benchmarks/editions.py [EDITIONS]
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bulletin.analysis.facts import Facts
from bulletin.analysis.findings import findings
from bulletin.drafting.commentary import commentary
from bulletin.drafting.ledger import Ledger
from bulletin.drafting.names import campaign_names, edition_names
from bulletin.drafting.sentences import Writer
from bulletin.handbook import read as handbooks
from bulletin.intake import month, workbook
from bulletin.model.edition import Dataset
from bulletin.model.figure import Figures
from bulletin.model.handbook import Handbook
from bulletin.model.indicator import CITY, Item
from bulletin.model.problem import Stage

ROOT = Path(__file__).parent.parent
ROUNDS = 5


def main(editions: int = 1000) -> None:
    """Time both over the same editions."""
    handbook, _ = handbooks.read(ROOT / "data" / "handbook")
    sheets = workbook.read(ROOT / "data" / "2022-07.xlsx")
    dataset = month.read(sheets, handbook).dataset
    if dataset is None:
        sys.exit("the sample month cannot be read")
    several = list(varied(dataset, editions))
    began = time.perf_counter()
    written(handbook, several[0])
    first = time.perf_counter() - began
    print(f"first edition of the process     {first * 1000:8.3f} ms")
    tell("facts and commentary", several, lambda each: written(handbook, each))
    tell(
        "  and every measure of every area",
        several,
        lambda each: all_of(handbook, each),
    )
    tell("floats and strings", several, lambda each: plainly(handbook, each))


def varied(dataset: Dataset, editions: int) -> Iterator[Dataset]:
    """The month again and again, each time with other figures."""
    for number in range(editions):
        seen = {
            key: replace(one, value=one.value + (number * 7 + at) % 13)
            if one.value is not None and key[2] is Item.CURRENT
            else one
            for at, (key, one) in enumerate(dataset.figures.observations.items())
        }
        yield replace(dataset, figures=Figures(seen))


def written(handbook: Handbook, dataset: Dataset) -> str:
    """The commentary, with the facts that it needs."""
    facts = Facts(handbook.catalogue, dataset)
    ledger = Ledger(handbook.catalogue.style)
    names = edition_names(dataset.edition, Stage.REVIEW, ledger)
    names["专项"] = campaign_names(handbook, ledger)
    writer = Writer(handbook, facts, names, ledger, dataset.opinions)
    return commentary(writer, findings(handbook, facts))[0].words


def all_of(handbook: Handbook, dataset: Dataset) -> int:
    """The commentary, and all facts that `bulletin facts` lists."""
    written(handbook, dataset)
    return sum(1 for _ in Facts(handbook.catalogue, dataset).all())


def plainly(handbook: Handbook, dataset: Dataset) -> str:
    """What a script does with floats: the sample's rules that look at districts."""
    values = {
        key: float(one.value)
        for key, one in dataset.figures.observations.items()
        if one.value is not None
    }
    areas = [district.name for district in handbook.catalogue.districts]
    words = []
    for rule in handbook.rules:
        name = rule.indicators[0] if rule.indicators else ""
        if (name, CITY, Item.TARGET) in values:
            rates = {
                area: values[name, area, Item.CURRENT] / values[name, area, Item.TARGET]
                for area in areas
            }
            behind = [
                area
                for area in areas
                if rates[area] < dataset.edition.period.month / 12
            ]
            words.append(f"{'、'.join(behind)}没有完成目标进度")
        elif (name, CITY, Item.BASE) in values:
            base = values[name, CITY, Item.BASE]
            growth = (values[name, CITY, Item.CURRENT] - base) / base * 100
            words.append(f"同比增长{growth:.1f}%")
    return "。".join(words)


def tell(what: str, several: list[Dataset], make: Callable[[Dataset], object]) -> None:
    """Milliseconds an edition, over several rounds of all editions."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for each in several:
            make(each)
        rounds.append((time.perf_counter() - began) / len(several) * 1000)
    middle, least = statistics.median(rounds), min(rounds)
    print(f"{what:<34}{middle:7.3f} ms an edition (median), {least:.3f} (least)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
