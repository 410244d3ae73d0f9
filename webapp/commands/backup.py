"""backup and restore: a copy that was read back before it counts, and the way back to it."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from .. import migrations
from ..db import Database
from ..domain.errors import Refused
from . import Subcommands, opened, progress, say
from .stores import Contents, Store, no_backup, unfinished
from .stores.postgresql import PostgresqlServer
from .stores.sqlite import SqliteFile


def declare(subcommands: Subcommands) -> None:
    backup = subcommands.add_parser("backup", help="copy the database into a file and check it; the server may run")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE if it exists")
    backup.set_defaults(run=run_backup)
    restore = subcommands.add_parser("restore", help="put a backup in the place of the database; stop the server first")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    restore.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> int:
    file: Path = options.file
    if file.is_dir() or (file.exists() and not options.force):
        raise Refused("%(file)s exists already. Name another file, or add --force to replace it.", file=str(file))
    with opened() as database, unfinished(file) as part:
        rows = _checked_copy(_store(database), file, part)
        os.replace(part, file)
    say(f"{file}: {len(rows):,} tables, {rows.total():,} rows, {file.stat().st_size:,} bytes, checked.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    file: Path = options.file
    with opened() as database:
        store = _store(database)
        _refuse_other_kind(store, file)
        progress(f"Reading {file}")
        rows = _known(store.contents(file), file).rows
        if not (options.yes or _confirmed(database)):
            return 1
        kept = store.replace_by(file)
    say(f"Restored {len(rows):,} tables with {rows.total():,} rows.")
    if kept:
        say(f"The database as it was before is kept in {kept}")
    return 0


def _store(database: Database) -> Store:
    return SqliteFile(database) if database.is_sqlite else PostgresqlServer(database)


def _checked_copy(store: Store, file: Path, part: Path) -> Counter[str]:
    if store.is_in(file):
        raise Refused("%(file)s is the database itself. Name another file for its backup.", file=str(file))
    rows = store.copy_to(part)
    progress("Reading the copy")
    copied = _known(store.contents(part), file).rows
    for name in rows:
        if copied[name] != rows[name]:
            raise Refused("The copy lacks rows of table %(table)s. Make the backup again.", table=name)
    return rows


def _known(contents: Contents, file: Path) -> Contents:
    """The contents, if this release knows their tables: it can migrate older ones, newer ones are beyond it."""
    if contents.revision not in migrations.revisions():
        raise Refused(
            "%(file)s was made by a newer release of Concord (revision %(revision)s). Install that release first.",
            file=str(file),
            revision=contents.revision,
        )
    return contents


def _refuse_other_kind(store: Store, file: Path) -> None:
    """A backup goes back into the kind of database it was taken from."""
    try:
        with file.open("rb") as beginning:
            opening = beginning.read(len(SqliteFile.opening))
    except OSError as error:
        raise Refused("%(file)s cannot be read: %(reason)s.", file=str(file), reason=str(error.strerror)) from None
    if opening.startswith(store.opening):
        return
    if opening.startswith((SqliteFile.opening, PostgresqlServer.opening)):
        raise Refused(
            "%(file)s comes from the other kind of database. Restore it into that, then move with concord copy-to.",
            file=str(file),
        )
    raise no_backup(file)


def _confirmed(database: Database) -> bool:
    """Asked at a terminal only; nobody answers in a script."""
    if not sys.stdin.isatty():
        raise Refused("Restoring replaces the whole database. Add --yes if that is wanted.")
    place = database.engine.url.render_as_string(hide_password=True)
    return input(f"Replace everything in {place}? [y/N] ").strip().lower() in {"y", "yes"}
