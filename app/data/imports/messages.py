"""How an import ends without a data set, and what it tells the user then."""

from __future__ import annotations

from app.model.message import Message, say

__all__ = ("ImportCancelledError", "ImportFailedError", "Message", "say")


class ImportFailedError(Exception):
    """The file cannot be imported; the message says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class ImportCancelledError(Exception):
    """The user stopped the import; nothing was kept."""
