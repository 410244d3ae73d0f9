"""VAT and registration numbers. The numbers are invented; only their check digits are right."""

from __future__ import annotations

import pytest

from webapp.domain.errors import Refused
from webapp.domain.values import doubt_registration_no, doubt_vat_no, read_registration_no, read_vat_no
from webapp.domain.values.identities import REGISTRATION_RULES, VAT_RULES

from .texts import told

VAT_NOS = {
    "AT": ("ATU11122202", "U11122202"),
    "BE": ("BE 0111.222.376", "0111.222.376"),
    "BG": ("BG111222302",),
    "CH": ("CHE-111.222.309 MWST", "CHE-111.222.309 TVA", "CHE-111.222.309", "CHE111222309"),
    "CY": ("CY10111268A",),
    "CZ": ("CZ11122200", "11122200"),
    "DE": ("DE111222306", "DE 111 222 306"),
    "DK": ("DK 11122205", "11 12 22 05", "DK-11122205"),
    "EE": ("EE101112208",),
    "ES": ("ES B-11122207", "B11122207"),
    "FI": ("FI11223306", "1122330-6"),
    "FR": ("FR 16 111 222 303",),
    "GB": ("GB 111 2223 04", "XI111222304"),
    "GR": ("EL011122205", "GR011122205", "011122205"),
    "HR": ("HR11122233302",),
    "HU": ("HU11122207",),
    "IE": ("IE1112221A", "IE 1112221A"),
    "IT": ("IT 11122230151", "11122230151"),
    "LI": ("CHE-111.222.309 MWST",),
    "LT": ("LT111122211", "LT100111222313"),
    "LU": ("LU 11122261",),
    "LV": ("LV40001112205",),
    "MT": ("MT11122213",),
    "NL": ("NL111222308B01", "NL 1112.22.308.B.01", "111222308B01"),
    "NO": ("NO 999 888 003 MVA", "999 888 003 MVA", "NO999888003", "999 888 003"),
    "PL": ("PL 111-222-33-03", "1112223303"),
    "PT": ("PT 511 222 300",),
    "RO": ("RO1112207",),
    "RU": ("7711222300", "RU 7711222300"),
    "SE": ("SE556677880801", "SE 556677-8808 01"),
    "SI": ("SI11122200",),
    "SK": ("SK2021112203",),
}
REGISTRATION_NOS = {
    "BE": ("0111.222.376", "BE 0111.222.376"),
    "CH": ("CHE-111.222.309",),
    "CZ": ("11122200", "111 22 200"),
    "DK": ("11122205", "DK-11122205"),
    "EE": ("10111203",),
    "ES": ("B11122207", "B-11122207"),
    "FI": ("1122330-6",),
    "FR": ("111 222 303", "111 222 303 00005", "RCS PARIS B 111 222 303"),
    "IT": ("11122230151", "IT 11122230151"),
    "LV": ("40001112205",),
    "NO": ("999 888 003", "NO 999 888 003", "NO-999888003 MVA"),
    "PT": ("511222300",),
    "RU": ("1027700132206", "7711222300"),
    "SE": ("556677-8808", "5566778808", "SE 556677-8808"),
}


def rows(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(country, no) for country, nos in table.items() for no in nos]


def miswritten(no: str) -> str:
    """With one digit, in the midst, one higher."""
    places = [place for place, sign in enumerate(no) if sign.isdigit()]
    place = places[len(places) // 2]
    return f"{no[:place]}{(int(no[place]) + 1) % 10}{no[place + 1 :]}"


@pytest.mark.parametrize("read", [read_vat_no, read_registration_no])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" no 999 888 003 mva ", "NO 999 888 003 MVA"),
        ("che-111.222.309", "CHE-111.222.309"),
        ("hrb 12345 münchen", "HRB 12345 MÜNCHEN"),
        ("\u200e77/11\u00a022", "77/11 22"),
        ("инн 7711222300", "ИНН 7711222300"),
    ],
)
def test_a_number_is_kept_in_capitals(read: object, typed: str, kept: str) -> None:
    assert callable(read)
    assert read(typed) == kept


@pytest.mark.parametrize("typed", ["NO999;SE1", "12%", "a@b.example", "(12)", "№ 12", "12²", "😀", "1\u03012"])
def test_other_signs_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="VAT registration numbers have letters"):
        read_vat_no(typed)
    with pytest.raises(Refused, match="Registration numbers have letters"):
        read_registration_no(typed)


@pytest.mark.parametrize(("country", "no"), rows(VAT_NOS))
def test_a_vat_number_with_right_check_digits_is_not_doubted(country: str, no: str) -> None:
    assert doubt_vat_no(no, country) is None


@pytest.mark.parametrize(("country", "no"), rows(VAT_NOS))
def test_a_vat_number_with_a_wrong_digit_is_doubtful(country: str, no: str) -> None:
    assert doubt_vat_no(miswritten(no), country)


@pytest.mark.parametrize(("country", "no"), rows(REGISTRATION_NOS))
def test_a_registration_number_with_right_check_digits_is_not_doubted(country: str, no: str) -> None:
    assert doubt_registration_no(no, country) is None


@pytest.mark.parametrize(("country", "no"), rows(REGISTRATION_NOS))
def test_a_registration_number_with_a_wrong_digit_is_doubtful(country: str, no: str) -> None:
    assert doubt_registration_no(miswritten(no), country)


def test_every_country_of_the_tables_has_a_number_here() -> None:
    assert (set(VAT_NOS), set(REGISTRATION_NOS)) == (set(VAT_RULES), set(REGISTRATION_RULES))


@pytest.mark.parametrize("country", VAT_RULES)
@pytest.mark.parametrize("no", ["1" * 10_000, "X", "-"])
def test_what_cannot_be_a_number_of_the_country_is_doubtful(country: str, no: str) -> None:
    assert told(doubt_vat_no(no, country)).startswith("VAT registration numbers of")


@pytest.mark.parametrize(
    ("no", "country", "said"),
    [
        ("NO 999 888 004 MVA", "NO", "The check digits of this VAT registration number do not fit."),
        ("999 888 00", "NO", "VAT registration numbers of NO are written in another way."),
        ("SE556677880801", "NO", "VAT registration numbers of NO are written in another way."),
        ("5566778808", "SE", "VAT registration numbers of SE are written in another way."),
    ],
)
def test_a_doubtful_vat_number_is_told_in_plain_words(no: str, country: str, said: str) -> None:
    assert told(doubt_vat_no(no, country)).startswith(said)


@pytest.mark.parametrize(
    ("no", "said"),
    [
        ("999 888 004", "The check digits of this registration number do not fit."),
        ("HRB 123", "Registration numbers of NO are written in another way."),
    ],
)
def test_a_doubtful_registration_number_is_told_in_plain_words(no: str, said: str) -> None:
    assert told(doubt_registration_no(no, "NO")).startswith(said)


@pytest.mark.parametrize("country", ["DE", "NL", "GB", "PL"])
def test_a_register_without_check_digits_leaves_nothing_to_doubt(country: str) -> None:
    assert doubt_registration_no("HRB 12345", country) is None
