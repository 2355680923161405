"""The oracle's sentences: each rule's outcome with all that its phrase must give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bulletin.model.fact import Measure
from bulletin.model.handbook import Over, Rule, Verdict
from bulletin.model.opinion import Wish
from bulletin.model.period import ReportingPeriod
from bulletin.model.vocabulary import HOLE
from tests.commentary.arithmetic import RATES, rounded
from tests.commentary.grammar import REWORDED, keys
from tests.commentary.oracle import Case, Pair, ranked, verdict_by_count
from tests.commentary.said import POINTS, Sayer
from tests.commentary.worlds import CAMPAIGN, MOVES, World, is_share

Values = tuple[object, ...]
LISTED = (Verdict.ONE, Verdict.SOME, Verdict.MOST)
_THIRDS = (
    (Fraction(100, 3), "三分之一"),
    (Fraction(50), "一半"),
    (Fraction(200, 3), "三分之二"),
)


@dataclass(frozen=True)
class Sentence:
    """What one sentence says; `rule` is ×× where a draft waits for a figure."""

    rule: str
    verdict: str = ""
    slots: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class Topic:
    """A topic that speaks: its opening and its sentences, each behind its join."""

    opening: str
    sentences: tuple[tuple[str, Sentence], ...]


def commentary(world: World) -> dict[str, Topic]:
    """The topics that speak, in order."""
    found = {}
    for topic in world.handbook.topics:
        said: list[tuple[str, Sentence]] = []
        for rule in world.handbook.rules:
            if rule.topic == topic:
                for number, sentence in enumerate(_sentences(world, rule)):
                    join = "；" if number else rule.join
                    said.append((join if said else "", sentence))
        if said:
            found[topic] = Topic(_opening(world, topic), tuple(said))
    return found


def _opening(world: World, topic: str) -> str:
    text = world.handbook.phrases.openings[topic]
    for name, value in dates(world, world.dataset.edition.period).items():
        slot = "专项.整改" if name == "专项" else name
        text = text.replace("{" + slot + "}", str(value[0]))
    return text


def dates(world: World, period: ReportingPeriod) -> dict[str, Values]:
    """The year is the edition's; months of another year have theirs with them."""
    style, edition = world.handbook.catalogue.style, world.dataset.edition.period
    alone = "1月" if period.month == 1 else f"1{style.month_range}{period.month}月"
    year = "" if period.year == edition.year else f"{period.year}年"
    return {
        "期间": (year + style.period_names.get(period.month, alone),),
        "截至": (f"截至{year}{period.month}月底",),
        "年": (str(edition.year),),
        "专项": (CAMPAIGN["整改"],),
    }


def _sentences(world: World, rule: Rule) -> list[Sentence]:
    """A wording replaces what would be said; where nothing is, it stands for nothing."""
    case = Case(world, rule)
    said = list(_OVER[rule.over](Speaker(case)))
    if not said or case.wished(Wish.SILENCE) is not None:
        return []
    if case.wished(Wish.WORDING) is not None:
        found = dates(world, world.dataset.edition.period)
        kept = {key: found[key] for key in ("期间", "年")}
        return [Sentence(rule.name, REWORDED, kept)]
    return said


