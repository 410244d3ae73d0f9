"""Phone numbers are kept as they are written."""

from __future__ import annotations

import pytest

from webapp.domain.errors import Refused
from webapp.domain.values import doubt_phone, read_phone

from .texts import told


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("22 00 09 99", "22 00 09 99"),
        ("  +47 (0) 22-00/09.99  ", "+47 (0) 22-00/09.99"),
        ("\u202a+47 22 00 09 99\u202c", "+47 22 00 09 99"),
        ("22\u00a000\t09\n99", "22 00 09 99"),
        ("*21#", "*21#"),
        ("22 00 09 99; 22 00 09 98", "22 00 09 99; 22 00 09 98"),
    ],
)
def test_a_number_is_kept_with_its_signs(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize("typed", ["22 OO 09 99", "тел. 22", "0800 ÅPEN", "٢٢ت", "22ª", "電話 22"])
def test_letters_of_no_script_are_taken(typed: str) -> None:
    with pytest.raises(Refused, match="Phone numbers cannot contain letters"):
        read_phone(typed)


@pytest.mark.parametrize(
    ("value", "country"),
    [
        ("22 00 09 99", "NO"),
        ("+47 22 00 09 99", ""),
        ("+47 22 00 09 99", "SE"),
        ("+47 (0) 22 00 09 99", "NO"),
        ("0047 22 00 09 99", "NO"),
        ("+44 (0)20 7946 0958", "NO"),
        ("(202) 555-0100", "US"),
        ("040/123456", "DE"),
        ("8 (495) 123-45-67", "RU"),
        ("02800", "NO"),
        ("116117", "DE"),
        ("12", ""),
        ("12", "XX"),
    ],
)
def test_a_number_that_can_be_is_not_doubted(value: str, country: str) -> None:
    assert doubt_phone(value, country) is None


@pytest.mark.parametrize(
    ("value", "country", "said"),
    [
        ("22 00", "NO", "too short for +47"),
        ("+47 22 00", "SE", "too short for +47"),
        ("555-0100", "US", "too short for +1"),
        ("22 00 09 99 9", "NO", "too long for +47"),
        ("22 00 09 9", "NO", "Phone numbers of +47 have more or fewer digits"),
        ("12 34 56 78", "NO", "not a phone number of +47"),
        ("00 999 123 456", "NO", "No country has a phone prefix like this"),
        ("+999 123 456", "", "No country has a phone prefix like this"),
        ("+", "", "not a phone number"),
        ("---", "NO", "not a phone number"),
        ("1" * 300, "NO", "not a phone number"),
    ],
)
def test_a_doubtful_number_is_told_in_plain_words(value: str, country: str, said: str) -> None:
    assert said in told(doubt_phone(value, country))
