"""The outbox as people see it: what waits, why, and what can be done about it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_user
from tests.support.houses import PASSWORD, House
from tests.support.interactions import AT, a_template
from tests.support.parties import a_company
from tests.support.post import a_free_port, mails_go_to, only, post_office
from webapp.delivery.outgoing import a_round
from webapp.domain.files import keep_file
from webapp.domain.interactions.entry import begun, store
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.outbox.acting import state_of
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.writing import Letter, write_mail
from webapp.domain.setup.company import MailSetup
from webapp.domain.setup.single import the


def a_mail(house: House, subject: str = "Your order", recipients: str = "ann@hill.test") -> int:
    """One that is logged; gives its id."""
    with house.acting() as session:
        contact = a_company(session, f"Hill {subject}")
        template = a_template(session, f"T{len(subject)}{contact.no}"[:10])
        entry = store(session, begun(session, contact, template, AT), description=subject)
        files = [(keep_file(session, b"paper"), "paper.pdf")]
        letter = Letter(recipients, subject, "Thank you.", files=files)
        return write_mail(session, letter, f"form {subject}", entry).id


def one(house: House, model: Any) -> Any:
    with house.looking() as session:
        return session.scalars(select(model)).one()


def set_up(house: House, port: int, **values: Any) -> None:
    with house.acting() as session:
        mails_go_to(session, port, **values)


def test_without_a_server_a_mail_is_held_and_says_what_to_do(house: House, browser: Browser) -> None:
    a_mail(house)

    browser.open("/outbox").follow("Your order")

    assert "held until a mail server is set up" in browser.text
    assert browser.page.one("a", lambda link: "held until" in link.text)["href"] == "/setup/mail"


def test_the_list_leads_to_the_mail_setup(house: House, browser: Browser) -> None:
    a_mail(house)

    browser.open("/outbox").follow("Mail Setup")

    assert browser.url == "/setup/mail"


@pytest.mark.parametrize(("role", "may"), [("accounting", True), ("sales", False), ("reader", False)])
def test_who_may_not_set_up_sees_why_instead(house: House, role: str, may: bool) -> None:
    with house.acting() as session:
        a_user(session, email="somebody@fjordlys.example", role=role, password=PASSWORD)
    browser = Browser(house.app).sign_in("somebody@fjordlys.example").open("/outbox")

    leads = any(link["href"] == "/setup/mail" for link in browser.page.all("a") if link.text == "Mail Setup")

    assert leads is may
    assert ("lacks the right to set up in Company" in browser.text) is not may


def test_a_narrowed_list_stays_so_after_an_action(house: House, browser: Browser) -> None:
    for subject in ("One", "Two"):
        a_mail(house, subject)
    browser.open("/outbox?subject=One").page.all("input", type="checkbox", name="key")[0].attributes["checked"] = ""

    browser.press("Discard")

    assert browser.url == "/outbox?subject=One"
    assert len(browser.rows()) == 1


def test_what_is_held_waits_as_soon_as_a_server_is_set_up(house: House, browser: Browser) -> None:
    a_mail(house)

    browser.open("/setup/mail").fill("Mail Server", "mail.fjordlys.example")
    browser.fill("Sender Email", "post@fjordlys.example").press("Save")

    assert one(house, Mail).state == State.WAITING


def test_the_list_is_narrowed_by_state(house: House, browser: Browser) -> None:
    a_mail(house)

    assert len(browser.open("/outbox?state=held").rows()) == 1
    assert "Nothing found" in browser.open("/outbox?state=failed").text


def test_a_wrong_address_is_put_right_and_sent_again(house: House, browser: Browser) -> None:
    with post_office() as office:
        set_up(house, office.port)
        id_ = a_mail(house, recipients="nobody@hill.test")
        office.answers["nobody@hill.test"] = ["550 No such user"]
        a_round(house.database)
        said = browser.open(f"/outbox/{id_}").text

        browser.fill("To", "ann@hill.test").press("Save").press("Send again")
        a_round(house.database)

    assert "550 No such user" in said
    assert one(house, Mail).state == State.SENT
    assert office.received[0]["To"] == "ann@hill.test"


def test_what_is_discarded_is_cancelled_too_and_undo_brings_both_back(house: House, browser: Browser) -> None:
    id_ = a_mail(house)

    browser.open(f"/outbox/{id_}").press("Discard")
    gone = one(house, Mail).discarded, one(house, Interaction).cancelled
    browser.press("Undo")

    assert gone == (True, True)
    assert (one(house, Mail).discarded, one(house, Interaction).cancelled) == (False, False)


def test_a_discarded_mail_can_be_brought_back_later(house: House, browser: Browser) -> None:
    id_ = a_mail(house)

    browser.open(f"/outbox/{id_}").press("Discard").press("Bring back")

    assert (one(house, Mail).discarded, one(house, Interaction).cancelled) == (False, False)


def test_what_has_gone_cannot_be_discarded(house: House, browser: Browser) -> None:
    with post_office() as office:
        set_up(house, office.port)
        id_ = a_mail(house)
        a_round(house.database)

    browser.open(f"/outbox/{id_}")
    browser.post(f"/outbox/{id_}/discard")

    assert "“Your order” has been sent already." in browser.open("/outbox").receipts[0]
    assert not one(house, Interaction).cancelled


def test_several_are_discarded_at_once(house: House, browser: Browser) -> None:
    for subject in ("One", "Two"):
        a_mail(house, subject)
    browser.open("/outbox")
    for node in browser.page.all("input", type="checkbox", name="key"):
        node.attributes["checked"] = ""

    browser.press("Discard")

    with house.looking() as session:
        assert all(session.scalars(select(Mail.discarded)))
    assert browser.receipts[0].startswith("Discarded: One, Two")


def test_every_mail_can_be_downloaded_as_it_travels(house: House, browser: Browser) -> None:
    id_ = a_mail(house)

    response = browser.client.get(f"/outbox/{id_}.eml")

    message = message_from_bytes(response.data, policy=default)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert (message["Subject"], message["To"]) == ("Your order", "ann@hill.test")
    assert [part.get_filename() for part in message.iter_attachments()] == ["paper.pdf"]  # type: ignore[attr-defined]


def test_an_attachment_is_kept_and_never_opened_inside(house: House, browser: Browser) -> None:
    id_ = a_mail(house)

    link = browser.open(f"/outbox/{id_}").page.one("a", lambda link: link.text == "paper.pdf")["href"]
    response = browser.client.get(link)

    assert (response.data, response.headers["X-Content-Type-Options"]) == (b"paper", "nosniff")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_state_of_mails_is_known_by_their_interactions(house: House) -> None:
    a_mail(house)

    with house.looking() as session:
        [entry] = session.scalars(select(Interaction))
        states = state_of(session, [entry])

    assert {id_: mail.state for id_, mail in states.items()} == {entry.id: State.HELD}


# --- the test mail


def test_a_test_mail_goes_to_whoever_asks(house: House, browser: Browser) -> None:
    with post_office() as office:
        set_up(house, office.port)
        browser.open("/setup/mail").press("Test mail")

    assert browser.receipts == ["A test mail was sent to olga@fjordlys.example."]
    assert office.received[0]["To"] == "olga@fjordlys.example"


def test_a_test_mail_shows_the_words_of_the_server(house: House, browser: Browser) -> None:
    with post_office(**only("olga", "right")) as office:
        set_up(house, office.port, user_name="olga", password="a wrong secret")
        browser.open("/setup/mail").press("Test mail")

    assert "The mail server says: 535" in browser.receipts[0]
    assert "a wrong secret" not in browser.text


def test_a_test_mail_says_when_nobody_answers(house: House, browser: Browser) -> None:
    set_up(house, a_free_port())

    browser.open("/setup/mail").press("Test mail")

    assert "refused" in browser.receipts[0].lower()


def test_a_test_mail_needs_a_server(house: House, browser: Browser) -> None:
    browser.open("/setup/mail").press("Test mail")

    assert browser.receipts == ["Enter the mail server and the sender's address first, then save."]


def test_the_password_is_never_shown(house: House, browser: Browser) -> None:
    set_up(house, 25, password="very secret")

    browser.open("/setup/mail")

    assert browser.response is not None and "very secret" not in browser.response.text
    with house.looking() as session:
        assert the(session, MailSetup).password == "very secret"


@pytest.mark.parametrize("role", ["reader"])
def test_a_reader_looks_and_changes_nothing(house: House, role: str) -> None:
    from webapp.domain.users.user import add_user

    id_ = a_mail(house)
    with house.acting() as session:
        add_user(session, {"name": "Rita Reader", "email": "rita@fjordlys.example", "role": role, "language": "en-GB",
                           "time_zone": "Europe/Oslo"}, "correct horse battery")  # fmt: skip
    browser = Browser(house.app).sign_in("rita@fjordlys.example")

    seen = browser.open(f"/outbox/{id_}").status
    refused = browser.post(f"/outbox/{id_}/discard").status_code

    assert (seen, refused) == (200, 403)
