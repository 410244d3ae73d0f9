"""vCards of telephones, mail programs and old address books."""

from __future__ import annotations

import time

import pytest

from webapp.domain.errors import Refused
from webapp.domain.importing.files import read_file
from webapp.domain.importing.files.cards import FIELDS
from webapp.domain.pictures import JPEG

from .files import card, filled, notes

PLAIN = card("N:Nordmann;Kari;;;", "FN:Kari Nordmann")


def test_a_card_of_version_3_fills_our_fields() -> None:
    data = card(
        "N:Nordmann;Kari;Anne;;",
        "FN:Kari Anne Nordmann",
        "ORG:Fabrikam\\, AS",
        "TITLE:Head of Sales",
        "TEL;TYPE=HOME,VOICE:+47 11",
        "TEL;TYPE=work,voice:+47 22",
        "TEL;TYPE=CELL:+47 900",
        "item1.TEL;TYPE=WORK;TYPE=FAX:+47 33",
        "TEL;TYPE=pager:+47 44",
        "EMAIL;TYPE=HOME:kari@home.example",
        "EMAIL;TYPE=INTERNET,PREF:kari@fabrikam.example",
        "ADR;TYPE=WORK:;2. etg.;Storgata 1;Oslo;Viken;0150;NO",
        "URL:https\\://fabrikam.example/a,b",
        "NOTE:First\\nSecond\\; third",
        "CATEGORIES:Friends,Big\\, rich",
        "UID:urn:uuid:1",
        "REV:20260517",
    )

    sheet = read_file(data, "a.vcf")

    assert sheet.headings == list(FIELDS)
    assert filled(sheet) == {
        "type": "person",
        "name": "Kari Anne Nordmann",
        "company_name": "Fabrikam, AS",
        "first_name": "Kari",
        "middle_name": "Anne",
        "surname": "Nordmann",
        "job_title": "Head of Sales",
        "phone_no": "+47 22",
        "mobile_phone_no": "+47 900",
        "fax_no": "+47 33",
        "pager": "+47 44",
        "email": "kari@fabrikam.example",
        "email_2": "kari@home.example",
        "address": "Storgata 1",
        "address_2": "2. etg.",
        "post_code": "0150",
        "city": "Oslo",
        "county": "Viken",
        "country_code": "NO",
        "home_page": "https://fabrikam.example/a,b",
        "mailing_groups": "Friends;Big, rich",
        "external_id": "urn:uuid:1",
        "comment": "First\nSecond; third",
    }
    assert notes(sheet) == ["Some cards have more of these than there is room for, so the first were taken: TEL."]


def test_a_card_of_version_4_fills_our_fields() -> None:
    data = card(
        "KIND:individual",
        "FN:Kari Nordmann",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+47-22-00;ext=5',
        "TEL;VALUE=uri;TYPE=cell:tel:+47-900",
        "EMAIL:mailto:kari%40fabrikam.example",
        "LANG:nb-NO",
        version="4.0",
    )

    sheet = read_file(data, "a.vcf")

    assert filled(sheet) == {
        "type": "person",
        "name": "Kari Nordmann",
        "phone_no": "+47-22-00 #5",
        "mobile_phone_no": "+47-900",
        "email": "kari@fabrikam.example",
        "language_code": "nb-NO",
    }


def test_a_card_of_version_2_1_is_decoded() -> None:
    data = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=98deg=C3=A5rd;K=",
        "=C3=A5re;;;",
        "FN;CHARSET=WINDOWS-1252;ENCODING=QUOTED-PRINTABLE:K=E5re =D8deg=E5rd",
        "ORG;QUOTED-PRINTABLE;CHARSET=windows-1251:=CE=CE=CE",
        "TEL;WORK;VOICE:22",
        "TEL;CELL:900",
        "TEL;WORK;FAX:33",
        "NOTE;ENCODING=QUOTED-PRINTABLE:One=0D=0Atwo C:\\new",
        "PHOTO;JPEG;ENCODING=BASE64:",
        "  /9j/4AAQSkZJRgABAQ==",
        "",
        "TITLE;ENCODING=BASE64:QsOmcmVy",
        version="2.1",
    )

    sheet = read_file(data, "a.vcf")

    assert filled(sheet) == {
        "type": "person",
        "name": "Kåre Ødegård",
        "company_name": "ООО",
        "first_name": "Kåre",
        "surname": "Ødegård",
        "job_title": "Bærer",
        "phone_no": "22",
        "mobile_phone_no": "900",
        "fax_no": "33",
        "comment": "One\ntwo C:\\new",
        "picture": "1.picture",
    }
    assert sheet.files == {"1.picture": JPEG + b"\xe0\0\x10JFIF\0\x01\x01"}
    assert notes(sheet) == []


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Kåre Ødegård"), ("cp1251", "Иван Петров"), ("utf-16", "Ив Ås")]
)
def test_raw_letters_of_old_tables_are_recognised(encoding: str, name: str) -> None:
    data = card(f"FN:{name}", version="2.1").decode().encode(encoding)

    assert filled(read_file(data, "a.vcf"))["name"] == name


