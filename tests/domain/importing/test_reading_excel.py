"""Excel workbooks, read as the person sees them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from webapp.delivery.exports import excel_file
from webapp.domain.errors import Refused
from webapp.domain.importing.files import read_file
from webapp.domain.importing.files.sheet import MOST_COLUMNS, MOST_ROWS

from .files import notes, saved, with_part, workbook

SMALL = workbook([["Name", "City"], ["Kari", "Oslo"]])


def test_every_value_becomes_the_text_that_stands_for_it() -> None:
    values = [
        4722000000.0, 1, 0.1 + 0.2, -1.5, True, dt.date(2026, 5, 17), dt.datetime(2026, 5, 17, 9, 30), "0047", "=1", None,
    ]  # fmt: skip
    data = workbook([[f"H{at}" for at in range(len(values))], values])

    sheet = read_file(data, "a.xlsx")

    assert sheet.rows == [
        ["4722000000", "1", "0.3", "-1.5", "TRUE", "2026-05-17", "2026-05-17T09:30:00", "0047", "", ""]
    ]
    assert sheet.plain


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (150, "0000", "0150"),
        (4722000000, '"+"0000', "+4722000000"),
        (4722000000, "\\+00", "+4722000000"),
        (0.25, "0%", "25"),
        (1, "0.00%", "100"),
        (0.07, "0.00%", "7"),
        (1500, "#,##0.00", "1500"),
        (4.722e10, "0.00E+00", "47220000000"),
        (1.5e-7, "General", "0.00000015"),
    ],
)
def test_a_number_is_read_as_it_is_shown_without_losing_a_digit(value: float, shown_as: str, text: str) -> None:
    data = workbook([["Heading"], [value]], formats={"A2": shown_as})

    sheet = read_file(data, "a.xlsx")

    assert sheet.rows == [[text]]


def test_a_number_with_more_digits_than_excel_keeps_is_pointed_out() -> None:
    sheet = read_file(workbook([["Account"], [1.2345678901234568e17]]), "a.xlsx")

    assert "Excel keeps 15 digits of a number and makes zeros of the rest. Look at the numbers in line 2." in notes(
        sheet
    )


def test_the_first_sheet_with_content_is_read_and_named() -> None:
    sheet = read_file(workbook([], [["Name"], ["Kari"]], [["Other"], ["x"]]), "a.xlsx")

    assert (sheet.headings, sheet.rows) == (["Name"], [["Kari"]])
    assert notes(sheet) == ["The sheet “Sheet 2” was read. The other sheets were passed by."]


def test_a_merged_title_and_blank_rows_are_passed_by() -> None:
    from openpyxl import Workbook

    book = Workbook()
    page: Any = book.active
    for row in (["Customers"], [], ["No.", "Name", "City"], [1, "Kari", "Oslo"], [], [2, "Per", "Bergen"]):
        page.append(row)
    page.merge_cells("A1:C1")

    sheet = read_file(saved(book), "a.xlsx")

    assert (sheet.headings, sheet.lines) == (["No.", "Name", "City"], [4, 6])
    assert sheet.rows == [["1", "Kari", "Oslo"], ["2", "Per", "Bergen"]]


def test_a_remark_beside_the_table_is_a_column_without_heading() -> None:
    sheet = read_file(workbook([["Name", "City"], ["Kari", "Oslo"], ["Per", "Voss", "ask him"]]), "a.xlsx")

    assert (sheet.headings, sheet.rows) == (["Name", "City", ""], [["Kari", "Oslo", ""], ["Per", "Voss", "ask him"]])


def test_what_our_own_export_wrote_is_read_as_it_was() -> None:
    rows = [["=1+1", "'=x", "+47 22", "a\nb", Decimal("1500.25"), dt.date(2026, 5, 17), 7]]

    sheet = read_file(excel_file("Customers", list("ABCDEFG"), rows), "a.xlsx")

    assert sheet.rows == [["=1+1", "'=x", "+47 22", "a\nb", "1500.25", "2026-05-17", "7"]]


def test_the_name_of_the_file_does_not_matter() -> None:
    assert read_file(SMALL, "customers.csv").rows == [["Kari", "Oslo"]]


def test_a_workbook_of_an_old_excel_is_refused_with_advice() -> None:
    with pytest.raises(Refused, match="Save it as Excel workbook"):
        read_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls")


def test_a_workbook_with_a_password_is_refused_with_advice() -> None:
    with pytest.raises(Refused, match="password"):
        read_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")


def test_an_archive_of_something_else_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(Refused, match="not an Excel workbook"):
        read_file(file.getvalue(), "a.ods")


def test_an_archive_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked() -> None:
    data = with_part(SMALL, "xl/worksheets/sheet1.xml", bytes(20_000_000))

    with pytest.raises(Refused, match="unpacks"):
        read_file(data, "a.xlsx")


def test_a_sheet_that_multiplies_its_own_text_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    with pytest.raises(Refused, match="cannot be opened"):
        read_file(with_part(SMALL, "xl/worksheets/sheet1.xml", bomb), "a.xlsx")


def test_a_torn_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_file(SMALL[: len(SMALL) // 2], "a.xlsx")


def test_blank_workbooks_and_too_large_ones_are_refused() -> None:
    with pytest.raises(Refused, match="nothing"):
        read_file(workbook([]), "a.xlsx")
    with pytest.raises(Refused, match="columns"):
        read_file(workbook([["Name"] * (MOST_COLUMNS + 1)]), "a.xlsx")
    with pytest.raises(Refused, match="rows"):
        read_file(excel_file("A", ["Name"], (["Kari"] for _ in range(MOST_ROWS + 1))), "a.xlsx")
