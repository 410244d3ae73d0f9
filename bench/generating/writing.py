"""Writes rows of code tables with their memory and their search entries."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from random import Random

from sqlalchemy import Connection, insert

from webapp.domain.base import Base, Record
from webapp.domain.changes import Change, ChangeSet
from webapp.domain.search import SearchEntry

from .memory import Actions, Row, change, coming, defaults, search_entry

BATCH = 5_000
MOST_IN_ONE_ACTION = 20
CHANGED_SINCE = 0.3
STARTED = time.perf_counter()


@dataclass(frozen=True)
class Kind:
    """One row of this table for so many asked for, each made from chance and its number."""

    model: type[Record]
    one_in: int
    make: Callable[[Random, int], Row]
    edited: str = ""
    """The field that was changed since in some of them."""
    by_nobody: bool = False
    """Made before there was anybody to make them."""

    def count(self, rows: int) -> int:
        return max(1, rows // self.one_in)


class Writer:
    """Writes a kind of rows in batches."""

    def __init__(self, connection: Connection, chance: Random, actions: Actions) -> None:
        self.connection = connection
        self.chance = chance
        self.actions = actions

    def write(self, kind: Kind, numbers: range) -> None:
        for start in range(0, len(numbers), BATCH):
            self._write(kind, numbers[start : start + BATCH])
            report(kind.model.type_name, min(start + BATCH, len(numbers)), len(numbers))

    def _write(self, kind: Kind, numbers: range) -> None:
        rows = [defaults(kind.model) | {"id": number} | kind.make(self.chance, number) for number in numbers]
        records = [kind.model(**row) for row in rows]
        self._put(kind.model, rows)
        self._put(SearchEntry, [search_entry(record) for record in records if record.search_texts()])
        self._remember(kind, records)
        self.connection.commit()

    def _remember(self, kind: Kind, records: list[Record]) -> None:
        """Every record came in some action; of some, one field was different until a later one."""
        change_sets: list[Row] = []
        changes: list[Row] = []
        upcoming = iter(records)
        while together := list(islice(upcoming, self.chance.randint(1, MOST_IN_ONE_ACTION))):
            change_sets.append(self.actions.another("Add rows", kind.by_nobody))
            former = self._former(kind, together)
            changes += [row for one in together for row in coming(one, self.actions.last, former.get(one.id))]
            if former:
                change_sets.append(self.actions.another("Change rows", kind.by_nobody))
                changes += [self._edit(kind, one, former[one.id]) for one in together if one.id in former]
        self._put(ChangeSet, change_sets)
        self._put(Change, changes)

    def _former(self, kind: Kind, records: list[Record]) -> dict[int, Row]:
        """By record, what a field held before it was changed."""
        changed = [record for record in records if self.chance.random() < CHANGED_SINCE]
        return {r.id: {kind.edited: kind.make(self.chance, r.id)[kind.edited]} for r in changed} if kind.edited else {}

    def _edit(self, kind: Kind, record: Record, former: Row) -> Row:
        return change(record, kind.edited, former[kind.edited], getattr(record, kind.edited), self.actions.last)

    def _put(self, model: type[Base], rows: list[Row]) -> None:
        if rows:
            self.connection.execute(insert(model), rows)


def report(what: str, done: int, of: int) -> None:
    print(f"{time.perf_counter() - STARTED:7.1f} s  {what:<20} {done:>9,} of {of:,}", file=sys.stderr)
