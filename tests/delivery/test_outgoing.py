"""Mails leave the outbox over a real connection: taken, put off, refused, and never lost."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import trustme
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.support.houses import House
from tests.support.post import PostOffice, a_free_port, mails_go_to, only, post_office
from webapp.delivery import mailing
from webapp.delivery.mailing import message_of
from webapp.delivery.outgoing import a_round
from webapp.domain.base import now
from webapp.domain.files import keep_file
from webapp.domain.outbox.claiming import MOST_TRIES, claim
from webapp.domain.outbox.concluding import WAITS
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.writing import Letter, write_mail

WORDS = count(1)
ANN = "ann@hill.test"


@pytest.fixture
def office(house: House) -> Iterator[PostOffice]:
    """The company's mails go there."""
    with post_office() as office:
        with house.acting() as session:
            mails_go_to(session, office.port)
        yield office


def a_mail(
    session: Session, recipients: str = ANN, subject: str = "Your order", body: str = "Thank you.", **values: object
) -> Mail:
    return write_mail(session, Letter(recipients, subject, body, **values), f"form {next(WORDS)}")  # type: ignore[arg-type]


def wrote(house: House, *recipients: str, **values: str) -> None:
    with house.acting() as session:
        for each in recipients or (ANN,):
            a_mail(session, each, **values)


def mails(house: House) -> list[Mail]:
    with house.looking() as session:
        return list(session.scalars(select(Mail).order_by(Mail.id)))


def states(house: House) -> list[str]:
    return [mail.state for mail in mails(house)]


def time_passes(house: House) -> None:
    """Whatever was put off is due."""
    with house.database.unremembered() as session:
        session.execute(update(Mail).values(due_at=now()))


def test_a_mail_arrives_as_it_was_written(house: House, office: PostOffice) -> None:
    with house.acting() as session:
        pdf = keep_file(session, b"%PDF-1.7 paper")
        a_mail(session, f"{ANN}; ben@oak.test", "Tilbud på blåbær – 50 %", "Hei på deg!\nÆrlig talt: Привет",
               copies="cc@oak.test", reply_to="olga@fjordlys.example", files=[(pdf, "Tilbud å.pdf")])  # fmt: skip

    a_round(house.database)

    [message] = office.received
    [attached] = message.iter_attachments()
    assert states(house) == [State.SENT]
    assert (message["Subject"], message["From"]) == (
        "Tilbud på blåbær – 50 %",
        "Fjordlys Øst AS <post@fjordlys.example>",
    )
    assert (message["To"], message["Cc"]) == (f"{ANN}, ben@oak.test", "cc@oak.test")
    assert message["Reply-To"] == "olga@fjordlys.example"
    assert message.get_body().get_content().splitlines() == ["Hei på deg!", "Ærlig talt: Привет"]  # type: ignore[union-attr]
    assert (attached.get_filename(), attached.get_content()) == ("Tilbud å.pdf", b"%PDF-1.7 paper")


def test_a_mail_without_a_server_is_held_and_goes_once_there_is_one(house: House) -> None:
    wrote(house)
    before = (states(house), a_round(house.database))

    with post_office() as office:
        with house.acting() as session:
            mails_go_to(session, office.port)
        a_round(house.database)

    assert before == ([State.HELD], 0)
    assert states(house) == [State.SENT]


def test_before_there_is_a_company_nothing_goes_and_nothing_breaks(empty_house: House) -> None:
    assert a_round(empty_house.database) == 0


def test_what_the_server_cannot_take_now_is_tried_later_with_the_same_id(house: House, office: PostOffice) -> None:
    wrote(house)
    office.answers[""] = ["451 Busy, come back"]

    a_round(house.database)
    [waiting] = mails(house)
    at_once = a_round(house.database)
    time_passes(house)
    a_round(house.database)

    assert (waiting.state, waiting.problem) == (State.WAITING, "451 Busy, come back")
    assert dt.timedelta(0) < waiting.due_at - now() <= WAITS[0]
    assert at_once == 0
    assert office.ids == [waiting.message_id]
    assert (states(house), mails(house)[0].attempts) == ([State.SENT], 2)


def test_a_greylisting_server_gets_it_the_second_time(house: House, office: PostOffice) -> None:
    wrote(house)
    office.answers[ANN] = ["450 Greylisted"]

    a_round(house.database)
    time_passes(house)
    a_round(house.database)

    assert (states(house), len(office.received)) == ([State.SENT], 1)


def test_what_the_server_refuses_fails_with_its_words_and_the_others_go_on(house: House, office: PostOffice) -> None:
    wrote(house, "nobody@hill.test", ANN)
    office.answers["nobody@hill.test"] = ["550 No such user"]

    a_round(house.database)

    assert states(house) == [State.FAILED, State.SENT]
    assert mails(house)[0].problem == "nobody@hill.test: 550 No such user"


def test_a_mail_that_only_some_get_is_sent_and_says_who_did_not(house: House, office: PostOffice) -> None:
    wrote(house, f"{ANN}; nobody@hill.test")
    office.answers["nobody@hill.test"] = ["550 No such user"]

    a_round(house.database)

    [mail] = mails(house)
    assert (mail.state, mail.problem) == (State.SENT, "nobody@hill.test: 550 No such user")


def test_a_content_that_is_refused_fails(house: House, office: PostOffice) -> None:
    wrote(house)
    office.answers[""] = ["554 Looks like spam"]

    a_round(house.database)

    assert (states(house), mails(house)[0].problem) == ([State.FAILED], "554 Looks like spam")


