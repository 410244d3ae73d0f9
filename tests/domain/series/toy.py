"""A kind of record that takes numbers, and is known to the program only as long as a test needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, Session

from tests.support.factories import the_setups
from webapp.domain.base import Base, Record, model_of
from webapp.domain.columns import text
from webapp.domain.series import Given, Numbered, change_series, number_for
from webapp.domain.series.no_series import NoSeries
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.single import the
from webapp.domain.users.rights import Area


@contextmanager
def a_toy_kind() -> Iterator[Any]:
    class Toy(Numbered, Record):
        __tablename__ = "toy"
        area: ClassVar[str] = Area.COMPANY
        one: ClassVar[str] = "Toy"
        many: ClassVar[str] = "Toys"

        name: Mapped[str] = text(20, "Name")

    model_of.cache_clear()
    try:
        yield Toy
    finally:
        manager = Toy.__mapper__.class_manager
        Base.metadata.remove(Toy.__table__)  # type: ignore[arg-type]
        Base.registry._dispose_manager_and_mapper(manager)
        Base.registry._managers.pop(manager)
        model_of.cache_clear()


class Shop:
    """Makes toys, numbered by the series that the setup names."""

    def __init__(self, session: Session, kind: Any) -> None:
        self.session = session
        self.kind = kind

    def numbered_by(self, series: NoSeries | None) -> Shop:
        the(self.session, MarketingSetup).contact_nos = series.code if series else None
        self.session.flush()
        return self

    def number(self, typed: str = "", series_code: str = "", on: dt.date | None = None) -> Given:
        return number_for(self.session, self.kind, MarketingSetup, "contact_nos", typed, series_code, on)

    def make(self, typed: str = "", **choices: Any) -> Any:
        given = self.number(typed, **choices)
        toy = self.kind(no=given.no, no_series_code=given.series_code)
        self.session.add(toy)
        self.session.flush()
        return toy

    def make_many(self, number: int) -> list[str]:
        return [self.make().no for _ in range(number)]

    def allow_gaps(self, series: NoSeries) -> None:
        change_series(self.session, series, {"allow_gaps": True})


def a_shop(session: Session, kind: Any) -> Shop:
    kind.__table__.create(session.connection())
    the_setups(session)
    return Shop(session, kind)
