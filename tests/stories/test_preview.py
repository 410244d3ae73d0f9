"""A document is looked at as it would be on paper, and nobody can tell afterwards."""

from __future__ import annotations

import datetime as dt
import gzip
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from tests.support.browser import Browser
from tests.support.factories import a_code
from tests.support.houses import House
from tests.support.papers import TODAY, a_document_for, a_line_on, a_product
from tests.support.parties import an_account
from tests.support.printing import read_pdf
from tests.support.queries import queries
from webapp.domain.changes import ChangeSet
from webapp.domain.documents.archive import archive
from webapp.domain.documents.document import Document
from webapp.domain.documents.kinds import KINDS
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.setup.trade import VatRate

PREVIEW, IMAGE = 14, 14
"""Statements: one for each code table that is named, however many lines there are."""


@pytest.fixture
def papers(house: House) -> dict[str, str]:
    """A document of each kind with two lines and an archived version; gives the addresses of their cards."""
    with house.acting() as session:
        a_code(session, VatRate, "VAT25", rate=Decimal(25))
        rope = a_product(session, "ROPE")
        cards = {}
        for kind in KINDS:
            document = a_document_for(session, an_account(session, kind.side.partner.word), kind.word)
            a_line_on(session, document, rope, quantity=Decimal(3))
            a_line_on(session, document, description="Mind the step")
            archive(session, document)
            cards[kind.word] = f"/{kind.word.replace('_', '-')}s/{document.no}"
        return cards


def text_of(browser: Browser, url: str) -> str:
    response = browser.client.get(url)
    return "\n".join(page.extract_text() for page in read_pdf(response.data).pages)


@pytest.mark.parametrize("kind", [kind.word for kind in KINDS])
def test_every_kind_of_document_is_shown_page_by_page(browser: Browser, papers: dict[str, str], kind: str) -> None:
    browser.open(papers[kind]).follow("Preview")

    images = [image for image in browser.page.all("img") if image.get("alt") == "Page 1 of 1"]

    assert browser.status == 200
    assert len(images) == 1
    assert browser.client.get(images[0]["src"]).content_type == "image/svg+xml"


def test_the_pdf_opens_in_the_browser_and_is_named_like_the_document(browser: Browser, papers: dict[str, str]) -> None:
    card = papers["sales_order"]
    no = card.rpartition("/")[2]

    response = browser.client.get(f"{card}/preview.pdf")

    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="Sales Order {no}.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert "Mind the step" in text_of(browser, f"{card}/preview.pdf")


def test_the_preview_leads_to_the_pdf_and_back(browser: Browser, papers: dict[str, str]) -> None:
    card = papers["sales_quote"]

    browser.open(f"{card}/preview")

    links = {link.text: link["href"] for link in browser.page.all("a")}
    assert links["Open as PDF"] == f"{card}/preview.pdf"
    assert links["Back"] == card


def test_looking_leaves_no_trace(house: House, browser: Browser, papers: dict[str, str]) -> None:
    card = papers["sales_order"]
    with house.looking() as session:
        before = traces(session)

    with queries(house.database.engine, at_most=100) as statements:
        for ending in ("preview", "preview.pdf", "preview/1.svg"):
            assert browser.client.get(f"{card}/{ending}").status_code == 200

    assert not [statement for statement in statements if not statement.startswith("SELECT")]
    with house.looking() as session:
        assert traces(session) == before


def traces(session: object) -> tuple[int, int, int]:
    counts = (
        select(func.count(ChangeSet.id)),
        select(func.count(DocumentVersion.id)),
        select(func.sum(Document.no_printed)),
    )
    return tuple(session.scalar(count) for count in counts)  # type: ignore[attr-defined, return-value]


def test_a_preview_asks_no_more_of_the_database_for_more_lines(
    house: House, browser: Browser, papers: dict[str, str]
) -> None:
    card = papers["sales_order"]
    with house.acting() as session:
        document = session.scalar(select(Document).where(Document.no == card.rpartition("/")[2]))
        rope = a_product(session, "CORD")
        for _ in range(40):
            a_line_on(session, document, rope)  # type: ignore[arg-type]

    with queries(house.database.engine, at_most=PREVIEW):
        browser.open(f"{card}/preview")
    with queries(house.database.engine, at_most=IMAGE):
        browser.client.get(f"{card}/preview/2.svg")

    assert [image["alt"] for image in browser.page.all("img") if image.get("alt")] == ["Page 1 of 2", "Page 2 of 2"]


def test_a_page_that_is_not_there_is_not_found(browser: Browser, papers: dict[str, str]) -> None:
    for page in ("0", "2", "99999"):
        assert browser.client.get(f"{papers['sales_order']}/preview/{page}.svg").status_code == 404


def test_a_page_travels_compressed_to_a_browser_that_takes_it(browser: Browser, papers: dict[str, str]) -> None:
    url = f"{papers['sales_order']}/preview/1.svg"

    packed, plain = (
        browser.client.get(url, headers={"Accept-Encoding": accepted}) for accepted in ("gzip", "identity")
    )

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    assert plain.data.startswith(b"<svg")


def test_an_archived_version_is_shown_as_it_was(house: House, browser: Browser, papers: dict[str, str]) -> None:
    card = papers["sales_order"]
    with house.acting() as session:
        document = session.scalar(select(Document).where(Document.no == card.rpartition("/")[2]))
        document.your_reference = "Something new"  # type: ignore[union-attr]
    version = browser.open(f"{card}/versions").page.one("a", lambda link: "/versions/" in link.get("href", ""))["href"]

    browser.open(version).follow("Preview")

    assert browser.client.get(f"{version}/preview/1.svg").status_code == 200
    then, now = text_of(browser, f"{version}/preview.pdf"), text_of(browser, f"{card}/preview.pdf")
    assert "Version 1" in then
    assert "Something new" not in then
    assert "Something new" in now


def test_a_document_prints_in_its_own_language_while_the_page_speaks_the_users(
    house: House, browser: Browser, papers: dict[str, str]
) -> None:
    card = papers["sales_order"]
    with house.acting() as session:
        document = session.scalar(select(Document).where(Document.no == card.rpartition("/")[2]))
        document.language_code = "NOR"  # type: ignore[union-attr]

    browser.open(f"{card}/preview")

    assert "Open as PDF" in browser.text
    assert f"{TODAY:%d.%m.%Y}" in text_of(browser, f"{card}/preview.pdf")


def test_a_document_without_a_date_can_be_looked_at(house: House, browser: Browser, papers: dict[str, str]) -> None:
    card = papers["purchase_order"]
    with house.acting() as session:
        document = session.scalar(select(Document).where(Document.no == card.rpartition("/")[2]))
        document.document_date = None  # type: ignore[union-attr]

    metadata = read_pdf(browser.client.get(f"{card}/preview.pdf").data).metadata

    assert metadata is not None
    assert metadata.creation_date == dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
