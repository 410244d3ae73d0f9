"""Papers as PDF and as pictures: the same bytes every time, readable with the ears, and no text is ever read as code."""

from __future__ import annotations

import json
import re
import struct
import zlib
from itertools import pairwise

import pytest

from tests.support.printing import a_paper, calls_itself_accessible, is_tagged, printed, read_pdf
from webapp.delivery.pdf import Image, Paper, pages_of, pdf_of

CODE = '#read("/etc/passwd") $x^2$ *b* _i_ @ref <label> // \\ #{1+1} `raw` = head'
STRANGE = ("😀 🇳🇴 日本語", "\x00\x01\x1f\x7f\ufffe", "\u200b\u00ad\u2028\u202e", "W" * 400, "", " ")
RIGHT_TO_LEFT = "שלום"


def a_picture(width: int = 30, height: int = 10) -> Image:
    """A teal one."""
    rows = b"".join(b"\0" + bytes((13, 92, 102)) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    data = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    return Image("image/png", width, height, b"\x89PNG\r\n\x1a\n" + data)


def everywhere(text: str) -> Paper:
    """A paper that says the same in every place."""
    return a_paper(
        rows=[{"cells": [text, text, text]}, {"text": text}],
        **dict.fromkeys(("kind", "no", "note", "company", "sender", "page"), text),
        title=text or "-",
        receiver=[text, text],
        facts=[{"caption": text, "text": text}],
        blocks=[{"caption": text, "lines": [text, text]}],
        before=[text],
        vat={"columns": [text, text], "rows": [[text, text]]},
        totals=[{"caption": text, "text": text, "bold": True}, {"caption": text, "text": text, "bold": False}],
        after=[text],
        footer=[[text, text], [text]],
    )


def test_a_paper_says_what_it_is_told() -> None:
    text = printed(a_paper())

    for said in ("Sales Order SO001", "Hill Bakery Bergen", "1 Rope, 10 m 100.00", "NOK 125.00", "Page 1 of 1"):
        assert said in text


def test_the_same_paper_becomes_the_same_bytes() -> None:
    paper = a_paper(logo=a_picture())

    first, second = pdf_of(paper), pdf_of(Paper(*paper))

    assert first == second


def test_a_pdf_is_as_old_as_its_document_and_not_as_the_day_it_was_made() -> None:
    reader = read_pdf(pdf_of(a_paper()))

    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"] == "D:20260309000000Z"
    assert reader.metadata["/ModDate"] == "D:20260309000000Z"


def test_a_pdf_can_be_read_with_the_ears() -> None:
    pdf = pdf_of(a_paper(language="nb", region="NO", logo=a_picture()))

    assert is_tagged(pdf)
    assert calls_itself_accessible(pdf)
    assert read_pdf(pdf).root_object["/Lang"] == "nb-NO"


def test_a_letter_that_no_font_has_is_printed_as_a_box_and_the_pdf_does_not_claim_otherwise() -> None:
    pdf = pdf_of(a_paper(before=["Thank you 😀"]))

    assert is_tagged(pdf)
    assert not calls_itself_accessible(pdf)
    assert "Thank you" in read_pdf(pdf).pages[0].extract_text()


def test_a_pdf_carries_its_title_and_who_wrote_it() -> None:
    metadata = read_pdf(pdf_of(a_paper())).metadata

    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Sales Order SO001", "Fjordlys AS")


def test_letters_come_with_the_pdf_from_our_own_fonts() -> None:
    pdf = pdf_of(a_paper(before=["Ærlig Øl Å, œuvre déjà, №1 Ёлка ₽, 1\u202f234 € – “x”"]))

    fonts = set(re.findall(rb"/FontName ?/[A-Z]{6}\+([A-Za-z0-9-]+)", pdf))
    reader = read_pdf(pdf)

    assert fonts <= {b"Inter-Regular", b"Inter-SemiBold", b"Inter-Bold"}
    assert "Ærlig Øl Å, œuvre déjà, №1 Ёлка ₽" in reader.pages[0].extract_text()


def test_what_looks_like_code_stays_text() -> None:
    paper = everywhere(CODE)

    text = printed(paper)

    # blanks are where lines are broken, and some are lost there
    assert text.replace(" ", "").count(CODE.replace(" ", "")) >= 20
    assert "root:" not in text


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_is_printed_as_well_as_can_be(text: str) -> None:
    pdf = pdf_of(everywhere(text))

    assert is_tagged(pdf)


def test_letters_of_other_scripts_are_there_too() -> None:
    text = printed(a_paper(receiver=[RIGHT_TO_LEFT, "Ελλάδα"]))

    assert RIGHT_TO_LEFT in text
    assert "Ελλάδα" in text


def test_a_word_that_fits_on_no_line_goes_on_in_the_next_and_loses_nothing() -> None:
    word = "".join(chr(ord("a") + place % 26) for place in range(400))
    pdf = pdf_of(a_paper(rows=[{"cells": ["1", word, "100.00"]}]))

    text = read_pdf(pdf).pages[0].extract_text()

    assert word in re.sub(r"[\s\u200b]", "", text)
    assert len(text.splitlines()) > 15


def test_500_lines_have_their_heading_on_every_page_and_their_sums_once() -> None:
    rows = [{"cells": [str(place), f"Rope no. {place}", "100.00"]} for place in range(1, 501)]

    pages = [page.extract_text() for page in read_pdf(pdf_of(a_paper(rows))).pages]

    assert len(pages) > 8
    assert all("# Description Amount" in page for page in pages)
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert [place for place, page in enumerate(pages, 1) if "Total Incl. VAT" in page] == [len(pages)]
    assert re.findall(r"Rope no\. (\d+)", "\n".join(pages)) == [str(place) for place in range(1, 501)]


def test_sums_stay_together_wherever_the_lines_end() -> None:
    totals = [{"caption": f"Sum {place}", "text": "1.00", "bold": False} for place in range(6)]

    for count in range(26, 36):
        paper = a_paper([{"cells": ["1", "Rope", "1.00"]}] * count, totals=totals)
        pages = [page.extract_text() for page in read_pdf(pdf_of(paper)).pages]
        assert [page.count("Sum ") for page in pages if "Sum " in page] == [6]


def test_a_logo_is_shown_or_else_the_name_in_large_letters() -> None:
    with_logo, without = pdf_of(a_paper(logo=a_picture())), pdf_of(a_paper())

    assert len(read_pdf(with_logo).pages[0].images) == 1
    assert len(read_pdf(without).pages[0].images) == 0
    assert printed(a_paper()).count("Fjordlys AS") == printed(a_paper(logo=a_picture())).count("Fjordlys AS") + 1


def test_a_logo_that_is_broken_keeps_nothing_from_being_printed() -> None:
    broken = Image("image/png", 30, 10, b"\x89PNG\r\n\x1a\nrubbish")

    assert "Rope, 10 m" in printed(a_paper(logo=broken))


def test_pictures_of_the_pages_are_as_many_and_hold_no_script() -> None:
    paper = a_paper([{"cells": ["1", CODE, "1.00"]}] * 60)

    pages = pages_of(paper)

    assert len(pages) == len(read_pdf(pdf_of(paper)).pages) > 1
    assert all(page.startswith(b"<svg") for page in pages)
    assert not any(re.search(rb"<script|href=\"https?:", page) for page in pages)


def test_what_is_said_is_plain_data() -> None:
    paper = a_paper(before=["A\tB\x07C\nD"])

    assert json.loads(paper.data)["before"] == ["A B C\nD"]


def test_papers_that_say_something_else_are_other_papers() -> None:
    papers = [pdf_of(a_paper(no=no)) for no in ("SO001", "SO002", "SO003")]

    assert all(one != other for one, other in pairwise(papers))
