"""Handlers: the only writers of read models. Each event type names the rows that it adds or changes.

A handler gets an event with its stamp and the state after it, and puts rows into a `Rows` buffer that
the writer flushes inside its transaction. Replay calls the same handlers.
"""

from plumbline.store.handlers.rows import Rows
from plumbline.store.handlers.writing import handle

__all__ = ["Rows", "handle"]
