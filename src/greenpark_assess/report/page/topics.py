"""The topics under which a questionnaire asks."""

from __future__ import annotations

from collections.abc import Mapping

from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.rubric.model import Id


def by_topic(draft: Draft) -> Mapping[str, list[Id]]:
    """Return the questions under each topic: declared topics first, then as questions come."""
    topics: dict[str, list[Id]] = {topic: [] for topic in draft.rubric.topics}
    for name in draft.rubric.questions:
        topics.setdefault(name.split(".")[0], []).append(name)
    return {topic: names for topic, names in topics.items() if names}


def topic_title(draft: Draft, topic: str) -> Phrase:
    """Return the heading of a topic; questions without a declared one share a heading."""
    declared = draft.rubric.topics.get(topic)
    return draft.voice.text(declared) if declared else draft.voice.say("annex.other")
