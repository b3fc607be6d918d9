"""Open self-assessment of green and eco-industrial parks: rubrics, scores, gap reports."""

__version__ = "0.2.0"
