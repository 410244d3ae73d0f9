"""Whatever bytes are brought: a table, or a refusal that says what to do."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.delivery.exports import csv_rows, excel_file
from webapp.domain.errors import Message, Refused
from webapp.domain.importing.files import read_file

from .files import card, workbook

NAMES = st.sampled_from(["a.csv", "a.xlsx", "a.vcf", "a.txt", ""])
GOOD = [
    'sep=;\r\nName;City\r\n"Ås; AS";Oslo\r\nKari;"a\r\nb"\r\n'.encode(),
    "Имя,Город\nИван,Москва\n".encode("cp1251"),
    "Name\tCity\nKåre\tÅlesund\n".encode("utf-16"),
    workbook([["Name", "Born"], ["Kari", 1.5]], [["x"]]),
    excel_file("A", ["Name"], [["Kari"]]),
    card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=98;K=", "=C3;;", "TEL;CELL:9", "PHOTO;BASE64:AAAA", version="2.1")
    + card('TEL;VALUE=uri;TYPE="work,voice":tel:+47', "item1.ADR:;;a;b;c;d;e", "X-CONCORD-NO:1", version="4.0"),
]  # fmt: skip


def outcome(data: bytes, name: str) -> list[Message]:
    """Everything that was said about the file, once its table is seen to be whole."""
    try:
        sheet = read_file(data, name)
    except Refused as refused:
        return [refused.message]
    assert len(sheet.lines) == len(sheet.rows)
    assert {len(row) for row in sheet.rows} <= {len(sheet.headings)}
    return sheet.notes


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_random_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    said = outcome(data, name)

    assert all(message.text % message.params for message in said)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*";,\t|\"\n\r'= a1é\ufeff\0", "sep=", "BEGIN:VCARD\n", "END:VCARD\n", "N:"])), NAMES)
def test_random_texts_are_read_or_refused(pieces: list[str], name: str) -> None:
    said = outcome("".join(pieces).encode(), name)

    assert all(message.text % message.params for message in said)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_good_files_that_were_damaged_are_read_or_refused(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from(GOOD)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(file) - 1))
        file[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    said = outcome(bytes(file), "a.csv")

    assert all(message.text % message.params for message in said)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"))).filter(lambda text: not text.startswith("'"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, st.just("x")), max_size=5), st.sampled_from(["en_GB", "ru_RU"]))
def test_our_own_csv_comes_back_as_it_was(rows: list[tuple[str, str, str]], locale: str) -> None:
    data = "".join(csv_rows(["Name", "City", "Code"], [list(row) for row in rows], locale)).encode()

    sheet = read_file(data, "a.csv")

    assert sheet.rows == [list(row) for row in rows]


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0", b";;;\n;;;\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="nothing"):
        read_file(data, "a.csv")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nabc", b"<html><table></table>", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4]
)
def test_a_file_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="neither CSV nor Excel nor vCard"):
        read_file(data, "a.csv")
