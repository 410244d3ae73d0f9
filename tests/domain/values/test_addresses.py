"""Post codes look different in every country."""

from __future__ import annotations

import pytest

from webapp.domain.values import doubt_post_code
from webapp.domain.values.addresses import POST_CODES

from .texts import told


@pytest.mark.parametrize(
    ("country", "example"), [(country, example) for country, (_shape, example) in POST_CODES.items()]
)
def test_the_example_given_is_not_doubted_itself(country: str, example: str) -> None:
    assert doubt_post_code(example, country) is None


@pytest.mark.parametrize(
    ("post_code", "country"),
    [
        ("1012js", "NL"),
        ("1012 JS", "NL"),
        ("sw1a 1aa", "GB"),
        ("M11AE", "GB"),
        ("GIR 0AA", "GB"),
        ("D6W X285", "IE"),
        ("11120", "SE"),
        ("L-1111", "LU"),
        ("LT-01100", "LT"),
        ("10001-1234", "US"),
        ("anything", "XX"),
        ("48361", ""),
    ],
)
def test_a_post_code_that_can_be_is_not_doubted(post_code: str, country: str) -> None:
    assert doubt_post_code(post_code, country) is None


@pytest.mark.parametrize(
    ("post_code", "country"),
    [
        ("48361", "NO"),
        ("N0150", "NO"),
        ("٠١٥٠", "NO"),
        ("0150\n", "NO"),
        ("0123 AB", "NL"),
        ("1012", "NL"),
        ("1234", "LI"),
        ("99001", "FR"),
        ("00001", "PL"),
        ("701000", "RU"),
        ("1000", "US"),
    ],
)
def test_another_post_code_is_doubtful(post_code: str, country: str) -> None:
    assert doubt_post_code(post_code, country)


def test_a_doubt_shows_how_the_post_codes_of_the_country_look() -> None:
    assert told(doubt_post_code("1", "CH")) == "Post codes of CH look like 1003. Check this one."
