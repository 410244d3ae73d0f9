"""Any file that people bring, told by what is in it rather than by its name."""

from __future__ import annotations

import re

from ...errors import N_, Refused
from .cards import read_cards
from .lettering import is_text, without_mark
from .separated import read_separated
from .sheet import NOTHING, Sheet
from .workbook import read_workbook

MOST_BYTES = 20_000_000
ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
OTHER_TEXTS = (b"%PDF", b"{\\rtf", b"<")

TOO_LARGE = N_("This file is larger than %(most)s MB. Split it and import the parts one by one.")
OLD_EXCEL = N_("This is a workbook of an old Excel. Save it as Excel workbook (.xlsx) and import the new file.")
PASSWORD = N_("This workbook is protected by a password. Save it without one and import the new file.")
NONE_OF_THREE = N_("This file is neither CSV nor Excel nor vCard. Save the table as one of them and import that.")

_CARD = re.compile(rb"\s*BEGIN:VCARD\b", re.IGNORECASE)


def read_file(data: bytes, name: str) -> Sheet:
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if data.startswith(OLD_OFFICE):
        raise Refused(PASSWORD if LOCKED in data else OLD_EXCEL)
    if data.startswith(ARCHIVE):
        return read_workbook(data)
    return _read_text(without_mark(data), name)


def _read_text(data: bytes, name: str) -> Sheet:
    if not data.strip():
        raise Refused(NOTHING)
    if _CARD.match(data):
        return read_cards(data)
    if not is_text(data) or data.lstrip().startswith(OTHER_TEXTS):
        raise Refused(NONE_OF_THREE)
    return read_cards(data) if name.casefold().endswith((".vcf", ".vcard")) else read_separated(data)
