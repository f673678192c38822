"""What a command is given: the folders, where to write, and the explorer once it is asked for."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cached_property
from typing import TextIO

from app.composition import open_explorer
from app.explorer.explorer import Explorer
from app.model.words import Language, Words
from app.places import Folders, standard_folders


@dataclass(frozen=True)
class Session:
    """One call of the command line."""

    folders: Folders = field(default_factory=standard_folders)
    out: TextIO = field(default_factory=lambda: sys.stdout)
    errors: TextIO = field(default_factory=lambda: sys.stderr)

    @cached_property
    def explorer(self) -> Explorer:
        """The explorer over everything that is open; what was damaged is said once."""
        explorer = open_explorer(self.folders)
        for problem in explorer.library.problems:
            self.errors.write(f"third-pole: left out: {problem}\n")
        return explorer

    def words(self, language: Language) -> Words:
        """The translator of a language."""
        return Words(language, self.folders.translations)
