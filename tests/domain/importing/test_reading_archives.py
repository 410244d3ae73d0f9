"""Archives of tables and pictures, as our own export packs them and as people pack them again."""

from __future__ import annotations

import io
import zipfile

import pytest

from webapp.delivery.archives import zipped
from webapp.domain.errors import Refused
from webapp.domain.importing.files import read_file
from webapp.domain.pictures import LARGEST

from .files import card, packed, with_part

TITLES = {"addresses": {"addresses", "alternative addresses"}, "pictures": {"pictures"}}
CONTACTS = b"No.,Name\r\nC1,Hill Bakery\r\n"
ADDRESSES = b"No.,Code\r\nC1,SUMMER\r\n"


def test_the_table_that_has_no_title_is_the_first_one() -> None:
    data = packed({"addresses.csv": ADDRESSES, "contacts.csv": CONTACTS, "pictures/C1.png": b"png"})

    sheet = read_file(data, "contacts.zip", TITLES)

    assert sheet.rows == [["C1", "Hill Bakery"]]
    assert sheet.others["addresses"].rows == [["C1", "SUMMER"]]
    assert sheet.files == {"pictures/C1.png": b"png"}


def test_a_lone_table_is_the_first_one_whatever_its_name() -> None:
    sheet = read_file(packed({"addresses.csv": CONTACTS}), "a.zip", TITLES)

    assert sheet.rows == [["C1", "Hill Bakery"]]


def test_cards_can_be_packed_as_well() -> None:
    sheet = read_file(packed({"all.vcf": card("FN:Kari")}), "a.zip")

    assert sheet.rows[0][2] == "Kari"


def test_what_systems_add_is_passed_by() -> None:
    parts = {"my list/contacts.csv": CONTACTS, "__MACOSX/my list/._contacts.csv": b"\0\5\x16\7", "my list/.csv": b"x"}

    sheet = read_file(packed(parts), "a.zip")

    assert sheet.rows == [["C1", "Hill Bakery"]]


@pytest.mark.parametrize(
    "name", ["../../etc/C1.png", "/etc/C1.png", "C:\\C1.png", "..\\..\\C1.png", "pictures/../C1.png"]
)
def test_a_path_is_a_name_and_nothing_else(name: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.open", lambda *_args, **_more: pytest.fail("something was opened"))

    sheet = read_file(packed({"contacts.csv": CONTACTS, name: b"png"}), "a.zip")

    assert sheet.files == {name.replace("\\", "/"): b"png"}


def test_several_tables_are_refused_by_name() -> None:
    with pytest.raises(Refused, match="several tables") as refused:
        read_file(packed({"contacts.csv": CONTACTS, "customers.csv": CONTACTS}), "a.zip", TITLES)

    assert refused.value.message.params["names"] == "contacts.csv, customers.csv"


@pytest.mark.parametrize("name", ["contacts.csv", "pictures/C1.png"])
def test_what_unpacks_to_far_too_much_is_refused_before_it_is_unpacked(name: str) -> None:
    data = packed({"contacts.csv": CONTACTS, name: bytes(20_000_000)})

    with pytest.raises(Refused, match="unpacks"):
        read_file(data, "a.zip")


def test_of_a_picture_that_is_too_large_no_more_is_read_than_tells_so() -> None:
    sheet = read_file(packed({"contacts.csv": CONTACTS, "C1.png": bytes(LARGEST * 4)}), "a.zip")

    assert len(sheet.files["C1.png"]) == LARGEST + 1


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(packed({"contacts.csv": CONTACTS}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1

    with pytest.raises(Refused, match="without a password"):
        read_file(bytes(data), "a.zip")


def test_a_torn_archive_is_refused() -> None:
    data = packed({"contacts.csv": CONTACTS * 50})

    with pytest.raises(Refused, match="archive cannot be opened"):
        read_file(data[: len(data) // 2], "a.zip")


def test_an_archive_without_a_table_is_refused() -> None:
    with pytest.raises(Refused, match="not an Excel workbook"):
        read_file(packed({"C1.png": b"png"}), "a.zip")


def test_an_archive_is_sent_while_it_is_packed() -> None:
    sent = zipped([("a.csv", [b"x" * 1000, b"y"]), ("pictures/å.png", [b"png"])])

    data = b"".join(sent)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.csv": b"x" * 1000 + b"y",
            "pictures/å.png": b"png",
        }
        assert archive.testzip() is None


def test_a_part_added_to_an_archive_does_not_make_it_a_workbook() -> None:
    assert read_file(with_part(packed({"a.csv": CONTACTS}), "C1.png", b"png"), "a.zip").files == {"C1.png": b"png"}
