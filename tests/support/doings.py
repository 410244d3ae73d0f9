"""Whatever people do: a machine that acts, undoes, and looks that no promise breaks on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.db import Database
from webapp.domain.changes import ChangeSet, undo
from webapp.domain.checks import broken_promises
from webapp.domain.errors import Refused

from .factories import Action, a_writer, an_action, snapshot, undone

COUNTING = ("last_no_used", "last_date_used")


class Doings(RuleBasedStateMachine):
    """What is given comes with `prepare`; what people do are the rules of a subclass, each calling `act`."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.session: Session = database.sessions()
        a_writer(self.session)
        self.prepare()
        self.session.flush()
        self.actions: list[Action] = []
        self.start: dict[Any, Any] = {}
        self.checked = -1
        self.undone_between = False

    def prepare(self) -> None:
        """What everything begins with."""

    @initialize()
    def look(self) -> None:
        self.start = snapshot(self.session)

    def one(self, model: Any, place: int, *where: Any) -> Any:
        """One of those that are there."""
        found = self.session.scalars(select(model).where(*where).order_by(model.id)).all()
        return found[place % len(found)] if found else None

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

    @rule(data=st.data())
    def undo_something(self, data: st.DataObject) -> None:
        if self.actions:
            action = data.draw(st.sampled_from(self.actions), label="action")
            self.undone_between = True
            self.act(lambda: undo(self.session, action.change_set))

    @invariant()
    def no_promise_is_broken(self) -> None:
        """A refusal has left everything as it was, so there is nothing new to look at."""
        if self.checked != len(self.actions):
            assert list(broken_promises(self.session)) == []
            self.checked = len(self.actions)

    def teardown(self) -> None:
        try:
            self.undo_all()
        finally:
            self.session.rollback()
            self.session.close()

    def undo_all(self) -> None:
        for action in reversed(self.actions):
            undone(self.session, self._newest_turn(action))
        assert self._kept(snapshot(self.session)) == self._kept(self.start)
        assert list(broken_promises(self.session)) == []

    def _kept(self, seen: dict[Any, Any]) -> dict[Any, Any]:
        """Whoever undoes in between has used up the numbers that were given out by then: they stay accounted for."""
        if self.undone_between:
            return {key: {name: value for name, value in seen[key].items() if name not in COUNTING} for key in seen}
        return seen

    def _newest_turn(self, action: Action) -> Action:
        """An action that was undone goes back by undoing what brought it again."""
        query = select(ChangeSet.id).where(ChangeSet.undoes_id == action.id)
        undoing = self.session.scalar(query)
        if undoing is None:
            return action
        newer = Action(self.session)
        newer.id = undoing
        return self._newest_turn(newer)


def run(machine: Callable[[], Doings], examples: int, steps: int) -> None:
    """The same doings on every run, so that what is red is red for everybody; without `derandomize` they go further."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            derandomize=True,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
