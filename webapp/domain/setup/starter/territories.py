"""Territories: the regions people of a country speak of, or the points of the compass, and abroad."""

from __future__ import annotations

from ...errors import N_
from ..places import Territory
from .company import NewCompany

REGIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "NO": (
        ("OST", "Østlandet"),
        ("SOR", "Sørlandet"),
        ("VEST", "Vestlandet"),
        ("MIDT", "Trøndelag"),
        ("NORD", "Nord-Norge"),
    ),
    "NL": (
        ("NOORD", "Noord-Nederland"),
        ("OOST", "Oost-Nederland"),
        ("WEST", "West-Nederland"),
        ("ZUID", "Zuid-Nederland"),
    ),
    "CH": (
        ("LEMAN", "Région lémanique"),
        ("MITTELLAND", "Espace Mittelland"),
        ("NORDWEST", "Nordwestschweiz"),
        ("ZURICH", "Zürich"),
        ("OST", "Ostschweiz"),
        ("ZENTRAL", "Zentralschweiz"),
        ("TICINO", "Ticino"),
    ),
    "FR": (
        ("ARA", "Auvergne-Rhône-Alpes"),
        ("BFC", "Bourgogne-Franche-Comté"),
        ("BRE", "Bretagne"),
        ("CVL", "Centre-Val de Loire"),
        ("COR", "Corse"),
        ("GES", "Grand Est"),
        ("HDF", "Hauts-de-France"),
        ("IDF", "Île-de-France"),
        ("NOR", "Normandie"),
        ("NAQ", "Nouvelle-Aquitaine"),
        ("OCC", "Occitanie"),
        ("PDL", "Pays de la Loire"),
        ("PAC", "Provence-Alpes-Côte d’Azur"),
        ("DROM", "Outre-mer"),
    ),
    "GB": (
        ("NE", "North East"),
        ("NW", "North West"),
        ("YORKSHIRE", "Yorkshire and the Humber"),
        ("EMIDLANDS", "East Midlands"),
        ("WMIDLANDS", "West Midlands"),
        ("EAST", "East of England"),
        ("LONDON", "London"),
        ("SE", "South East"),
        ("SW", "South West"),
        ("WALES", "Wales"),
        ("SCOTLAND", "Scotland"),
        ("NIRELAND", "Northern Ireland"),
    ),
}
"""Proper names, which stay as they are in every language."""

COMPASS = (
    ("NORTH", N_("North")),
    ("EAST", N_("East")),
    ("SOUTH", N_("South")),
    ("WEST", N_("West")),
    ("CENTRE", N_("Centre")),
)
ABROAD = (("ABROAD", N_("Abroad")),)


def territories(new: NewCompany) -> list[Territory]:
    regions = REGIONS.get(new.country)
    if regions is None:
        return new.codes(Territory, COMPASS + ABROAD)
    named = [Territory(code=code, description=name) for code, name in regions]
    return named + new.codes(Territory, ABROAD)
