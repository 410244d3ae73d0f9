"""The floor with SQLAlchemy's ORM."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Session, load_only

from .serving import database_url, make_app
from .subjects import ROWS, SUBJECTS, Subject


class OrmStore:
    """The tables are mapped as they are found."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self.models = {subject.table: self._mapped(subject) for subject in SUBJECTS.values()}
        self.engine.dispose()

    def rows(self, subject: Subject) -> Sequence[Sequence[Any]]:
        model = self.models[subject.table]
        shown = load_only(*(getattr(model, name) for name in subject.columns))
        with Session(self.engine) as session:
            found = session.scalars(select(model).options(shown).order_by(getattr(model, subject.key)).limit(ROWS))
            return [[getattr(row, name) for name in subject.columns] for row in found]

    def record(self, subject: Subject, key: str) -> Sequence[Any]:
        with Session(self.engine) as session:
            found = self._one(session, subject, key)
            return [getattr(found, name) for name in subject.fields]

    def save(self, subject: Subject, key: str, values: dict[str, str]) -> None:
        with Session(self.engine) as session:
            record = self._one(session, subject, key)
            for name, value in values.items():
                setattr(record, name, value)
            session.commit()

    def _one(self, session: Session, subject: Subject, key: str) -> Any:
        model = self.models[subject.table]
        return session.scalars(select(model).where(getattr(model, subject.key) == key)).one()

    def _mapped(self, subject: Subject) -> Any:
        base: Any = type("Base", (DeclarativeBase,), {})
        table = Table(subject.table, base.metadata, autoload_with=self.engine, resolve_fks=False)
        return type(subject.table, (base,), {"__table__": table})


app = make_app(__name__, OrmStore(database_url()))
