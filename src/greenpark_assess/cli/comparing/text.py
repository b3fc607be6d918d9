"""A comparison on the terminal: every printed sum adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from greenpark_assess.cli.comparing.data import Result, earlier_versions
from greenpark_assess.cli.comparing.yardstick import park_names
from greenpark_assess.cli.differences import by_effect
from greenpark_assess.cli.layout import paragraph, plain, table
from greenpark_assess.cli.overview import draft_of
from greenpark_assess.comparison.group import overlap
from greenpark_assess.comparison.printed import PrintedParts, printed
from greenpark_assess.comparison.records import Change, Group, Pair, Peer, Spread, Standing
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import percent_text, score_text, tenths, written
from greenpark_assess.rubric.diff import Diff, Item
from greenpark_assess.scoring.plan import TOTAL
from greenpark_assess.wording import printable, words

UNKNOWN = "–"
LARGEST = 10
FEW = 4
"""Up to so many parks, all pairs are shown."""
PARTS = ("rubric", "scope", "answered", "performance")
STATES = ("entered", "left", "answered", "opened", "sharpened")
NOTHING = Decimal("0.0")


def as_text(result: Result, language: str) -> Iterator[str]:
    """Yield the lines: entries, changes, parks beside each other, groups, earlier versions."""
    page = _Page(result, language)
    yield from page.entries()
    for change in result.compared.changes:
        yield from page.change(change)
    if result.compared.group is not None:
        yield from page.beside(result.compared.group)
    yield from page.groups()
    yield from page.versions()


@dataclass(frozen=True)
class _Page:
    result: Result
    language: str

    def say(self, key: str, **details: object) -> str:
        phrase: object = words(self.language)["compare"]
        for part in key.split("."):
            phrase = phrase[part]  # type: ignore[index] # a wrong key is our bug
        return printable(str(phrase).format(**details))

    @cached_property
    def draft(self) -> Draft:
        """How numbers are printed, which is the same for all entries."""
        compared = self.result.compared
        return draft_of(compared.rubric, compared.assessments[0], self.language)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        return {one.label: one for one in self.result.compared.rescored.standings}

    @cached_property
    def parks(self) -> dict[str, str]:
        answers = [one.answers for one in self.result.compared.rescored.entries]
        return dict(park_names(answers, self.language))

    def rounded(self, score: float | None) -> Decimal:
        return NOTHING if score is None else tenths(score, self.draft.edges)

    def score(self, value: float | None) -> str:
        return self.draft.score(value) or UNKNOWN

    def title(self, name: str) -> str:
        return plain(self.draft.title(name))

    def text(self, key: str, **details: object) -> str:
        return paragraph(self.say(key, **details))

    # --- entries ------------------------------------------------------------------------------

    def entries(self) -> Iterator[str]:
        header = self.result.compared.rubric.header
        standings = self.result.compared.rescored.standings
        yield self.text(
            "title",
            title=header.title.within(self.language),
            version=header.version,
            count=len(standings),
            parks=len({one.park for one in standings}),
        )
        yield ""
        heads = ["entry", "score", "range", "coverage", "level"]
        if any(one.restated for one in standings):
            heads += ["published", "why"]
        rows = [self._entry(place)[: len(heads)] for place in range(len(standings))]
        head = [self.say(key) for key in heads]
        yield table([head, *rows], numbers=(1, 2, 3, 5), indent="").rstrip("\n")

    def _entry(self, place: int) -> list[str]:
        rescored = self.result.compared.rescored
        entry, standing = rescored.entries[place], rescored.standings[place]
        restated = standing.restated
        return [
            printable(entry.label),
            self.score(standing.total.points),
            plain(self.draft.range(standing.total.low, standing.total.high)) or UNKNOWN,
            percent_text(standing.coverage, self.draft.edges),
            UNKNOWN if entry.answers.basis else self._level(standing),
            self.score(restated.stored) if restated else UNKNOWN,
            self._reason(place) if restated and restated.reason else "",
        ]

    def _level(self, standing: Standing) -> str:
        if standing.reached is None:
            return UNKNOWN
        title = self.result.compared.rubric.levels[standing.reached].title.within(self.language)
        return self.say("provisional", level=title) if standing.provisional else title

    def _reason(self, place: int) -> str:
        rescored = self.result.compared.rescored
        stored, restated = rescored.entries[place].stored, rescored.standings[place].restated
        if stored is None or restated is None:
            return ""
        reason: str = restated.reason
        if reason == "engine" and not stored.engine:
            reason = "unknown_engine"
        was = stored.rubric
        name = f"{was.id}@{was.version}"
        return self.say(f"reason.{reason}", name=name, version=was.version, engine=stored.engine)

    # --- changes ------------------------------------------------------------------------------

    def change(self, change: Change) -> Iterator[str]:
        was, now = self.standings[change.old], self.standings[change.new]
        yield ""
        if change.parts is None:
            yield self.text("unscored", old=change.old, new=change.new)
            return
        plan = self.result.compared.rescored.plan
        parts = printed(plan, change.parts, was, now, self.rounded)
        several = len(self.parks) > 1
        yield self.text(
            "change_of" if several else "change",
            park=self.parks[was.park],
            old=was.period,
            new=now.period,
            before=written(parts.old),
            after=written(parts.new),
            whole=signed(parts.new - parts.old),
        )
        yield self._causes(parts)
        if overlap(was.total, now.total):
            yield self.text("overlap")
        yield from self._dimensions(parts)
        yield from self._largest(parts)
        yield from self._states(change)

    def _causes(self, parts: PrintedParts) -> str:
        known = [(name, getattr(parts, name)) for name in PARTS]
        rows = [
            (signed(part), self.say(f"parts.{name}"), self.say(f"about.{name}"))
            for name, part in known
            if part is not None
        ]
        rows.append((signed(parts.new - parts.old), self.say("sum"), ""))
        return table(rows, numbers=(0,)).rstrip("\n")

    def _dimensions(self, parts: PrintedParts) -> Iterator[str]:
        names = self.result.compared.rubric.dimensions
        rows = [(signed(parts.nodes[name]), self.title(name)) for name in names]
        yield self.say("dimensions")
        yield table(rows, numbers=(0,)).rstrip("\n")

    def _largest(self, parts: PrintedParts) -> Iterator[str]:
        by_cause = {
            "scope": parts.scope_of,
            "answered": parts.answered_of,
            "performance": parts.indicators,
        }
        found = [
            (amount, cause, name)
            for cause, amounts in by_cause.items()
            for name, amount in amounts.items()
            if amount
        ]
        if not found:
            return
        found.sort(key=lambda one: -abs(one[0]))
        rows = [
            (signed(amount), self.say(f"parts.{cause}"), self.title(name), name)
            for amount, cause, name in found[:LARGEST]
        ]
        if len(found) > LARGEST:
            rest = sum((amount for amount, _, _ in found[LARGEST:]), NOTHING)
            rows.append((signed(rest), "", self.say("others"), ""))
        yield self.say("largest")
        yield table(rows, numbers=(0,)).rstrip("\n")

    def _states(self, change: Change) -> Iterator[str]:
        for state in STATES:
            if names := getattr(change, state):
                key = "newly" if state == "answered" else state
                yield self.text(key, names=self._listed(names))

    def _listed(self, names: Sequence[str]) -> str:
        comma: str = words(self.language)["wording"]["comma"]
        listed = comma.join(map(self.title, names[:LARGEST]))
        if len(names) <= LARGEST:
            return listed
        return self.say("more", names=listed, all=len(names))

    # --- parks --------------------------------------------------------------------------------

    def beside(self, group: Group) -> Iterator[str]:
        yield ""
        yield self.say("beside")
        yield from self._peers(group)
        yield ""
        yield self.say("pairs")
        ranks = {one.label: one.rank or len(group.peers) + 1 for one in group.peers}
        shown = [pair for pair in group.pairs if pair.weightings is not None]
        if len(group.peers) > FEW:
            shown = _neighbours(shown, group.peers)
            yield self.text("neighbours")
        for pair in shown:
            yield from self._pair(pair, ranks)

    def _peers(self, group: Group) -> Iterator[str]:
        head = [self.say(key) for key in ("entry", "score", "rank", "common", "rank", "outside")]
        order = sorted(group.peers, key=lambda one: one.rank or len(group.peers) + 1)
        rows = [self._peer(one) for one in order]
        yield table([head, *rows], numbers=(1, 2, 3, 4, 5)).rstrip("\n")
        indicators = len(self.result.compared.rescored.plan.leaves)
        if group.same_scope:
            yield self.text("same")
        else:
            yield self.text("different", all=indicators, common=len(group.common))
        yield from self._spreads(group)

    def _peer(self, peer: Peer) -> list[str]:
        return [
            printable(peer.label),
            self.score(peer.score),
            UNKNOWN if peer.rank is None else str(peer.rank),
            self.score(peer.common_score),
            UNKNOWN if peer.common_rank is None else str(peer.common_rank),
            str(len(peer.outside)),
        ]

    def _spreads(self, group: Group) -> Iterator[str]:
        total = group.spreads[TOTAL]
        if total is None:
            yield self.text("few")
            return
        names = [one.name for one in fields(Spread)][1:]
        rows = [["", *map(self.say, names)]]
        for name, spread in group.spreads.items():
            if spread is not None:
                title = self.say("total") if name == TOTAL else self.title(name)
                rows.append([title, *(self.score(getattr(spread, one)) for one in names)])
        yield self.say("spread", parks=total.parks)
        yield table(rows, numbers=range(1, len(names) + 1)).rstrip("\n")

    def _pair(self, pair: Pair, ranks: dict[str, int]) -> Iterator[str]:
        found = pair.weightings
        if found is None:
            return
        turned = ranks[pair.second] < ranks[pair.first]
        first, second = (pair.second, pair.first) if turned else (pair.first, pair.second)
        share = found.behind if turned else found.ahead
        error = percent_text(100 * found.standard_error)
        said = [
            self.say(
                "pair",
                first=first,
                second=second,
                share=percent_text(100 * share, (100,)),
                error=self.say("error", error=error) if found.standard_error else "",
            )
        ]
        if found.swap is not None and ranks[first] == ranks[second]:
            said.append(self.say("equal"))
        elif found.swap is not None:
            said.append(self.say("swap", moved=score_text(found.swap.moved)))
        elif found.linear:
            said.append(self.say("never", second=second))
        if pair.overlap:
            said.append(self.say("overlap"))
        space = " " if self.language == "en" else ""
        yield paragraph(space.join(said))

    def groups(self) -> Iterator[str]:
        key = self.result.key
        if key is None:
            return
        yield ""
        question = self.result.compared.rubric.questions.get(key.name)
        title = question.text.within(self.language) if question else self.say("country")
        yield self.say("grouped", name=title)
        for name, group in self.result.groups.items():
            label = self.result.group_name(name, self.language)
            yield ""
            yield self.say("group", name=label, count=len(group.peers))
            yield from self._peers(group)

    # --- versions -----------------------------------------------------------------------------

    def versions(self) -> Iterator[str]:
        for number, found in enumerate(earlier_versions(self.result)):
            yield ""
            if not number:
                yield self.say("versions")
            yield f"{found.old} → {found.new}"
            yield from self._version(found)

    def _version(self, found: Diff) -> Iterator[str]:
        names = {"old": found.old, "new": found.new}
        if found.old.partition("@")[0] != found.new.partition("@")[0]:
            yield self.text("other_rubric", **names)
            return
        if not any(item.part == "rubric" for item in found.items):
            yield self.text("only_declared" if found.items else "undeclared", **names)
        told = tuple(item for item in found.items if _is_told(item))
        yield from by_effect(replace(found, items=told), self.language)


def _is_told(item: Item) -> bool:
    """Tell whether a difference matters for comparing: other words alone do not."""
    renamed = any(one.code == "versions.renamed" for one in item.findings)
    matters = item.effect != "compatible" or item.scores or renamed
    return item.part in {"question", "indicator"} and matters


def _neighbours(pairs: Sequence[Pair], peers: Sequence[Peer]) -> list[Pair]:
    """Return the pairs of parks that follow each other in rank."""
    ranked = sorted((one for one in peers if one.rank), key=lambda one: one.rank or 0)
    wanted = [{one.label, other.label} for one, other in pairwise(ranked)]
    return [pair for both in wanted for pair in pairs if {pair.first, pair.second} == both]


def signed(number: Decimal) -> str:
    """Write a change with its sign; none for zero."""
    return f"+{written(number)}" if number > 0 else written(number)
