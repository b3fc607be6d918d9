"""The rubric: its language, its files, and everything one can say of it before anybody answers.

Nothing is imported here, so that a command that needs one module pays for that module only.
"""
