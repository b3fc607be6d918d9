"""Units: a closed list in both languages, so that ``kt`` is a thousand tonnes and never a knot.

There are no prefixes: what is not in the table is an error that names the nearest spelling.
Energy is a dimension of its own (a tonne of coal is not a tonne of coal equivalent), and so are
each currency, greenhouse gases and each kind of count; none of them converts into another.
"""

from greenpark_assess.units.convert import compatible, factor
from greenpark_assess.units.unit import Unit, UnitError, UnitLike, parse_unit, symbol

__all__ = ["Unit", "UnitError", "UnitLike", "compatible", "factor", "parse_unit", "symbol"]
