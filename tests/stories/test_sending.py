"""Documents and mails are sent: to whom, with which words, and how it is logged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.papers import a_document_for, a_line_on
from tests.support.parties import a_company, a_person, linked_to
from tests.support.post import mails_go_to
from webapp.domain.codes import add_code
from webapp.domain.contacts.addresses import add_address, add_range
from webapp.domain.contacts.contact import Contact
from webapp.domain.documents.document import Document, SalesQuote
from webapp.domain.files import content_of
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.outbox.mail import Mail, MailFile, MailText
from webapp.domain.outbox.mail_texts import add_mail_text
from webapp.domain.setup.people import Salesperson
from webapp.domain.setup.single import the
from webapp.domain.users.user import User


def a_document(house: House, kind: str = "sales_order", email: str | None = None, **values: Any) -> str:
    """Of a company with every account; gives the address of its card."""
    with house.acting() as session:
        company = a_company(session, "Hill Bakery", **{"email": "post@hill.test", **values})
        for word in ("customer", "vendor"):
            linked_to(session, company, word)
        document = a_document_for(session, company, kind)
        if email is not None:
            document.email = email
        a_line_on(session, document, description="Mind the step")
        return f"/{kind.replace('_', '-')}s/{document.no}"


def all_of(house: House, model: Any) -> list[Any]:
    with house.looking() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def set_slot(house: House, slot: str, code: str | None) -> None:
    with house.acting() as session:
        setattr(the(session, InteractionTemplateSetup), slot, code)


def olga_sells(house: House) -> None:
    with house.acting() as session:
        add_code(session, Salesperson, {"code": "ON", "description": "Olga Nordahl"})
        session.scalars(select(User)).one().salesperson_code = "ON"


def test_107_a_mailed_order_has_one_entry_with_its_own_template(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/send").press("Send")

    [entry], [mail], [row] = (all_of(house, model) for model in (Interaction, Mail, Dispatch))
    assert (entry.template_code, entry.kind, entry.subject) == ("S-ORDER", "sales_order", mail.subject)
    assert (mail.interaction_id, mail.dispatch_id, row.interaction_id, row.way) == (entry.id, row.id, entry.id, "sent")
    assert browser.receipts[0].startswith(
        f"Sales Order {entry.document_no} goes to post@hill.test. Logged as {entry.id} on Hill Bakery."
    )
    assert "held until a mail server is set up" in browser.text


def test_the_paper_goes_along_byte_by_byte(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/send").attach("Attachments", b"a drawing", "drawing.txt").press("Send")

    with house.looking() as session:
        paper, drawing = session.scalars(select(MailFile).order_by(MailFile.id))
        row = session.scalars(select(Dispatch)).one()
        assert (paper.file_id, paper.name) == (row.file_id, row.file_name)
        assert content_of(session, drawing.file) == b"a drawing"


def test_109_a_mail_that_is_not_sent_leaves_no_entry(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/send").follow("Cancel")

    assert browser.url == card
    assert [all_of(house, model) for model in (Interaction, Mail, Dispatch)] == [[], [], []]


def test_the_same_mail_sent_twice_is_one(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(card)
    form = {"recipients": "ann@hill.test", "subject": "Order", "body": "Hello", "once": "word"}

    for _ in range(2):
        browser.post(f"{card}/send", **form)

    assert [len(all_of(house, model)) for model in (Interaction, Mail, Dispatch)] == [1, 1, 1]


def test_without_an_address_the_field_waits_for_one_and_nothing_is_sent(house: House, browser: Browser) -> None:
    card = a_document(house, email="", name_2="", email_2="")
    with house.acting() as session:
        for record in (*session.scalars(select(Contact)), *session.scalars(select(Document))):
            record.email = ""
        from webapp.domain.partners.customer import Customer

        session.scalars(select(Customer)).one().email = ""

    browser.open(f"{card}/send")
    waits = browser.control("To").get("aria-invalid")
    browser.press("Send")

    assert (waits, browser.status) == ("true", 422)
    assert [all_of(house, model) for model in (Interaction, Mail, Dispatch)] == [[], [], []]


def test_what_was_typed_stays_when_it_cannot_be_sent(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/send").fill("To", "nobody").fill("Subject", "My own words").press("Send")

    assert browser.status == 422
    assert "not a valid email address" in browser.text
    assert browser.value("Subject") == "My own words"


def test_223_the_document_s_own_address_comes_before_the_customer_s(house: House, browser: Browser) -> None:
    own = a_document(house, email="x@acme.test")

    to = browser.open(f"{own}/send").value("To")

    assert to == "x@acme.test"
    assert "stands on the document" in browser.text and "of contact" in browser.text


def test_223_without_one_it_is_the_bill_to_customer_s(house: House, browser: Browser) -> None:
    card = a_document(house, email="")
    with house.acting() as session:
        for contact in session.scalars(select(Contact)):
            contact.email = ""

    assert browser.open(f"{card}/send").value("To") == "post@hill.test"


def test_223_a_prospect_s_quote_goes_to_its_bill_to_contact(house: House, browser: Browser) -> None:
    with house.acting() as session:
        quote = a_document_for(session, a_company(session, "Prospect", email="hello@prospect.test"))
        quote.email = ""
        no = quote.no

    assert browser.open(f"/sales-quotes/{no}/send").value("To") == "hello@prospect.test"


def test_224_a_purchase_order_goes_to_its_contact_and_else_to_the_vendor(house: House, browser: Browser) -> None:
    card = a_document(house, "purchase_order")
    with house.acting() as session:
        order = session.scalars(select(Document)).one()
        order.contact_no = a_person(session, "Bob Reed", email="bob@acme.test").no
    of_contact = browser.open(f"{card}/send").value("To")
    with house.acting() as session:
        session.scalars(select(Contact).where(Contact.name == "Bob Reed")).one().email = ""

    of_vendor = browser.open(f"{card}/send").value("To")

    assert (of_contact, of_vendor) == ("bob@acme.test", "post@hill.test")


def test_what_was_typed_for_the_document_before_comes_first(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(f"{card}/send").fill("To", "buyer@hill.test").press("Send")

    assert browser.open(f"{card}/send").value("To") == "buyer@hill.test"
    assert "typed for this document before" in browser.text


def test_an_alternative_address_that_counts_today_is_offered(house: House, browser: Browser) -> None:
    card = a_document(house)
    with house.acting() as session:
        contact = session.scalars(select(Contact)).one()
        address = add_address(session, contact, {"code": "HUT", "email": "hut@hill.test"})
        add_range(session, address, {"starting_date": dt.date.today() - dt.timedelta(days=2)})

    browser.open(f"{card}/send")

    assert "hut@hill.test" in browser.text and "at the address that counts today" in browser.text
    assert browser.open(f"{card}/send?to=hut@hill.test").value("To") == "hut@hill.test"


def test_a_contact_blocked_for_privacy_gets_no_mail(house: House, browser: Browser) -> None:
    card = a_document(house)
    with house.acting() as session:
        session.scalars(select(Contact)).one().privacy_blocked = True

    browser.open(f"{card}/send")
    page = browser.url
    browser.post(f"{card}/send", recipients="post@hill.test", subject="Order", once="word")

    assert page == card and "blocked for privacy" in browser.receipts[0]
    assert all_of(house, Mail) == []


def test_a_quote_remembers_when_it_was_sent(house: House, browser: Browser) -> None:
    card = a_document(house, "sales_quote")

    browser.open(f"{card}/send").press("Send")

    [quote] = all_of(house, SalesQuote)
    assert quote.sent_at is not None


def test_92_with_the_tick_off_it_is_sent_and_not_logged(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/send").fill("Log interaction", False).press("Send")

    [row], [mail] = all_of(house, Dispatch), all_of(house, Mail)
    assert (row.reason, mail.interaction_id, all_of(house, Interaction)) == ("not_wanted", None, [])


def test_the_words_come_from_the_text_of_its_kind_and_language(house: House, browser: Browser) -> None:
    card = a_document(house)
    no = card.rpartition("/")[2]
    with house.acting() as session:
        add_mail_text(session, {"kind": "", "subject": "For all", "body": "Hi"})
        add_mail_text(
            session,
            {"kind": "sales_order", "subject": "{number} of {our_company}", "body": "Dear {contact}, {unknown}"},
        )
        add_mail_text(
            session, {"kind": "sales_order", "language_code": "NOR", "subject": "Ordre {number}", "body": "Hei"}
        )
    of_kind = browser.open(f"{card}/send").value("Subject"), browser.value("Text")
    with house.acting() as session:
        session.scalars(select(Document)).one().language_code = "NOR"

    of_language = browser.open(f"{card}/send").value("Subject")

    assert of_kind == (f"{no} of Fjordlys AS", "Dear Hill Bakery, {unknown}")
    assert of_language == f"Ordre {no}"


def test_two_texts_for_the_same_are_refused(house: House, browser: Browser) -> None:
    with house.acting() as session:
        add_mail_text(session, {"kind": "sales_order", "subject": "One", "body": "One"})

    browser.open("/mail-texts/new").fill("Document Type", "sales_order").fill("Subject", "Two").fill(
        "Text", "Two"
    ).press("Save")

    assert "There is a text for this already" in browser.text
    assert len(all_of(house, MailText)) == 1


def test_a_text_is_looked_at_with_its_places_filled(house: House, browser: Browser) -> None:
    card = a_document(house)
    with house.acting() as session:
        add_mail_text(session, {"kind": "sales_order", "subject": "Order {number}", "body": "Dear {contact}"})

    browser.open("/mail-texts").follow("Sales Order").follow("Preview")

    assert f"Order {card.rpartition('/')[2]}" in browser.text and "Dear Hill Bakery" in browser.text


def test_a_text_for_all_is_called_by_its_subject(house: House, browser: Browser) -> None:
    with house.acting() as session:
        add_mail_text(session, {"subject": "From {our_company}", "body": "Hi"})

    browser.open("/outbox").follow("Mail Texts").follow("From {our_company}")

    assert browser.heading == "From {our_company}"


# --- to a contact


def a_contact(house: House, **values: Any) -> str:
    with house.acting() as session:
        return f"/contacts/{a_company(session, 'Hill Bakery', email='post@hill.test', **values).no}"


def write(browser: Browser, card: str, **more: str) -> Browser:
    return browser.open(f"{card}/mail").fill("Subject", "Hello").fill("Text", "How are you?").press("Send", **more)


def test_76_a_mail_from_the_card_has_one_entry(house: House, browser: Browser) -> None:
    olga_sells(house)
    card = a_contact(house)

    write(browser, card)

    [entry], [mail] = all_of(house, Interaction), all_of(house, Mail)
    assert (entry.template_code, f"/contacts/{entry.contact_no}", entry.salesperson_code) == ("MAIL-OUT", card, "ON")
    assert (mail.interaction_id, mail.recipients, entry.subject) == (entry.id, "post@hill.test", "Hello")
    assert browser.receipts[0].startswith(f"The mail goes to post@hill.test. Logged as {entry.id} on Hill Bakery.")


def test_77_a_composer_that_is_closed_leaves_nothing(house: House, browser: Browser) -> None:
    card = a_contact(house)

    browser.open(f"{card}/mail").follow("Cancel")

    assert (all_of(house, Interaction), all_of(house, Mail)) == ([], [])


def test_without_a_template_it_says_so_before_and_sends_all_the_same(house: House, browser: Browser) -> None:
    set_slot(house, "emails", None)
    card = a_contact(house)

    said = browser.open(f"{card}/mail").text
    write(browser, card)

    assert "No template is set up for “Emails”, so this mail will not be recorded." in said
    assert (all_of(house, Interaction), len(all_of(house, Mail))) == ([], 1)


def test_without_a_salesperson_nothing_goes_before_one_is_chosen(house: House, browser: Browser) -> None:
    card = a_contact(house)

    write(browser, card)
    refused = browser.text
    olga_sells(house)
    browser.fill("Salesperson Code", "ON").press("Send")

    assert "is needed before the interaction can be saved" in refused
    assert (len(all_of(house, Interaction)), len(all_of(house, Mail))) == (1, 1)


def test_nobody_blocked_for_privacy_gets_a_mail(house: House, browser: Browser) -> None:
    card = a_contact(house, privacy_blocked=True)

    browser.open(f"{card}/mail")
    browser.post(f"{card}/mail", recipients="post@hill.test", subject="Hello", once="word")

    assert all_of(house, Mail) == []
    assert "blocked for privacy" in browser.receipts[0]


def test_a_mail_to_a_contact_that_is_sent_twice_is_one(house: House, browser: Browser) -> None:
    olga_sells(house)
    card = a_contact(house)
    browser.open(card)

    for _ in range(2):
        browser.post(f"{card}/mail", recipients="a@b.test", subject="Hi", salesperson_code="ON", once="word")

    assert (len(all_of(house, Interaction)), len(all_of(house, Mail))) == (1, 1)


def test_the_list_leads_to_the_mail_of_the_one_that_is_ticked(house: House, browser: Browser) -> None:
    card = a_contact(house)
    browser.open("/contacts")
    for node in browser.page.all("input", type="checkbox", name="key"):
        node.attributes["checked"] = ""

    browser.press("Mail")

    assert browser.url == f"{card}/mail"


# --- service orders


def test_89_a_service_order_is_logged_with_its_first_item(house: House, browser: Browser) -> None:
    card = a_document(house, "service_order")
    before = len(all_of(house, Interaction))

    for name in ("Pump", "Valve"):
        browser.open(f"{card}/service-items/new").fill("Description", name).press("Save")
    after_two = len(all_of(house, Interaction))

    [entry] = all_of(house, Interaction)
    assert (before, after_two) == (0, 1)
    assert (entry.kind, entry.template_code, entry.contact_name) == ("service_order", "SERVICE", "Hill Bakery")


def test_a_service_order_that_lost_its_items_is_logged_again(house: House, browser: Browser) -> None:
    card = a_document(house, "service_order")

    for _ in range(2):
        browser.open(f"{card}/service-items/new").fill("Description", "Pump").press("Save")
        browser.follow("Delete").press("Delete")

    assert len(all_of(house, Interaction)) == 2


def test_a_service_order_that_cannot_be_logged_says_why(house: House, browser: Browser) -> None:
    set_slot(house, "service_orders_created", None)
    card = a_document(house, "service_order")

    browser.open(f"{card}/service-items/new").fill("Description", "Pump").press("Save")

    assert "Not logged: No template is set up for “Service Order Create”." in browser.text


@pytest.fixture(autouse=True)
def _held(house: House) -> None:
    """Nothing leaves while there is no mail server."""
    with house.acting() as session:
        mails_go_to(session, 25, host="")
