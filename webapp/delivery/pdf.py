"""The only place where a PDF is made. What a paper says comes as data beside the template, so nothing of it is read as code."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

TEMPLATES = Path(__file__).parent.parent / "templates" / "print"
FONTS = Path(__file__).parent / "fonts"
STANDARD = "ua-1"
"""Readable with the ears as well as with the eyes."""
BREACH = "PDF/UA-1 error"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
    '<image width="{width}" height="{height}" href="data:{media_type};base64,{data}"/></svg>'
)
NO_SIGNS = dict.fromkeys([*range(0x20), 0x7F, 0xFFFE, 0xFFFF], " ") | {ord("\n"): "\n"}
"""What is no letter: nothing can be printed of it."""
LONG_WORD = re.compile(r"[^\s\u200b]{30,}")
A_PIECE = re.compile(r".{8}(?=.)")


class Unprintable(Exception):
    """The paper cannot be set, and why."""


class Image(NamedTuple):
    media_type: str
    width: int
    height: int
    data: bytes

    def as_svg(self) -> bytes:
        """The template reads nothing but text, so the picture comes inside of one."""
        data = base64.b64encode(self.data).decode()
        return SVG.format(width=self.width, height=self.height, media_type=self.media_type, data=data).encode()


class Paper(NamedTuple):
    """What a template says, as JSON, and the logo it shows. The same paper becomes the same bytes."""

    template: str
    title: str
    data: str
    on: dt.date
    logo: Image | None = None

    @classmethod
    def saying(cls, template: str, data: Mapping[str, Any], on: dt.date, logo: Image | None = None) -> Paper:
        text = json.dumps(_printable(data), ensure_ascii=False, sort_keys=True)
        return cls(template, data["title"], text, on, logo)


def pdf_of(paper: Paper) -> bytes:
    """Tagged after PDF/UA. What breaks its rules, such as a letter that no font has, keeps a paper from calling itself so,
    but not from being printed."""
    try:
        return _strictly(paper) or _compiled(paper, format="pdf")
    except typst.TypstError as error:
        raise Unprintable(error.message) from error


def _strictly(paper: Paper) -> bytes | None:
    """Nothing where the paper breaks the rules."""
    try:
        return _compiled(paper, format="pdf", pdf_standards=[STANDARD])
    except typst.TypstError as error:
        if not error.message.startswith(BREACH):
            raise
    return None


def pages_of(paper: Paper) -> list[bytes]:
    """A picture of each page, as SVG."""
    made: bytes | list[bytes] = _compiled(paper, format="svg")
    return made if isinstance(made, list) else [made]


def _compiled(paper: Paper, **options: Any) -> Any:
    files: Any = {"main": TEMPLATES / paper.template, "data.json": paper.data.encode()}
    if paper.logo:
        files["logo.svg"] = paper.logo.as_svg()
    return typst.compile(files, root=str(TEMPLATES), font_paths=_fonts(), timestamp=_moment(paper.on), **options)


@cache
def _fonts() -> typst.Fonts:
    """Ours, and those that typst brings along for the letters of other scripts; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return LONG_WORD.sub(lambda found: breakable(found[0]), value.translate(NO_SIGNS))
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


def breakable(word: str) -> str:
    """A word that fits nowhere goes on in the next line."""
    return A_PIECE.sub("\\g<0>\u200b", word)
