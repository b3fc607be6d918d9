"""The languages of a report: its own phrases, the rubric's texts, and a person's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from greenpark_assess.report.page.record import Phrase, Run
from greenpark_assess.rubric.model import Text
from greenpark_assess.wording import words

NOTHING: Phrase = ()

_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks ``languages``, the first one leading; ``native`` is the rubric's first language.

    Its words are those of ``areas``; where two of them have a phrase, the first one is taken.
    """

    languages: tuple[str, ...]
    native: str
    areas: tuple[str, ...] = ("report",)

    def say(self, key: str, **facts: Phrase | str) -> Phrase:
        """Return the report's own phrase ``key`` with ``facts`` filled in, in every language."""
        return _distinct(
            Run(language, self._entry(language, key).format(**_spoken(facts, language)))
            for language in self.languages
        )

    def knows(self, key: str) -> bool:
        """Tell whether the report has a phrase ``key``."""
        return any(_found(area, self.languages[0], key) is not None for area in self.areas)

    def _entry(self, language: str, key: str) -> str:
        """Return a phrase as it stands; a wrong key is our bug and looks like one."""
        found = (_found(area, language, key) for area in self.areas)
        entry = next((one for one in found if one is not None), None)
        if entry is None:
            raise KeyError(key)
        return entry

    def text(self, text: Text | None) -> Phrase:
        """Return a text of the rubric."""
        return self.given(text.root) if text else NOTHING

    def given(self, texts: Mapping[str, str]) -> Phrase:
        """Return a text given per language, or its only version where none of ours is there."""
        known = {
            language or self.native: upright(text)
            for language, text in texts.items()
            if text.strip()
        }
        ours = [Run(language, known[language]) for language in self.languages if language in known]
        others = [Run(language, text) for language, text in known.items()]
        return _distinct(ours or others[:1])

    def quote(self, text: str) -> Phrase:
        """Return what a person wrote, as written: once, whatever the report's languages are."""
        return (Run(_likely_language(text), upright(text).strip()),) if text.strip() else NOTHING

    def figure(self, text: str) -> Phrase:
        """Return a number or another text that is the same in every language."""
        return (Run(self.languages[0], text),) if text else NOTHING

    def join(self, phrases: Iterable[Phrase], key: str = "list.separator") -> Phrase:
        """Join phrases to one, with the separator that each language uses."""
        parts = [phrase for phrase in phrases if phrase]
        return _distinct(
            Run(language, self._entry(language, key).join(spoken(part, language) for part in parts))
            for language in (self.languages if parts else ())
        )


def upright(text: str) -> str:
    """Return ``text`` without the invisible signs that turn the reading direction round."""
    return text.translate(_TURNING)


def spoken(phrase: Phrase, language: str) -> str:
    """Return the text of ``phrase`` in ``language``, else its leading one."""
    return next((run.text for run in phrase if run.lang == language), phrase[0].text)


def _spoken(facts: Mapping[str, Phrase | str], language: str) -> dict[str, str]:
    return {
        name: fact if isinstance(fact, str) else spoken(fact, language) if fact else ""
        for name, fact in facts.items()
    }


def _found(area: str, language: str, key: str) -> str | None:
    entry: object = words(language)[area]
    for name in key.split("."):
        if not isinstance(entry, Mapping) or name not in entry:
            return None
        entry = entry[name]
    return str(entry)


def _distinct(runs: Iterable[Run]) -> Phrase:
    """Drop what reads the same as an earlier run: numbers and names need no translation."""
    first: dict[str, Run] = {}
    for run in runs:
        first.setdefault(run.text, run)
    return tuple(first.values())


def _likely_language(text: str) -> str:
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        return "zh"
    return "en" if text.isascii() else ""
