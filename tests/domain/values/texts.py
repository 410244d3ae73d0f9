"""What people and programs put into fields, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from webapp.domain.errors import Message, Refused
from webapp.domain.values.identities import VAT_RULES

ODD = (
    "",
    " ",
    "\x00",
    "\u200f",
    "\u202a\u202c",
    "\U0001f600",
    "\ud800",
    "\u0661\u0662\u0663",
    "²",
    "\u0390",
    "<",
    "@",
    "+",
    "(0)",
    ";;",
    "x" * 10_000,
    "1" * 10_000,
    "+" + "4" * 10_000,
    "@" * 10_000,
    "NO" + "9" * 10_000,
)
NEARLY = 'NOSECHFRGB0123456789 +-()./;,|@<>"\\abéßŉ\u200b\u200d\u202a\u0301\x00\n\t½٣😀'
texts = st.one_of(st.text(), st.text(NEARLY, max_size=40), st.sampled_from(ODD))
countries = st.sampled_from(("", "XX", "US", *VAT_RULES))


def stored(read: Callable[[str], str], text: str) -> str | None:
    """The stored form, or nothing when the text is refused; whatever else happens is a mistake."""
    try:
        return read(text)
    except Refused:
        return None


def told(message: Message | None) -> str:
    """The sentence in English, empty where there is no doubt."""
    return message.text % message.params if message else ""
