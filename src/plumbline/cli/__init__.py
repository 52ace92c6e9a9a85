"""The `plumbline` command: every room from a terminal, for people and for scripts.

Each group of commands is a module with `register(subparsers)`; a command is a function from parsed
arguments to an exit code (0 done, 1 the check found something, 2 wrong usage or unreadable input,
3 refused by law, policy or arithmetic). People read Chinese and English lines, machines ask `--json`.

What never happens: a traceback reaches a user, a command writes past the one door of the store.
What may enter: arguments, files named by the user, and how an answer is shown. Rules live in the rooms.
"""

from plumbline.cli.main import main

__all__ = ["main"]
