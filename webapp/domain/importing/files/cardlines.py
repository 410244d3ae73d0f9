"""The lines of vCards 2.1, 3.0 and 4.0: unfolded, decoded, and all escaped the way of 3.0."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .lettering import encoding_of

PHOTO = "PHOTO"
NO_TEXTS = {"LOGO", "SOUND", "KEY"}
BASE64 = frozenset({"B", "BASE64"})

_LINE = re.compile(rb'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^=;":]*)(?:=((?:[^";]|"[^"]*")*))?')
_CHARSET = re.compile(r"utf-?8|us-ascii|iso-?8859-\d+|windows-125\d|cp\d+|koi8-[ru]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = re.compile(r"\\.|[;,]|\\|[^\\;,]+", re.DOTALL)
_LONE_BACKSLASH = re.compile(r"\\([;,\\]?)")


class Line(NamedTuple):
    name: str
    types: frozenset[str]
    """Every word that says more about the value, in capitals: WORK, CELL, PREF."""
    value: str
    """Still escaped, so that it can be taken apart."""


class Card(NamedTuple):
    number: int
    """The line of the file in which the card begins."""
    lines: list[Line]
    broken: int
    """The line that cannot be understood, or 0."""


class Raw(NamedTuple):
    number: int
    name: str
    parameters: dict[str, frozenset[str]]
    value: bytes


def cards_of(data: bytes) -> tuple[list[Card], str]:
    """All the cards, and the encoding of the values that do not name theirs."""
    lines = [(number, line, _raw(number, line)) for number, line in _unfolded(data)]
    undeclared = (raw.value for _number, _line, raw in lines if raw and not raw.parameters.get("CHARSET"))
    encoding = encoding_of(b"\n".join(value for value in undeclared if not value.isascii()))
    return list(_cards(((number, raw) for number, _line, raw in lines), encoding)), encoding


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    start, parts = 0, [b""]
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        if _breaks_softly(parts):
            parts[-1:] = [parts[-1][:-1], line]
        elif line[:1] in (b" ", b"\t") and start:
            parts.append(line[1:])
        elif line and b":" not in line and _is_base64(parts[0]):
            parts.append(line)
        else:
            yield from _joined(start, parts)
            start, parts = number, [line]
    yield from _joined(start, parts)


def _joined(start: int, parts: list[bytes]) -> Iterator[tuple[int, bytes]]:
    line = b"".join(parts)
    if line.strip():
        yield start, line


def _breaks_softly(parts: list[bytes]) -> bool:
    return parts[-1].endswith(b"=") and b"QUOTED-PRINTABLE" in parts[0].partition(b":")[0].upper()


def _is_base64(line: bytes) -> bool:
    head = line.partition(b":")[0].upper()
    return b"BASE64" in head or b"ENCODING=B" in head


def _raw(number: int, line: bytes) -> Raw | None:
    parts = _LINE.fullmatch(line)
    if not parts:
        return None
    name = parts[1].decode().upper()
    parameters = _parameters(parts[2].decode("ascii", "replace").upper()) if parts[2] else {}
    value = b"" if name in NO_TEXTS else _decoded(name, parts[3], parameters.get("ENCODING", frozenset()))
    return None if value is None else Raw(number, name, parameters, value)


@lru_cache(maxsize=1000)
def _parameters(text: str) -> dict[str, frozenset[str]]:
    """Version 2.1 leaves the names out: TEL;CELL, NOTE;QUOTED-PRINTABLE."""
    found: dict[str, frozenset[str]] = {}
    for name, values in _PARAMETER.findall(text):
        key = name.strip() if values else ("ENCODING" if name in BASE64 | {"QUOTED-PRINTABLE", "8BIT"} else "TYPE")
        words = (values or name).replace('"', "").split(",")
        found[key] = found.get(key, frozenset()) | {word.strip() for word in words}
    return found


def _decoded(name: str, value: bytes, encoding: frozenset[str]) -> bytes | None:
    """None if it is not what it says it is. A picture becomes a data address, as version 4.0 has it."""
    if name == PHOTO:
        return b"data:;base64," + value.strip() if encoding & BASE64 else value
    if "QUOTED-PRINTABLE" in encoding:
        return binascii.a2b_qp(value)
    if not encoding & BASE64:
        return value
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return None


def _cards(lines: Iterable[tuple[int, Raw | None]], encoding: str) -> Iterator[Card]:
    """A card ends with its END; where the next one begins or the file ends before that, it is broken."""
    start, broken = 0, 0
    raws: list[Raw] = []
    for number, raw in lines:
        if raw and raw.name == "BEGIN":
            if start:
                yield Card(start, [], broken or number)
            start, broken, raws = number, 0, []
        elif raw and raw.name == "END" and start:
            yield Card(start, [] if broken else _lines(raws, encoding), broken)
            start = 0
        elif raw:
            raws.append(raw)
        elif start:
            broken = broken or number
    if start:
        yield Card(start, [], broken or start)


def _lines(raws: list[Raw], encoding: str) -> list[Line]:
    old = any(raw.name == "VERSION" and raw.value.strip() == b"2.1" for raw in raws)
    return [Line(raw.name, _types(raw.parameters), _text(raw, encoding, old)) for raw in raws]


def _types(parameters: dict[str, frozenset[str]]) -> frozenset[str]:
    if not parameters:
        return frozenset()
    return parameters.get("TYPE", frozenset()) | ({"PREF"} if "PREF" in parameters else frozenset())


def _text(raw: Raw, encoding: str, old: bool) -> str:
    named = "".join(raw.parameters.get("CHARSET", ""))
    if _CHARSET.fullmatch(named):
        text = _in_charset(raw.value, named, encoding)
    else:
        text = raw.value.decode(encoding, "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _LONE_BACKSLASH.sub(lambda sign: sign[0] if sign[1] else r"\\", text) if old else text


def _in_charset(value: bytes, charset: str, encoding: str) -> str:
    try:
        return value.decode(charset, "replace")
    except LookupError:
        return value.decode(encoding, "replace")


def plain(value: str) -> str:
    r"""Without the backslashes: \n is a line break, and any other sign itself."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def parts(value: str, at: str = ";") -> list[str]:
    """The parts between the signs that are not escaped, plain."""
    if "\\" not in value:
        return value.split(at)
    found = [""]
    for token in _TOKEN.findall(value):
        if token == at:
            found.append("")
        else:
            found[-1] += token
    return [plain(part) for part in found]


def escaped(value: str) -> str:
    for sign in "\\,;":
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
