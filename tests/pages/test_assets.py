"""Style, script and icons travel compressed, and are kept by the browser all the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

import webapp
from tests.support.houses import House

STATIC = Path(webapp.__file__).parent / "static"
TEXTS = ("app.css", "app.js", "htmx.min.js", "icons.svg", "favicon.svg")


def get(house: House, name: str, method: str = "GET", **headers: str) -> TestResponse:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    with house.app.test_client().open(f"/static/{name}", method=method, headers=named) as answer:
        assert answer.data is not None
    return answer


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_travels_compressed_to_a_browser_that_takes_it(house: House, name: str) -> None:
    file = (STATIC / name).read_bytes()

    answer = get(house, name, Accept_Encoding="br, gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.content_length == len(answer.data) < len(file)
    assert gzip.decompress(answer.data) == file


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0, *"])
def test_any_other_browser_gets_the_file_as_it_is(house: House, accepted: str) -> None:
    file = (STATIC / "app.css").read_bytes()

    answer = get(house, "app.css", Accept_Encoding=accepted)

    assert "Content-Encoding" not in answer.headers
    assert answer.data == file


def test_both_forms_are_kept_equally_long_and_apart_from_each_other(house: House) -> None:
    plain = get(house, "app.css")

    packed = get(house, "app.css", Accept_Encoding="gzip")

    same = ("Cache-Control", "Content-Type", "Last-Modified", "Vary", "X-Content-Type-Options")
    assert [packed.headers[name] for name in same] == [plain.headers[name] for name in same]
    assert "max-age=31536000" in packed.headers["Cache-Control"]
    assert "Accept-Encoding" in packed.vary
    assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_what_a_browser_has_is_not_sent_again(house: House, accepted: str) -> None:
    tag = get(house, "app.js", Accept_Encoding=accepted).headers["ETag"]

    answer = get(house, "app.js", Accept_Encoding=accepted, If_None_Match=tag)

    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert "Accept-Encoding" in answer.vary


def test_a_question_for_the_head_tells_the_weight_that_would_travel(house: House) -> None:
    weight = len(get(house, "app.js", Accept_Encoding="gzip").data)

    answer = get(house, "app.js", "HEAD", Accept_Encoding="gzip")

    assert (answer.status_code, answer.content_length, answer.data) == (200, weight, b"")
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_font_is_compressed_already_and_goes_as_it_is(house: House) -> None:
    font = next((STATIC / "fonts").glob("*.woff2"))

    answer = get(house, f"fonts/{font.name}", Accept_Encoding="gzip")

    assert "Content-Encoding" not in answer.headers
    assert answer.data == font.read_bytes()


@pytest.mark.parametrize("name", ["no-such.css", "../config.py", "..%2Fconfig.js", "fonts"])
def test_what_is_not_there_is_not_found(house: House, name: str) -> None:
    answer = get(house, name, Accept_Encoding="gzip")

    assert answer.status_code in (401, 404)
