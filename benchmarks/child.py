"""Run a program and print its exit code, its processor seconds and its peak memory in bytes.

    python -I -S child.py PROGRAM [ARGUMENTS]

This is a small process of its own because Linux counts the memory of the process that starts a
program into the program's peak. Standard library only, and as little of it as possible.
"""

from __future__ import annotations

import os
import sys

command = sys.argv[1:]
silence = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
process = os.posix_spawn(command[0], command, os.environ, file_actions=[silence])
_, status, used = os.wait4(process, 0)
unit = 1 if sys.platform == "darwin" else 1024
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss * unit)
