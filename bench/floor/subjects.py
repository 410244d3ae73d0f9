"""The tables that the floor shows, a row each."""

from __future__ import annotations

from typing import NamedTuple

ROWS = 50


class Subject(NamedTuple):
    table: str
    key: str
    columns: tuple[str, ...]
    """Of the list; the first is the key."""
    fields: tuple[str, ...]
    """Of the card, without the key."""


SUBJECTS = {
    "salespeople": Subject(
        "salesperson",
        "code",
        ("code", "description", "job_title", "email", "phone_no", "blocked"),
        ("description", "job_title", "email", "phone_no"),
    ),
}
