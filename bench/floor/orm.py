"""The floor with SQLAlchemy's ORM."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Table, create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Session, load_only

from .serving import backend, database_url, make_app
from .subjects import BEGINNING, FOUND, ROWS, SUBJECTS, Subject


class OrmStore:
    """The tables are mapped as they are found."""

    def __init__(self, url: str) -> None:
        self.engine, self.kind = create_engine(url), backend(url)
        self.models = {subject: self._mapped(subject) for subject in SUBJECTS.values()}
        self.engine.dispose()

    def rows(self, subject: Subject) -> Sequence[Sequence[Any]]:
        model = self.models[subject]
        return self._listed(subject, self._which(subject).order_by(getattr(model, subject.key)))

    def found(self, subject: Subject, word: str) -> Sequence[Sequence[Any]]:
        condition = text(FOUND[self.kind].format(of=":of", word=":word"))
        beginning = BEGINNING[self.kind].format(word.lower())
        return self._listed(subject, select(self.models[subject]).where(condition), of=subject.name, word=beginning)

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

    def _listed(self, subject: Subject, query: Select[Any], **values: str) -> Sequence[Sequence[Any]]:
        shown = load_only(*(getattr(self.models[subject], name) for name in subject.columns))
        with Session(self.engine) as session:
            found = session.scalars(query.options(shown).limit(ROWS), values)
            return [[getattr(row, name) for name in subject.columns] for row in found]

    def _one(self, session: Session, subject: Subject, key: str) -> Any:
        model = self.models[subject]
        return session.scalars(self._which(subject).where(getattr(model, subject.key) == key)).one()

    def _which(self, subject: Subject) -> Select[Any]:
        model = self.models[subject]
        return select(model).where(model.kind == subject.kind) if subject.kind else select(model)

    def _mapped(self, subject: Subject) -> Any:
        """Each table after the first is a kind of what the one before holds."""
        base: Any = type("Base", (DeclarativeBase,), {})
        for name in subject.tables:
            table = Table(name, base.metadata, autoload_with=self.engine)
            base = type(name, (base,), {"__table__": table})
        return base


app = make_app(__name__, OrmStore(database_url()))
