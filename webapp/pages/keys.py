"""Records' keys in addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from werkzeug.routing import BaseConverter

SIGNS = (("~", "~0"), ("/", "~1"))
"""A slash would end the key, so it is written another way."""
DOT, WRITTEN_DOT = ".", "~2"
SAFE = "!$&'()*+,/:;=@"


def in_address(key: object) -> str:
    """A record's key as it stands in an address, whatever signs it has."""
    text = str(key)
    for sign, written in SIGNS:
        text = text.replace(sign, written)
    if set(text) == {DOT}:
        text = text.replace(DOT, WRITTEN_DOT)
    return quote(text, safe=SAFE)


class KeyConverter(BaseConverter):
    part_isolating = True
    regex = r"[^/]+"

    def to_url(self, value: Any) -> str:
        return in_address(value)

    def to_python(self, value: str) -> str:
        value = value.replace(WRITTEN_DOT, DOT)
        for sign, written in reversed(SIGNS):
            value = value.replace(written, sign)
        return value
