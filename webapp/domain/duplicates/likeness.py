"""How much two parties look like one: the reasons in words, and what each weighs. The same from both sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from ..errors import N_, Message, say
from .traits import Marks, Traits, blocks, numbers_in

ALIKE = 85
"""From here on, of a hundred, two names may be one that was mistyped."""
VAT_NO, REGISTRATION_NO, EMAIL, PHONE, NAME_AND_CITY, NAME, STRINGS, HOST, SIMILAR = 60, 60, 50, 40, 45, 35, 30, 25, 20
NAMES = frozenset({NAME_AND_CITY, NAME, SIMILAR})


class Reason(NamedTuple):
    weight: int
    message: Message


def reasons_for(mine: Traits, other: Traits) -> list[Reason]:
    """What speaks for it, the strongest first; phone numbers and the like are told as the other one has them."""
    found = [*_about_marks(mine.marks, other.marks), *_about_names(mine, other)]
    return sorted(found, key=lambda reason: -reason.weight)


def equal_strings(hits: int, of: int) -> Reason:
    return Reason(STRINGS, say(N_("%(hits)s of %(all)s search strings are equal"), hits=hits, all=of))


def _about_marks(mine: Marks, other: Marks) -> Iterator[Reason]:
    if mine.vat_no and mine.vat_no == other.vat_no:
        yield Reason(VAT_NO, say(N_("same VAT registration number")))
    if mine.registration_no and mine.registration_no == other.registration_no:
        yield Reason(REGISTRATION_NO, say(N_("same registration number")))
    if mine.emails.keys() & other.emails.keys():
        yield Reason(EMAIL, say(N_("same email")))
    for digits in sorted(mine.phones.keys() & other.phones.keys()):
        yield Reason(PHONE, say(N_("phone number %(phone)s is the same"), phone=other.phones[digits]))
    if mine.host and mine.host == other.host:
        yield Reason(HOST, say(N_("same home page")))


def _about_names(mine: Traits, other: Traits) -> list[Reason]:
    if not mine.name or not other.name:
        return []
    if sorted(mine.name) == sorted(other.name):
        if mine.city and mine.city == other.city:
            return [Reason(NAME_AND_CITY, say(N_("same name and city")))]
        return [Reason(NAME, say(N_("same name")))]
    return [Reason(SIMILAR, say(N_("similar name")))] if _alike(mine.name, other.name) else []


def _alike(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Alike, and found by each other: names are looked up by their blocks."""
    if numbers_in(mine) != numbers_in(other) or not blocks(mine) & blocks(other):
        return False
    return fuzz.token_sort_ratio(" ".join(mine), " ".join(other)) >= ALIKE
