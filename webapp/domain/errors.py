"""What the domain says: sentences with named parameters, translated only when they are shown."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any


def N_(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


DAY = "day"
CONTEXT = "\x04"
"""Stands between the context of a text and the text, as in the compiled catalogues."""


def P_(context: str, text: str) -> str:
    """Mark a text that other languages put differently in different places."""
    return f"{context}{CONTEXT}{text}"


@dataclass(frozen=True)
class Message:
    """A sentence in English and what goes into it. A parameter may be a message itself, a caption for instance, or a
    day, which is written as people write it."""

    text: str
    params: dict[str, Param] = field(default_factory=dict)

    def dump(self) -> str:
        return json.dumps(self._plain(), ensure_ascii=False, sort_keys=True)

    def _plain(self) -> list[object]:
        return [self.text, {name: _dumped(value) for name, value in self.params.items()}]

    @classmethod
    def load(cls, dumped: str) -> Message:
        return cls._from_plain(json.loads(dumped))

    @classmethod
    def _from_plain(cls, plain: list[object]) -> Message:
        text, params = plain
        assert isinstance(text, str) and isinstance(params, dict)
        return cls(text, {name: _loaded(value) for name, value in params.items()})


Param = str | int | dt.date | Message


def _dumped(value: Param) -> object:
    if isinstance(value, Message):
        return value._plain()
    return {DAY: value.isoformat()} if isinstance(value, dt.date) else value


def _loaded(kept: Any) -> Param:
    if isinstance(kept, list):
        return Message._from_plain(kept)
    return dt.date.fromisoformat(kept[DAY]) if isinstance(kept, dict) else kept


def say(text: str, /, **params: Param) -> Message:
    return Message(text, params)


@dataclass(frozen=True)
class See:
    """Where a refusal can be mended: a page by its word, perhaps a record on it and a field there."""

    page: str
    key: str = ""
    field: str = ""


class Refused(Exception):
    """A rule says no. The message says what is and what to do; `field` is where it lands, `see` what mends it."""

    def __init__(self, text: str, /, *, field: str = "", see: See | None = None, **params: Param) -> None:
        super().__init__(text)
        self.message = Message(text, params)
        self.field = field
        self.see = see


class Question(Refused):
    """A rule wants to be sure: whoever confirms the word can go on."""

    def __init__(self, word: str, text: str, /, *, field: str = "", see: See | None = None, **params: Param) -> None:
        super().__init__(text, field=field, see=see, **params)
        self.word = word


class Changed(Exception):
    """Somebody else saved the same record between reading and writing it."""
