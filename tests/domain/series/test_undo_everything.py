"""Whatever people do, undoing all of it in reverse leads back to the start, and no promise breaks on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.support.factories import Action, a_series, a_writer, an_action, line_of, snapshot, undone
from webapp.db import Database
from webapp.domain.changes import ChangeSet, undo
from webapp.domain.checks import broken_promises
from webapp.domain.codes import add_code, change_code, delete_code
from webapp.domain.errors import Refused
from webapp.domain.series import NoSeries, change_line, change_series, delete_series
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.places import Country, Territory
from webapp.domain.setup.single import the

from .toy import Shop, a_shop

models = st.sampled_from((Country, Territory))
codes = st.sampled_from(("A", "B", "C"))
texts = st.sampled_from(("", "x", "y"))


class People(RuleBasedStateMachine):
    """What people do to a few code tables, a number series and the toys it numbers."""

    def __init__(self, database: Database, kind: Any) -> None:
        super().__init__()
        self.session: Session = database.sessions()
        a_writer(self.session)
        self.shop: Shop = a_shop(self.session, kind)
        self.shop.numbered_by(a_series(self.session, "TOYS", {"starting_no": "T1"}))
        self.session.flush()
        self.actions: list[Action] = []
        self.start: dict[Any, Any] = {}
        self.checked = -1

    @initialize()
    def look(self) -> None:
        self.start = snapshot(self.session)

    def act(self, verb: Callable[[], Any]) -> None:
        """A refusal takes back what was done until then, as a transaction does."""
        part = self.session.begin_nested()
        try:
            with an_action(self.session) as action:
                verb()
            part.commit()
        except (Refused, IntegrityError):
            part.rollback()
            self.session.expire_all()
            return
        if action.id is not None:
            self.actions.append(action)

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

    @rule(data=st.data())
    def undo_something(self, data: st.DataObject) -> None:
        if self.actions:
            action = data.draw(st.sampled_from(self.actions), label="action")
            self.act(lambda: undo(self.session, action.change_set))

    @invariant()
    def no_promise_is_broken(self) -> None:
        """A refusal has left everything as it was, so there is nothing new to look at."""
        if self.checked != len(self.actions):
            assert list(broken_promises(self.session)) == []
            self.checked = len(self.actions)

    def teardown(self) -> None:
        try:
            for action in reversed(self.actions):
                undone(self.session, self._newest_turn(action))
            assert snapshot(self.session) == self.start
            assert list(broken_promises(self.session)) == []
        finally:
            self.session.rollback()
            self.session.close()

    def _newest_turn(self, action: Action) -> Action:
        """An action that was undone goes back by undoing what brought it again."""
        query = select(ChangeSet.id).where(ChangeSet.undoes_id == action.id)
        undoing = self.session.scalar(query)
        if undoing is None:
            return action
        newer = Action(self.session)
        newer.id = undoing
        return self._newest_turn(newer)


def test_undoing_everything_in_reverse_leads_back_to_the_start(empty_database: Database, toy_kind: Any) -> None:
    examples, steps = (25, 15) if empty_database.is_sqlite else (8, 10)

    run_state_machine_as_test(
        lambda: People(empty_database, toy_kind),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
