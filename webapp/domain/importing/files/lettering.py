"""Which letters the bytes of a file are: its mark says so, or it is UTF-8, or the likeliest of the old tables."""

from __future__ import annotations

import codecs
import re

from ...errors import N_, Message, say

OLD_TABLES = {"cp1252": "Windows-1252", "iso8859-15": "ISO 8859-15", "cp1251": "Windows-1251"}
"""The likelier first, where nothing tells them apart."""

_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_NO_LETTER = re.compile("[\x7f-\x9f\ufffd\u2500-\u259f]")
_RARE = re.compile("[¤¦¨´¸¬¯ÿЂЃѓЉЊЌЋЏђљњќћџЎўЈЅѕј]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-žŒœŠšŽžŸ]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_ACCENTED_ALONE = re.compile("[À-ÖØ-öø-žŸ]{3}")
_CONTROLS = bytes({*range(1, 32)} - set(b"\t\n\r\f\x1a\x1b"))


def without_mark(data: bytes) -> bytes:
    """A file that says at its beginning how it is written, as UTF-8 without that mark; and no file with NUL bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"")


def is_text(data: bytes) -> bool:
    """Pictures and the like are full of control characters."""
    return len(data) - len(data.translate(None, _CONTROLS)) <= len(data) // 100


def encoding_of(data: bytes) -> str:
    try:
        data.decode()
    except UnicodeDecodeError:
        return "utf-8" if _is_nearly_utf_8(data) else _likeliest_table(data)
    return "utf-8"


def _is_nearly_utf_8(data: bytes) -> bool:
    """A single broken letter must not spoil thousands of good ones."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) > 10 * broken


def _likeliest_table(data: bytes) -> str:
    words = {word for word in _WORD.findall(data) if not word.isascii()}
    return max(OLD_TABLES, key=lambda table: sum(_likelihood(word.decode(table, "replace")) for word in words))


def _likelihood(word: str) -> int:
    """Accents stand among plain letters, Cyrillic letters among their own kind, capitals in front or everywhere."""
    points = -4 * len(_NO_LETTER.findall(word)) - len(_RARE.findall(word))
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    if latin and cyrillic:
        return points - 2
    if cyrillic:
        shapely = word.islower() or word.isupper() or word.istitle()
        return points + (len(cyrillic) if len(cyrillic) > 1 and shapely else 0)
    if _ACCENTED_ALONE.search(word):
        return points - 2
    return points + (1 if any(letter.isascii() for letter in latin) else 0)


def notes_on(encoding: str, text: str) -> list[Message]:
    notes = []
    if encoding in OLD_TABLES:
        notes.append(say(N_("The letters were read as %(encoding)s."), encoding=OLD_TABLES[encoding]))
    if "\ufffd" in text:
        notes.append(say(N_("Letters that could not be read became %(sign)s."), sign="\ufffd"))
    return notes
