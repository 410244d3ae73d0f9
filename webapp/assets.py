"""The program's own files: style, script and icons travel compressed to every browser that takes them so."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from flask import Response, current_app, request, send_file
from werkzeug.security import safe_join

TEXTS = {".css", ".js", ".svg"}
FORM = "gzip"


class Packed(NamedTuple):
    """A text as it travels. It is not byte for byte the file, so it has a tag of its own."""

    content: bytes
    etag: str


def send(filename: str) -> Response:
    """Compressed once, when first asked for; the other files and other browsers get what lies in the folder."""
    if Path(filename).suffix not in TEXTS:
        return current_app.send_static_file(filename)
    path = safe_join(current_app.static_folder or "", filename)
    if path and Path(path).is_file() and request.accept_encodings.quality(FORM) > 0:
        response = _send_packed(Path(path))
    else:
        response = current_app.send_static_file(filename)
    response.vary.add("Accept-Encoding")
    return response


def _send_packed(path: Path) -> Response:
    changed = path.stat().st_mtime_ns
    packed = pack(path, changed)
    response = send_file(
        BytesIO(packed.content), download_name=path.name, etag=packed.etag, last_modified=changed / 10**9
    )
    response.content_encoding = FORM
    return response


@cache
def pack(path: Path, _changed: int = 0) -> Packed:
    content = gzip.compress(path.read_bytes(), mtime=0)
    return Packed(content, hashlib.sha256(content).hexdigest()[:16])
