"""Number series: one for each kind of record, told apart by what their numbers begin with."""

from __future__ import annotations

from typing import NamedTuple

from ...errors import N_
from ...series.no_series import NoSeries, NoSeriesLine
from .company import NewCompany


class Series(NamedTuple):
    code: str
    text: str
    starting_no: str
    increment_by: int = 1


SERIES = (
    Series("CONT", N_("Contacts"), "CT000001"),
    Series("CUST", N_("Customers"), "C00010", 10),
    Series("VEND", N_("Vendors"), "V00010", 10),
    Series("BANK", N_("Bank accounts"), "B010", 10),
    Series("S-QUO", N_("Sales quotes"), "SQ1001"),
    Series("S-ORD", N_("Sales orders"), "SO1001"),
    Series("S-BLK", N_("Blanket sales orders"), "SB1001"),
    Series("P-QUO", N_("Purchase quotes"), "PQ1001"),
    Series("P-ORD", N_("Purchase orders"), "PO1001"),
    Series("P-BLK", N_("Blanket purchase orders"), "PB1001"),
    Series("SERV-ORD", N_("Service orders"), "SV1001"),
    Series("ITEM", N_("Items"), "1000"),
    Series("RES", N_("Resources"), "R0010", 10),
)
"""Without an ending number, so that SQ9999 goes on as SQ10000."""


def series(new: NewCompany) -> list[NoSeries]:
    return new.codes(NoSeries, ((row.code, row.text) for row in SERIES))


def series_lines(_new: NewCompany) -> list[NoSeriesLine]:
    return [
        NoSeriesLine(no_series_code=row.code, starting_no=row.starting_no, increment_by=row.increment_by)
        for row in SERIES
    ]
