"""Text files with a sign between the values, the way small firms have them."""

from __future__ import annotations

import time

import pytest

from webapp.delivery.exports import csv_rows
from webapp.domain.errors import Refused
from webapp.domain.importing.files import read_file
from webapp.domain.importing.files.sheet import MOST_COLUMNS, MOST_ROWS

from .files import notes

NORDIC = "Navn;Sted\nBjørn Ærlig;Ålesund\nJosé Müller;Genève\n"
RUSSIAN = "Название;Город\nООО «Ромашка»;Москва\nИван Петров;Нижний Новгород\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
def test_letters_of_western_europe_arrive_whole(encoding: str) -> None:
    sheet = read_file(NORDIC.encode(encoding), "kunder.csv")

    assert sheet.rows == [["Bjørn Ærlig", "Ålesund"], ["José Müller", "Genève"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_russian_letters_arrive_whole(encoding: str) -> None:
    sheet = read_file(RUSSIAN.encode(encoding), "clients.csv")

    assert sheet.rows == [["ООО «Ромашка»", "Москва"], ["Иван Петров", "Нижний Новгород"]]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Name;Limit\nKöhler;100 €\n", "cp1252", "Windows-1252"),
        ("Nom;Limite\nCœur;100 €\n", "iso8859-15", "ISO 8859-15"),
        ("Nom;Note\n“Fjord” – été;à\n", "cp1252", "Windows-1252"),
        ("Имя;Тел\nЮлия;№ 5\n", "cp1251", "Windows-1251"),
        ("Name\nŠkoda\n", "iso8859-15", "ISO 8859-15"),
    ],
)
def test_the_guess_of_the_letters_is_named(text: str, encoding: str, said: str) -> None:
    sheet = read_file(text.encode(encoding), "a.csv")

    assert [sheet.headings, *sheet.rows] == [line.split(";") for line in text.splitlines()]
    assert f"The letters were read as {said}." in notes(sheet)


def test_one_broken_letter_does_not_spoil_the_others() -> None:
    data = RUSSIAN.encode() + b"Fabrikam \xff;Oslo\n"

    sheet = read_file(data, "a.csv")

    assert sheet.rows[-1] == ["Fabrikam \ufffd", "Oslo"]
    assert sheet.rows[1] == ["Иван Петров", "Нижний Новгород"]
    assert "Letters that could not be read became \ufffd." in notes(sheet)


def test_zero_bytes_are_left_out() -> None:
    sheet = read_file(b"Name,City\0\nNor\0dmann,Oslo\n\0\0\0", "a.csv")

    assert (sheet.headings, sheet.rows) == (["Name", "City"], [["Nordmann", "Oslo"]])


@pytest.mark.parametrize(
    ("text", "separators"),
    [
        ("Name;Limit\nNordmann, Kari;1,5\nHansen, Per;2,5\n", "semicolons"),
        ('Name,Street\nKari,"Storgata 1; oppgang B"\n', "commas"),
        ("Name\tStreet\nKari\tStorgata 1, Oslo\nPer\tTorget 2, Bergen\n", "tabs"),
        ("Name|Street\nKari|Storgata 1; Oslo\n", "vertical bars"),
        ("A;B;C;D\n1,5;2,5;;\n1,5;;3\n1,5\n", "semicolons"),
        ('"Name";"Remark"\n"Kari";"one, two, ""three"", four\nfive, six"\n', "semicolons"),
    ],
)
def test_the_separator_is_guessed_from_several_lines(text: str, separators: str) -> None:
    sheet = read_file(text.encode(), "a.csv")

    assert notes(sheet) == [f"The values were taken apart at {separators}."]


@pytest.mark.parametrize("separator", [";", ",", "\t", ":"])
def test_the_separator_that_excel_writes_down_is_believed(separator: str) -> None:
    data = f"sep={separator}\r\nName{separator}Sum\r\nKari{separator}a|b|c\r\n".encode()

    sheet = read_file(data, "a.csv")

    assert (sheet.headings, sheet.rows, sheet.lines) == (["Name", "Sum"], [["Kari", "a|b|c"]], [3])
    assert sheet.notes == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_quotes_hold_separators_quotes_and_line_breaks(line_end: str) -> None:
    text = 'Name,Comment\nKari,"says ""hello, you""\nand leaves"\nPer,5" pipe\n'

    sheet = read_file(text.replace("\n", line_end).encode(), "a.csv")

    assert sheet.rows == [["Kari", 'says "hello, you"\nand leaves'], ["Per", '5" pipe']]
    assert sheet.lines == [2, 4]


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line() -> None:
    data = b'Name;City\nKari;Oslo\n"Per;Bergen\nOla;Voss\n'

    with pytest.raises(Refused) as refused:
        read_file(data, "a.csv")

    assert refused.value.message.params == {"line": 3}


