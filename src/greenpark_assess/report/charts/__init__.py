"""Charts as inline SVG: frozen records of finished words and numbers in, markup out.

Each kind has a module with its record and one function that draws it. The same markup goes on the
screen and on paper, in a fixed view box, with words of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from markupsafe import Markup

from greenpark_assess.report.charts.bars import Bars, bars
from greenpark_assess.report.charts.colours import band
from greenpark_assess.report.charts.contributions import Contributions, contributions
from greenpark_assess.report.charts.heatmap import HeatMap, HeatRow, heat_map
from greenpark_assess.report.charts.multiples import Multiples, multiples
from greenpark_assess.report.charts.radar import Radar, radar
from greenpark_assess.report.charts.record import Figure, Item, Key, Landmark, Reading
from greenpark_assess.report.charts.scale import FULL
from greenpark_assess.report.charts.spark import Spark, spark
from greenpark_assess.report.charts.trend import Series, Trend, trend
from greenpark_assess.report.charts.waterfall import Part, Waterfall, waterfall

__all__ = [
    "FULL",
    "Bars",
    "Contributions",
    "Drawing",
    "Figure",
    "HeatMap",
    "HeatRow",
    "Item",
    "Key",
    "Landmark",
    "Multiples",
    "Part",
    "Radar",
    "Reading",
    "Series",
    "Spark",
    "Trend",
    "Waterfall",
    "band",
    "draw",
]

Drawing: TypeAlias = Bars | Radar | HeatMap | Waterfall | Contributions | Trend | Multiples | Spark


_KINDS: dict[type, Callable[[Any], Markup]] = {
    Bars: bars,
    Radar: radar,
    HeatMap: heat_map,
    Waterfall: waterfall,
    Contributions: contributions,
    Trend: trend,
    Multiples: multiples,
    Spark: spark,
}


def draw(drawing: Drawing) -> Markup:
    """Return any drawing as an ``<svg>`` element with role, title and a unique id."""
    return _KINDS[type(drawing)](drawing)
