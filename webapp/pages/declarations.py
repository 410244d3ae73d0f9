"""What a page is made of. Declarations read like a table of contents and hold no code but two kinds of questions:
an action's `enabled` and a fact box's `load`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy.orm import Session

from ..domain.base import Base, Field, field_of
from ..domain.errors import Message, See
from ..domain.setup.single import Setup
from ..domain.users.rights import Area, Right
from ..domain.users.user import User


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
    enabled: Callable[[Any, User], Why | None] | None = None


class Fact(NamedTuple):
    caption: str
    text: str
    url: str | None = None


@dataclass(frozen=True)
class FactBox:
    word: str
    caption: str
    load: Callable[[Session, Any], list[Fact]]


Add = Callable[[Session, dict[str, Any]], Any]
AddPart = Callable[[Session, Any, dict[str, Any]], Any]
Change = Callable[[Session, Any, dict[str, Any]], None]
Delete = Callable[[Session, Any], None]


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
    actions: tuple[Action, ...] = ()
    list_actions: tuple[Action, ...] = ()
    factboxes: tuple[FactBox, ...] = ()
    new_fields: tuple[str, ...] | None = None
    parent: Page | None = None
    parent_field: str = ""
    parts: tuple[str, ...] = field(default=())
    """The words of pages whose records belong to this one and are listed below it."""

    @property
    def area(self) -> Area:
        return Area(self.model.area)

    @property
    def is_single(self) -> bool:
        return issubclass(self.model, Setup)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for tab in self.tabs for name in tab.fields)

    def field(self, name: str) -> Field:
        return field_of(self.model, name)

    def url(self, action: str = "list", **values: Any) -> str:
        return url_for(f"{self.home}.{self.endpoint(action)}", **values)

    def endpoint(self, action: str) -> str:
        return f"{self.word.replace('-', '_')}_{action}"

    def card_url(self, record: Base, action: str = "card", **values: Any) -> str:
        return self.url(action, **self.address(record), **values)

    def address(self, record: Base) -> dict[str, str]:
        """What names a record in an address: nothing for the one row of a setup table, its owner's key for a part."""
        if self.is_single:
            return {}
        if self.parent is not None:
            return {"parent": getattr(record, self.parent_field), "key": record.key}
        return {"key": record.key}
