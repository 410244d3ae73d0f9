"""Several files in one, for whoever prints them in one go."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def merged(files: Sequence[bytes]) -> bytes:
    writer = PdfWriter()
    for data in files:
        writer.append(PdfReader(BytesIO(data)))
    whole = BytesIO()
    writer.write(whole)
    return whole.getvalue()
