"""What a number looks like: its last run of digits counts, everything around it stays."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 20
SHAPE = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.DOTALL)


class Number(NamedTuple):
    """A number taken apart: CT00012/A is CT, 12 with five digits, /A."""

    prefix: str
    value: int
    width: int
    suffix: str

    @classmethod
    def read(cls, text: str) -> Number | None:
        """The parts, or nothing where there is no digit to count by."""
        match = SHAPE.fullmatch(text)
        if match is None:
            return None
        prefix, digits, suffix = match.groups()
        return cls(prefix, int(digits), len(digits), suffix)

    def __str__(self) -> str:
        return f"{self.prefix}{self.value:0{self.width}}{self.suffix}"

    def at(self, value: int) -> Number:
        return self._replace(value=value)

    def goes_with(self, other: Number) -> bool:
        """Of the same series: only the digits differ."""
        return (self.prefix, self.suffix) == (other.prefix, other.suffix)
