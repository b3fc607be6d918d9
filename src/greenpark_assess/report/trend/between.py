"""Parks beside each other: scores, order and how sure it is, dimensions, the whole group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from greenpark_assess.comparison.group import FEWEST_PARKS
from greenpark_assess.comparison.records import Group, Pair, Peer, Spread
from greenpark_assess.report.page.numbers import percent_text, score_text, signed
from greenpark_assess.report.page.record import Heading, Phrase
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.report.trend.course import Course, Year
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id
from greenpark_assess.scoring.plan import TOTAL

SPREAD = ("least", "lower_quartile", "median", "upper_quartile", "most")


def between(
    courses: Sequence[Course], group: Group, by: Mapping[str, Group], voice: Voice
) -> Section:
    """Return the section. ``by`` has groups of the parks, each with its own ranks."""
    peers = [(course, peer) for course, peer in zip(courses, group.peers, strict=True)]
    ranked = sorted(peers, key=lambda one: (one[1].rank is None, one[1].rank or 0))
    parts = [
        Part(lead=_scope(group, voice)),
        Part(table=_side_by_side(ranked, group, voice), note=voice.say("between.scores_note")),
        *_order(ranked, group, voice),
        Part(table=_map(ranked, voice), note=voice.say("between.map_note")),
        *_spreads(courses, group.spreads, voice),
        *_groups(courses, by, voice),
    ]
    heading = Heading("between", "", voice.say("headings.between"))
    return Section(heading, tuple(parts))


def _scope(group: Group, voice: Voice) -> Phrase:
    if group.same_scope:
        return voice.say("between.same_scope", common=str(len(group.common)))
    return voice.say("between.other_scope", common=str(len(group.common)))


# --- side by side -----------------------------------------------------------------------------


def _side_by_side(ranked: Sequence[tuple[Course, Peer]], group: Group, voice: Voice) -> Table:
    heads = ("park", "period", "score", "rank", "range", "common_score", "common_rank")
    widths = (0, 10, 9, 8, 15, 12, 10)
    columns = [
        Column(voice.say(f"columns.{head}"), width, number=place > 1)
        for place, (head, width) in enumerate(zip(heads, widths, strict=True))
    ]
    if not group.same_scope:
        columns.append(Column(voice.say("columns.outside"), 11, number=True))
    lines = tuple(_peer(course, peer, group) for course, peer in ranked)
    return Table(voice.say("captions.side_by_side"), tuple(columns), lines, sortable=True)


def _peer(course: Course, peer: Peer, group: Group) -> Line:
    voice, year = course.voice, course.last
    total, draft = year.standing.total, year.draft
    nothing = voice.figure("–")
    cells = [
        Cell(course.park),
        Cell(voice.quote(year.period)),
        Cell(nothing, badge=draft.badge(peer.score)),
        Cell(_rank(peer.rank, voice), strong=True),
        Cell(draft.range(total.low, total.high) or nothing),
        Cell(nothing, badge=draft.badge(peer.common_score)),
        Cell(_rank(peer.common_rank, voice), strong=True),
    ]
    if not group.same_scope:
        cells.append(Cell(voice.figure(str(len(peer.outside)))))
    return Line(tuple(cells))


def _rank(rank: int | None, voice: Voice) -> Phrase:
    return voice.figure("–" if rank is None else str(rank))


# --- how sure the order is --------------------------------------------------------------------


def _order(
    ranked: Sequence[tuple[Course, Peer]],
    group: Group,
    voice: Voice,
) -> Iterator[Part]:
    """Yield the table of neighbours in the order: where it is most likely to turn round."""
    pairs = {frozenset((pair.first, pair.second)): pair for pair in group.pairs}
    scored = [one for one in ranked if one[1].score is not None]
    lines = tuple(
        _neighbours(ahead, behind, pairs[frozenset((ahead[1].label, behind[1].label))])
        for ahead, behind in pairwise(scored)
    )
    if not lines:
        return
    heads = ("ahead", "behind", "lead", "ranges", "weightings", "swap")
    widths = (0, 19, 8, 19, 16, 19)
    columns = tuple(
        Column(voice.say(f"columns.{head}"), width, number=head == "lead")
        for head, width in zip(heads, widths, strict=True)
    )
    yield Part(
        table=Table(voice.say("captions.order"), columns, lines),
        note=voice.say("between.order_note"),
    )


def _neighbours(ahead: tuple[Course, Peer], behind: tuple[Course, Peer], pair: Pair) -> Line:
    voice = ahead[0].voice
    scores = [course.last.rounded(peer.score) for course, peer in (ahead, behind)]
    lead = voice.figure("–" if None in scores else signed(scores[0] - scores[1]))  # type: ignore[operator]
    return Line(
        (
            Cell(ahead[0].park),
            Cell(behind[0].park),
            Cell(lead),
            Cell(
                voice.say("between.overlap" if pair.overlap else "between.apart"),
                tone="open" if pair.overlap else "good",
            ),
            Cell(_share(pair, ahead[1].label, voice)),
            Cell(_swap(pair, voice)),
        )
    )


def _share(pair: Pair, ahead: str, voice: Voice) -> Phrase:
    weightings = pair.weightings
    if weightings is None:
        return voice.figure("–")
    share = weightings.ahead if pair.first == ahead else weightings.behind
    if weightings.standard_error == 0:
        return voice.figure(percent_text(100 * share))
    error = percent_text(100 * weightings.standard_error)
    return voice.say("between.estimated", share=percent_text(100 * share), error=error)


def _swap(pair: Pair, voice: Voice) -> Phrase:
    weightings = pair.weightings
    if weightings is None or not weightings.linear:
        return voice.say("between.swap_unknown")
    if weightings.swap is None:
        return voice.say("between.swap_none")
    return voice.say("between.swap", moved=score_text(weightings.swap.moved))


# --- dimensions -------------------------------------------------------------------------------


def _map(ranked: Sequence[tuple[Course, Peer]], voice: Voice) -> Table:
    """Return the parks' dimensions on the common indicators, each score in its colour."""
    first, peer = ranked[0]
    titles = [first.draft.title(name) for name in peer.dimensions]
    columns = (
        Column(voice.say("columns.park")),
        *(Column(title, 80 / (len(titles) + 1), number=True) for title in titles),
        Column(voice.say("columns.total"), 80 / (len(titles) + 1), number=True),
    )
    lines = tuple(_map_line(course, one) for course, one in ranked)
    return Table(voice.say("captions.map"), columns, lines, sortable=True, heat=True)


