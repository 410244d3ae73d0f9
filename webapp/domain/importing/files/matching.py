"""Which column holds which field, by its heading."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

Words: TypeAlias = tuple[str, ...]
Columns: TypeAlias = Mapping[int, Words]
Names: TypeAlias = Mapping[str, list[Words]]
Pair: TypeAlias = tuple[int, int, str]
"""How many letters speak for it, column and field."""

SHORTEST_BEGINNING = 3
LONG_ENOUGH = 5
"""From this length on a caption is recognised inside a longer word, as “Telefon” is in “Telefonnummer”."""

_WORDS = re.compile(r"[^\W_]+")
_LIKE = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})


def matched(headings: list[str], fields: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Column → field. Each field goes by its own name and its captions; the same words beat the same beginning, and
    what is longer beats what is shorter."""
    names = {name: [_words(caption) for caption in (name, *captions)] for name, captions in fields.items()}
    columns = {column: words for column, heading in enumerate(headings) if (words := _words(heading))}
    found: dict[int, str] = {}
    for pairs in (_same, _alike):
        left = {column: words for column, words in columns.items() if column not in found}
        free = {name: captions for name, captions in names.items() if name not in found.values()}
        for _length, column, name in sorted(pairs(left, free), key=lambda pair: -pair[0]):
            if column not in found and name not in found.values():
                found[column] = name
    return dict(sorted(found.items()))


@lru_cache(maxsize=4096)
def _words(text: str) -> Words:
    """Without capitals, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LIKE))
    return tuple(_WORDS.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def _same(columns: Columns, names: Names) -> Iterator[Pair]:
    by_words = defaultdict(list)
    for name, captions in names.items():
        for caption in captions:
            by_words["".join(caption)].append(name)
    for column, heading in columns.items():
        written = "".join(heading)
        for name in by_words.get(written, ()):
            yield len(written), column, name


def _alike(columns: Columns, names: Names) -> Iterator[Pair]:
    for column, heading in columns.items():
        for name, captions in names.items():
            length = max(_beginning(heading, caption) for caption in captions)
            if length >= SHORTEST_BEGINNING:
                yield length, column, name


def _beginning(heading: Words, caption: Words) -> int:
    """How long the beginning is that they share, if one of them ends there. “Name” alone is not “Name 2”."""
    one, other = "".join(heading), "".join(caption)
    begins = other in accumulate(heading) or (one in accumulate(caption) and not caption[-1].isdecimal())
    inside = len(other) >= LONG_ENOUGH and one.startswith(other)
    return min(len(one), len(other)) if begins or inside else 0
