"""What a page is made of. Declarations read like a table of contents and hold no code but two kinds of questions:
an action's `enabled` and a fact box's `load`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from ..domain.base import Base, field_of
from ..domain.columns import Field
from ..domain.errors import Message, See
from ..domain.setup.single import Setup
from ..domain.users.rights import Area, Right
from ..domain.users.user import User
from .addresses import address_of


class Why(NamedTuple):
    """Why an action cannot be done now, and where that is mended."""

    message: Message
    see: See | None = None


@dataclass(frozen=True)
class Tab:
    """A group of fields on a card; the summary shows while it is closed."""

    caption: str
    fields: tuple[str, ...]
    summary: tuple[str, ...] = ()
    open: bool = True
    note: str = ""


@dataclass(frozen=True)
class Action:
    """Something to do on a page. The endpoint gets the record's key, if the page is a card."""

    word: str
    caption: str
    endpoint: str
    icon: str = ""
    right: Right = Right.READ
    method: str = "get"
    place: str = "promoted"
    keys: str = ""
    danger: bool = False
    enabled: Callable[[Any, User, Any], Why | None] | None = None
    """Gets the record, who asks, and what the page has found around the record."""
    values: tuple[tuple[str, str], ...] = ()
    """What the endpoint gets beside the key, or instead of it."""
    once: bool = False
    """Whether it answers with a file, in a tab of its own. Its form has a word by which the same form, sent twice, is known."""


class Fact(NamedTuple):
    caption: str
    text: str
    url: str | None = None
    own_words: bool = False
    """Whether the caption was typed by somebody, so that it is the same in every language."""


@dataclass(frozen=True)
class FactBox:
    """`load` gets the session, the record and what the page has found around it."""

    word: str
    caption: str
    load: Callable[[Session, Any, Any], list[Fact]]


@dataclass(frozen=True)
class Computed:
    """A column of a list that is no field of the record: an expression that the database works out for each row."""

    name: str
    field: Field
    expression: Any
    holders: Callable[[ColumnElement[bool]], ColumnElement[bool]] | None = None
    """Where a record can have several such values, a list is only narrowed by them: the records that have one like this."""


