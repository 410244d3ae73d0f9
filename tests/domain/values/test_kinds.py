"""The kinds of fields that read and show these values."""

from __future__ import annotations

import pytest

from webapp.domain.columns import Field
from webapp.domain.errors import Refused
from webapp.pages import kinds


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("phone", "\u202a+47\t22 00 09 99", "+47 22 00 09 99"),
        ("email", " Ann@Fabrikam.EXAMPLE", "Ann@fabrikam.example"),
        ("email", " ", ""),
        ("emails", "ann@fabrikam.example;bo@nordvik.test", "ann@fabrikam.example; bo@nordvik.test"),
        ("iban", "no28 1234 5678 901", "NO2812345678901"),
        ("bic", "fabk no kk", "FABKNOKK"),
        ("vat", "no 999 888 003 mva", "NO 999 888 003 MVA"),
        ("registration", "999 888 003", "999 888 003"),
    ],
)
def test_what_is_typed_becomes_the_stored_form(kind: str, typed: str, kept: str) -> None:
    assert kinds.read(typed, Field("Value", kind, 80)) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "+47 22 00 09 99"),
        ("email", "ann@fabrikam.example"),
        ("emails", "ann@fabrikam.example"),
        ("iban", "NO2812345678901"),
        ("bic", "FABKNOKK"),
        ("vat", "NO999888003MVA"),
        ("registration", "999888003"),
    ],
)
def test_what_is_longer_than_the_field_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(Refused, match="Take at most"):
        kinds.read(typed, Field("Value", kind, 7))


def test_an_iban_is_shown_and_changed_in_groups() -> None:
    field = Field("IBAN", "iban", 50)

    shown, edited = kinds.show("NO2812345678901", field), kinds.KINDS["iban"].edit("NO2812345678901", field)

    assert shown == edited == "NO28 1234 5678 901"
    assert kinds.show(None, field) == ""
