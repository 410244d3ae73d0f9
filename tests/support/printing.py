"""Papers for tests, and what can be read of a PDF."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pypdf import PdfReader

from webapp.delivery.pdf import Image, Paper, pdf_of

COLUMNS = (("position", "#", True), ("description", "Description", False), ("amount", "Amount", True))


def a_paper(rows: list[dict[str, Any]] | None = None, logo: Image | None = None, **data: Any) -> Paper:
    """A short one, unless the test says otherwise."""
    lines = {
        "columns": [
            {"name": name, "caption": caption, "number": number, "width": "" if number else "rest"}
            for name, caption, number in COLUMNS
        ],
        "rows": [{"cells": ["1", "Rope, 10 m", "100.00"]}] if rows is None else rows,
    }
    usual = {
        "language": "en",
        "region": "GB",
        "title": "Sales Order SO001",
        "kind": "Sales Order",
        "no": "SO001",
        "note": "",
        "company": "Fjordlys AS",
        "sender": "Fjordlys AS · Oslo",
        "receiver": ["Hill Bakery", "Bergen"],
        "facts": [{"caption": "Document Date", "text": "09/03/2026"}],
        "blocks": [],
        "before": [],
        "lines": lines,
        "vat": {"columns": ["VAT %", "VAT Amount"], "rows": [["25%", "25.00"]]},
        "totals": [{"caption": "Total Incl. VAT NOK", "text": "125.00", "bold": True}],
        "after": [],
        "footer": [["Fjordlys AS"], ["post@fjordlys.example"]],
        "page": "Page {page} of {pages}",
        **({"logo": {"width": 30, "height": 10}} if logo else {}),
    }
    return Paper.saying("document.typ", usual | data, dt.date(2026, 3, 9), logo)


def read_pdf(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def printed(paper: Paper) -> str:
    """The text of all pages, words and lines as far apart as anything."""
    return " ".join("\n".join(page.extract_text() for page in read_pdf(pdf_of(paper)).pages).split())


def is_tagged(pdf: bytes) -> bool:
    marks: Any = read_pdf(pdf).root_object.get("/MarkInfo", {})
    return bool("/Marked" in marks and marks["/Marked"].value)


def calls_itself_accessible(pdf: bytes) -> bool:
    metadata: Any = read_pdf(pdf).root_object["/Metadata"]
    return b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_object().get_data()
