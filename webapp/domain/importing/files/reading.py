"""Any file that people bring, told by what is in it rather than by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from ...errors import N_, Message, Refused
from .archive import TORN, is_workbook, refuse_a_bomb, unpacked
from .cards import read_cards
from .lettering import is_text, without_mark
from .separated import read_separated
from .sheet import NONE, NOTHING, Sheet, Titles, word_of
from .workbook import BROKEN, read_workbook

MOST_BYTES = 20_000_000
ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
OTHER_TEXTS = (b"%PDF", b"{\\rtf", b"<")

TOO_LARGE = N_("This file is larger than %(most)s MB. Split it and import the parts one by one.")
OLD_EXCEL = N_("This is a workbook of an old Excel. Save it as Excel workbook (.xlsx) and import the new file.")
PASSWORD = N_("This workbook is protected by a password. Save it without one and import the new file.")
NONE_OF_THREE = N_("This file is neither CSV nor Excel nor vCard. Save the table as one of them and import that.")
SEVERAL = N_("There are several tables in this archive: %(names)s. Import them one by one.")

_CARD = re.compile(rb"\s*BEGIN:VCARD\b", re.IGNORECASE)


def read_file(data: bytes, name: str, titles: Titles = NONE) -> Sheet:
    """With the tables beside the first one that go by these titles, and the pictures that came along."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if data.startswith(OLD_OFFICE):
        raise Refused(PASSWORD if LOCKED in data else OLD_EXCEL)
    if data.startswith(ARCHIVE):
        return _read_packed(data, titles)
    return _read_text(without_mark(data), name)


def _read_packed(data: bytes, titles: Titles) -> Sheet:
    """Whatever is wrong inside, and there is no end to it, the person can only save or pack it again."""
    workbook = False
    try:
        workbook = is_workbook(data)
        refuse_a_bomb(data)
        return read_workbook(data, titles) if workbook else _read_archive(*unpacked(data), titles)
    except Refused:
        raise
    except Exception as broken:
        raise Refused(BROKEN if workbook else TORN) from broken


def _read_archive(tables: Mapping[str, bytes], files: Mapping[str, bytes], titles: Titles) -> Sheet:
    """The first table is the one that none of the titles is for."""
    words = {name: word_of(PurePosixPath(name).stem, titles) for name in tables} if len(tables) > 1 else {}
    others = {word: name for name, word in words.items() if word}
    mains = sorted(tables.keys() - others.values())
    if len(mains) != 1:
        raise Refused(SEVERAL, names=", ".join(sorted(tables)))
    main = _read_text(without_mark(tables[mains[0]]), mains[0])
    beside = {word: _read_text(without_mark(tables[name]), name) for word, name in others.items()}
    notes = [*main.notes, *_new_notes(main, beside)]
    return main._replace(notes=notes, others=beside, files={**main.files, **files})


def _new_notes(main: Sheet, beside: Mapping[str, Sheet]) -> list[Message]:
    return [note for sheet in beside.values() for note in sheet.notes if note not in main.notes]


def _read_text(data: bytes, name: str) -> Sheet:
    if not data.strip():
        raise Refused(NOTHING)
    if _CARD.match(data):
        return read_cards(data)
    if not is_text(data) or data.lstrip().startswith(OTHER_TEXTS):
        raise Refused(NONE_OF_THREE)
    return read_cards(data) if name.casefold().endswith((".vcf", ".vcard")) else read_separated(data)
