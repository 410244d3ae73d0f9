"""Pictures, kept once each by what is in them and never thrown away, so that a card as it was still has its own."""

from __future__ import annotations

import hashlib
import struct

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from .base import Base
from .errors import N_, Refused

LARGEST = 1_000_000
WIDEST = 4000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
NOT_A_PICTURE = N_("This is no PNG or JPEG picture. Choose another file.")


class Picture(Base):
    __tablename__ = "picture"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(20))
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


def keep_picture(session: Session, data: bytes, field: str) -> Picture:
    media_type, width, height = look_at(data, field)
    digest = digest_of(data)
    picture = session.scalar(select(Picture).where(Picture.digest == digest))
    if picture is None:
        picture = Picture(digest=digest, media_type=media_type, width=width, height=height, data=data)
        session.add(picture)
        session.flush()
    return picture


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def look_at(data: bytes, field: str) -> tuple[str, int, int]:
    """What it is, how wide and how high, or a refusal."""
    if len(data) > LARGEST:
        raise Refused(
            N_("The picture is larger than %(most)s kB. Choose a smaller one."), field=field, most=LARGEST // 1000
        )
    media_type, (width, height) = _look(data, field)
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        raise Refused(
            N_("The picture is more than %(most)s pixels wide or high. Make it smaller."), field=field, most=WIDEST
        )
    return media_type, width, height


def _look(data: bytes, field: str) -> tuple[str, tuple[int, int]]:
    """What it is and how large, from the bytes themselves; the name and type a browser sends prove nothing."""
    try:
        if data.startswith(PNG) and data[12:16] == b"IHDR":
            return "image/png", struct.unpack(">II", data[16:24])
        if data.startswith(JPEG):
            return "image/jpeg", _jpeg_size(data)
    except (struct.error, IndexError):
        pass
    raise Refused(NOT_A_PICTURE, field=field)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while data[place] == 0xFF:
        while data[place + 1] == 0xFF:  # filling
            place += 1
        marker = data[place + 1]
        if marker in JPEG_SIZES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
    raise IndexError("no frame")
