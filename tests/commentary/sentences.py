"""The oracle's sentences: each rule's outcome with all that its phrase must give."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.model.handbook import Over, Rule, Verdict
from bulletin.model.indicator import CITY
from bulletin.model.opinion import Wish
from bulletin.model.vocabulary import HOLE
from tests.commentary.filling import Filling, dates
from tests.commentary.grammar import REWORDED, keys
from tests.commentary.oracle import Case, ranked, verdict_by_count
from tests.commentary.reading import Sentence, Topic, Values
from tests.commentary.said import Sayer
from tests.commentary.world import MOVES, World

LISTED = (Verdict.ONE, Verdict.SOME, Verdict.MOST)


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

    @property
    def fill(self) -> Filling:
        return Filling(self.case)

    def districts(self) -> Iterator[Sentence]:
        pairs = [self.case.pair(self.case.name, area) for area in self.case.month.areas]
        judged = [pair for pair in pairs if pair.is_judged]
        failing = [pair for pair in judged if pair.fails]
        waits = any(pair.waits for pair in pairs)
        if waits and not judged:
            yield Sentence(HOLE)
            return
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
            slots = self.fill.counts(judged) | self.fill.ends(pairs)
            slots["区市"] = self.fill.listed([p.area for p in failing], waits=waits)
            slots["例外"] = self.fill.unqualified([pair.area for pair in passing])
            slots["超过"] = self.fill.beyond(judged)
            yield from self._say(verdict, slots)

    def city(self) -> Iterator[Sentence]:
        pair = self.case.pair(self.case.name, CITY)
        if pair.waits:
            yield Sentence(HOLE)
        elif pair.value is not None and pair.limit is not None:
            verdict = Verdict.FAILED if pair.fails else Verdict.PASSED
            if pair.fails and self.case.rule.measure in MOVES:
                verdict = self._moved(pair.value)
            said = Sayer(self.case.month, self.case.name, CITY).said(
                self.case.rule.measure
            )
            assert said is not None
            slots: dict[str, Values] = {
                "值": said,
                "份额": (self.fill.share(pair.value),),
            }
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
            slots = self.fill.counts(judged)
            slots["值"] = (self.fill.round(portion, 1),)
            slots["份额"] = (self.fill.share(portion),)
            slots["超过"] = self.fill.beyond(judged)
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
        slots = self.fill.ends([pair for pair in pairs if pair.name == name])
        slots["值"] = (self.fill.amount(widest),)
        yield from self._say(Verdict.FAILED if fails else Verdict.PASSED, slots)

    def indicators(self) -> Iterator[Sentence]:
        pairs = [self.case.pair(name, CITY) for name in self.case.names]
        judged = [pair for pair in pairs if pair.is_judged]
        if any(pair.waits for pair in pairs):
            yield Sentence(HOLE)
            return
        failing = [self.fill.label(pair) for pair in judged if pair.fails]
        verdict = verdict_by_count(len(failing), len(judged), complete=True)
        if verdict:
            slots = self.fill.counts(judged)
            slots["缺项"] = (*failing, *self.fill.both(failing))
            slots["达标"] = tuple(self.fill.label(p) for p in judged if not p.fails)
            slots["超过"] = self.fill.beyond(judged)
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
            if not self.case.visible(reached):
                continue
            slots: dict[str, Values] = {"区市": self.fill.group(reached)}
            if level is not None:
                slots["界限"] = self.fill.limit_words(level)
            if number:
                slots["下界"] = self.fill.limit_words(levels[number - 1])
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
        named = [(rank, *self.fill.unqualified(names)) for rank, names in groups]
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
            limit = self.case.limit(names[0], CITY)
            slots["界限"] = () if limit is None else self.fill.limit(limit)
        phrase = world.handbook.phrases.sentences[rule.name][spoken]
        kept = {key: slots[key] for key in keys(phrase)}
        if all(kept.values()):  # a list of nobody is not said
            yield Sentence(rule.name, spoken.value, kept)


_OVER: dict[Over, Callable[[Speaker], Iterator[Sentence]]] = {
    Over.DISTRICTS: Speaker.districts,
    Over.CITY: Speaker.city,
    Over.PAIRS: Speaker.pairs,
    Over.SPREAD: Speaker.spread,
    Over.INDICATORS: Speaker.indicators,
    Over.LEVELS: Speaker.levels,
    Over.PLACES: Speaker.places,
}
