"""What can be done from the console, a module per subject. Each declares its subcommands."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .. import migrations
from ..config import read_config
from ..db import Database
from ..domain.changes import Author
from ..domain.errors import N_, Refused

Subcommands = Any
"""What argparse gives to add subcommands to; its own name is private."""

CONSOLE = Author(None, "Console")


@contextmanager
def opened() -> Iterator[Database]:
    """The database of the settings."""
    config = read_config()
    database = Database(config.database_url, config.files)
    try:
        yield database
    finally:
        database.engine.dispose()


@contextmanager
def ready() -> Iterator[Database]:
    """The database of the settings, if it has the tables of this release."""
    with opened() as database:
        with database.engine.connect() as connection:
            revision = migrations.current(connection)
        if revision != migrations.head():
            raise Refused("The database does not have the tables of this release. Run concord migrate first.")
        yield database


def say(text: str) -> None:
    print(text, flush=True)


def progress(text: str) -> None:
    """Long work tells how far it is, on its own line and away from the output."""
    print(text, file=sys.stderr, flush=True)


def password_from(options: argparse.Namespace, name: str) -> str:
    """From the option, from a pipe, or asked for twice."""
    given = getattr(options, name)
    if given:
        return str(given)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Once more: "):
        raise Refused(N_("The two passwords differ. Try again."))
    return password
