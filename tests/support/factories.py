"""Makes what a test is given, with defaults for all that the test does not speak of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.db import WRITES
from webapp.domain.base import Base, Record
from webapp.domain.changes import Author, Change, ChangeSet, open_change_set
from webapp.domain.changes import undo as undo_set
from webapp.domain.changes.undo_plan import UndoPlan
from webapp.domain.changes.values import tracked_fields
from webapp.domain.codes import add_code
from webapp.domain.errors import Message, say
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.series import NoSeries, NoSeriesLine, add_line, change_series
from webapp.domain.setup.company import CompanyInformation, GeneralSetup, MailSetup
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.numbering import PurchaseSetup, SalesSetup
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.places import Country, Territory
from webapp.domain.setup.single import ONLY_ROW
from webapp.domain.users.rights import Role
from webapp.domain.users.user import User, add_user

from .houses import CONSOLE

SETUPS = (
    CompanyInformation, GeneralSetup, MailSetup, MarketingSetup, SalesSetup, PurchaseSetup, InteractionTemplateSetup,
)  # fmt: skip
PASSWORD = "lanterns at dusk"
_numbers = count(1)


def a_writer(session: Session) -> None:
    """Let the session write, with a change set open for what the test is given."""
    session.connection(execution_options=WRITES)
    open_change_set(session, say("Given"), CONSOLE)


@contextmanager
def an_action(session: Session, what: str | Message = "Something", by: Author = CONSOLE) -> Iterator[Action]:
    """What is done inside is an action of its own, as in a transaction of its own; gives how to find it."""
    session.flush()
    message = say(what) if isinstance(what, str) else what
    memory = open_change_set(session, message, by)
    action = Action(session)
    yield action
    session.flush()
    action.id = memory.change_set_id
    session.expire_all()
    open_change_set(session, say("Given"), CONSOLE)


class Action:
    """An action that is over once its block has ended."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.id: int | None = None

    @property
    def change_set(self) -> ChangeSet:
        return self.session.get_one(ChangeSet, self.id)

    @property
    def changes(self) -> list[Change]:
        query = select(Change).where(Change.change_set_id == self.id).order_by(Change.id)
        return list(self.session.scalars(query))

    def of(self, record: Record | str) -> dict[str, tuple[str | None, str | None]]:
        """Before and after of each field of a record, or of the records of a table."""
        table = record if isinstance(record, str) else record.type_name
        return {
            change.field: (change.before, change.after)
            for change in self.changes
            if change.record_type == table and (isinstance(record, str) or change.record_id == record.id)
        }


def undone(session: Session, action: Action, despite_obstacles: bool = False) -> tuple[Action, UndoPlan]:
    """Undo an action in an action of its own."""
    with an_action(session, "Undo") as undoing:
        plan = undo_set(session, action.change_set, despite_obstacles)
    return undoing, plan


def the_only_change(action: Action) -> Change:
    [change] = action.changes
    return change


def a_code(session: Session, model: Any = Territory, code: str = "", **values: Any) -> Any:
    code = code or f"CODE{next(_numbers)}"
    return add_code(session, model, {"code": code, "description": f"Description of {code}", **values})


def a_country(session: Session, code: str = "NO", **values: Any) -> Country:
    usual = {"description": "Norway", "iso_code": "NO", "phone_prefix": "+47"}
    return add_code(session, Country, {"code": code, **usual, **values})


def a_salesperson(session: Session, code: str = "IS", **values: Any) -> Salesperson:
    return add_code(session, Salesperson, {"code": code, "description": "Ingrid Solheim", **values})


def a_user(session: Session, password: str = PASSWORD, **values: Any) -> User:
    number = next(_numbers)
    usual = {"name": f"Person {number}", "email": f"person{number}@fjordlys.example", "role": Role.OWNER.value}
    return add_user(session, {**usual, **values}, password)


def a_series(session: Session, code: str = "CONT", *lines: dict[str, Any], **values: Any) -> NoSeries:
    """A number series, with a line from A1 on unless lines are told."""
    series = add_code(session, NoSeries, {"code": code, "description": code})
    change_series(session, series, values)
    for line in lines or ({"starting_no": "A1"},):
        add_line(session, series, line)
    return series


def a_line(session: Session, **values: Any) -> NoSeriesLine:
    return line_of(session, a_series(session, "CONT", {"starting_no": "A1", **values}))


def line_of(session: Session, series: NoSeries, starting_no: str = "") -> NoSeriesLine:
    query = select(NoSeriesLine).where(NoSeriesLine.no_series_code == series.code).order_by(NoSeriesLine.id)
    return next(line for line in session.scalars(query) if starting_no in ("", line.starting_no))


def the_setups(session: Session) -> None:
    """The setup records, all blank."""
    session.add_all([model(id=ONLY_ROW) for model in SETUPS])
    session.flush()


def snapshot(session: Session) -> dict[tuple[str, int], dict[str, Any]]:
    """Every remembered field of every record."""
    session.expire_all()
    return {
        (model.type_name, record.id): {name: getattr(record, name) for name in tracked_fields(model)}
        for model in tracked_models()
        for record in session.scalars(select(model))
    }


def tracked_models() -> list[Any]:
    return [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.tracked and mapper.inherits is None]


def how_many(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0
