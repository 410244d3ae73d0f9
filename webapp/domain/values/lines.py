"""One line of text as it comes out of a form, a file or somebody else's document."""

from __future__ import annotations

import unicodedata

from ..errors import N_, Refused

NOT_KEPT = N_("There are characters here that cannot be kept. Type the text again.")
JOINERS = "\u200c\u200d"
"""Invisible like the marks of direction, but part of the spelling in some scripts."""


def read_line(text: str, field: str = "") -> str:
    """Without the invisible marks that come along when numbers are pasted, and with single blanks."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign in JOINERS)
    line = " ".join(unicodedata.normalize("NFC", seen).split())
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line):
        raise Refused(NOT_KEPT, field=field)
    return line


def without_blanks(line: str) -> str:
    return "".join(line.split())
