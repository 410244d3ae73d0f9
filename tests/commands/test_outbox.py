"""The outbox from the console."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.houses import OWNER, PASSWORD, acting_on, opened
from tests.support.post import mails_go_to, post_office
from webapp.cli import main
from webapp.config import read_config
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.writing import Letter, write_mail

FOUND = (
    "new-company", "--name", "Fjordlys AS", "--country", "no", "--currency", "nok", "--language", "en-GB",
    "--owner-email", OWNER, "--owner-name", "Olga Nordahl", "--owner-password", PASSWORD,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _company(instance: Path) -> None:
    assert main(FOUND) == 0
    with opened(read_config().database_url) as database, acting_on(database) as session:
        write_mail(session, Letter("ann@hill.test", "Hello", "Hello"), "form")


def test_it_tells_how_many_mails_are_in_which_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox"]) == 0

    told = capsys.readouterr().out
    assert "No mail server is set up, so mails are held." in told
    assert "Held: 1" in told and "Failed: 0" in told


def test_run_once_carries_what_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    with post_office() as office, opened(read_config().database_url) as database:
        with acting_on(database) as session:
            mails_go_to(session, office.port)

        assert main(["outbox", "run", "--once"]) == 0

        with database.sessions() as session:
            assert session.scalars(select(Mail.state)).one() == State.SENT
    assert "Mails taken: 1" in capsys.readouterr().out
    assert len(office.received) == 1
