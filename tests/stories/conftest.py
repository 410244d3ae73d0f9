"""Every story is told twice: plainly on SQLite, and as htmx would send it on PostgreSQL."""

from __future__ import annotations

import pytest

from tests.support.houses import SqliteMaker, Templates


@pytest.fixture
def way(templates: Templates) -> str:
    return "plain" if isinstance(templates.maker, SqliteMaker) else "htmx"
