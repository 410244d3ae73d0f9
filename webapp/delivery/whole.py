"""All that is to say of contacts or accounts, as files that can be imported again: a table of them, a table of their other
addresses, and their pictures."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from .. import i18n
from ..domain.columns import Field
from ..domain.errors import N_
from ..domain.importing.columns import ADDRESSES, PICTURE, Subject, table_fields
from ..domain.importing.files.sheet import PICTURES
from ..domain.importing.gathering import TITLES, address_columns
from ..domain.importing.notation import written_lines
from ..domain.importing.outgoing import outgoing, plainly
from ..domain.importing.pictures import Attached
from .archives import zipped
from .exports import Table, csv_rows, excel_file
from .vcards import vcards

Portions = Iterable[Sequence[Any]]
"""Records, some at a time."""
Show = Callable[[Any, Field], Any]
"""How a value stands in a cell."""
PART = 32_000
"""Of a picture, as letters: a cell of a workbook holds little more."""
OF_PICTURES = (N_("Picture"), N_("Part"), N_("Content"))


class Whole:
    """The language is that of now."""

    def __init__(self, session: Session, subject: Subject, portions: Portions, show: Show) -> None:
        self.session, self.subject, self.portions, self.show = session, subject, portions, show
        self.locale = i18n.current().locale
        self.addresses: list[dict[str, Any]] = []
        self.pictures: list[Attached] = []
        """What was met while the records were written."""

    def as_csv(self) -> Iterator[str]:
        """For records that need no more than one table."""
        return csv_rows(self._captions(), self._rows(), self.locale)

    def as_archive(self, name: str) -> Iterator[bytes]:
        return zipped(self._parts(name))

    def as_excel(self) -> bytes:
        return excel_file(i18n.gettext(self.subject.model.many), self._captions(), self._rows(), self._others())

    def as_cards(self) -> Iterator[str]:
        return vcards(self._texts(values) for values in self._values())

    def _captions(self) -> list[str]:
        return [i18n.gettext(field.caption) for field in table_fields(self.subject.word).values()]

    def _values(self) -> Iterator[dict[str, Any]]:
        for some in self.portions:
            yield from outgoing(self.session, self.subject, some)

    def _rows(self) -> Iterator[list[Any]]:
        fields = table_fields(self.subject.word)
        for values in self._values():
            self._put_aside(values)
            yield [self.show(values[name], field) for name, field in fields.items()]

    def _put_aside(self, values: dict[str, Any]) -> None:
        self.addresses += ({"no": values["no"], **line} for line in values.get(ADDRESSES, ()))
        if picture := values[PICTURE]:
            self.pictures.append(picture)
            values[PICTURE] = picture.name

    def _parts(self, name: str) -> Iterator[tuple[str, Iterable[bytes]]]:
        yield f"{name}.csv", map(str.encode, self.as_csv())
        if self.addresses:
            table = self._address_table()
            yield f"{ADDRESSES}.csv", map(str.encode, csv_rows(table.captions, table.rows, self.locale))
        for picture in self.pictures:
            yield picture.name, [picture.data(self.session)]

    def _others(self) -> Iterator[Table]:
        if self.addresses:
            yield self._address_table()
        if self.pictures:
            yield Table(i18n.gettext(TITLES[PICTURES]), list(map(i18n.gettext, OF_PICTURES)), self._picture_parts())

    def _address_table(self) -> Table:
        columns = address_columns()
        captions = [i18n.gettext(field.caption) for field in columns.values()]
        return Table(
            i18n.gettext(TITLES[ADDRESSES]), captions, ([line.get(c) for c in columns] for line in self.addresses)
        )

    def _picture_parts(self) -> Iterator[list[Any]]:
        """A cell holds only so much, so a picture goes on in the next row."""
        for picture in self.pictures:
            text = base64.b64encode(picture.data(self.session)).decode()
            for number, start in enumerate(range(0, len(text), PART), 1):
                yield [picture.name, number, text[start : start + PART]]

    def _texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The same in every language."""
        said = {name: plainly(value) for name, value in values.items() if name not in (ADDRESSES, PICTURE)}
        lines = [{name: plainly(value) for name, value in line.items()} for line in values[ADDRESSES]]
        return {**said, ADDRESSES: written_lines(lines), PICTURE: self._data_address(values[PICTURE])}

    def _data_address(self, picture: Attached | None) -> str:
        if picture is None:
            return ""
        return f"data:{picture.media_type};base64,{base64.b64encode(picture.data(self.session)).decode()}"
