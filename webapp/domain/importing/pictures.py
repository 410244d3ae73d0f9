"""Pictures that come along with a file, and those that leave with one: the table names them, and they lie beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import N_, Message, Refused, say
from ..pictures import Picture, digest_of, look_at
from .columns import PICTURE
from .files.sheet import PICTURES

FOLDER = PICTURES
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
LONGEST_NAME = 100
MISSING = N_("The picture %(name)s is not in this file, so it comes without one.")
UNFIT = N_("It comes without its picture. %(why)s")
_UNSAFE = re.compile(r"[^\w-]")


class Attached(NamedTuple):
    """The picture of a record."""

    name: str
    digest: str
    media_type: str

    def data(self, session: Session) -> bytes:
        return session.scalars(select(Picture.data).where(Picture.digest == self.digest)).one()


def attached_to(session: Session, records: Sequence[Any]) -> Iterator[tuple[int, Attached]]:
    """The pictures of records, by their ids; their numbers name them."""
    ids = {record.picture_id for record in records if record.picture_id is not None}
    if ids:
        query = select(Picture.id, Picture.digest, Picture.media_type).where(Picture.id.in_(ids))
        known = {id_: (digest, media_type) for id_, digest, media_type in session.execute(query)}
        for record in records:
            if record.picture_id is not None:
                digest, media_type = known[record.picture_id]
                yield record.id, Attached(_path(record.no, media_type), digest, media_type)


def _path(no: str, media_type: str) -> str:
    """No two numbers have the same."""
    return f"{FOLDER}/{_UNSAFE.sub(_in_figures, no)}.{ENDINGS[media_type]}"


def _in_figures(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


class Album:
    """The pictures of a file, looked at as those that are chosen on a card."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._by_last_part: dict[str, list[str]] = defaultdict(list)
        for name in files:
            self._by_last_part[_last_part(name)].append(name)

    def look_up(self, text: str) -> tuple[str, Message | None]:
        """The digest of a picture that can be kept, or why there is none."""
        name = self._name(text)
        if name is None:
            return "", say(MISSING, name=text[:LONGEST_NAME])
        try:
            look_at(self.files[name], PICTURE)
        except Refused as refused:
            return "", say(UNFIT, why=refused.message)
        return digest_of(self.files[name]), None

    def _name(self, text: str) -> str | None:
        """Whoever packs a file again may put it into another folder."""
        if text in self.files:
            return text
        found = self._by_last_part.get(_last_part(text), [])
        return found[0] if len(found) == 1 else None


def _last_part(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name.casefold()
