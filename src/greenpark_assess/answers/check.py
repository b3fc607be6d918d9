"""What else a park should know about its questionnaire: how full it is, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenpark_assess.answers.model import Answers, NotApplicable
from greenpark_assess.answers.questionnaire import is_mark
from greenpark_assess.problems import Place, Problem
from greenpark_assess.rubric.model import Rubric

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Count:
    """Numbers of questions: all, those answered with a value, declared n/a, and not asked."""

    questions: int
    answered: int = 0
    not_applicable: int = 0
    not_asked: int = 0

    @property
    def open(self) -> int:
        """Questions that are asked and have no answer yet."""
        return self.questions - self.answered - self.not_applicable - self.not_asked


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How much of a questionnaire is answered, as a whole and by topic."""

    total: Count
    topics: Mapping[str, Count]


def check_answers(
    answers: Answers,
    rubric: Rubric,
    *,
    asked: Callable[[str], bool | None] = lambda _: True,
    assessment: Assessment | None = None,
) -> tuple[CheckSummary, tuple[Problem, ...]]:
    """Return how much is answered, and warnings and notes beyond what reading has found.

    Args:
        answers: The answers as read.
        rubric: The rubric that asks.
        asked: Tells of a question's id whether it is asked of this park; ``None`` if that is open.
        assessment: The result of these answers, for the prerequisites that fail or are open.
    """
    problems = [
        *_answers_to_nothing(answers, asked),
        *_without_evidence(answers, rubric),
        *(_prerequisites(answers, rubric, assessment) if assessment else ()),
    ]
    return summarize(answers, rubric, asked=asked), tuple(problems)


def marks(text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for each line that asks somebody to look at an answer."""
    for number, line in enumerate(text.splitlines(), 1):
        if is_mark(line):
            written = line.strip()
            place = Place(file, number, line.index(written) + 1, len(written), line)
            yield Problem("answers.marked", place, {}, "warning")


def summarize(
    answers: Answers, rubric: Rubric, *, asked: Callable[[str], bool | None] = lambda _: True
) -> CheckSummary:
    """Return how much of the questionnaire is answered; topics in the rubric's order."""
    names: dict[str, list[str]] = {topic: [] for topic in rubric.topics}
    for name in rubric.questions:
        names.setdefault(name.partition(".")[0], []).append(name)
    topics = {topic: _count(answers, own, asked) for topic, own in names.items() if own}
    return CheckSummary(_count(answers, list(rubric.questions), asked), topics)


def _count(answers: Answers, names: list[str], asked: Callable[[str], bool | None]) -> Count:
    given = [answers.answers[name].value for name in names if name in answers.answers]
    declared = sum(isinstance(value, NotApplicable) for value in given)
    left_out = sum(name not in answers.answers and asked(name) is False for name in names)
    return Count(len(names), len(given) - declared, declared, left_out)


def _answers_to_nothing(answers: Answers, asked: Callable[[str], bool | None]) -> Iterator[Problem]:
    for name, answer in answers.answers.items():
        if asked(name) is False and not isinstance(answer.value, NotApplicable):
            yield Problem("answers.not_asked", answer.place, {"question": name}, "warning")


def _without_evidence(answers: Answers, rubric: Rubric) -> Iterator[Problem]:
    for name, answer in answers.answers.items():
        wanted = rubric.questions[name].evidence
        if wanted and not answer.evidence and not isinstance(answer.value, NotApplicable):
            yield Problem("answers.no_evidence", answer.place, {"question": name}, "note")


def _prerequisites(answers: Answers, rubric: Rubric, assessment: Assessment) -> Iterator[Problem]:
    place = Place(answers.file, line=0, column=0) if answers.file else None
    indicators = rubric.indicators()
    for name, record in assessment.indicators.items():
        words = indicators[name].requires or indicators[name].title
        details = {"requirement": words.root}
        if record.prerequisite == "no":
            yield Problem("answers.prerequisite_fails", place, details, "warning")
        elif record.prerequisite == "open":
            yield Problem("answers.prerequisite_open", place, details, "note")
