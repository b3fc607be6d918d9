"""From the sentences that a rubric answers to, to what judges them and what helps; and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greenpark_assess.rubric.model import Id, Rubric
from greenpark_assess.wording import words


@dataclass(frozen=True, slots=True)
class Traced:
    """One sentence: the indicators that judge it, each with the recommendations that lift it.

    ``others`` are recommendations that name the sentence themselves and lift none of these.
    """

    sentence: str
    indicators: Mapping[Id, tuple[Id, ...]]
    others: tuple[Id, ...]

    @property
    def complete(self) -> bool:
        """Whether something judges the sentence and something helps with it."""
        return bool(self.indicators) and (any(self.indicators.values()) or bool(self.others))


def trace(rubric: Rubric) -> tuple[Traced, ...]:
    """Return every sentence of ``rubric``, in its order, with all that answers to it."""
    return tuple(_traced(name, rubric) for name in rubric.sentences)


def _traced(sentence: str, rubric: Rubric) -> Traced:
    measures = rubric.recommendations
    indicators = {
        name: tuple(one for one, measure in measures.items() if name in measure.lifts)
        for name, indicator in rubric.indicators().items()
        if sentence in indicator.sentences
    }
    shown = {one for lifting in indicators.values() for one in lifting}
    others = (one for one, measure in measures.items() if sentence in measure.sentences)
    return Traced(sentence, indicators, tuple(one for one in others if one not in shown))


def show_trace(rubric: Rubric, language: str) -> str:
    """Return the trace as text: sentence, below it indicators, below these recommendations."""
    traced = trace(rubric)
    speech = words(language)["rubric"]
    lines = [line for one in traced for line in (*_lines(one, rubric, language), "")]
    incomplete = [one.sentence for one in traced if not one.complete]
    counted = speech["traced"].format(sentences=len(traced), complete=len(traced) - len(incomplete))
    return "\n".join([*lines, counted, ""])


def _lines(one: Traced, rubric: Rubric, language: str) -> Iterator[str]:
    speech = words(language)["rubric"]
    sentence = rubric.sentences[one.sentence]
    title = rubric.sources[sentence.source].title.within(language)
    yield f"{one.sentence}  {sentence.text.within(language)}"
    yield f"   {title}{speech['place']}{sentence.place.within(language)}"
    items = rubric.indicators()
    for name, lifting in one.indicators.items():
        yield f"   ● {items[name].title.within(language)}  ({name})"
        yield from (_measure(measure, rubric, language, indent=6) for measure in lifting)
    yield from (_measure(measure, rubric, language, indent=3) for measure in one.others)
    if not one.complete:
        yield f"   {speech['untraced_indicator' if not one.indicators else 'untraced_measure']}"


def _measure(name: Id, rubric: Rubric, language: str, indent: int) -> str:
    return f"{' ' * indent}→ {rubric.recommendations[name].title.within(language)}  ({name})"