def test_short_lines_are_filled_up_and_blank_ones_skipped() -> None:
    sheet = read_file(b"A;B;C\n\n1\n;;\n1;2;3;;;\n", "a.csv")

    assert (sheet.rows, sheet.lines) == ([["1", "", ""], ["1", "2", "3"]], [3, 5])


def test_a_line_with_a_value_too_many_is_refused_with_its_number() -> None:
    data = b"A;B\n1;2\n\n1;2;3\n"

    with pytest.raises(Refused) as refused:
        read_file(data, "a.csv")

    assert refused.value.message.params == {"line": 4}


def test_the_headings_are_found_below_a_title() -> None:
    data = b"\n\nCustomers of Fabrikam;;;\n;;Printed;17.05.2026\n\nNo.;Name;City;Phone\n1;Kari;Oslo;22\n"

    sheet = read_file(data, "a.csv")

    assert (sheet.headings, sheet.rows, sheet.lines) == (
        ["No.", "Name", "City", "Phone"],
        [["1", "Kari", "Oslo", "22"]],
        [7],
    )
    assert "The headings were found in line 6. What stands above was passed by." in notes(sheet)


def test_a_heading_that_stands_there_twice_gets_a_number() -> None:
    sheet = read_file(b"Name;E-Mail;e-mail;;E-Mail 2\nKari;a;b;c;d\n", "a.csv")

    assert sheet.headings == ["Name", "E-Mail", "e-mail 3", "", "E-Mail 2"]
    assert "These headings stand there more than once, so the further ones got a number: E-Mail, e-mail." in notes(
        sheet
    )


def test_a_column_without_heading_is_kept_and_blank_ones_at_the_end_are_not() -> None:
    sheet = read_file(b"Name;City;;;\nKari;Oslo;x;;\n", "a.csv")

    assert (sheet.headings, sheet.rows) == (["Name", "City", ""], [["Kari", "Oslo", "x"]])


def test_digits_keep_their_zeros_and_their_plus() -> None:
    sheet = read_file(b'Phone;Post Code;Fax\n+47 22 00 00 00;0150;="0047220"\n', "a.csv")

    assert sheet.rows == [["+47 22 00 00 00", "0150", "0047220"]]


@pytest.mark.parametrize("locale", ["en_GB", "nb_NO"])
def test_what_our_own_export_wrote_is_read_as_it_was(locale: str) -> None:
    rows = [["=1+1", "-kald", "@nord", "+47 22", "it's"], ["a;b", 'c,"d"', "e\nf", "'quoted'", "\tindented"]]
    data = "".join(csv_rows(["A", "B", "C", "D", "E"], rows, locale)).encode()

    sheet = read_file(data, "a.csv")

    assert sheet.rows == rows


def test_headings_alone_are_a_table_without_rows() -> None:
    assert read_file(b"Name;City\r\n", "a.csv").rows == []


def test_too_many_rows_or_columns_are_refused() -> None:
    long, wide = b"Name\n" + b"Kari\n" * (MOST_ROWS + 1), b";".join([b"Name"] * (MOST_COLUMNS + 1))

    with pytest.raises(Refused, match="rows"):
        read_file(long, "a.csv")
    with pytest.raises(Refused, match="columns"):
        read_file(wide, "a.csv")


def test_as_many_rows_as_are_allowed_are_read() -> None:
    assert len(read_file(b"Name\n" + b"Kari\n" * MOST_ROWS, "a.csv").rows) == MOST_ROWS


def test_a_long_line_of_nothing_takes_no_time() -> None:
    began = time.monotonic()

    with pytest.raises(Refused):
        read_file(b"\xe6" + b"a" * 1_000_000 + b'"' * 1_000_000 + b";" * 1_000_000, "a.csv")

    assert time.monotonic() - began < 5
