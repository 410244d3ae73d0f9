"""Names in texts and Word documents are filled in."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.parties import a_company, a_person
from tests.support.talks import a_docx, text_in
from webapp.domain.errors import Refused
from webapp.domain.interactions.merging import check_docx, fill_docx, fill_text, values_for

VALUES = {"contact": "Ann & Co <AS>", "date": "9 March 2026", "company": "Hill Bakery"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Dear {contact},", "Dear Ann & Co <AS>,"),
        ("Dear «Contact»", "Dear Ann & Co <AS>"),
        ("{ date }: {contact}", "9 March 2026: Ann & Co <AS>"),
        ("{nobody} stays, {}", "{nobody} stays, {}"),
    ],
)
def test_names_are_filled_in(text: str, filled: str) -> None:
    assert fill_text(text, VALUES) == filled


def test_what_is_filled_in_says_nothing_in_xml() -> None:
    filled = fill_docx(a_docx("Dear {contact},"), "letter.docx", VALUES)

    assert "<w:t>" not in text_in(filled).split("Dear")[0][-6:]
    assert "Dear Ann &amp; Co &lt;AS&gt;," in text_in(filled)
    check_docx(filled, "letter.docx")


def test_a_name_that_word_has_cut_is_put_together() -> None:
    cut = '<w:r><w:t>Dear {con</w:t></w:r><w:r><w:rPr/><w:t xml:space="preserve">ta</w:t></w:r><w:r><w:t>ct}, on {date}</w:t></w:r>'

    text = text_in(fill_docx(a_docx(cut), "letter.docx", VALUES))

    assert "Dear Ann &amp; Co &lt;AS&gt;" in text
    assert ", on 9 March 2026" in text
    assert "con" not in text.replace("contact", "")


def test_two_names_in_one_piece_and_one_across_paragraphs() -> None:
    data = a_docx("{contact} {date}", "{con", "tact}")

    text = text_in(fill_docx(data, "letter.docx", VALUES))

    assert "Ann &amp; Co &lt;AS&gt; 9 March 2026" in text
    assert "{con" in text
    assert "tact}" in text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"just a text", a_docx("<w:r><w:t>open")])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        check_docx(data, "letter.docx")

    assert refused.value.message.params["name"] == "letter.docx"


def test_what_is_known_of_a_person_and_its_company(session: Session) -> None:
    person = a_person(session, "Ann Hill", a_company(session))

    values = values_for(session, person, "IS", "9 March 2026", "Offer")

    assert (values["contact"], values["company"], values["salesperson"]) == (
        "Ann Hill",
        "Hill Bakery",
        "Description of IS",
    )
