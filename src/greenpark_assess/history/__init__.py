"""The history of a programme: assessments and the answers they came from, in one SQLite file."""
