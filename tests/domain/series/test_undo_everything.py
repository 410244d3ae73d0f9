"""Whatever people do, undoing all of it in reverse leads back to the start, and no promise breaks on the way."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from sqlalchemy import select

from tests.support.doings import Doings, run
from tests.support.factories import a_series, line_of
from webapp.db import Database
from webapp.domain.codes import add_code, change_code, delete_code
from webapp.domain.series import NoSeries, change_line, change_series, delete_series
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.places import Country, Territory
from webapp.domain.setup.single import the

from .toy import Shop, a_shop

models = st.sampled_from((Country, Territory))
codes = st.sampled_from(("A", "B", "C"))
texts = st.sampled_from(("", "x", "y"))


class People(Doings):
    """What people do to a few code tables, a number series and the toys it numbers."""

    def __init__(self, database: Database, kind: Any) -> None:
        self.kind = kind
        super().__init__(database)

    def prepare(self) -> None:
        self.shop: Shop = a_shop(self.session, self.kind)
        self.shop.numbered_by(a_series(self.session, "TOYS", {"starting_no": "T1"}))

    def one(self, model: Any, code: str) -> Any:
        return self.session.scalar(select(model).where(model.code == code))

    @rule(model=models, code=codes, description=texts)
    def add(self, model: Any, code: str, description: str) -> None:
        self.act(lambda: add_code(self.session, model, {"code": code, "description": description}))

    @rule(model=models, code=codes, description=texts)
    def change(self, model: Any, code: str, description: str) -> None:
        if record := self.one(model, code):
            self.act(lambda: change_code(self.session, record, {"description": description}))

    @rule(model=models, code=codes, new=codes)
    def rename(self, model: Any, code: str, new: str) -> None:
        if record := self.one(model, code):
            self.act(lambda: change_code(self.session, record, {"code": new}))

    @rule(model=models, code=codes)
    def delete(self, model: Any, code: str) -> None:
        if record := self.one(model, code):
            self.act(lambda: delete_code(self.session, record))

    @rule(country=codes, territory=codes)
    def use(self, country: str, territory: str) -> None:
        values = {
            "default_country_code": country if self.one(Country, country) else None,
            "default_territory_code": territory if self.one(Territory, territory) else None,
        }
        self.act(lambda: change_code(self.session, the(self.session, MarketingSetup), values))

    @rule(typed=st.sampled_from(("", "", "T2", "T3")))
    def make(self, typed: str) -> None:
        self.act(lambda: self.shop.make(typed))

    @rule(no=st.sampled_from(("T1", "T2")))
    def scrap(self, no: str) -> None:
        toy = self.session.scalar(select(self.shop.kind).where(self.shop.kind.no == no))
        if toy:
            self.act(lambda: self.session.delete(toy))

    @rule(name=st.sampled_from(("default_nos", "manual_nos")), on=st.booleans())
    def switch(self, name: str, on: bool) -> None:
        if series := self.one(NoSeries, "TOYS"):
            self.act(lambda: change_series(self.session, series, {name: on}))

    @rule(step=st.integers(1, 3))
    def step(self, step: int) -> None:
        if series := self.one(NoSeries, "TOYS"):
            self.act(lambda: change_line(self.session, line_of(self.session, series), {"increment_by": step}))

    @rule()
    def drop_the_series(self) -> None:
        if series := self.one(NoSeries, "TOYS"):
            self.act(lambda: delete_series(self.session, series))


def test_undoing_everything_in_reverse_leads_back_to_the_start(empty_database: Database, toy_kind: Any) -> None:
    examples, steps = (25, 15) if empty_database.is_sqlite else (8, 10)

    run(lambda: People(empty_database, toy_kind), examples, steps)
