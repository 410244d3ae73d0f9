"""A form over declared fields: what was typed, what it means, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from .. import i18n
from ..domain.columns import Field
from ..domain.errors import Question, Refused
from ..domain.values import LONGEST_INPUT
from . import kinds
from .lookups import Option, resolve
from .rendering import see_link


class Invalid(Exception):
    """Something typed cannot be read; the form knows what."""


@dataclass
class Control:
    """A field as a template shows it."""

    name: str
    caption: str
    kind: str
    text: str = ""
    shown: str = ""
    checked: bool = False
    choices: Sequence[Any] = ()
    options: Sequence[Option] = ()
    error: str = ""
    hint: str = ""
    readonly: str | None = None
    required: bool = False
    maxlength: int | None = None
    autocomplete: str = "off"
    inputmode: str = ""
    explained: bool = False
    """Whether it can be asked why it has this value."""
    open_url: str | None = None
    new_url: str | None = None
    lookup_url: str | None = None
    mark: str = ""
    mark_button: str = ""
    picture_url: str | None = None
    wide: bool = False
    upper: bool = False
    numeric: bool = False

    @property
    def id(self) -> str:
        return f"field-{self.name}"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool


class Form:
    """The fields of a form with the values a record has, and what was posted over them."""

    def __init__(
        self,
        fields: Mapping[str, Field],
        values: Mapping[str, Any],
        posted: MultiDict[str, str] | None = None,
        session: Session | None = None,
    ) -> None:
        self.fields = fields
        self.values = values
        self.posted = posted
        self.session = session
        self.errors: dict[str, str] = {}
        self.problem = ""
        self.question: str = ""
        """What has to be confirmed before this can be saved."""
        self.see_link: Any = None

    def typed(self, name: str) -> str:
        """What stands in the input."""
        if self.posted is not None:
            return self.posted.get(name, "")
        value = self.values.get(name)
        return "" if value is None else kinds.KINDS[self.fields[name].kind].edit(value, self.fields[name])

    def read(self) -> dict[str, Any]:
        """All values typed, or `Invalid` with a message at each field that cannot be read."""
        read = self.readable()
        if self.errors:
            raise Invalid
        return read

    def readable(self) -> dict[str, Any]:
        """All values typed that can be read; the others have a message at their field."""
        assert self.posted is not None
        read: dict[str, Any] = {}
        for name, declared in self.fields.items():
            if declared.readonly or declared.kind in BROUGHT:
                continue
            if declared.kind == "secret" and not self.typed(name) and not declared.required:
                continue
            try:
                read[name] = self._read(name, declared)
            except Refused as refused:
                self.errors[name] = i18n.tell(refused.message)
        return read

    def changes(self) -> dict[str, Any]:
        """Only what differs from the values the form began with."""
        return {name: value for name, value in self.read().items() if value != self.values.get(name)}

    def refuse(self, refused: Refused) -> None:
        """A rule of the domain said no: its message lands at its field, or on top."""
        if refused.field in self.fields:
            self.errors[refused.field] = i18n.tell(refused.message)
        else:
            self.problem = i18n.tell(refused.message)
        self.see_link = see_link(refused.see)
        if isinstance(refused, Question):
            self.question, self.problem = refused.word, i18n.tell(refused.message)
        if self.see_link and not self.problem:
            self.problem = self.errors[refused.field]

    def _read(self, name: str, declared: Field) -> Any:
        value = kinds.read(self.typed(name), declared)
        if declared.kind != "reference":
            return value
        if value == (self.values.get(name) or ""):
            return value or None
        assert self.session is not None
        return resolve(self.session, declared, value)

    def control(self, name: str) -> Control:
        declared = self.fields[name]
        kind = kinds.KINDS[declared.kind]
        text = self.typed(name)
        return Control(
            name=name,
            caption=i18n.gettext(declared.caption),
            kind=WIDGETS.get(declared.kind, declared.kind),
            text="" if declared.kind == "secret" else text[:LONGEST_INPUT],
            shown=kind.show(self.values.get(name), declared),
            checked=bool(text) if self.posted is not None else bool(self.values.get(name)),
            options=time_zones() if declared.kind == "timezone" else (),
            choices=[Choice(value, i18n.gettext(label), value == text) for value, label in declared.choices],
            error=self.errors.get(name, ""),
            hint=i18n.gettext(declared.hint),
            readonly="" if declared.readonly else None,
            required=declared.required,
            maxlength=declared.length or None,
            autocomplete=declared.autocomplete,
            inputmode=kind.inputmode,
            wide=declared.wide,
            upper=declared.kind in UPPER,
            numeric=kind.numeric,
        )


@cache
def time_zones() -> list[Option]:
    """The zones named after places."""
    return [Option(zone, "") for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc/")]


WIDGETS = {
    "timezone": "reference", "formula": "code", "moment": "text", "time": "text",
    "emails": "text", "iban": "text", "bic": "text", "vat": "text", "registration": "text",
}  # fmt: skip
BROUGHT = frozenset(("picture", "file"))
"""Kinds that come as files; whoever takes them reads them."""
UPPER = frozenset(("code", "reference", "formula", "iban", "bic", "vat", "registration"))
