"""Where a database can live, and what a copy of it is."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from ...domain.errors import Refused

MARKS = {"alembic_version", "change_set", "company_information"}
"""Tables that no other program has all of."""

COMPANIONS = ("-wal", "-shm", "-journal", "")
"""The files of an SQLite database. The database comes last: its log must never stand beside another database."""


class Contents(NamedTuple):
    """What a copy holds: the revision of its tables and the number of rows in each."""

    revision: str
    rows: Counter[str]


class Store(Protocol):
    """A kind of database: how it is copied, how a copy is read, how a copy takes its place."""

    opening: bytes
    """What every copy of this kind begins with."""

    def is_in(self, file: Path) -> bool:
        """Whether a file is the database itself, which no backup may overwrite."""

    def copy_to(self, file: Path) -> Counter[str]:
        """Copy everything as it is at one moment; the rows there were at that moment."""

    def contents(self, file: Path) -> Contents:
        """Read a copy from its first to its last byte."""

    def replace_by(self, file: Path) -> Path | None:
        """Put a copy in the place of the database; where the former one is kept, if there was one."""


def no_backup(file: Path, reason: str = "") -> Refused:
    if reason:
        return Refused("%(file)s is damaged or no backup of Concord: %(reason)s.", file=str(file), reason=reason)
    return Refused("%(file)s is no backup of Concord.", file=str(file))


def kept_name(name: str) -> str:
    return f"{name}.before-restore-{dt.datetime.now():%Y%m%d-%H%M%S-%f}"


@contextmanager
def unfinished(file: Path) -> Iterator[Path]:
    """A file beside the wanted one that only its owner may read. Whatever is still there at the end is removed."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        reason = str(error.strerror)
        raise Refused("%(file)s cannot be written: %(reason)s.", file=str(file), reason=reason) from None
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in COMPANIONS:
            Path(name + ending).unlink(missing_ok=True)
