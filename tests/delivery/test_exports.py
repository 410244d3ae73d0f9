"""Files of tables."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from webapp.delivery.exports import LONGEST_IN_EXCEL, excel_file
from webapp.domain.errors import Refused


def test_a_text_as_long_as_a_cell_can_be_is_there_to_its_end() -> None:
    text = "x" * (LONGEST_IN_EXCEL - 1) + "!"

    file = excel_file("Comments", ["Text"], [[text]])

    assert load_workbook(io.BytesIO(file)).active["A2"].value == text


def test_a_text_that_excel_would_cut_is_refused_and_the_csv_recommended() -> None:
    with pytest.raises(Refused) as refused:
        excel_file("Comments", ["Text"], [["A long story. " * LONGEST_IN_EXCEL]])

    assert "CSV" in str(refused.value.message)
    assert refused.value.message.params["text"] == ("A long story. " * 3)[:40]
