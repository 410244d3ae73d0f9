"""The parts of a person's name."""

from __future__ import annotations

from typing import Any

PARTS = ("first_name", "middle_name", "surname")
LONGEST_PART = 30


def split(name: str) -> dict[str, str]:
    """The last word is the surname, the one before it the middle name, all in front the first name."""
    words = name.split()
    surname = words.pop() if len(words) > 1 else ""
    middle = words.pop() if len(words) > 1 else ""
    parts = zip(PARTS, (" ".join(words), middle, surname), strict=True)
    return {part: text[:LONGEST_PART].strip() for part, text in parts}


def compose(parts: dict[str, str]) -> str:
    return " ".join(text for part in PARTS if (text := parts[part]))


def with_parts(person: Any, values: dict[str, Any]) -> dict[str, Any]:
    """The name follows its parts where they were typed, and they follow the name otherwise."""
    typed = {part: values[part] for part in PARTS if part in values and values[part] != getattr(person, part)}
    if typed:
        return values | {"name": compose({part: getattr(person, part) for part in PARTS} | typed)}
    name = values.get("name", person.name)
    if name != person.name or not any(getattr(person, part) for part in PARTS):
        return values | split(name or "")
    return values
