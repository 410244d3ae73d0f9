"""Email addresses, one or several."""

from __future__ import annotations

import pytest

from webapp.domain.errors import Refused
from webapp.domain.values import read_email, read_emails

MALFORMED = (
    "ann",
    "ann@",
    "@fabrikam.example",
    "ann@fabrikam",
    "ann@@fabrikam.example",
    "Ann Lund <ann@fabrikam.example>",
    "<ann@fabrikam.example>",
    "ann@fabrikam.example, bo@fabrikam.example",
    "ann|bo@fabrikam.example",
    "ann@fabrikam.example bo@fabrikam.example",
    "ann..lund@fabrikam.example",
    "ann@-.example",
    "ann@[127.0.0.1]",
    f"ann@{'x' * 64}.example",
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@fabrikam.example", "ann@fabrikam.example"),
        (" Ann.Lund@Fabrikam.EXAMPLE ", "Ann.Lund@fabrikam.example"),
        ("\u200bann+post@fabrikam.test\u200b", "ann+post@fabrikam.test"),
        ("Ærlig@bøker.example", "Ærlig@bøker.example"),
        ("bo@xn--bcher-kva.example", "bo@bücher.example"),
    ],
)
def test_an_address_keeps_its_name_and_has_one_spelling_of_its_domain(typed: str, kept: str) -> None:
    assert (read_email(typed), read_emails(typed)) == (kept, kept)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@fabrikam.example;bo@Nordvik.test", "ann@fabrikam.example; bo@nordvik.test"),
        ("ann@fabrikam.example ;\n bo@nordvik.test ; ", "ann@fabrikam.example; bo@nordvik.test"),
        (";ann@fabrikam.example;;", "ann@fabrikam.example"),
        (" ; ", ""),
    ],
)
def test_several_addresses_stand_after_semicolons(typed: str, kept: str) -> None:
    assert read_emails(typed) == kept


@pytest.mark.parametrize("typed", [*MALFORMED, "", "a@fabrikam.example; b@fabrikam.example"])
def test_what_is_not_one_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not an email address"):
        read_email(typed)


@pytest.mark.parametrize("typed", MALFORMED)
def test_the_first_bad_one_of_several_is_named(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_emails(f"ann@fabrikam.example; {typed}; bad")

    assert refused.value.message.params == {"address": typed[:80]}
    assert refused.value.message.text == (
        "'%(address)s' is not a valid email address. Separate several addresses with a semicolon."
    )


def test_a_refusal_repeats_only_the_beginning_of_what_was_typed() -> None:
    with pytest.raises(Refused) as refused:
        read_email(" " + "x" * 500)

    assert refused.value.message.params == {"typed": "x" * 80}
