"""What is true of every value that follows rules of the world outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings

from webapp.domain import values
from webapp.domain.errors import Message, Refused

from .texts import ODD, countries, stored, texts

READ = {name: getattr(values, name) for name in values.__all__ if name.startswith("read_")}
DOUBTS = {name: getattr(values, name) for name in values.__all__ if name.startswith("doubt_")}


@pytest.mark.parametrize("read", READ.values(), ids=READ)
@given(text=texts)
@example(text="ŉ")
@example(text="a@xn--bcher-kva.example")
@example(text="\u202a+47 22 00 09 99\u202c")
@settings(deadline=None)
def test_reading_what_was_read_gives_the_same(read: Callable[[str], str], text: str) -> None:
    once = stored(read, text)

    assert once is None or read(once) == once


@pytest.mark.parametrize("read", READ.values(), ids=READ)
@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_the_oddest_text_is_read_or_refused(read: Callable[[str], str], text: str) -> None:
    once = stored(read, text)

    assert once is None or "\x00" not in once


@pytest.mark.parametrize("doubt", DOUBTS.values(), ids=DOUBTS)
@given(text=texts, country=countries)
@settings(deadline=None)
def test_a_doubt_is_a_sentence_or_nothing(doubt: Callable[[str, str], Message | None], text: str, country: str) -> None:
    doubtful = doubt(text, country)

    assert doubtful is None or doubtful.text % doubtful.params


@pytest.mark.parametrize("doubt", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("country", ["NO", "", "XX"])
def test_a_blank_is_never_doubtful(doubt: Callable[[str, str], Message | None], country: str) -> None:
    assert doubt("", country) is None


@pytest.mark.parametrize("doubt", [doubt for name, doubt in DOUBTS.items() if name != "doubt_bic"])
@pytest.mark.parametrize("country", [None, "", "XX", "no"])
def test_what_is_not_known_of_a_country_is_not_doubted(
    doubt: Callable[[str, str | None], Message | None], country: str | None
) -> None:
    assert doubt("1", country) is None


@pytest.mark.parametrize("read", [read for name, read in READ.items() if name != "read_email"])
def test_a_blank_is_read_as_a_blank(read: Callable[[str], str]) -> None:
    assert read(" \t\u00a0\u200b ") == ""


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.read_phone, "22 OO 09 99"),
        (values.read_phone, "22\x00"),
        (values.read_email, "ann"),
        (values.read_emails, "ann"),
        (values.read_iban, "NO"),
        (values.read_iban, "NO2812345678902"),
        (values.read_bic, "DNB"),
        (values.read_vat_no, "%"),
        (values.read_registration_no, "%"),
    ],
)
def test_a_refusal_lands_at_the_field_that_was_read(read: Callable[[str, str], str], text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text, "here")

    assert refused.value.field == "here"
