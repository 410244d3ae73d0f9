"""Writes clusters with their memory, table by table, until the memory is as long as it is to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from webapp.domain.base import Record
from webapp.domain.changes import Change, ChangeSet, Rule
from webapp.domain.contacts.contact import PERSON, Contact
from webapp.domain.documents.document import Document
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.outbox.mail import Mail
from webapp.domain.partners.partner import Partner
from webapp.domain.search import SearchEntry
from webapp.domain.series import NoSeriesLine

from .company import Numbers
from .memory import Actions, Row, change, coming, search_entry
from .parties import Cluster
from .words import a_phone_no
from .writing import report

AT_ONCE = 1_000
CLUSTERS_TOLD_WHOLE = 0.15
"""The others came over from another program, and little more is remembered of them than that."""
TOLD_OF_OTHERS = ("id", "no", "name")
MOST_IN_ONE_ACTION = 200


class Keeper:
    """Writes clusters in batches."""

    def __init__(
        self, connection: Connection, chance: Random, actions: Actions, told_whole: float = CLUSTERS_TOLD_WHOLE
    ) -> None:
        self.connection = connection
        self.chance = chance
        self.actions = actions
        self.told_whole = told_whole
        self.made: Counter[str] = Counter()
        self.rows: dict[Table, list[Row]] = defaultdict(list)

    def write(self, clusters: Iterator[Cluster], what: str, how_many: int) -> None:
        waiting = 0
        for cluster in clusters:
            self._add(cluster)
            waiting += len(cluster.records)
            if waiting >= AT_ONCE * 5:
                self._put()
                waiting = 0
                report(what, self.made[what], how_many)
        self._put()
        report(what, self.made[what], how_many)

    def advance(self, given: Iterable[Numbers]) -> None:
        """The series go on after the last number given."""
        for numbers in given:
            self.connection.execute(
                update(NoSeriesLine).where(NoSeriesLine.id == numbers.line.id).values(**numbers.used())
            )
            self._tell(self.actions.another("Add rows"), [self._given(numbers)])
        self._put()

    def count_prints(self, documents: Sequence[Document]) -> None:
        """Each has left once."""
        table = _table(Document)
        for start in range(0, len(documents), MOST_IN_ONE_ACTION):
            some = documents[start : start + MOST_IN_ONE_ACTION]
            self.connection.execute(
                update(table)
                .where(table.c.id.in_([each.id for each in some]))
                .values(no_printed=1, version=table.c.version + 1)
            )
            action = self.actions.another("Print rows")
            self._tell(action, [change(each, "no_printed", 0, 1, action["id"], Rule.LEFT) for each in some])
        self._put()

    def fill_up(self, changes: int) -> None:
        """Telephones that were changed since, on the contact and on its accounts, until so many changes are there."""
        lacking = changes - (self.connection.scalar(select(func.count()).select_from(Change)) or 0)
        last = self.connection.scalar(select(func.max(Contact.id))) or 0
        first = last - self.made["contact"] + 1
        while lacking > 0:
            rows = [
                row
                for contact in self._some(range(first, last + 1), min(lacking, MOST_IN_ONE_ACTION))
                for row in self._edits(*contact)
            ][:lacking]
            self._tell(self.actions.another("Change rows"), rows)
            lacking -= len(rows)
            if len(self.rows[_table(Change)]) > AT_ONCE * 5:
                self._put()
        self._put()

    def _add(self, cluster: Cluster) -> None:
        whole = self.chance.random() < self.told_whole
        for start in range(0, len(cluster.records), MOST_IN_ONE_ACTION):
            action = self.actions.another("Add rows" if whole else "Import rows")
            told: list[Row] = []
            for record in cluster.records[start : start + MOST_IN_ONE_ACTION]:
                self._keep(record)
                told += coming(record, action["id"], only=() if whole else _brief(record))
            self._tell(action, told)

    def _keep(self, record: Record) -> None:
        self.made[record.__tablename__] += 1
        mapper, values = record.__mapper__, vars(record)
        tables: Any = mapper.tables
        for table in sorted(tables, key=lambda each: each is not mapper.base_mapper.local_table):
            self.rows[table].append({name: values.get(name) for name in table.c.keys()})  # noqa: SIM118
        if record.search_texts():
            self.rows[_table(SearchEntry)].append(search_entry(record))

    def _tell(self, action: Row, rows: list[Row]) -> None:
        self.rows[_table(ChangeSet)].append(action)
        self.rows[_table(Change)] += rows

    def _given(self, numbers: Numbers) -> Row:
        line = numbers.line
        return change(line, "last_no_used", numbers.before, numbers.last, self.actions.last, Rule.NUMBER)

    def _some(self, ids: range, how_many: int) -> list[Any]:
        wanted = self.chance.choices(ids, k=how_many)
        query = select(Contact).where(Contact.id.in_(wanted), Contact.type == PERSON).order_by(Contact.id)
        columns = (Contact.id, Contact.no, Contact.name, Contact.phone_no)
        return list(self.connection.execute(query.with_only_columns(*columns)))

    def _edits(self, id_: int, no: str, name: str, phone_no: str) -> Iterator[Row]:
        contact = Contact(id=id_, no=no, name=name)
        yield change(contact, "phone_no", a_phone_no(self.chance), phone_no, self.actions.last + 1)

    def _put(self) -> None:
        for table in sorted(self.rows, key=_place):
            if self.rows[table]:
                self.connection.execute(insert(table), self.rows[table])
        self.rows.clear()
        self.connection.commit()


def _brief(record: Record) -> tuple[str, ...]:
    return tuple(name for name in TOLD_OF_OTHERS if name in record.__mapper__.columns)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table


def _place(table: Table) -> int:
    """Tables that others name come first."""
    order = [_table(model) for model in (Contact, Partner, Document, Interaction, Dispatch, Mail)]
    last = [_table(ChangeSet), _table(Change)]
    if table in order:
        return order.index(table)
    return 20 + last.index(table) if table in last else 10
