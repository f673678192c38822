"""What the first start asks of the machine, and the machine it usually asks.

Setting up is a conversation with a computer: run this, is that there? With the computer as an
argument it can be rehearsed in tests, down to the apt that fails half way.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Machine(Protocol):
    """A computer to be made ready."""

    @property
    def python(self) -> str:
        """The interpreter outside any environment."""
        ...

    @property
    def platform(self) -> str:
        """As in ``sys.platform``."""
        ...

    @property
    def is_root(self) -> bool:
        """Whether packages can be installed without asking."""
        ...

    def run(self, command: Sequence[str], each_line: Callable[[str], None]) -> int:
        """Run a command without input, hand over its output line by line, return its exit code."""
        ...

    def has_program(self, name: str) -> bool:
        """Whether a program of this name can be run."""
        ...

    def has_library(self, soname: str) -> bool:
        """Whether the dynamic loader finds a library, such as ``libEGL.so.1``."""
        ...

    def has_module(self, name: str) -> bool:
        """Whether the interpreter has a module, without importing it."""
        ...

    def has_chinese_font(self) -> bool:
        """Whether any installed font covers simplified Chinese."""
        ...


class ThisMachine:
    """The computer the program is started on."""

    def __init__(self) -> None:
        self.python: str = sys.executable
        self.platform: str = sys.platform
        self.is_root: bool = hasattr(os, "geteuid") and os.geteuid() == 0

    def run(self, command: Sequence[str], each_line: Callable[[str], None]) -> int:
        """See `Machine.run`; a program that cannot be started counts as exit code 127."""
        import subprocess

        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"},
            )
        except OSError as error:
            each_line(str(error))
            return 127
        with process:
            for line in process.stdout or ():
                each_line(line.rstrip())
        return process.returncode

    def has_program(self, name: str) -> bool:
        """See `Machine.has_program`."""
        import shutil

        return shutil.which(name) is not None

    def has_library(self, soname: str) -> bool:
        """See `Machine.has_library`."""
        import ctypes

        try:
            ctypes.CDLL(soname)
        except OSError:
            return False
        return True

    def has_module(self, name: str) -> bool:
        """See `Machine.has_module`."""
        import importlib.util

        return importlib.util.find_spec(name) is not None

    def has_chinese_font(self) -> bool:
        """Ask fontconfig through its library: its programs are a package of their own."""
        import ctypes

        class FontSet(ctypes.Structure):
            _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))

        try:
            fontconfig = ctypes.CDLL("libfontconfig.so.1")
        except OSError:
            return False
        for name in ("FcNameParse", "FcObjectSetCreate"):
            getattr(fontconfig, name).restype = ctypes.c_void_p
        fontconfig.FcFontList.restype = ctypes.POINTER(FontSet)
        fontconfig.FcFontList.argtypes = [ctypes.c_void_p] * 3
        found = fontconfig.FcFontList(
            None, fontconfig.FcNameParse(b":lang=zh-cn"), fontconfig.FcObjectSetCreate()
        )
        return bool(found) and found.contents.count > 0
