"""Which column holds which field, by its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

SHORTEST_BEGINNING = 3
LONG_ENOUGH = 5
"""From this length on a caption is recognised inside a longer word, as “Telefon” is in “Telefonnummer”."""

_WORDS = re.compile(r"[^\W_]+")
_LIKE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def matched(headings: list[str], fields: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Column → field. Each field goes by its own name and its captions; the same words beat the same beginning."""
    names = {name: [_words(caption) for caption in (name, *captions)] for name, captions in fields.items()}
    columns = {column: words for column, heading in enumerate(headings) if (words := _words(heading))}
    found: dict[int, str] = {}
    for _rank, column, name in sorted(_pairs(columns, names), key=lambda pair: pair[0]):
        if column not in found and name not in found.values():
            found[column] = name
    return dict(sorted(found.items()))


def _words(text: str) -> list[str]:
    """Without capitals, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE))
    return _WORDS.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


def _pairs(
    columns: Mapping[int, list[str]], names: Mapping[str, list[list[str]]]
) -> Iterator[tuple[tuple[int, int], int, str]]:
    for column, heading in columns.items():
        for name, captions in names.items():
            likeness = max(_likeness(heading, caption) for caption in captions)
            if likeness > (0, 0):
                yield (-likeness[0], -likeness[1]), column, name


def _likeness(heading: list[str], caption: list[str]) -> tuple[int, int]:
    """2 for the same words, 1 for the same beginning, and how long it is. “Name” alone is not “Name 2”."""
    one, other = "".join(heading), "".join(caption)
    if one == other:
        return 2, len(one)
    length = min(len(one), len(other))
    begins = other in accumulate(heading) or (one in accumulate(caption) and not caption[-1].isdecimal())
    inside = len(other) >= LONG_ENOUGH and one.startswith(other)
    return (1, length) if length >= SHORTEST_BEGINNING and (begins or inside) else (0, 0)