@dataclass(frozen=True)
class Speaker:
    """Finds the sentences of one rule."""

    case: Case

    def districts(self) -> Iterator[Sentence]:
        pairs = [self.case.pair(self.case.name, area) for area in self.case.month.areas]
        judged = [pair for pair in pairs if pair.is_judged]
        failing = [pair for pair in judged if pair.fails]
        waits = any(pair.waits for pair in pairs)
        complete = len(judged) == len(pairs)
        verdict = verdict_by_count(len(failing), len(pairs), complete=complete)
        if waits:
            verdict = Verdict.SOME if failing else Verdict.ONE
        passing = [pair for pair in judged if not pair.fails]
        if self.case.rule.by_gap:
            failing.sort(key=lambda pair: -pair.gap)
            passing.sort(key=lambda pair: -pair.gap)
        named = self.case.visible([pair.area for pair in failing])
        hidden = self.case.wished(Wish.UNNAMED) or ()
        if verdict in LISTED and any(pair.area in hidden for pair in judged):
            verdict = Verdict.SOME if named or waits else None
        if verdict is not None:
            slots = self._counts(judged) | self._ends(pairs)
            slots["区市"] = self._listed([p.area for p in failing], waits=waits)
            slots["例外"] = self._unqualified([pair.area for pair in passing])
            slots["超过"] = self._beyond(judged)
            yield from self._say(verdict, slots)

    def city(self) -> Iterator[Sentence]:
        pair = self.case.pair(self.case.name, "全市")
        if pair.waits:
            yield Sentence(HOLE)
        elif pair.value is not None and pair.limit is not None:
            verdict = Verdict.FAILED if pair.fails else Verdict.PASSED
            if pair.fails and self.case.rule.measure in MOVES:
                verdict = self._moved(pair.value)
            said = Sayer(self.case.month, self.case.name, "全市").said(
                self.case.rule.measure
            )
            assert said is not None
            slots: dict[str, Values] = {"值": said, "份额": (share(self, pair.value),)}
            yield from self._say(verdict, slots)

    def _moved(self, value: Fraction) -> Verdict:
        lower = self.case.month.indicator(self.case.name).lower_is_better
        if value == 0:
            return Verdict.FLAT
        if value < 0:
            return Verdict.FAILED if lower else Verdict.DOWN
        return Verdict.UP if lower else Verdict.FAILED

    def pairs(self) -> Iterator[Sentence]:
        pairs = self.case.district_pairs()
        judged = [pair for pair in pairs if pair.is_judged]
        if any(pair.waits for pair in pairs):
            yield Sentence(HOLE)
        elif judged:
            failing = sum(pair.fails for pair in judged)
            portion = Fraction(100 * failing, len(judged))
            quota = self.case.rule.quota
            assert quota is not None
            verdict = Verdict.FAILED if portion > quota else Verdict.PASSED
            slots = self._counts(judged)
            slots["值"] = (self.round(portion, 1),)
            slots["份额"] = (share(self, portion),)
            slots["超过"] = self._beyond(judged)
            yield from self._say(verdict if failing else Verdict.NONE, slots)

    def spread(self) -> Iterator[Sentence]:
        pairs = self.case.district_pairs()
        if any(pair.waits for pair in pairs):
            yield Sentence(HOLE)
            return
        rows: dict[str, list[Fraction]] = {}
        for pair in pairs:
            if pair.value is not None:
                rows.setdefault(pair.name, []).append(pair.value)
        if not rows:
            return
        widest = max(max(row) - min(row) for row in rows.values())
        name = next(n for n, row in rows.items() if max(row) - min(row) == widest)
        limit = self.case.limit(name, "")
        assert limit is not None
        fails = self.case.fails(name, widest, limit)
        slots = self._ends([pair for pair in pairs if pair.name == name])
        slots["值"] = (self._amount(widest),)
        yield from self._say(Verdict.FAILED if fails else Verdict.PASSED, slots)

    def indicators(self) -> Iterator[Sentence]:
        pairs = [self.case.pair(name, "全市") for name in self.case.names]
        judged = [pair for pair in pairs if pair.is_judged]
        if any(pair.waits for pair in pairs):
            yield Sentence(HOLE)
            return
        failing = [self.label(pair) for pair in judged if pair.fails]
        verdict = verdict_by_count(len(failing), len(judged), complete=True)
        if verdict:
            slots = self._counts(judged)
            slots["缺项"] = (*failing, *self._both(failing))
            slots["达标"] = tuple(self.label(p) for p in judged if not p.fails)
            slots["超过"] = self._beyond(judged)
            yield from self._say(verdict, slots)

    def levels(self) -> Iterator[Sentence]:
        scores = self._scores()
        if scores is None:
            yield Sentence(HOLE)
            return
        levels = self.case.rule.levels
        lower = self.case.month.lower(self.case.name, self.case.rule.measure)
        left = dict(scores)
        for number, level in enumerate((*levels, None)):
            reached = [
                name
                for name, score in left.items()
                if level is None or (score <= level if lower else score >= level)
            ]
            left = {name: s for name, s in left.items() if name not in reached}
            named = self.case.visible(reached)
            if not named:
                continue
            slots: dict[str, Values] = {"区市": self._group(named)}
            if level is not None:
                slots["界限"] = self.limit_words(level)
            if number:
                slots["下界"] = self.limit_words(levels[number - 1])
            verdict = Verdict.TOP if number == 0 else Verdict.MIDDLE
            yield from self._say(Verdict.BOTTOM if level is None else verdict, slots)

    def places(self) -> Iterator[Sentence]:
        scores = self._scores()
        if scores is None:
            yield Sentence(HOLE)
            return
        if len(scores) < 2:
            return
        if len(set(scores.values())) == 1:
            yield from self._say(Verdict.TIED, {})
            return
        lower = self.case.month.lower(self.case.name, self.case.rule.measure)
        rule = self.case.rule
        front = [
            (rank, names)
            for rank, names in ranked(scores, lower=lower)
            if rank <= rule.first
        ]
        ahead = {name for _, names in front for name in names}
        back = [
            (rank, [name for name in names if name not in ahead])
            for rank, names in ranked(scores, lower=not lower)
            if rank <= rule.last
        ]
        slots = {"名次": self._places(front), "末位": self._places(back)}
        yield from self._say(Verdict.RANKED, slots)

    def _places(self, groups: list[tuple[int, list[str]]]) -> Values:
        named = [(rank, *self.case.visible(names)) for rank, names in groups]
        return tuple(place for place in named if len(place) > 1)

    def _scores(self) -> dict[str, Fraction] | None:
        """The districts' values; None while a cell is still blank."""
        month, rule = self.case.month, self.case.rule
        if any(month.waits(self.case.name, a, rule.measure) for a in month.areas):
            return None
        seen = {a: month.value(self.case.name, a, rule.measure) for a in month.areas}
        return {area: value for area, value in seen.items() if value is not None}

    def _say(self, verdict: Verdict, slots: dict[str, Values]) -> Iterator[Sentence]:
        """The sentence with the slots that its phrase has."""
        spoken = self.case.wording(verdict)
        if spoken is None:
            return
        rule, world = self.case.rule, self.case.world
        known = world.handbook.catalogue.indicators
        if rule.indicators:
            slots |= dates(world, self.case.month.months(self.case.name))
            slots["指标"] = tuple(known[name].label for name in rule.indicators)
        if "界限" not in slots and rule.over not in (Over.LEVELS, Over.PLACES):
            names = self.case.names or ("",)
            limit = self.case.limit(names[0], "全市")
            slots["界限"] = () if limit is None else self.limit_words(limit)
        wanted = keys(rule, spoken, share=is_share(rule, known))
        kept = {key: slots[key] for key in wanted}
        if all(kept.values()):  # a list of nobody is not said
            yield Sentence(rule.name, spoken.value, kept)

    def _counts(self, judged: Sequence[Pair]) -> dict[str, Values]:
        failing = sum(pair.fails for pair in judged)
        passing = len(judged) - failing
        return {"未达": (failing,), "达到": (passing,), "总数": (len(judged),)}

    def _ends(self, pairs: Sequence[Pair]) -> dict[str, Values]:
        """Highest and lowest, best and worst, of those that have a figure."""
        values = {pair.area: pair.value for pair in pairs if pair.value is not None}
        if not values:
            return {"最高": (), "最低": (), "最好": (), "最差": ()}
        high, low = max(values.values()), min(values.values())
        lower = self.case.month.lower(pairs[0].name, self.case.rule.measure)
        best, worst = (low, high) if lower else (high, low)
        return {
            "最高": self._end(high),
            "最低": self._end(low),
            "最好": self._unqualified([n for n in values if values[n] == best]),
            "最差": self._unqualified([n for n in values if values[n] == worst]),
        }

    def _end(self, value: Fraction) -> Values:
        unit = "%" if self.is_rate else ""
        return (self._amount(value), POINTS if self.is_points else unit)

    def _amount(self, value: Fraction) -> str:
        """A rate with one decimal at most, an amount with its indicator's."""
        rates = self.is_rate or self.is_points
        shown = self.case.month.indicator(self.case.names[0]).shown
        whole = self.case.rule.measure is Measure.RANK
        return self.round(value, 1 if rates else 0 if whole else shown.decimals)

    @property
    def is_rate(self) -> bool:
        if self.case.rule.measure in RATES:
            return True
        units = {self.case.month.indicator(name).unit for name in self.case.names}
        return self.case.rule.measure is Measure.VALUE and units == {"%"}

    @property
    def is_points(self) -> bool:
        if self.case.rule.measure is Measure.LEAD:
            return True
        moved = self.case.rule.measure not in (Measure.VALUE, *RATES, Measure.RANK)
        units = {self.case.month.indicator(name).unit for name in self.case.names}
        return moved and units == {"%"}

    def limit_words(self, value: Fraction) -> Values:
        """Rates in %, distances of rates in 百分点; what was typed stands as typed."""
        unit = "%" if self.is_rate else ""
        spread = self.case.rule.over is Over.SPREAD
        if self.is_points or (self.is_rate and spread):
            unit = POINTS
        typed = value in (self.case.rule.threshold, *self.case.rule.levels)
        return (self.round(value, 4) if typed else self._amount(value), unit)

    def round(self, value: Fraction, decimals: int) -> str:
        return rounded(value, decimals, self.case.month.catalogue.style.rounding)

    def label(self, pair: Pair) -> str:
        return self.case.month.indicator(pair.name).label

    def _listed(self, names: list[str], *, waits: bool = False) -> Values:
        """The names, or the first of them and how many there are; 均 for several.

        The number counts also those whom the leader does not want named.
        """
        most = self.case.month.catalogue.style.names_up_to
        shown = self.case.visible(names)
        if waits:
            return (*shown, HOLE, *self._both((*shown, HOLE)))
        if most and len(shown) > most:
            return (*shown[:most], len(names), *self._both(shown))
        return (*shown, *self._both(shown))

    def _unqualified(self, names: list[str]) -> Values:
        return tuple(n for n in self._listed(names) if n != "均")

    def _group(self, names: list[str]) -> Values:
        areas = self.case.month.areas
        if len(areas) > 1 and set(names) == set(areas):
            return (f"各{self.case.month.catalogue.style.area_word}", "均")
        return self._listed(names)

    def _both(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("均",) if len(names) > 1 else ()

    def _beyond(self, judged: Sequence[Pair]) -> Values:
        at = [pair for pair in judged if not pair.fails and pair.value == pair.limit]
        return ("达到" if at else "超过",)


def share(speaker: Speaker, value: Fraction) -> str:
    """Wording rule 22, with the particle that it needs."""
    for middle, name in _THIRDS:
        if middle - 1 <= value <= middle + 1:
            return f"的{name}"
        if middle - 5 <= value < middle - 1:
            return f"的近{name}"
        if middle + 1 < value <= middle + 5:
            return "过半" if name == "一半" else f"的{name}以上"
    return f"的{speaker.round(value, 1)}%"


_OVER: dict[Over, Callable[[Speaker], Iterator[Sentence]]] = {
    Over.DISTRICTS: Speaker.districts,
    Over.CITY: Speaker.city,
    Over.PAIRS: Speaker.pairs,
    Over.SPREAD: Speaker.spread,
    Over.INDICATORS: Speaker.indicators,
    Over.LEVELS: Speaker.levels,
    Over.PLACES: Speaker.places,
}