def test_folded_lines_are_joined_even_inside_a_letter() -> None:
    data = PLAIN.replace(b"FN:Kari Nordmann", b"FN:K\xc3\r\n \xa5re\r\n\t  Nord\r\n mann")

    assert filled(read_file(data, "a.vcf"))["name"] == "Kåre  Nordmann"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["KIND:org", "FN:Fabrikam"], "company"),
        (["X-ABShowAs:COMPANY", "FN:Fabrikam", "ORG:Fabrikam"], "company"),
        (["FN:Fabrikam", "N:;;;;", "ORG:Fabrikam;Sales"], "company"),
        (["ORG:Fabrikam"], "company"),
        (["FN:Kari", "ORG:Fabrikam"], "person"),
        (["FN:Fabrikam", "ORG:Fabrikam", "N:Nordmann;Kari"], "person"),
        (["KIND:individual", "FN:Fabrikam", "ORG:Fabrikam"], "person"),
    ],
)
def test_a_company_is_told_from_a_person(lines: list[str], kind: str) -> None:
    assert filled(read_file(card(*lines), "a.vcf"))["type"] == kind


def test_a_card_without_a_whole_name_goes_by_its_parts_or_its_company() -> None:
    data = card("N:Nordmann;Kari;;;") + card("ORG:Fabrikam")

    sheet = read_file(data, "a.vcf")

    assert [filled(sheet, row)["name"] for row in (0, 1)] == ["Kari Nordmann", "Fabrikam"]


def test_an_address_of_many_lines_fills_two() -> None:
    data = card("FN:Kari", "ADR:Box 7;Entrance B;Fabrikam House\\nStorgata 1;Oslo;;0150;Norway")

    row = filled(read_file(data, "a.vcf"))

    assert (row["address"], row["address_2"]) == ("Fabrikam House", "Storgata 1, Entrance B, Box 7")


def test_broken_cards_are_passed_by_with_their_lines() -> None:
    torn = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Torn\r\n"
    data = PLAIN + card("FN:Per", "this is no line") + torn + PLAIN + torn

    sheet = read_file(data, "a.vcf")

    assert (len(sheet.rows), sheet.lines) == (2, [1, 14])
    assert notes(sheet) == ["Broken cards were passed by: 3. They cannot be understood from these lines on: 9, 14, 19."]


def test_a_group_of_cards_is_nobody() -> None:
    sheet = read_file(PLAIN + card("FN:Friends", "X-ADDRESSBOOKSERVER-KIND:group"), "a.vcf")

    assert len(sheet.rows) == 1
    assert "Cards that are groups of other cards were passed by: 1." in notes(sheet)


def test_what_has_no_place_is_named() -> None:
    data = card(
        "N:Nordmann;Kari;;Dr.;",
        "FN:Kari",
        "ORG:Fabrikam;Sales",
        "BDAY:1980-05-17",
        "PHOTO;VALUE=uri:https://a.example/k.jpg",
    )

    sheet = read_file(data, "a.vcf")

    assert notes(sheet) == [
        "These have no place here and were passed by: BDAY, PHOTO.",
        "Some cards have more of these than there is room for, so the first were taken: N, ORG.",
    ]


@pytest.mark.parametrize(
    ("version", "line"),
    [
        ("2.1", "PHOTO;PNG;BASE64:iVBORw=="),
        ("3.0", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw=="),
        ("4.0", "PHOTO:data:image/png;base64,iVBORw=="),
        ("4.0", "PHOTO:data:image/png\\;base64\\,iVBORw=="),
    ],
)
def test_a_picture_inside_of_a_card_comes_along(version: str, line: str) -> None:
    sheet = read_file(card("FN:Kari", line, version=version), "a.vcf")

    assert sheet.files == {filled(sheet)["picture"]: b"\x89PNG"}
    assert notes(sheet) == []


@pytest.mark.parametrize("data", ["A", "iVBORw=", "%%%", ""])
def test_a_picture_that_is_torn_is_left_to_whoever_looks_at_it(data: str) -> None:
    sheet = read_file(card("FN:Kari", f"PHOTO;ENCODING=b:{data}"), "a.vcf")

    assert sheet.files == {"1.picture": b""}


def test_our_own_lines_have_the_last_word() -> None:
    data = card("FN:Kari", "ORG:Fabrikam", "X-CONCORD-COMPANY-NAME:", "X-CONCORD-SALESPERSON-CODE:JO\\;1")

    row = filled(read_file(data, "a.vcf"))

    assert row == {"type": "person", "name": "Kari", "salesperson_code": "JO;1"}


@pytest.mark.parametrize("data", [b"BEGIN:VCARD\r\nFN:Kari", b"begin:vcard\nFN:Kari\n\n", b"\r\n BEGIN:VCARD"])
def test_a_file_without_a_whole_card_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="no whole vCard"):
        read_file(data, "a.vcf")


def test_lines_made_to_take_long_do_not() -> None:
    evil = [b"A;b" + b"," * 100_000, b"NOTE;X=" + b'"' * 100_000, b"A" + b";a" * 100_000, b"N:" + b"\\;" * 100_000]
    data = b"".join(PLAIN.replace(b"FN:", line + b"\r\nFN:") for line in evil) + PLAIN
    data += b"BEGIN:VCARD\r\nNOTE:" + b"\r\n a" * 100_000
    began = time.monotonic()

    read_file(data, "a.vcf")

    assert time.monotonic() - began < 10