def test_a_server_that_is_not_there_loses_nothing(house: House) -> None:
    with house.acting() as session:
        mails_go_to(session, a_free_port())
    wrote(house, ANN, "ben@oak.test")

    a_round(house.database)

    assert states(house) == [State.WAITING, State.WAITING]
    assert "refused" in mails(house)[0].problem.lower()


def test_a_server_that_dawdles_is_given_up_and_tried_again(
    house: House, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote(house)
    monkeypatch.setattr(mailing, "PATIENCE", 0.2)
    office.slow = 1.0

    a_round(house.database)

    assert states(house) == [State.WAITING]
    assert "timed out" in mails(house)[0].problem


def test_after_ten_tries_it_has_failed(house: House, office: PostOffice) -> None:
    wrote(house)
    office.answers[""] = ["451 Busy"] * MOST_TRIES

    for _ in range(MOST_TRIES):
        time_passes(house)
        a_round(house.database)

    assert (states(house), mails(house)[0].attempts) == ([State.FAILED], MOST_TRIES)


def test_whoever_signs_in_wrongly_learns_it_and_no_password_is_told(house: House) -> None:
    with post_office(**only("olga", "right one")) as office:
        with house.acting() as session:
            mails_go_to(session, office.port, user_name="olga", password="wrong one")
        wrote(house)
        a_round(house.database)
        refused = mails(house)[0]
        with house.acting() as session:
            mails_go_to(session, office.port, user_name="olga", password="right one")
        time_passes(house)
        a_round(house.database)

    assert (refused.state, "535" in refused.problem, "wrong one" in refused.problem) == (State.WAITING, True, False)
    assert states(house) == [State.SENT]


def encrypted(security: str, identity: ssl.SSLContext) -> dict[str, Any]:
    """How a server listens that speaks to nobody in the open."""
    return {"ssl_context": identity} if security == "tls" else {"tls_context": identity, "require_starttls": True}


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Somebody whom this machine trusts to say who a server is."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def identity_of(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mail_goes_encrypted_to_a_server_that_is_who_it_says(
    house: House, authority: trustme.CA, security: str
) -> None:
    with post_office(**encrypted(security, identity_of(authority, "127.0.0.1"))) as office:
        with house.acting() as session:
            mails_go_to(session, office.port, security=security)
        wrote(house)

        a_round(house.database)

        assert (states(house), len(office.received)) == ([State.SENT], 1)


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_server_that_is_somebody_else_gets_nothing(house: House, authority: trustme.CA, security: str) -> None:
    with post_office(**encrypted(security, identity_of(authority, "elsewhere.example"))) as office:
        with house.acting() as session:
            mails_go_to(session, office.port, security=security, user_name="olga", password="a secret of hers")
        wrote(house)

        a_round(house.database)

        assert (states(house), office.received) == ([State.WAITING], [])
        assert "certificate" in mails(house)[0].problem


def test_a_server_without_starttls_is_not_trusted_with_anything(house: House, office: PostOffice) -> None:
    with house.acting() as session:
        mails_go_to(session, office.port, security="starttls")
    wrote(house)

    a_round(house.database)

    assert (states(house), office.received) == ([State.WAITING], [])
    assert "STARTTLS" in mails(house)[0].problem


@pytest.mark.parametrize(
    "evil", ["Hello\r\nBcc: spy@evil.test", "Hello\nBcc: spy@evil.test", "Hello\rBcc: spy@evil.test"]
)
def test_no_header_is_smuggled_in(house: House, office: PostOffice, evil: str) -> None:
    wrote(house, subject=evil, body=evil)

    a_round(house.database)

    [message] = office.received
    assert message["Bcc"] is None
    assert message["Subject"] == "Hello Bcc: spy@evil.test"


def test_a_domain_in_other_letters_travels_in_those_of_the_wire(house: House, office: PostOffice) -> None:
    wrote(house, "ann@blåbær.test")

    a_round(house.database)

    assert office.received[0]["To"] == "ann@xn--blbr-roah.test"


def test_a_file_that_is_missing_fails_the_mail_and_says_so(house: House, office: PostOffice) -> None:
    with house.acting() as session:
        file = keep_file(session, b"paper")
        a_mail(session, files=[(file, "paper.pdf")])
        file.data = b"another paper"

    a_round(house.database)

    assert (states(house), office.received) == ([State.FAILED], [])
    assert "Bring the folder back" in mails(house)[0].problem


def test_what_was_discarded_is_not_sent(house: House, office: PostOffice) -> None:
    with house.acting() as session:
        a_mail(session).discarded = True

    assert a_round(house.database) == 0
    assert office.received == []


def test_two_workers_never_take_the_same(house: House, office: PostOffice) -> None:
    wrote(house, *[f"{number}@hill.test" for number in range(15)])

    with house.database.unremembered() as one:
        first = claim(one)
        if house.database.is_sqlite:
            one.commit()
        with house.database.unremembered() as other:
            second = claim(other)

    assert len(first) == 10 and len(second) == 5
    assert not {each.mail_id for each in first} & {each.mail_id for each in second}


def test_a_mail_whose_worker_died_is_taken_again_after_its_lease(house: House, office: PostOffice) -> None:
    wrote(house)
    with house.database.unremembered() as session:
        claim(session)
    while_leased = a_round(house.database)

    time_passes(house)
    a_round(house.database)

    assert while_leased == 0
    assert (states(house), len(office.received)) == ([State.SENT], 1)


def test_a_message_is_the_same_however_often_it_is_made(house: House, office: PostOffice) -> None:
    wrote(house)

    with house.looking() as session:
        [mail] = session.scalars(select(Mail))
        made = {bytes(message_of(session, mail)) for _ in range(2)}

    assert len(made) == 1
