"""run and migrate."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.server import Server
from sqlalchemy import Engine, exc, select

from .. import logs, migrations
from ..blueprints.account.welcome import welcome_token
from ..config import Config, WrongSetting, read_config
from ..db import Database
from ..domain.setup.company import CompanyInformation
from . import Subcommands, opened, say

APP = "webapp.serve:app"


def declare(subcommands: Subcommands) -> None:
    run = subcommands.add_parser("run", help="create or migrate the database, then serve")
    run.add_argument("--reload", action="store_true", help="start again when a file changes (for development)")
    run.set_defaults(run=run_server)
    migrate = subcommands.add_parser("migrate", help="bring the database to the tables of this release")
    migrate.add_argument(
        "--to", default="head", metavar="REVISION", help="a revision, for going back (default: the newest)"
    )
    migrate.set_defaults(run=run_migrations)


def run_server(options: argparse.Namespace) -> int:
    config = read_config()
    logs.to_stderr()
    database = Database(config.database_url)
    try:
        migrations.upgrade(database.engine)
        _greet(database, config)
    except exc.OperationalError as error:
        raise WrongSetting("CONCORD_DATABASE_URL", f"the database cannot be opened: {error.orig}") from None
    finally:
        database.engine.dispose()
    _server(config, options.reload).serve()
    return 0


def _greet(database: Database, config: Config) -> None:
    """The address, and for an empty installation the one-time link."""
    with database.sessions() as session:
        founded = session.scalar(select(CompanyInformation.id))
    say(f"Concord is at {config.address}")
    if not founded:
        say("Nothing is set up yet. Open this link to begin; it works once:")
        say(f"  {config.address}/welcome/{welcome_token(config.secret_key)}")


def _server(config: Config, reload: bool) -> Server:
    return Server(
        APP,
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=1 if reload else config.workers,
        blocking_threads=1 if config.database_url.startswith("sqlite") else 8,
        ssl_cert=Path(config.tls_cert) if config.tls_cert else None,
        ssl_key=Path(config.tls_key) if config.tls_key else None,
        log_enabled=False,
        reload=reload,
        respawn_failed_workers=True,
    )


def run_migrations(options: argparse.Namespace) -> int:
    with opened() as database:
        before = _revision(database.engine)
        go = migrations.upgrade if options.to == "head" or _is_newer(options.to, before) else migrations.downgrade
        go(database.engine, options.to)
        say(f"The database is at revision {_revision(database.engine)} (it was at {before}).")
    return 0


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return migrations.current(connection)


def _is_newer(wanted: str, current: str | None) -> bool:
    known = migrations.revisions()
    if wanted not in (*known, "base"):
        sys.exit(f"There is no revision {wanted}. These are known: {', '.join(known)}")
    return wanted != "base" and (current is None or known.index(wanted) > known.index(current))
