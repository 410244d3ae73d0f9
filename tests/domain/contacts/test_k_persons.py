"""Chapter K: companies and their persons, what contacts begin with, and their type."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from webapp.domain.changes import Author, open_change_set
from webapp.domain.contacts.classification import ContactIndustryGroup, ContactJobResponsibility, assign
from webapp.domain.contacts.company import company_of
from webapp.domain.errors import Refused, say
from webapp.domain.relations.changing import change_contact
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import IndustryGroup, JobResponsibility, OrganisationalLevel, Salutation
from webapp.domain.setup.single import the

from ...support.factories import a_code, a_user, an_action, snapshot, undone
from ...support.parties import ADDRESS, KINDS, a_company, a_new_account, a_person, linked_to

INHERITED: dict[str, Any] = {
    "salesperson_code": "IS",
    "territory_code": "NORTH",
    "country_code": "NO",
    "language_code": "NOR",
    "phone_no": "111",
    "mobile_phone_no": "112",
    "fax_no": "113",
    "email": "post@hill.example",
    "home_page": "https://hill.example",
    "extension_no": "4",
    "pager": "5",
    "correspondence_type": "email",
    "county": "Oslo",
    **ADDRESS,
}
ALWAYS = ("salesperson_code", "territory_code", "country_code", "language_code")
SWITCHES = {
    "inherit_salesperson": "salesperson_code",
    "inherit_territory": "territory_code",
    "inherit_country": "country_code",
    "inherit_language": "language_code",
    "inherit_address": "city",
    "inherit_communication": "phone_no",
}


def state(contact: Any, fields: Any = INHERITED) -> dict[str, Any]:
    return {field: getattr(contact, field) for field in fields}


def test_k178_k179_a_new_person_takes_everything_over(session: Session) -> None:
    company = a_company(session, **INHERITED)

    ann = a_person(session, "Ann Hill", company)

    assert state(ann) == INHERITED


@pytest.mark.parametrize(("switch", "field"), SWITCHES.items())
def test_k180_with_the_switch_off_it_is_not_taken_over(session: Session, switch: str, field: str) -> None:
    setattr(the(session, MarketingSetup), switch, False)
    company = a_company(session, **INHERITED)

    ann = a_person(session, "Ann Hill", company)

    assert not getattr(ann, field)
    assert sum(1 for value in state(ann, SWITCHES.values()).values() if value) == len(SWITCHES) - 1


def test_k181_a_person_without_an_address_takes_the_whole_address(session: Session) -> None:
    company, ann = a_company(session, **ADDRESS), a_person(session, "Ann Hill")

    change_contact(session, ann, {"company_no": company.no})

    assert state(ann, ADDRESS) == ADDRESS


def test_k182_a_person_with_an_own_address_keeps_it(session: Session) -> None:
    company = a_company(session, **INHERITED)
    own = {"address": "Park Road 5", "post_code": "111 22", "city": "Stockholm", "county": "", "country_code": "SE"}
    ann = a_person(session, "Ann Hill", **own)

    change_contact(session, ann, {"company_no": company.no})

    assert state(ann, own) == own | {"country_code": "NO"}


def test_k183_communication_goes_field_by_field(session: Session) -> None:
    company = a_company(session, **INHERITED)
    ann = a_person(session, "Ann Hill", phone_no="999")

    change_contact(session, ann, {"company_no": company.no})

    assert (ann.phone_no, ann.email) == ("999", "post@hill.example")


def test_k_four_fields_are_taken_over_whatever_the_person_had_blanks_too(session: Session) -> None:
    company = a_company(session, salesperson_code="IS")
    had = {"salesperson_code": "LM", "territory_code": "SOUTH", "country_code": "SE", "language_code": "DEU"}
    ann = a_person(session, "Ann Hill", **had)

    change_contact(session, ann, {"company_no": company.no})

    assert state(ann, ALWAYS) == {**dict.fromkeys(ALWAYS), "salesperson_code": "IS"}


def test_k_what_is_typed_along_with_the_company_stays(session: Session) -> None:
    company = a_company(session, **INHERITED)

    ann = a_person(session, "Ann Hill", company, phone_no="999", salesperson_code="LM")

    assert (ann.phone_no, ann.salesperson_code, ann.email) == ("999", "LM", "post@hill.example")


def test_k_what_equalled_the_former_company_becomes_the_new_ones(session: Session) -> None:
    """Worked example 14."""
    first = a_company(session, email="post@hill.example", **ADDRESS)
    second = a_company(session, "Oak Ltd", email="post@oak.example", salesperson_code="LM", city="Bergen")
    bo = a_person(session, "Bo Kay", first, phone_no="901", address="Park Road 5")

    change_contact(session, bo, {"company_no": second.no})

    assert (bo.email, bo.salesperson_code, bo.phone_no, bo.address) == ("post@oak.example", "LM", "901", "Park Road 5")


def test_k_leaving_the_company_keeps_what_was_inherited(session: Session) -> None:
    ann = a_person(session, "Ann Hill", a_company(session, **INHERITED))

    change_contact(session, ann, {"company_no": None})

    assert state(ann) == INHERITED
    assert company_of(session, ann) is None


@pytest.mark.parametrize("field", [*INHERITED])
def test_k184_only_who_has_the_companys_value_follows_a_change(session: Session, field: str) -> None:
    company = a_company(session, **INHERITED)
    ann, bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company)
    own = {field: OTHER.get(field, "own")}
    change_contact(session, bo, own)

    change_contact(session, company, {field: NEW.get(field, "new")})

    follows = field != "correspondence_type"
    assert getattr(ann, field) == (NEW.get(field, "new") if follows else INHERITED[field])
    assert getattr(bo, field) == ("new" if field == "county" else own[field])


OTHER = {
    "salesperson_code": "LM",
    "territory_code": "SOUTH",
    "country_code": "SE",
    "language_code": "DEU",
    "correspondence_type": "hard_copy",
}
NEW: dict[str, Any] = {
    "salesperson_code": None,
    "territory_code": None,
    "country_code": "NL",
    "language_code": None,
    "correspondence_type": "",
}


@pytest.mark.parametrize(("switch", "field"), SWITCHES.items())
def test_k_with_the_switch_off_nobody_follows(session: Session, switch: str, field: str) -> None:
    company = a_company(session, **INHERITED)
    ann = a_person(session, "Ann Hill", company)
    setattr(the(session, MarketingSetup), switch, False)

    change_contact(session, company, {field: NEW.get(field, "new")})

    assert getattr(ann, field) == INHERITED[field]


def test_k_the_address_follows_as_one(session: Session) -> None:
    """Worked example 13."""
    company = a_company(session, **ADDRESS)
    ann, bo = a_person(session, "Ann Hill", company), a_person(session, "Bo Kay", company, address="Park Road 5")
    change_contact(session, company, {"address": "Park Road 5"})
    followed = (ann.address, bo.city)
    change_contact(session, bo, state(company, ADDRESS))

    change_contact(session, company, {"city": "Bergen"})

    assert followed == ("Park Road 5", "")
    assert (ann.city, bo.city) == ("Bergen", "Bergen")


def test_k_a_person_who_follows_is_undone_with_the_company(session: Session) -> None:
    company = a_company(session, **INHERITED)
    a_person(session, "Ann Hill", company)
    before = snapshot(session)
    with an_action(session) as action:
        change_contact(session, company, {"phone_no": "777", "country_code": "SE", "name": "Oak Ltd"})

    undone(session, action)

    assert snapshot(session) == before


DEFAULTS = {
    "default_salesperson_code": "IS",
    "default_territory_code": "NORTH",
    "default_country_code": "NO",
    "default_language_code": "NOR",
    "default_correspondence_type": "email",
}


@pytest.fixture
def defaults(session: Session) -> None:
    setup = the(session, MarketingSetup)
    for code in ("COMPANY", "UNISEX"):
        a_code(session, Salutation, code)
    setup.company_salutation_code, setup.person_salutation_code = "COMPANY", "UNISEX"
    for field, value in DEFAULTS.items():
        setattr(setup, field, value)


@pytest.mark.usefixtures("defaults")
@pytest.mark.parametrize("make", [a_company, a_person])
def test_k185_k186_a_new_contact_begins_with_the_defaults(session: Session, make: Any) -> None:
    contact = make(session)

    assert {f"default_{field}": value for field, value in state(contact, _defaulted()).items()} == DEFAULTS
    assert contact.salutation_code == ("COMPANY" if make is a_company else "UNISEX")


def _defaulted() -> list[str]:
    return [field.removeprefix("default_") for field in DEFAULTS]


@pytest.mark.usefixtures("defaults")
def test_k_what_is_typed_and_what_the_company_says_beat_the_defaults(session: Session) -> None:
    company = a_company(session, country_code="SE")
    change_contact(session, company, {"territory_code": None, "language_code": None})

    ann = a_person(session, "Ann Hill", company)

    assert (ann.country_code, ann.territory_code, ann.language_code) == ("SE", None, None)


@pytest.mark.usefixtures("defaults")
@pytest.mark.parametrize("make", [a_company, a_person])
def test_k187_whoever_makes_a_contact_sells_to_it(session: Session, make: Any) -> None:
    user = a_user(session, salesperson_code="LM")
    open_change_set(session, say("Given"), Author(user.id, user.name))

    contact = make(session)

    assert contact.salesperson_code == "LM"


@pytest.mark.parametrize("kind", KINDS)
def test_k190_a_contact_with_a_link_keeps_its_type(session: Session, kind: str) -> None:
    company = a_company(session)
    linked_to(session, company, kind)

    with pytest.raises(Refused, match="business relations") as refused:
        change_contact(session, company, {"type": "person"})

    assert refused.value.field == "type"


def test_k_a_company_with_persons_stays_one(session: Session) -> None:
    company = a_company(session)
    a_person(session, "Ann Hill", company)

    with pytest.raises(Refused, match="has persons"):
        change_contact(session, company, {"type": "person"})


@pytest.mark.parametrize(("field", "value"), [("currency_code", "EUR"), ("vat_registration_no", "V1")])
def test_k_what_only_companies_have_is_cleared_first(session: Session, field: str, value: str) -> None:
    company = a_company(session, **{field: value})

    with pytest.raises(Refused) as refused:
        change_contact(session, company, {"type": "person"})

    assert refused.value.field == "type"


def test_k_an_industry_group_keeps_a_company_one_and_a_job_a_person(session: Session) -> None:
    company, mia = a_company(session), a_person(session, "Mia Berg")
    assign(session, company, ContactIndustryGroup, {"code": a_code(session, IndustryGroup).code})
    assign(session, mia, ContactJobResponsibility, {"code": a_code(session, JobResponsibility).code})

    refusals = [_refusal(session, company, "person"), _refusal(session, mia, "company")]

    assert [refusal.message.params["table"] for refusal in refusals] == [
        say("Industry Groups"),
        say("Job Responsibilities"),
    ]


def _refusal(session: Session, contact: Any, type_: str) -> Refused:
    with pytest.raises(Refused) as refused:
        change_contact(session, contact, {"type": type_})
    return refused.value


def test_k_an_organisational_level_keeps_a_person_one(session: Session) -> None:
    level = a_code(session, OrganisationalLevel)
    mia = a_person(session, "Mia Berg", organisational_level_code=level.code)

    refusal = _refusal(session, mia, "company")

    assert refusal.field == "type"


@pytest.mark.usefixtures("defaults")
def test_k_a_company_becomes_a_person_with_a_name_in_parts(session: Session) -> None:
    contact = a_company(session, "Mia Maria Berg")

    change_contact(session, contact, {"type": "person"})

    assert (contact.first_name, contact.middle_name, contact.surname) == ("Mia", "Maria", "Berg")
    assert (contact.name, contact.salutation_code) == ("Mia Maria Berg", "UNISEX")


def test_k_a_long_name_stays_whole_though_its_parts_are_cut(session: Session) -> None:
    name = "The Extraordinarily Long and Winding Bakery of Northern Hillshire"
    contact = a_company(session, name)

    change_contact(session, contact, {"type": "person"})

    assert contact.name == name
    assert contact.first_name == "The Extraordinarily Long and W"


@pytest.mark.usefixtures("defaults")
def test_k_a_person_becomes_a_company_of_nobody(session: Session) -> None:
    ann = a_person(session, "Ann Hill", a_company(session), job_title="Baker", initials="AH")

    change_contact(session, ann, {"type": "company"})

    parts = (ann.first_name, ann.surname, ann.job_title, ann.initials)
    assert (ann.name, ann.company_no, parts) == ("Ann Hill", None, ("", "", "", ""))
    assert ann.salutation_code == "COMPANY"


@pytest.mark.parametrize("type_", ["person", "company"])
def test_k_a_change_of_type_is_undone(session: Session, type_: str) -> None:
    contact = a_company(session, "Mia Berg") if type_ == "person" else a_person(session, "Mia Berg", a_company(session))
    before = snapshot(session)
    with an_action(session) as action:
        change_contact(session, contact, {"type": type_})

    undone(session, action)

    assert snapshot(session) == before


def test_k_only_persons_have_a_company(session: Session) -> None:
    company = a_company(session)

    with pytest.raises(Refused, match="Only persons") as refused:
        change_contact(session, company, {"company_no": a_company(session, "Oak Ltd").no})

    assert refused.value.field == "company_no"


def test_k_a_person_is_nobodys_company(session: Session) -> None:
    mia = a_person(session, "Mia Berg")

    with pytest.raises(Refused, match="is no company"):
        a_person(session, "Ann Hill", mia)

    assert mia.company_no is None


def test_k193_the_name_of_a_person_is_taken_apart_and_put_together(session: Session) -> None:
    person = a_person(session, "X Y Z")
    parts = (person.first_name, person.middle_name, person.surname)

    change_contact(session, person, {"middle_name": "", "surname": "Zet"})

    assert parts == ("X", "Y", "Z")
    assert (person.name, person.search_name) == ("X Zet", "X ZET")


def test_k_a_person_with_a_customer_gives_it_the_name_put_together(session: Session) -> None:
    customer = a_new_account(session, "customer", "Mia Berg", contact_type="person")
    mia = session.query(type(a_company(session))).filter_by(no=customer.primary_contact_no).one()

    change_contact(session, mia, {"surname": "Holm"})

    assert (customer.name, customer.contact_name) == ("Mia Holm", "Mia Holm")


@pytest.mark.parametrize(
    ("typed", "result"), [("", "OAK LTD"), ("HILL BAKERY", "OAK LTD"), ("BAKER", "BAKER")], ids=["blank", "same", "own"]
)
def test_k196_a_search_name_typed_by_hand_stays(session: Session, typed: str, result: str) -> None:
    company = a_company(session, search_name=typed)

    change_contact(session, company, {"name": "Oak Ltd"})

    assert company.search_name == result
