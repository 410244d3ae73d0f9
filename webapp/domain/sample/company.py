"""Address and telephone of the company, where nobody has filled them in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ..codes import change_code
from ..setup.company import CompanyInformation
from ..setup.single import the
from .adding import Sample

EVERYWHERE = {"email": "post@fjordlys.example", "home_page": "https://www.fjordlys.example"}

SEATS = {
    "NO": {"address": "Lysgata 12", "post_code": "0155", "city": "Oslo", "phone_no": "+47 22 00 01 00"},
    "NL": {"address": "Lichtkade 12", "post_code": "1011 ZZ", "city": "Amsterdam", "phone_no": "+31 20 000 0100"},
    "CH": {
        "address": "Quai des Lumières 12",
        "post_code": "1003",
        "city": "Lausanne",
        "county": "Vaud",
        "phone_no": "+41 21 000 01 00",
    },
    "FR": {"address": "12 quai des Lumières", "post_code": "69002", "city": "Lyon", "phone_no": "+33 1 99 00 01 00"},
    "GB": {"address": "12 Lantern Quay", "post_code": "SE1 0ZZ", "city": "London", "phone_no": "+44 20 7946 0100"},
}
"""Streets and numbers that nobody has; elsewhere no address is made up."""


def add(session: Session, _sample: Sample) -> None:
    company = the(session, CompanyInformation)
    filled = EVERYWHERE | SEATS.get(company.country_code or "", {})
    change_code(session, company, {name: value for name, value in filled.items() if not getattr(company, name)})
