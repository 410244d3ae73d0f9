"""Counts what is asked of the database, so that a page cannot grow slow unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

BESIDE = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


@contextmanager
def queries(engine: Engine, *, at_most: int) -> Iterator[list[str]]:
    """The statements that run inside; more than are allowed fail the test and are shown."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.lstrip().upper().startswith(BESIDE):
            statements.append(" ".join(statement.split()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
    shown = "\n".join(statement[:200] for statement in statements)
    assert len(statements) <= at_most, f"{len(statements)} statements instead of {at_most}:\n{shown}"
