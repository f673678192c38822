"""Why the environment could not be made or filled, read from what pip said, and what to do about it."""

from __future__ import annotations

import platform
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NO_ROOM = ("No space left", "Errno 28", "Disk quota exceeded", "not enough space")
_NO_TRUST = ("CERTIFICATE_VERIFY_FAILED", "certificate verify failed")
_NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Max retries exceeded",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Network is unreachable",
    "getaddrinfo failed",
    "Connection broken",
    "ConnectionResetError",
)
_NOT_FOR_THIS_MACHINE = re.compile(r"No matching distribution found for (\S+)")


def reason_of(what: str, output: Sequence[str], environment: Path) -> str:
    """Return what failed, why, and the way out.

    Args:
        what: What could not be done, as the beginning of a sentence.
        output: The lines of the command that failed.
        environment: The folder that was to be made or filled.
    """
    text = "\n".join(output)
    if any(sign in text for sign in _NO_ROOM):
        return f"The disk is full: {what}.\nMake 2 GB of room where {environment} lies, then start again."
    if any(sign in text for sign in _NO_TRUST):
        return (
            f"The package index shows a certificate that this machine does not trust: {what}."
            "\nCheck the clock. Where a proxy looks into the traffic, name the file of its certificate"
            " in the variable PIP_CERT, then start again."
        )
    if any(sign in text for sign in _NO_NETWORK):
        return (
            f"No network: {what}.\nThe first start fetches them once from the Python package index."
            " Connect this machine, or name a proxy in the variable HTTPS_PROXY, then start again."
        )
    if absent := _NOT_FOR_THIS_MACHINE.search(text):
        return (
            f"The package index has no {absent[1]} for this machine ({_this_machine()})."
            "\nThe program runs on 64-bit Windows 10, macOS 13, Linux on x86-64 with glibc 2.34 (Debian 12)"
            " and Linux on ARM with glibc 2.39 (Debian 13, Ubuntu 24.04), or newer."
        )
    return f"{what}:\n\n" + "\n".join(output[-15:]) + "\n"


def _this_machine() -> str:
    libc = " ".join(platform.libc_ver()).strip()
    system = f"{platform.system()} {platform.machine()}"
    return ", ".join(filter(None, (system, libc, f"Python {platform.python_version()}")))
