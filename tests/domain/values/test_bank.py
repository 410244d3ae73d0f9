"""IBAN, BIC and national account numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN

from webapp.domain.errors import Refused
from webapp.domain.values import doubt_bank_account_no, doubt_bic, read_bic, read_iban, show_iban

from .texts import told

ibans = st.from_regex(r"[0-9]{11}", fullmatch=True).map(lambda bban: str(IBAN.from_bban("NO", bban)))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NO28 1234 5678 901", "NO2812345678901"),
        (" no2812345678901 ", "NO2812345678901"),
        ("nl23\u00a0fabk\u00a00111\u00a02223\u00a033", "NL23FABK0111222333"),
        ("CH11 0080 0111 2223 3344 4", "CH1100800111222333444"),
        ("FR43 1112 2233 3344 4455 5566 677", "FR4311122233334444555566677"),
        ("XK93 1112 2233 3444 5555", "XK931112223334445555"),
    ],
)
def test_an_iban_is_kept_in_capitals_without_blanks(typed: str, kept: str) -> None:
    assert read_iban(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("NO2812345678902", "The check digits of this IBAN do not fit."),
        ("NO281234567890", "An IBAN of NO has 15 characters, this one has 14."),
        ("NO28123456789012", "An IBAN of NO has 15 characters, this one has 16."),
        ("NO281234567890A", "An IBAN of NO has letters and digits in other places."),
        ("QQ2812345678901", "No IBAN begins with QQ."),
        ("US2812345678901", "No IBAN begins with US."),
        ("12345678901", "An IBAN begins with two letters and two digits"),
        ("NO28-1234-5678-901", "An IBAN begins with two letters and two digits"),
        ("NO٢٨12345678901", "An IBAN begins with two letters and two digits"),
        ("NO", "An IBAN begins with two letters and two digits"),
    ],
)
def test_a_malformed_iban_is_refused_with_what_is_wrong_with_it(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_iban(typed)

    assert told(refused.value.message).startswith(said)


@pytest.mark.parametrize(
    ("iban", "shown"),
    [("NO2812345678901", "NO28 1234 5678 901"), ("NL23FABK0111222333", "NL23 FABK 0111 2223 33"), ("", "")],
)
def test_an_iban_is_shown_in_groups_of_four(iban: str, shown: str) -> None:
    assert show_iban(iban) == show_iban(shown) == shown


@given(ibans)
def test_showing_and_reading_an_iban_changes_nothing(iban: str) -> None:
    assert read_iban(show_iban(iban)) == iban


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("fabknokk", "FABKNOKK"),
        ("FABK NO KK XXX", "FABKNOKKXXX"),
        ("12ABNO22", "12ABNO22"),
        ("FABKXKPR", "FABKXKPR"),
    ],
)
def test_a_bic_is_kept_in_capitals(typed: str, kept: str) -> None:
    assert read_bic(typed) == kept


@pytest.mark.parametrize("typed", ["FABK", "FABKNOKKX", "FABKNOKKXXXX", "FABKQQKK", "FABK1OKK", "FABK-NO-", "FÅBKNOKK"])
def test_a_malformed_bic_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="A BIC has 8 or 11 letters and digits"):
        read_bic(typed)


@pytest.mark.parametrize(
    ("bic", "iban"),
    [
        ("FABKNOKK", "NO2812345678901"),
        ("FABKJEHH", "GB82WEST12345698765432"),
        ("FABKREPP", "FR4311122233334444555566677"),
        ("FABKNOKK", ""),
        ("", "NO2812345678901"),
    ],
)
def test_a_bank_in_the_country_of_the_account_is_not_doubted(bic: str, iban: str) -> None:
    assert doubt_bic(bic, iban) is None


@pytest.mark.parametrize("bic", ["FABKSESS", "FABKJEHH"])
def test_a_bank_in_another_country_than_the_account_is_doubtful(bic: str) -> None:
    assert told(doubt_bic(bic, "NO2812345678901")) == (
        f"The BIC is of a bank in {bic[4:6]}, the IBAN is of NO. Check both."
    )


@pytest.mark.parametrize(
    ("no", "country"), [("1111.22.33301", "NO"), ("1111 22 33301", "NO"), ("11112233301", "NO"), ("11112233302", "SE")]
)
def test_an_account_number_that_can_be_is_not_doubted(no: str, country: str) -> None:
    assert doubt_bank_account_no(no, country) is None


@pytest.mark.parametrize(
    ("no", "said"),
    [
        ("1111.22.33302", "The check digit of this account number does not fit."),
        ("1111.22.333", "Account numbers of NO are written in another way."),
        ("1111.22.3330X", "Account numbers of NO are written in another way."),
    ],
)
def test_a_doubtful_account_number_is_told(no: str, said: str) -> None:
    assert told(doubt_bank_account_no(no, "NO")).startswith(said)