def _map_line(course: Course, peer: Peer) -> Line:
    nothing = course.voice.figure("–")
    scores = (*peer.dimensions.values(), peer.common_score)
    cells = (Cell(nothing, badge=course.draft.badge(score)) for score in scores)
    return Line((Cell(course.park), *cells))


# --- groups -----------------------------------------------------------------------------------


def _spreads(
    courses: Sequence[Course], spreads: Mapping[str, Spread | None], voice: Voice
) -> Iterator[Part]:
    known = {name: one for name, one in spreads.items() if one is not None}
    if not known:
        fewest, count = str(FEWEST_PARKS), str(len(courses))
        yield Part(
            head=voice.say("captions.spread"),
            text=voice.say("between.no_spread", fewest=fewest, count=count),
        )
        return
    lines = tuple(
        _spread_line(_dimension_title(courses[0].last, name, voice), one, voice)
        for name, one in known.items()
    )
    yield Part(
        table=Table(voice.say("captions.spread"), _spread_columns("node", voice), lines),
        note=voice.say("between.spread_note"),
    )


def _dimension_title(year: Year, name: Id, voice: Voice) -> Phrase:
    return voice.say("chart.total_score") if name == TOTAL else year.draft.title(name)


def _spread_columns(head: str, voice: Voice) -> tuple[Column, ...]:
    return (
        Column(voice.say(f"columns.{head}")),
        Column(voice.say("columns.parks"), 9, number=True),
        *(Column(voice.say(f"columns.{one}"), 12, number=True) for one in SPREAD),
    )


def _spread_line(title: Phrase, one: Spread, voice: Voice) -> Line:
    return Line((Cell(title), *_spread_cells(one, voice)))


def _spread_cells(one: Spread, voice: Voice) -> Iterator[Cell]:
    numbers = (score_text(getattr(one, name)) for name in SPREAD)
    return (Cell(voice.figure(text)) for text in (str(one.parks), *numbers))


def _groups(courses: Sequence[Course], by: Mapping[str, Group], voice: Voice) -> Iterator[Part]:
    """Yield a table of groups: their parks, and the spread of those with enough of them."""
    if not by:
        return
    parks = {course.last.standing.label: course.park for course in courses}
    lines = tuple(_group_line(name, group, parks, voice) for name, group in by.items())
    yield Part(
        table=Table(voice.say("captions.groups"), _spread_columns("group", voice), lines),
        note=voice.say("between.groups_note", fewest=str(FEWEST_PARKS)),
    )


def _group_line(name: str, group: Group, parks: Mapping[str, Phrase], voice: Voice) -> Line:
    """Name a group with its parks in the order of their ranks, and how its totals are spread."""
    ranked = sorted(group.peers, key=lambda peer: (peer.rank is None, peer.rank or 0))
    named = voice.join((_ranked(peer, parks, voice) for peer in ranked), "list.titles")
    title = Cell(_group_name(name, voice), note=named)
    found = group.spreads[TOTAL]
    if found is not None:
        return Line((title, *_spread_cells(found, voice)))
    dashes = (Cell(voice.figure("–")) for _ in SPREAD)
    return Line((title, Cell(voice.figure(str(len(group.peers)))), *dashes))


def _group_name(name: str, voice: Voice) -> Phrase:
    if voice.knows(f"countries.{name}"):
        return voice.say(f"countries.{name}")
    return voice.quote(name) or voice.say("between.no_group")


def _ranked(peer: Peer, parks: Mapping[str, Phrase], voice: Voice) -> Phrase:
    score = "–" if peer.score is None else score_text(peer.score)
    return voice.say("between.ranked", park=parks[peer.label], score=score)
