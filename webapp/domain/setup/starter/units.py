"""Units of measure, with the codes of UN/ECE Recommendation 20 and its packages that electronic invoices ask for."""

from __future__ import annotations

from ...errors import N_
from ..trade import Unit
from .company import NewCompany

UNITS = (
    ("PCS", "H87", N_("Piece")),
    ("PAIR", "PR", N_("Pair")),
    ("PACK", "XPK", N_("Package")),
    ("BOX", "XBX", N_("Box")),
    ("PALLET", "XPX", N_("Pallet")),
    ("MIN", "MIN", N_("Minute")),
    ("HOUR", "HUR", N_("Hour")),
    ("DAY", "DAY", N_("Day")),
    ("MONTH", "MON", N_("Month")),
    ("G", "GRM", N_("Gram")),
    ("KG", "KGM", N_("Kilogram")),
    ("T", "TNE", N_("Tonne")),
    ("L", "LTR", N_("Litre")),
    ("M", "MTR", N_("Metre")),
    ("KM", "KMT", N_("Kilometre")),
    ("M2", "MTK", N_("Square metre")),
    ("M3", "MTQ", N_("Cubic metre")),
    ("KWH", "KWH", N_("Kilowatt hour")),
    ("LUMP SUM", "LS", N_("Lump sum")),
)


def units(new: NewCompany) -> list[Unit]:
    return [Unit(code=code, standard_code=standard, description=new.say(text)) for code, standard, text in UNITS]
