"""The verbs of products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from ..base import fresh
from ..errors import N_, Refused
from ..series import number_for
from ..series.giving import Given, is_taken, renumber
from ..setup.company import GeneralSetup
from .product import Product

NOS = {"item": "item_nos", "resource": "resource_nos"}
"""Where the number series of a kind is named; accounts have the numbers of the books."""


def add_product(model: type[Product], session: Session, values: Mapping[str, Any]) -> Product:
    given = _number(session, model, values.get("no") or "")
    product = fresh(model, no=given.no, no_series_code=given.series_code, kind=model.type_name)
    with session.no_autoflush:
        change_product(session, product, {field: value for field, value in values.items() if field != "no"})
    session.add(product)
    session.flush()
    return product


def _number(session: Session, model: type[Product], typed: str) -> Given:
    field = NOS.get(model.type_name)
    if field is not None:
        return number_for(session, model, GeneralSetup, field, typed)
    if not typed:
        raise Refused(N_("Enter a number."), field="no")
    if is_taken(session, model, typed):
        raise Refused(N_("The number %(no)s is taken. Type another one."), field="no", no=typed)
    return Given(typed, None)


def change_product(session: Session, product: Product, values: Mapping[str, Any]) -> None:
    if "no" in values:
        _renumber(session, product, values["no"])
    for field, value in values.items():
        if field != "no":
            setattr(product, field, value)
    session.flush()


def _renumber(session: Session, product: Product, no: str) -> None:
    field = NOS.get(product.type_name)
    if field is not None:
        renumber(session, product, GeneralSetup, field, no)
        return
    product.no = _number(session, type(product), no).no
    session.flush()
    session.expire_all()
