"""Archives that are sent while they are packed, so that they may be larger than the memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator


def zipped(parts: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Parts by their names, one after the other."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts:
            with archive.open(name, "w") as part:
                for piece in pieces:
                    part.write(piece)
                    yield outlet.taken()
    yield outlet.taken()


class _Outlet(io.RawIOBase):
    """Holds what was packed until it is taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._packed = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        packed = bytes(data)  # type: ignore[call-overload]
        self._packed += packed
        return len(packed)

    def taken(self) -> bytes:
        packed = bytes(self._packed)
        self._packed.clear()
        return packed
