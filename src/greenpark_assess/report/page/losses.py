"""Where the points are lost: over the dimensions, and criterion by criterion."""

from __future__ import annotations

from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.figures import heat_map
from greenpark_assess.report.page.figures import losses as waterfall
from greenpark_assess.report.page.record import Heading, Losses


def losses(draft: Draft) -> Losses:
    """Return the page on losses."""
    return Losses(
        heading=Heading("losses-page", "", draft.voice.say("headings.losses")),
        waterfall=waterfall(draft),
        about=draft.voice.say("chart.losses_legend"),
        heat_map=heat_map(draft),
        note=draft.voice.say("chart.heat_map_note"),
    )
