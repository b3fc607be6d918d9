"""What holds for the rubrics that come along, beyond what `rubric check` asks of every rubric."""

from __future__ import annotations

import pytest

from greenpark_assess.rubric.load import available, find_rubric, load_rubric

SHIPPED = [one.name for one in available()]


def recommendations(name: str) -> dict[str, tuple[str, ...]]:
    """Return the recommendations of a shipped rubric with those that they interact with."""
    rubric = load_rubric(find_rubric(name)).rubric
    assert rubric is not None
    return {one: measure.interacts for one, measure in rubric.recommendations.items()}


@pytest.mark.parametrize("name", SHIPPED)
def test_measures_that_overlap_name_each_other(name: str) -> None:
    """A measure of a part that all share cannot name one that only a single rubric adds."""
    named, shared = recommendations(name), recommendations("green-park")
    one_sided = [
        (one, other)
        for one, others in named.items()
        for other in others
        if one not in named[other] and (one in shared) == (other in shared)
    ]
    assert one_sided == []
