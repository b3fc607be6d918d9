"""What a command's exit code means."""

FINE, FINDINGS, USAGE, UNREADABLE, MACHINE = 0, 1, 2, 3, 4
CRASHED, INTERRUPTED = 70, 130
