"""vCards that leave the house and come back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.delivery.vcards import vcards
from webapp.domain.importing.files import read_file
from webapp.domain.importing.files.cards import FIELDS
from webapp.domain.importing.notation import read_lines, written_lines

PERSON = {
    "no": "C00010",
    "type": "person",
    "name": "Kåre Ødegård",
    "company_name": "Fabrikam, AS",
    "first_name": "Kåre",
    "surname": "Ødegård",
    "phone_no": "+47 22 00 00 00",
    "email": "kare@fabrikam.example",
    "address": "Storgata 1; oppgang B",
    "city": "Ålesund",
    "country_code": "NO",
    "mailing_groups": "NEWS;XMAS",
    "comment": "One\ntwo",
    "salesperson_code": "JO",
}


def read_again(*rows: dict[str, str]) -> list[dict[str, str]]:
    sheet = read_file("".join(vcards(rows)).encode(), "contacts.vcf")
    return [{field: text for field, text in zip(sheet.headings, row, strict=True) if text} for row in sheet.rows]


def test_a_card_is_version_3_with_what_every_program_knows() -> None:
    (card,) = vcards([PERSON])

    assert card.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Ødegård;Kåre;;;",
        "FN:Kåre Ødegård",
        "ORG:Fabrikam\\, AS",
        "TEL;TYPE=VOICE,WORK:+47 22 00 00 00",
        "EMAIL;TYPE=INTERNET:kare@fabrikam.example",
        "NOTE:One\\ntwo",
        "ADR;TYPE=WORK:;;Storgata 1\\; oppgang B;Ålesund;;;NO",
        "CATEGORIES:NEWS,XMAS",
        "X-CONCORD-NO:C00010",
        "X-CONCORD-SALESPERSON-CODE:JO",
        "END:VCARD",
        "",
    ]


def test_a_picture_and_other_addresses_are_there_for_every_program() -> None:
    lines = [
        {"code": "SUMMER", "address": "Strandveien 1", "city": "Voss"},
        {"code": "SUMMER", "starting_date": "2026-06-01"},
    ]
    row = {
        "type": "person",
        "name": "Kari",
        "picture": "data:image/png;base64,iVBORw==",
        "addresses": written_lines(lines),
    }

    (card,) = vcards([row])

    assert "PHOTO;ENCODING=b;TYPE=PNG:iVBORw==\r\n" in card
    assert "ADR;TYPE=OTHER,X-CONCORD:;;Strandveien 1;Voss;;;\r\n" in card
    assert card.count("\r\nADR") == 1
    assert read_again(row) == [{**row, "picture": "1.picture"}]


def test_cards_come_back_as_they_were() -> None:
    company = {
        "type": "company",
        "name": "Fabrikam",
        "company_name": "Fabrikam",
        "home_page": "https://a.example/x,y\\z",
    }

    assert read_again(PERSON, company) == [PERSON, company]


def test_what_the_common_words_would_get_wrong_comes_back_as_well() -> None:
    row = {"type": "company", "name": "", "first_name": "Kari", "email": "", "email_2": "b@fabrikam.example"}
    row |= {"address_2": "2. etg.", "mailing_groups": " a;b ", "mobile_phone_no": "tel:5", "privacy_blocked": "1"}

    assert read_again(row) == [{field: text for field, text in row.items() if text}]


def test_a_row_without_a_type_gets_one_and_nothing_else() -> None:
    assert read_again({"name": "Fabrikam", "address_2": "x"}) == [
        {"type": "person", "name": "Fabrikam", "address_2": "x"}
    ]


def test_long_lines_are_folded_between_letters() -> None:
    comment = "Ж" * 200 + "a" * 200 + "😀" * 50

    (card,) = vcards([{"name": "Kari", "comment": comment}])

    assert max(len(line.encode()) for line in card.split("\r\n")) == 75
    assert read_again({"name": "Kari", "comment": comment})[0]["comment"] == comment


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=90)
ROWS = st.dictionaries(st.sampled_from([*FIELDS, "name_2", "salesperson_code"]), TEXT.filter(bool))


@given(st.lists(st.dictionaries(st.sampled_from(["code", "city", "address"]), TEXT.map(str.strip), min_size=1)))
def test_lines_written_as_one_text_come_back(lines: list[dict[str, str]]) -> None:
    assert read_lines(written_lines(lines)) == lines


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_whatever_is_written_comes_back(rows: list[dict[str, str]]) -> None:
    rows = [{"type": "person", **row} for row in rows]

    assert read_again(*rows) == rows