class Chip(NamedTuple):
    """What stands under the title: a link, or a menu of what can be done."""

    caption: str
    url: str | None = None
    tone: str = ""
    actions: tuple[Action, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """What the actions' addresses need beside the record's key."""


class Mark(NamedTuple):
    """Beside a field: where its value comes from, and perhaps a button that changes this."""

    text: Message
    button: Message | None = None


class Parting(NamedTuple):
    """What is said before records are deleted, and what is asked: a field that the verb gets as well."""

    text: list[Message]
    name: str = ""
    field: Field | None = None
    handled: frozenset[str] = frozenset()
    """Fields that name the record and that the verb sees to."""


Add = Callable[[Session, dict[str, Any]], Any]
AddPart = Callable[[Session, Any, dict[str, Any]], Any]
Change = Callable[[Session, Any, dict[str, Any]], None]
Delete = Callable[..., None]


@dataclass(frozen=True)
class Page:
    """One subject: its list, its card, and the verbs behind them."""

    word: str
    model: type[Base]
    home: str
    """The blueprint it lives in."""
    tabs: tuple[Tab, ...]
    columns: tuple[str, ...] = ()
    sort: str = ""
    icon: str = "table"
    synonyms: str = ""
    note: str = ""
    """What it is for, in a sentence."""
    write: Right = Right.WRITE
    remove: Right = Right.DELETE
    add: Any = None
    change: Change | None = None
    delete: Delete | None = None
    hold: Callable[..., None] = lambda _session, *_keys: None
    """Locks what whoever changes records has to hold before them; gets their keys."""
    actions: tuple[Action, ...] = ()
    list_actions: tuple[Action, ...] = ()
    exports: tuple[Action, ...] = ()
    """Other files of what a list shows, beside that of its columns."""
    factboxes: tuple[FactBox, ...] = ()
    new_fields: tuple[str, ...] | None = None
    parent: Page | None = None
    parent_field: str = ""
    owner: str = ""
    """The attribute of a part that is the record it belongs to, where `parent_field` holds an id."""
    parts: tuple[str, ...] = field(default=())
    """The tables of pages whose records belong to this one and are listed below it."""
    computed: tuple[Computed, ...] = ()
    bold: str = ""
    """The attribute of a record that makes its row stand out."""
    struck: str = ""
    """The attribute of a record that makes its row stand back."""
    shown: Mapping[str, Callable[[Any, Field], str]] = field(default_factory=dict)
    """Columns that show more than the text of their value."""
    called: str = ""
    """What its list is called, where that is not after the table."""
    only: ColumnElement[bool] | None = None
    """Which records of the table are in the list."""
    writable: tuple[str, ...] | None = None
    """The fields of the card that can be changed, where it is not all of them."""
    locked: Callable[[Any], frozenset[str]] = lambda _record: frozenset()
    """Those that cannot be changed as the record stands."""
    keeps_filters: bool = False
    """Whether rows and actions of the list lead on with what it was narrowed to, and cards lead back to that."""
    made_elsewhere: bool = False
    """Whether a new record is made on a page of its own, at the address that it would have here."""
    around: Callable[[Session, Any], Any] = lambda _session, _record: None
    """What chips, actions, marks and fact boxes need to know beside the record, found once."""
    chips: Callable[[Any, Any], list[Chip]] | None = None
    marks: Callable[[Any, Any], dict[str, Mark]] | None = None
    mark_endpoint: str = ""
    """Where the button of a mark leads; it sends the field."""
    doubts: Callable[[Mapping[str, Any], Any], dict[str, Message]] | None = None
    """What is doubtful in values that are kept all the same."""
    unfit: Callable[[Mapping[str, Any]], frozenset[str]] = lambda _values: frozenset()
    """Fields that do not belong on the card of a record with such values."""
    more_filters: tuple[str, ...] = ()
    """What a list can be narrowed by beside its columns."""
    ripple: Callable[[Session, Any, list[str]], list[Message]] | None = None
    """What a change of these fields would change elsewhere."""
    scripts: tuple[str, ...] = ()
    """What a card needs beside the script of all pages."""
    styles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Templates below the form, for what a declaration cannot say."""
    asides: tuple[str, ...] = ()
    """Templates inside the form, between its tabs and its buttons."""
    besides: tuple[str, ...] = ()
    """Templates beside the form, above the fact boxes, for whoever may write."""
    bulk: tuple[Action, ...] = ()
    """What can be done with ticked rows."""
    parting: Callable[[Session, list[Any]], Parting] | None = None

    @property
    def area(self) -> Area:
        return Area(self.model.area)

    @property
    def is_single(self) -> bool:
        return issubclass(self.model, Setup)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for tab in self.tabs for name in tab.fields)

    def fields_for(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """The fields on the card of a record with these values."""
        unfit = self.unfit(values)
        return tuple(name for name in self.fields if name not in unfit)

    def fields_of(self, record: Base) -> tuple[str, ...]:
        return self.fields_for({name: getattr(record, name) for name in self.fields})

    def new_fields_for(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return self.new_fields or self.fields_for(values)

    @property
    def filtered(self) -> tuple[str, ...]:
        return (*self.columns, *self.more_filters)

    def field(self, name: str) -> Field:
        found = next((each.field for each in self.computed if each.name == name), None) or field_of(self.model, name)
        return found if self.writable is None or name in self.writable else shut(found)

    def column(self, name: str) -> Any:
        """What a list selects, filters and sorts by."""
        found = self.computation(name)
        return getattr(self.model, name) if found is None else found.expression

    def computation(self, name: str) -> Computed | None:
        return next((each for each in self.computed if each.name == name), None)

    def url(self, action: str = "list", **values: Any) -> str:
        return address_of(f"{self.home}.{self.endpoint(action)}", **values)

    def endpoint(self, action: str) -> str:
        return f"{self.word.replace('-', '_')}_{action}"

    def card_url(self, record: Base, action: str = "card", **values: Any) -> str:
        return self.url(action, **self.address(record), **values)

    def address(self, record: Base) -> dict[str, str]:
        """What names a record in an address: nothing for the one row of a setup table, its owner's key for a part."""
        if self.is_single:
            return {}
        if self.parent is not None:
            return {"parent": self.parent_key(record), "key": record.key}
        return {"key": record.key}

    def parent_key(self, record: Base) -> str:
        """The key of the record that a part belongs to."""
        return str(getattr(record, self.owner).key if self.owner else getattr(record, self.parent_field))

    def parent_value(self, owner: Base) -> Any:
        """What the part keeps of it."""
        return owner.id if self.owner else owner.key


def shut(field: Field) -> Field:
    """The same, to be read only."""
    return replace(field, readonly=True, required=False)
