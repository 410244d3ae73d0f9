"""Post codes: how they look in a country."""

from __future__ import annotations

import re

from ..errors import N_, Message, say

POST_CODES = {
    "AT": (r"[1-9]\d{3}", "1010"),
    "BE": (r"[1-9]\d{3}", "1000"),
    "BG": (r"[1-9]\d{3}", "1000"),
    "CH": (r"[1-9]\d{3}", "1003"),
    "CZ": (r"[1-7]\d{2} ?\d{2}", "110 00"),
    "DE": (r"\d{5}", "10115"),
    "DK": (r"\d{4}", "1050"),
    "EE": (r"\d{5}", "10111"),
    "ES": (r"(0[1-9]|[1-4]\d|5[0-2])\d{3}", "28001"),
    "FI": (r"\d{5}", "00100"),
    "FR": (r"(0[1-9]|[1-8]\d|9[0-8])\d{3}", "75001"),
    "GB": (r"(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})", "EC1A 1BB"),
    "GR": (r"\d{3} ?\d{2}", "105 57"),
    "HR": (r"[1-5]\d{4}", "10000"),
    "HU": (r"[1-9]\d{3}", "1051"),
    "IE": (r"[A-Z](\d{2}|6W) ?[A-Z\d]{4}", "D02 X285"),
    "IS": (r"\d{3}", "101"),
    "IT": (r"\d{5}", "00184"),
    "LI": (r"94(8[5-9]|9[0-8])", "9490"),
    "LT": (r"(LT-)?\d{5}", "01100"),
    "LU": (r"(L-)?\d{4}", "1111"),
    "LV": (r"(LV-)\d{4}", "LV-1050"),
    "NL": (r"[1-9]\d{3} ?[A-Z]{2}", "1012 JS"),
    "NO": (r"\d{4}", "0150"),
    "PL": (r"\d{2}-\d{3}", "00-001"),
    "PT": (r"[1-9]\d{3}-\d{3}", "1100-148"),
    "RO": (r"\d{6}", "010011"),
    "RU": (r"[1-6]\d{5}", "101000"),
    "SE": (r"[1-9]\d{2} ?\d{2}", "111 20"),
    "SI": (r"[1-9]\d{3}", "1000"),
    "SK": (r"[089]\d{2} ?\d{2}", "811 01"),
    "US": (r"\d{5}(-\d{4})?", "10001"),
}
"""The shape of a country's post codes, and one that has it."""


def doubt_post_code(post_code: str, country_iso: str | None) -> Message | None:
    shape, example = POST_CODES.get(country_iso or "", ("", ""))
    if not post_code or not shape or re.fullmatch(shape, post_code.upper(), re.ASCII):
        return None
    return say(
        N_("Post codes of %(country)s look like %(example)s. Check this one."),
        country=country_iso or "",
        example=example,
    )
