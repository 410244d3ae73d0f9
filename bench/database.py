"""The database of a run: tables, a company with its owner, rows; and what the clients ask about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import i18n, migrations
from webapp.db import Database
from webapp.domain.changes import Author
from webapp.domain.contacts.contact import COMPANY, PERSON, Contact
from webapp.domain.documents.document import Document, SalesOrder, SalesQuote
from webapp.domain.errors import say
from webapp.domain.founding import found_company
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.partners.customer import Customer
from webapp.domain.products.product import Item
from webapp.domain.setup.company import CompanyInformation

from .clusters import NAME, add_clusters
from .generate import CODES, generate, generate_documents, generate_interactions
from .generating.documents import lines_told
from .generating.interactions import TO_A_CONTACT

EMAIL = "owner@bench.example"
PASSWORD = "the bench has no secrets"
SEED = 1
SIZES = (5, 100, 500)
"""Lines of the orders that are measured."""
FIFTY = 50
BY = Author(None, "Bench")


def prepared(url: str, rows: int, clients: int) -> None:
    """Bring a database to what is to be measured: whatever is there already stays."""
    database = Database(url)
    migrations.upgrade(database.engine)
    with database.sessions() as session:
        founded = session.scalar(select(CompanyInformation.id))
        there = session.scalar(select(func.count()).select_from(Contact)) or 0
        documents = session.scalar(select(func.count()).select_from(Document)) or 0
        said = session.scalar(select(func.count()).select_from(Interaction)) or 0
    if not founded:
        with database.transaction(say("Founded"), BY) as session:
            _found(session)
    if there < rows:
        generate(database, rows - there, SEED, CODES)
    if documents < rows:
        generate_documents(database, rows - documents, SEED)
    if said < rows * TO_A_CONTACT:
        generate_interactions(database, rows * TO_A_CONTACT - said, SEED)
    with database.transaction(say("Added clusters"), BY) as session:
        add_clusters(session, clients)
    database.engine.dispose()


def _found(session: Session) -> None:
    texts: Any = i18n.Texts()
    found_company(
        session,
        name="Bench AS",
        country="NO",
        currency="NOK",
        language=i18n.SOURCE,
        owner_name="Bench Owner",
        owner_email=EMAIL,
        owner_password=PASSWORD,
        sample=False,
        texts=texts,
    )


def names_of(url: str, clients: int) -> list[dict[str, str]]:
    """What each client asks about: a cluster of its own, and other records from the middle of their tables."""
    database = Database(url)
    with database.sessions() as session:
        clusters = session.scalars(
            select(Contact).where(Contact.name.startswith(NAME), Contact.type == COMPANY).limit(clients)
        ).all()
        own = {each.name: each.no for each in session.scalars(select(Customer).where(Customer.name.startswith(NAME)))}
        companies = _middle(session, Contact, clients, Contact.type == COMPANY)
        persons = _middle(session, Contact, clients, Contact.type == PERSON)
        customers = _middle(session, Customer, clients)
        documents = {f"order_{size}": _of_size(session, SalesOrder, size, clients) for size in SIZES}
        documents["quote_100"] = _of_size(session, SalesQuote, 100, clients)
        orders = session.scalars(select(SalesOrder.no).order_by(SalesOrder.no.desc()).limit(clients * FIFTY)).all()
        log = _of_log(session)
        item = session.scalars(select(Item.no).order_by(Item.no).limit(1)).one()
        names = [
            {
                "company": cluster.no,
                "customer": own[cluster.name],
                "person": person.no,
                "another_customer": customer.no,
                "item": item,
                "fifty": " ".join(orders[place * FIFTY :][:FIFTY]),
                **log,
                "rare_on_order": documents["order_5"][place].name.split()[0],
                **{name: found[place].no for name, found in documents.items()},
                **_told_of(company),
            }
            for place, (cluster, company, person, customer) in enumerate(
                zip(clusters, companies, persons, customers, strict=True)
            )
        ]
    database.engine.dispose()
    return names


def _of_log(session: Session) -> dict[str, str]:
    """An entry from the middle, and the company with whom there was most."""
    number = func.count().label("number")
    by_company = (
        select(Interaction.company_no).where(Interaction.company_no.is_not(None)).group_by(Interaction.company_no)
    )
    busy = session.scalars(by_company.order_by(number.desc()).limit(1)).one()
    mine = Interaction.company_no == busy
    entries = session.scalar(select(func.count()).where(mine)) or 0
    order = (Interaction.date.desc(), Interaction.time.desc(), Interaction.id.desc())
    far = session.scalars(select(Interaction).where(mine).order_by(*order).offset(entries * 9 // 10).limit(1)).one()
    last = session.scalars(select(func.max(Interaction.id))).one()
    middle = session.scalars(
        select(Interaction).where(Interaction.id >= last // 2, Interaction.kind == "").limit(1)
    ).one()
    return {
        "busy": busy or "",
        "far_back": f"{far.date} {far.time} {far.id}",
        "template": middle.template_code or "",
        "salesperson": middle.salesperson_code or "",
        "month": f"{middle.date:%Y-%m-01}..{middle.date:%Y-%m-28}",
    }


def _told_of(company: Contact) -> dict[str, str]:
    """Somebody types a company that is there, and begins its telephone number somewhere inside."""
    typed = {name: getattr(company, name) for name in ("name", "address", "post_code", "city", "phone_no", "email")}
    return typed | {"rare": company.name.split()[0], "digits": company.phone_no.split()[-1][:6]}


def _of_size(session: Session, model: Any, lines: int, how_many: int) -> Sequence[Any]:
    """Documents with so many lines."""
    found = session.scalars(
        select(model).where(model.your_reference == lines_told(lines)).order_by(model.no.desc()).limit(how_many)
    )
    return found.all()


def _middle(session: Session, model: Any, how_many: int, *which: Any) -> Sequence[Any]:
    query = select(model).where(*which, ~model.name.startswith(NAME))
    count = session.scalar(query.with_only_columns(func.count())) or 0
    return session.scalars(query.order_by(model.no).offset(count // 2).limit(how_many)).all()
