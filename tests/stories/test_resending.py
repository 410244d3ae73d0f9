"""Sending again as people do it: from the card of an entry, or for all that are ticked."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_salesperson, a_user
from tests.support.houses import PASSWORD, House
from tests.support.interactions import a_template
from tests.support.papers import a_document_for, a_line_on
from tests.support.parties import a_company, linked_to
from tests.support.talks import a_talk, speaking
from webapp import i18n
from webapp.domain.contacts.contact import Contact
from webapp.domain.interactions.content import MERGED, OWN, Content
from webapp.domain.interactions.entry import template_by_code
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import change_template
from webapp.domain.outbox.mail import Mail, MailFile
from webapp.domain.relations.changing import change_contact

LETTER = Content(OWN, b"words", "letter.pdf")


@pytest.fixture(autouse=True)
def _hill(house: House) -> None:
    with house.acting() as session:
        a_salesperson(session, "IS")
        a_company(session, "Hill Bakery", email="info@hill.test")
        a_template(session)


def said(house: House, content: Content | None = LETTER, **values: Any) -> int:
    """An entry with Hill Bakery; gives its number."""
    with house.acting() as session:
        contact = session.scalars(select(Contact).order_by(Contact.id)).first()
        template = template_by_code(session, "T-DOC")
        more = {"content": content} if content else {}
        return a_talk(session, contact, template, **more, **values).id


def an_offer(house: House, language: str = "ENG") -> int:
    """An entry that was filled in from a layout."""
    with house.acting() as session:
        template = template_by_code(session, "T-DOC")
        assert template is not None
        speaking(session, template, language, layout="Dear {contact}", subject="Offer")
        change_template(session, template, {"language_code": language})
    return said(house, Content(MERGED))


def all_of(house: House, model: Any) -> list[Any]:
    with house.looking() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def ticked(browser: Browser, *entries: int, at: str = "/interactions") -> Browser:
    browser.open(at)
    for box in browser.page.all("input", type="checkbox", name="key"):
        if int(box["value"]) in entries:
            box.attributes["checked"] = ""
    return browser


def test_an_attachment_goes_again_from_the_card(browser: Browser, house: House) -> None:
    entry = said(house)

    browser.open(f"/interactions/{entry}").follow("Resend")
    known = (browser.value("To"), browser.value("Correspondence Type"), browser.is_ticked("Update merge fields"))
    browser.press("Send")

    [mail], [file] = all_of(house, Mail), all_of(house, MailFile)
    assert known == ("info@hill.test", "email", False)
    assert (mail.recipients, mail.interaction_id, file.name) == ("info@hill.test", entry, "letter.pdf")
    assert browser.receipts[0].startswith(f"Interaction {entry} goes again to info@hill.test.")
    assert browser.url == f"/interactions/{entry}"
    assert "held until a mail server is set up" in browser.page.by_id("factboxes").text  # type: ignore[union-attr]


def test_filled_in_anew_it_is_another_entry(browser: Browser, house: House) -> None:
    entry = an_offer(house)

    browser.open(f"/interactions/{entry}/resend").fill("Update merge fields", True)
    browser.fill("To", "bob@hill.test").press("Send")

    old, new = all_of(house, Interaction)
    [mail] = all_of(house, Mail)
    assert (old.subject, new.subject, mail.subject) == ("Offer", "Resend: Offer", "Resend: Offer")
    assert (mail.body, mail.interaction_id) == ("Dear Hill Bakery", new.id)
    assert browser.receipts[0].startswith(f"Interaction {entry} goes again to bob@hill.test, as interaction {new.id}.")
    assert browser.url == f"/interactions/{new.id}"


def test_the_mail_says_that_it_goes_again_in_its_own_language(browser: Browser, house: House) -> None:
    entry = an_offer(house, "NOR")

    browser.open(f"/interactions/{entry}/resend").fill("Update merge fields", True).press("Send")

    with i18n.speaking("nb-NO"):
        assert all_of(house, Mail)[0].subject == f"{i18n.gettext('Resend:')} Offer"


def test_what_has_no_places_to_fill_in_says_so_beforehand(browser: Browser, house: House) -> None:
    browser.open(f"/interactions/{said(house)}/resend")

    assert "nothing to fill in: no email layout and no Word template" in browser.text
    assert browser.control("Update merge fields").has("disabled")


def test_a_document_goes_again_with_the_bytes_that_left(browser: Browser, house: House) -> None:
    with house.acting() as session:
        company = a_company(session, "Oak Ltd", email="post@oak.test")
        linked_to(session, company, "customer")
        a_line_on(session, order := a_document_for(session, company, "sales_order"), description="Mind the step")
        card = f"/sales-orders/{order.no}"
    browser.open(f"{card}/send").fill("To", "ann@oak.test").press("Send")
    [entry], [first] = all_of(house, Interaction), all_of(house, Mail)

    browser.open(f"/interactions/{entry.id}").follow("Resend")
    told = browser.text
    browser.press("Send")

    second = all_of(house, Mail)[1]
    one, other = all_of(house, MailFile)
    assert "Look into the outbox" in told and f"Sales Order {entry.document_no}.pdf" in told
    assert (second.recipients, second.subject, second.interaction_id) == ("ann@oak.test", first.subject, entry.id)
    assert (one.file_id, one.name) == (other.file_id, other.name)
    assert len(all_of(house, Interaction)) == 1


def test_two_clicks_are_one_mail(browser: Browser, house: House) -> None:
    entry = an_offer(house)
    once = browser.open(f"/interactions/{entry}/resend").page.one("input", name="once")["value"]
    form = {"recipients": "a@hill.test", "correspondence_type": "email", "anew": "1", "once": once}

    answers = [browser.post(f"/interactions/{entry}/resend", **form) for _ in range(2)]

    assert (len(all_of(house, Mail)), len(all_of(house, Interaction))) == (1, 2)
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_by_hand_it_is_to_be_printed_and_nothing_is_mailed(browser: Browser, house: House) -> None:
    entry = said(house)

    browser.open(f"/interactions/{entry}/resend").fill("Correspondence Type", "Hard Copy").press("Send")

    assert browser.receipts[0].startswith(f"Interaction {entry} is to be printed.")
    assert (all_of(house, Mail), all_of(house, Interaction)[0].correspondence_type) == ([], "hard_copy")


def test_nothing_to_send_is_told_on_the_card_and_by_its_address(browser: Browser, house: House) -> None:
    entry = said(house, None)

    button = browser.open(f"/interactions/{entry}").button("Resend")
    browser.open(f"/interactions/{entry}/resend")

    assert button.get("aria-disabled") == "true"
    assert browser.receipts[0].startswith(f"There is nothing to send: interaction {entry} has no attachment")
    assert browser.post(f"/interactions/{entry}/resend", correspondence_type="email").status_code == 422


def test_a_wrong_address_is_told_and_nothing_is_written(browser: Browser, house: House) -> None:
    browser.open(f"/interactions/{said(house)}/resend").fill("To", "nobody").press("Send")

    assert browser.status == 422
    assert "not a valid email address" in browser.error_at("To")
    assert all_of(house, Mail) == []


def test_whoever_is_blocked_gets_nothing_again(browser: Browser, house: House) -> None:
    entry = said(house)
    with house.acting() as session:
        change_contact(session, session.scalars(select(Contact)).one(), {"privacy_blocked": True})

    browser.open(f"/interactions/{entry}/resend")

    assert "blocked for privacy" in browser.receipts[0]
    assert browser.url == f"/interactions/{entry}"


def test_all_that_are_ticked_go_again_and_those_that_cannot_are_named(browser: Browser, house: House) -> None:
    first, empty, second, other = said(house), said(house, None), said(house), said(house, None)

    ticked(browser, first, empty, second, other, at="/interactions?contact_name=Hill*").press("Resend")
    told = browser.text
    browser.press("Send")

    assert f"{first} Document → info@hill.test" in told
    assert f"Not {empty} Document: There is nothing to send" in told
    assert {mail.interaction_id for mail in all_of(house, Mail)} == {first, second}
    assert browser.receipts == ["Resent interactions (2) Look into the outbox"]
    assert f"Not {other}: There is nothing to send" in browser.text
    assert browser.url == "/interactions?contact_name=Hill%2A"


def test_all_that_are_ticked_are_filled_in_anew_once(browser: Browser, house: House) -> None:
    one, two = an_offer(house), said(house, Content(MERGED))
    ticked(browser, one, two).press("Resend").fill("Update merge fields", True)
    once = browser.page.one("input", name="once")["value"]

    browser.press("Send")
    browser.post("/interactions/resend", once=once, key=[str(one), str(two)], correspondence_type="email", anew="1")

    assert [mail.subject for mail in all_of(house, Mail)] == ["Resend: Offer"] * 2
    assert len(all_of(house, Interaction)) == 4


def test_one_that_is_ticked_has_the_page_where_one_says_to_whom(browser: Browser, house: House) -> None:
    entry = said(house)

    ticked(browser, entry, at="/interactions?salesperson_code=IS").press("Resend")

    assert browser.url == f"/interactions/{entry}/resend?salesperson_code=IS"
    assert browser.value("To") == "info@hill.test"


def test_whoever_may_not_send_a_document_does_not_send_it_again(browser: Browser, house: House) -> None:
    with house.acting() as session:
        company = a_company(session, "Oak Ltd", email="post@oak.test")
        linked_to(session, company, "customer")
        order = a_document_for(session, company, "sales_order")
        a_user(session, email="pia@fjordlys.example", role="purchasing", password=PASSWORD)
        card = f"/sales-orders/{order.no}"
    browser.open(f"{card}/send").press("Send")
    [entry] = all_of(house, Interaction)
    buyer = Browser(house.app).sign_in("pia@fjordlys.example")

    button = buyer.open(f"/interactions/{entry.id}").button("Resend")
    buyer.post(f"/interactions/{entry.id}/resend", correspondence_type="email", recipients="a@oak.test")

    assert button.get("aria-disabled") == "true"
    assert len(all_of(house, Mail)) == 1


def test_who_only_reads_sends_nothing(house: House) -> None:
    entry = said(house)
    with house.acting() as session:
        a_user(session, email="rita@fjordlys.example", role="reader", password=PASSWORD)
    reader = Browser(house.app).sign_in("rita@fjordlys.example")

    answers = [reader.open(f"/interactions/{entry}/resend").status]
    answers += [reader.post(url).status_code for url in (f"/interactions/{entry}/resend", "/interactions/resend")]

    assert answers == [403, 403, 403]
