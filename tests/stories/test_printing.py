"""Documents are printed: the file comes, the receipt says what was logged, and nothing counts twice."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.papers import a_document_for, a_line_on
from tests.support.parties import a_company, an_account, linked_to
from tests.support.printing import read_pdf
from webapp.delivery import printing
from webapp.delivery.pdf import Unprintable
from webapp.domain.documents.document import Document
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.setup.numbering import PurchaseSetup, SalesSetup
from webapp.domain.setup.single import the


def a_document(house: House, kind: str = "sales_order", archives: bool = False) -> str:
    """Of a customer or vendor with a contact; gives the address of its card."""
    with house.acting() as session:
        the(session, SalesSetup).archive_orders = archives
        the(session, PurchaseSetup).archive_orders = archives
        company = a_company(session, "Hill Bakery", email="post@hill.test")
        for word in ("customer", "vendor"):
            linked_to(session, company, word)
        document = a_document_for(session, company, kind)
        a_line_on(session, document, description="Mind the step")
        return f"/{kind.replace('_', '-')}s/{document.no}"


def empty_the_slot(house: House, slot: str = "sales_order_confirmations", code: str | None = None) -> None:
    with house.acting() as session:
        setattr(the(session, InteractionTemplateSetup), slot, code)


def all_of(house: House, model: Any) -> list[Any]:
    with house.looking() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def one_document(house: House) -> Document:
    with house.looking() as session:
        return session.scalars(select(Document)).one()


def is_pdf(browser: Browser) -> bool:
    assert browser.response is not None
    return browser.response.content_type == "application/pdf" and browser.response.data.startswith(b"%PDF")


def test_print_answers_with_the_file_and_the_card_then_says_what_was_logged(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(card).press("Print")
    came = is_pdf(browser)
    browser.open(card)

    [entry] = all_of(house, Interaction)
    no = card.rpartition("/")[2]
    assert came
    assert browser.receipts[0].startswith(f"Printed Sales Order {no}. Logged as {entry.id} on Hill Bakery.")
    assert (one_document(house).no_printed, entry.description) == (1, f"Sales Order {no}")
    assert browser.response is not None and 'target="_blank"' in browser.response.text


def test_91_an_empty_slot_lets_print_and_the_receipt_leads_to_the_mend(house: House, browser: Browser) -> None:
    card = a_document(house)
    empty_the_slot(house)

    browser.open(f"{card}/print")
    ticks = [browser.control(label).has("disabled") for label in ("Log interaction", "Archive document")]
    browser.open(card).press("Print")
    browser.open(card)

    assert ticks[0]
    assert "Not logged: No template is set up for “Order Confirmations”." in browser.receipts[0]
    assert all_of(house, Interaction) == []
    assert [row.reason for row in all_of(house, Dispatch)] == ["no_template"]


def test_what_was_not_logged_is_logged_afterwards_with_one_click(house: House, browser: Browser) -> None:
    card = a_document(house)
    empty_the_slot(house)
    browser.open(card).press("Print")
    browser.open(card)
    empty_the_slot(house, code="S-ORDER")

    browser.press("Log it now")

    [entry], [row] = all_of(house, Interaction), all_of(house, Dispatch)
    assert browser.receipts[0].startswith(f"Logged Sales Order {entry.document_no} as {entry.id} on Hill Bakery.")
    assert (row.interaction_id, row.reason) == (entry.id, "")


def test_log_it_now_still_says_why_not_while_nothing_is_mended(house: House, browser: Browser) -> None:
    card = a_document(house)
    empty_the_slot(house)
    browser.open(card).press("Print")

    browser.open(card).press("Log it now")

    assert "No template is set up" in browser.receipts[0]
    assert all_of(house, Interaction) == []


def test_92_with_the_tick_off_nothing_is_logged(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/print").fill("Log interaction", False).press("Print")

    assert is_pdf(browser)
    assert all_of(house, Interaction) == []
    assert [row.reason for row in all_of(house, Dispatch)] == ["not_wanted"]


def test_106_two_orders_printed_in_one_go_have_an_entry_each(house: House, browser: Browser) -> None:
    with house.acting() as session:
        for name in ("Hill Bakery", "Oak Ltd"):
            company = a_company(session, name)
            linked_to(session, company, "customer")
            a_document_for(session, company, "sales_order")

    browser.open("/sales-orders")
    for node in browser.page.all("input", type="checkbox", name="key"):
        node.attributes["checked"] = ""
    browser.press("Print").press("Print")

    documents, entries = all_of(house, Document), all_of(house, Interaction)
    assert [document.no_printed for document in documents] == [1, 1]
    assert [entry.document_no for entry in entries] == [document.no for document in documents]
    assert len(browser.rows()) == 2
    browser.follow("All in one file")
    assert browser.response is not None and len(read_pdf(browser.response.data).pages) == 2


def test_a_selection_that_is_sent_again_prints_nothing_twice(house: House, browser: Browser) -> None:
    card = a_document(house)
    form = {"key": card.rpartition("/")[2], "once": "word", "shown": "log", "log": "1"}

    for _ in range(2):
        browser.post("/sales-orders/print", **form)

    assert (len(all_of(house, Dispatch)), one_document(house).no_printed) == (1, 1)


def test_one_that_fails_is_reported_and_the_others_go_on(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.acting() as session:
        orders = [
            a_document_for(session, an_account(session, "customer", name), "sales_order") for name in ("One", "Two")
        ]
        nos = [order.no for order in orders]
    whole = printing.pdf_of

    def jams(paper: Any) -> bytes:
        if nos[0] in paper.title:
            raise Unprintable("paper jam")
        return whole(paper)

    monkeypatch.setattr(printing, "pdf_of", jams)
    response = browser.post("/sales-orders/print", key=nos, once="word")

    assert "cannot be put on paper: paper jam" in response.text
    assert [row.document_no for row in all_of(house, Dispatch)] == [nos[1]]
    assert [document.no_printed for document in all_of(house, Document)] == [0, 1]


def test_nothing_is_printed_without_a_tick(house: House, browser: Browser) -> None:
    a_document(house)

    browser.open("/sales-orders").press("Print")

    assert browser.receipts == ["No rows were ticked. Tick some, then try again."]
    assert all_of(house, Dispatch) == []


def test_110_with_archiving_the_entry_says_version_one(house: House, browser: Browser) -> None:
    card = a_document(house, archives=True)

    browser.open(f"{card}/print").press("Print")

    [version], [entry] = all_of(house, DocumentVersion), all_of(house, Interaction)
    assert (version.number, entry.version_no, version.interaction_exists) == (1, 1, True)


def test_112_whoever_switches_logging_on_archives_too(house: House, browser: Browser) -> None:
    card = a_document(house, "purchase_order", archives=True)

    browser.open(card)
    browser.post(f"{card}/print", once="word", shown="", log="1")

    assert [entry.version_no for entry in all_of(house, Interaction)] == [1]


def test_whoever_switches_archiving_off_logs_nothing_either(house: House, browser: Browser) -> None:
    card = a_document(house, archives=True)

    browser.open(f"{card}/print").fill("Archive document", False).press("Print")

    assert (all_of(house, Interaction), all_of(house, DocumentVersion)) == ([], [])
    assert [row.reason for row in all_of(house, Dispatch)] == ["not_wanted"]


def test_113_with_archiving_disabled_logging_alone_is_allowed(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/print")
    archive = browser.control("Archive document")
    browser.press("Print")

    assert archive.has("disabled") and not archive.has("checked")
    assert [entry.version_no for entry in all_of(house, Interaction)] == [0]


def test_the_dialog_says_on_whom_it_is_logged(house: House, browser: Browser) -> None:
    card = a_document(house)

    browser.open(f"{card}/print")

    assert "It is logged on:" in browser.text and "Hill Bakery" in browser.text
    assert all_of(house, Dispatch) == []


def test_the_same_form_sent_again_gives_the_same_bytes_and_counts_once(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(card)

    first, second = (browser.post(f"{card}/print", once="the same").data for _ in range(2))

    assert first == second
    assert (len(all_of(house, Interaction)), one_document(house).no_printed) == (1, 1)


def test_what_cannot_be_printed_leaves_no_trace(
    house: House, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = a_document(house, archives=True)

    def jams(_paper: Any) -> bytes:
        raise Unprintable("paper jam")

    monkeypatch.setattr(printing, "pdf_of", jams)
    browser.open(card).press("Print")

    assert "cannot be put on paper: paper jam" in browser.receipts[0]
    assert [all_of(house, model) for model in (Dispatch, Interaction, DocumentVersion)] == [[], [], []]
    assert one_document(house).no_printed == 0


def test_what_left_is_kept_with_its_bytes_and_compared_with_what_is_now(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(card).press("Print")
    sent = browser.response.data if browser.response else b""
    with house.acting() as session:
        document = session.scalars(select(Document)).one()
        document.your_reference = "Roof"
        a_line_on(session, document, description="Wear a helmet")

    browser.open(f"{card}/dispatches")
    [row] = browser.rows()
    browser.follow(row[0])

    file = browser.client.get(browser.page.one("a", id="as-sent")["href"]).data
    assert file == sent
    assert re.search(r"\b[0-9a-f]{64}\b", browser.text)
    assert "Your Reference" in browser.text and "Roof" in browser.text
    assert "Added" in browser.text and "Wear a helmet" in browser.text
    assert "Mind the step" not in browser.text
    assert "Unit Price" not in browser.text, "a line of text has none"


def test_the_card_leads_to_what_left(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(card).press("Print")

    browser.open(card).follow("1")

    assert browser.url == f"{card}/dispatches"
    assert browser.rows()[0][1] == "Printed"


def test_printing_takes_no_undo_but_leads_to_its_entry(house: House, browser: Browser) -> None:
    card = a_document(house)
    browser.open(card).press("Print")

    browser.open(card)

    assert "Undo" not in browser.page.one("div", id="messages").text
    with house.looking() as session:
        assert session.scalar(select(func.count()).select_from(Interaction)) == 1


def test_two_clicks_at_the_same_moment_are_one(house: House, browser: Browser) -> None:
    card = a_document(house)
    token = browser.open(card).token()
    cookie = browser.client.get_cookie("concord")
    assert cookie is not None

    def click(_which: int) -> bytes:
        client = house.app.test_client()
        client.set_cookie("concord", cookie.value)
        return client.post(f"{card}/print", data={"csrf_token": token, "once": "the same"}).data

    with ThreadPoolExecutor(2) as clicks:
        first, second = clicks.map(click, range(2))

    assert first == second and first.startswith(b"%PDF")
    assert [len(all_of(house, model)) for model in (Dispatch, Interaction)] == [1, 1]
