"""Pictures are known by their bytes, kept once, and never larger than a page can show."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.support.factories import how_many
from webapp.domain.errors import Refused
from webapp.domain.pictures import JPEG, LARGEST, PNG, Picture, _look, keep_picture


def a_png(width: int = 3, height: int = 2, more: bytes = b"") -> bytes:
    return PNG + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0) + more


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def a_jpeg(width: int = 3, height: int = 2, frame: int = 0xC0, before: bytes = b"") -> bytes:
    size = struct.pack(">BHHB", 8, height, width, 3)
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + before + segment(frame, size) + b"\xff\xd9"


def refusal(session: Session, data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        keep_picture(session, data, "logo_id")
    return refused.value


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (a_png(), "image/png"),
        (a_jpeg(), "image/jpeg"),
        (a_jpeg(frame=0xC2), "image/jpeg"),
        (a_jpeg(before=segment(0xC4, b"a table") + segment(0xDB, b"x" * 300)), "image/jpeg"),
        (a_jpeg(before=b"\xff\xff\xff"), "image/jpeg"),
    ],
    ids=["png", "baseline", "progressive", "tables before the frame", "filling"],
)
def test_a_picture_is_kept_with_its_type_and_size(session: Session, data: bytes, media_type: str) -> None:
    picture = keep_picture(session, data, "logo_id")

    session.expire_all()
    assert (picture.media_type, picture.width, picture.height, picture.data) == (media_type, 3, 2, data)


def test_the_same_bytes_are_kept_once(session: Session) -> None:
    first = keep_picture(session, a_png(), "logo_id")

    second = keep_picture(session, a_png(), "logo_id")

    assert second is first
    assert how_many(session, Picture) == 1


def test_other_bytes_are_another_picture(session: Session) -> None:
    keep_picture(session, a_png(), "logo_id")

    keep_picture(session, a_png(more=b"x"), "logo_id")

    assert how_many(session, Picture) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + b"\0" * 20,
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        PNG,
        PNG + b"\0\0\0\x0dIDAT" + b"\0" * 20,
        JPEG,
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"no marker",
    ],
)
def test_what_is_no_png_or_jpeg_is_refused(session: Session, data: bytes) -> None:
    refused = refusal(session, data)

    assert "no PNG or JPEG" in refused.message.text
    assert refused.field == "logo_id"


@pytest.mark.parametrize("whole", [a_png()[:24], a_jpeg()[:-4]], ids=["png", "jpeg"])
def test_a_picture_cut_off_before_its_size_is_refused(session: Session, whole: bytes) -> None:
    for end in range(len(whole)):
        assert "no PNG or JPEG" in refusal(session, whole[:end]).message.text


@pytest.mark.parametrize("make", [a_png, a_jpeg])
@pytest.mark.parametrize(("width", "height"), [(4001, 1), (1, 4001), (65535, 65535), (0, 1), (1, 0)])
def test_a_picture_nobody_could_show_is_refused(session: Session, make: Any, width: int, height: int) -> None:
    assert refusal(session, make(width, height)).field == "logo_id"


@pytest.mark.parametrize("make", [a_png, a_jpeg])
def test_the_largest_size_is_kept(session: Session, make: Any) -> None:
    assert keep_picture(session, make(4000, 4000), "logo_id").width == 4000


def test_too_many_bytes_are_refused_before_anybody_looks_at_them(session: Session) -> None:
    assert refusal(session, b"x" * (LARGEST + 1)).message.params == {"most": 1000}
    assert keep_picture(session, a_png(more=b"x" * (LARGEST - len(a_png()))), "logo_id").width == 3


@given(st.sampled_from((b"", JPEG, PNG)), st.binary(max_size=40))
def test_no_bytes_whatever_bring_the_program_down(start: bytes, rest: bytes) -> None:
    try:
        media_type, size = _look(start + rest, "logo_id")
    except Refused:
        return
    assert media_type in ("image/png", "image/jpeg")
    assert len(size) == 2
