"""Differences in words."""

from __future__ import annotations

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.diff.record import Finding
from greenpark_assess.wording import printable, say, words


def sentence(finding: Finding, language: str) -> str:
    """Return a finding as one line, with the reason that the rubric gives, if it gives one."""
    text = say(Problem(finding.code, details=finding.details), language)
    if finding.why is None:
        return text
    why = printable(" ".join(finding.why.within(language).split()))
    return str(words(language)["versions"]["because"]).format(text=text, why=why)
