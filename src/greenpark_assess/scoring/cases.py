"""A rubric's worked cases: answers in, numbers out, and every number that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from greenpark_assess.answers.model import Answers, Park
from greenpark_assess.answers.reading import CaseAnswers
