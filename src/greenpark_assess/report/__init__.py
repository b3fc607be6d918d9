"""The gap report: an assessment as finished words and numbers, as HTML and as PDF."""
