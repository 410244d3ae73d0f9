"""Where to look a company up: the web, a map, an encyclopaedia, and the register of its country."""

from __future__ import annotations

from ...errors import N_
from ..people import WebSource
from .company import NewCompany

EVERYWHERE = (
    ("SEARCH", N_("Web search"), "https://duckduckgo.com/?q=%1"),
    ("MAP", N_("Map"), "https://www.openstreetmap.org/search?query=%1"),
)
ENCYCLOPAEDIA = N_("Encyclopaedia")

REGISTERS = {
    "NO": ("Brønnøysundregistrene", "https://virksomhet.brreg.no/nb/oppslag/enheter/%1"),
    "NL": ("Kamer van Koophandel", "https://www.kvk.nl/zoeken/?q=%1"),
    "CH": ("Zefix", "https://www.zefix.ch/fr/search/entity/list?name=%1"),
    "FR": ("Annuaire des entreprises", "https://annuaire-entreprises.data.gouv.fr/rechercher?terme=%1"),
    "GB": ("Companies House", "https://find-and-update.company-information.service.gov.uk/search?q=%1"),
}


def web_sources(new: NewCompany) -> list[WebSource]:
    sources = [(code, new.say(text), url) for code, text, url in EVERYWHERE]
    sources.append(("WIKI", new.say(ENCYCLOPAEDIA), _wikipedia(new.language)))
    if new.country in REGISTERS:
        sources.append(("REGISTER", *REGISTERS[new.country]))
    return [WebSource(code=code, description=description, url=url) for code, description, url in sources]


def _wikipedia(language: str) -> str:
    """One address searches in each language, since the English name of the page works everywhere."""
    return f"https://{language.partition('-')[0]}.wikipedia.org/wiki/Special:Search?search=%1"
