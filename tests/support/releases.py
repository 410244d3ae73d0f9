"""What the databases of earlier releases held, to show that each can be brought to this one.

`python -m tests.support.releases` stores a company as this release founds it, with the sample; do it once per release.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, MetaData, Table, Time, text
from sqlalchemy.orm import Session

from webapp import migrations
from webapp.db import Database
from webapp.domain.documents.document import Document
from webapp.domain.sample import Paper, add_sample

from .houses import PASSWORD, acting_on, found, opened

FOLDER = Path(__file__).resolve().parents[1] / "releases"
NOT_STORED = ("alembic_version", "search_text")
READ = {
    Date: dt.date.fromisoformat,
    DateTime: dt.datetime.fromisoformat,
    Time: dt.time.fromisoformat,
    LargeBinary: base64.b64decode,
}


def stored() -> list[Path]:
    return sorted(FOLDER.glob("*.json.gz"))


def load(file: Path, database: Database) -> None:
    """The database as that release left it: its own tables, with the rows it had."""
    kept = json.loads(gzip.decompress(file.read_bytes()))
    migrations.upgrade(database.engine, kept["revision"])
    with database.engine.begin() as connection:
        for table in _tables(connection):
            rows = [_read(table, row) for row in kept["rows"].get(table.name, [])]
            if rows:
                connection.execute(table.insert(), rows)
                _go_on_counting(connection, table)


def store() -> Path:
    with tempfile.TemporaryDirectory() as folder, opened(f"sqlite:///{folder}/new.db") as database:
        migrations.upgrade(database.engine)
        with acting_on(database, "Founded") as session:
            found(session)
        with acting_on(database, "Added the sample data") as session:
            add_sample(session, str, password=PASSWORD, on_paper=on_paper)
        with database.engine.connect() as connection:
            rows = {table.name: _rows(connection, table) for table in _tables(connection)}
            revision = migrations.current(connection)
    file = FOLDER / f"{revision}.json.gz"
    file.write_bytes(gzip.compress(json.dumps({"revision": revision, "rows": rows}).encode(), mtime=0))
    return file


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _metadata: not name.startswith(NOT_STORED))
    return list(metadata.sorted_tables)


def _rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    found = connection.execute(table.select().order_by(table.c.id)).mappings()
    return [{name: _stored(value) for name, value in row.items()} for row in found]


def _stored(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def on_paper(_session: Session, document: Document) -> Paper:
    """As good as a paper for whoever only looks that it is kept."""
    return Paper(f"{document.no}.pdf", f"%PDF-1.7 {document.label}".encode(), f"{document.one} {document.no}")


def _read(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, kept) for name, kept in row.items()}


def _value(type_: Any, kept: Any) -> Any:
    """A reflected type is a kind of its own on every database."""
    read = next((read for kind, read in READ.items() if isinstance(type_, kind)), None)
    return read(kept) if read is not None and kept is not None else kept


def _go_on_counting(connection: Connection, table: Table) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), max(id)) FROM \"{table.name}\"")
        )


if __name__ == "__main__":
    print(store())
