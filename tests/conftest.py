"""Every test that needs a database runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy.orm import Session

from webapp import i18n
from webapp.db import WRITES
from webapp.domain.changes import open_change_set
from webapp.domain.errors import say
from webapp.domain.users import user

from .support import postgresql
from .support.browser import Browser
from .support.houses import CONSOLE, House, PostgresqlMaker, SqliteMaker, Templates, opened

MEMORY = "/dev/shm"
KINDS = ("sqlite", "postgresql")

settings.register_profile("same", derandomize=True)
settings.register_profile("further", max_examples=1000)
settings.load_profile("same")
"""What is red is red for everybody; `pytest --hypothesis-profile further` looks for more."""

user.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
for name in [name for name in os.environ if name.startswith("CONCORD_") and name != postgresql.GIVEN]:
    del os.environ[name]


@pytest.fixture(autouse=True)
def _english() -> None:
    """No test inherits the language of the one before."""
    i18n.speak(i18n.SOURCE)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    with postgresql.server() as server:
        yield server


@pytest.fixture(scope="session")
def _templates() -> Iterator[dict[str, Templates]]:
    """SQLite waits for the disk with every commit; where memory can be a folder, its databases are there."""
    with tempfile.TemporaryDirectory(prefix="concord-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        kinds = {"sqlite": Templates(SqliteMaker(Path(folder)))}
        yield kinds
        for templates in kinds.values():
            templates.close()


@pytest.fixture(scope="session", params=KINDS)
def templates(request: pytest.FixtureRequest, _templates: dict[str, Templates]) -> Templates:
    kind = request.param
    if kind not in _templates:
        _templates[kind] = Templates(PostgresqlMaker(request.getfixturevalue("postgresql_server")))
    return _templates[kind]


@pytest.fixture
def session(templates: Templates) -> Iterator[Session]:
    """A session that writes into an empty database and is rolled back."""
    with opened(templates.empty) as database, database.sessions() as session:
        session.connection(execution_options=WRITES)
        open_change_set(session, say("Given"), CONSOLE)
        yield session
        session.rollback()


@pytest.fixture
def house(templates: Templates) -> Iterator[House]:
    """A founded company with its owner, and the program on it."""
    with templates.house() as house:
        yield house


@pytest.fixture
def empty_house(templates: Templates) -> Iterator[House]:
    """The program on a database that nobody has set up."""
    with templates.house(founded=False) as house:
        yield house


@pytest.fixture(params=("plain", "htmx"))
def way(request: pytest.FixtureRequest) -> str:
    """How the browser sends its forms: every story is true both ways."""
    return str(request.param)


@pytest.fixture
def browser(house: House, way: str) -> Browser:
    """The owner, signed in."""
    return Browser(house.app, htmx=way == "htmx").sign_in()


@pytest.fixture
def new_postgresql_database(postgresql_server: postgresql.Server) -> Iterator[Callable[[], str]]:
    """Makes empty databases; gives their addresses."""
    made: list[str] = []

    def make() -> str:
        made.append(postgresql_server.create())
        return postgresql_server.url(made[-1])

    yield make
    for name in made:
        postgresql_server.drop(name)


@pytest.fixture
def postgresql_url(new_postgresql_database: Callable[[], str]) -> str:
    return new_postgresql_database()


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the command `concord`."""
    monkeypatch.setenv("CONCORD_INSTANCE", str(tmp_path))
    return tmp_path


def pytest_collection_finish() -> None:
    """What stands until the end is not looked through again and again for what can go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
