"""Scoring: a rubric compiled once to a plan, and one function that scores a table of rows."""
