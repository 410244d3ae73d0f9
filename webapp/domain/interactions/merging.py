"""Fills in what is known of a contact where a text or a Word document has names for it: {contact} or «contact»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, unescape
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..contacts.company import company_of
from ..contacts.contact import Contact
from ..errors import N_, Refused
from ..setup.company import CompanyInformation
from ..setup.people import Salesperson
from ..setup.single import the

PLACE = re.compile(r"\{\s*(\w+)\s*\}|«\s*(\w+)\s*»")
OF_CONTACT = {
    "contact": "name", "contact_no": "no", "first_name": "first_name", "surname": "surname", "job_title": "job_title",
    "address": "address", "post_code": "post_code", "city": "city", "phone": "phone_no", "email": "email",
}  # fmt: skip
OF_SALESPERSON = {
    "salesperson": "description", "salesperson_title": "job_title", "salesperson_phone": "phone_no",
    "salesperson_email": "email",
}  # fmt: skip
NAMES = (*OF_CONTACT, "company", *OF_SALESPERSON, "our_company", "date", "subject")
"""What can be filled in."""
MAIN = "word/document.xml"
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
MOST_UNPACKED = 100_000_000
PIECE = re.compile(r"(<w:t(?:\s[^>]*)?>)([^<]*)(</w:t>)|<w:p[ >]|</w:p>")
"""A piece of text, or where a paragraph begins or ends: no name goes across paragraphs."""
XML_KEPT = {"&quot;": '"', "&apos;": "'"}
NO_SIGNS = dict.fromkeys([*range(0x20), 0xFFFE, 0xFFFF], " ")
"""What XML cannot hold."""

Values = Mapping[str, str]


def values_for(
    session: Session, contact: Contact, salesperson_code: str | None, date: str, subject: str
) -> dict[str, str]:
    """By name, what is filled in; the date comes as it is to be written."""
    salesperson = session.scalar(select(Salesperson).where(Salesperson.code == salesperson_code))
    company = contact if contact.is_company else company_of(session, contact)
    return {
        **{name: getattr(contact, field) or "" for name, field in OF_CONTACT.items()},
        **{name: getattr(salesperson, field, "") for name, field in OF_SALESPERSON.items()},
        "company": company.name if company else "",
        "our_company": the(session, CompanyInformation).name,
        "date": date,
        "subject": subject,
    }


def fill_text(text: str, values: Values) -> str:
    """Names that nobody knows stay as they are."""
    return PLACE.sub(lambda found: _value(found, values), text)


def _value(found: re.Match[str], values: Values) -> str:
    return values.get((found[1] or found[2]).casefold(), found[0])


def check_docx(data: bytes, name: str) -> None:
    try:
        with _opened(data, name) as packed:
            fromstring(packed.read(MAIN))
    except (KeyError, BadZipFile, ParseError, DefusedXmlException, NotImplementedError, RuntimeError):
        raise _no_docx(name) from None


def fill_docx(data: bytes, name: str, values: Values) -> bytes:
    """The same document with its text, heads and feet filled in; all else goes over as it is."""
    check_docx(data, name)
    filled = BytesIO()
    with _opened(data, name) as packed, ZipFile(filled, "w") as out:
        for entry in packed.infolist():
            content = packed.read(entry)
            if PARTS.fullmatch(entry.filename):
                content = fill_xml(content.decode("utf-8-sig"), values).encode()
            out.writestr(_like(entry), content)
    return filled.getvalue()


def _opened(data: bytes, name: str) -> ZipFile:
    packed = ZipFile(BytesIO(data))
    if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
        raise Refused(
            N_("%(name)s is far larger inside than it looks. Save it in Word once more."), field="file", name=name
        )
    return packed


def _like(entry: ZipInfo) -> ZipInfo:
    new = ZipInfo(entry.filename, entry.date_time)
    new.compress_type, new.external_attr = entry.compress_type, entry.external_attr
    return new


def _no_docx(name: str) -> Refused:
    return Refused(
        N_("%(name)s is no Word document (.docx). Save it as one, then bring it here."), field="file", name=name
    )


def fill_xml(xml: str, values: Values) -> str:
    """Word cuts a text wherever something changed, so a name may begin in one piece and end in another: what is filled in
    stands in the piece where the name began."""
    made, end = [], 0
    for run in _runs(xml):
        texts = [unescape(piece[2], XML_KEPT) for piece in run]
        for piece, before, after in zip(run, texts, _filled("".join(texts), texts, values), strict=True):
            if after != before:
                made += [xml[end : piece.start()], _kept(piece[1]), escape(after), piece[3]]
                end = piece.end()
    return "".join([*made, xml[end:]])


def _runs(xml: str) -> Iterator[list[re.Match[str]]]:
    """The pieces of text that stand together in a paragraph."""
    run: list[re.Match[str]] = []
    for piece in PIECE.finditer(xml):
        if piece[1]:
            run.append(piece)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _filled(whole: str, texts: list[str], values: Values) -> list[str]:
    """The pieces again, each with its part of the whole once that is filled in."""
    starts = [sum(map(len, texts[:place])) for place in range(len(texts))]
    parts = ["" for _text in texts]
    at = 0
    for found in [*PLACE.finditer(whole), None]:
        stop = found.start() if found else len(whole)
        for place, (start, text) in enumerate(zip(starts, texts, strict=True)):
            parts[place] += whole[max(start, at) : max(max(start, at), min(start + len(text), stop))]
        if found:
            begins = max(place for place, start in enumerate(starts) if start <= stop and texts[place])
            parts[begins] += _value(found, values).translate(NO_SIGNS)
            at = found.end()
    return parts


def _kept(tag: str) -> str:
    """Spaces at its ends count."""
    return tag if "xml:space" in tag else f'{tag[:-1]} xml:space="preserve">'
