"""What is to be repaired or maintained on a service order."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from ..base import NEVER_AGAIN, Record, fresh, now
from ..changes import mention
from ..columns import choice, text
from ..errors import N_, say
from ..interactions.logging import NotLogged, log_document
from ..users.rights import Area
from .document import REPAIR_STATUSES, Document, ServiceOrder
from .holding import hold
from .status import check_open


class ServiceItem(Record):
    __tablename__ = "service_item"
    __table_args__: Any = NEVER_AGAIN
    area: ClassVar[str] = Area.SERVICE
    one: ClassVar[str] = N_("Service Item")
    many: ClassVar[str] = N_("Service Items")

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    document: Mapped[ServiceOrder] = relationship()
    description: Mapped[str] = text(100, N_("Description"), required=True, wide=True)
    item_no: Mapped[str] = text(20, N_("Item No."))
    serial_no: Mapped[str] = text(50, N_("Serial No."))
    fault: Mapped[str] = text(250, N_("Fault"), wide=True)
    repair_status: Mapped[str] = choice("item_repair_status", N_("Repair Status"), REPAIR_STATUSES)

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.description, self.serial_no)))

    def search_texts(self) -> tuple[str, ...]:
        return (self.description, self.serial_no, self.fault)


def add_service_item(
    session: Session, order: ServiceOrder, values: dict[str, Any], at: dt.datetime | None = None, called: str = ""
) -> ServiceItem:
    """With its first item an order is logged as begun. The moment is that of whoever acts, in their time zone; the order
    is called as told where nothing describes it."""
    check_open(order)
    hold(session, order)
    is_first = session.scalar(select(ServiceItem.id).where(ServiceItem.document_id == order.id).limit(1)) is None
    item = fresh(ServiceItem, document_id=order.id)
    for field, value in values.items():
        setattr(item, field, value)
    session.add(item)
    session.flush()
    if is_first:
        _log_begun(session, order, at or now(), called)
    return item


def _log_begun(session: Session, order: ServiceOrder, at: dt.datetime, called: str) -> None:
    """It goes on where it cannot be logged, but says why."""
    outcome = log_document(session, order, 0, at, called)
    if isinstance(outcome, NotLogged):
        mention(session, say(N_("Not logged: %(reason)s"), reason=outcome.message))
    else:
        mention(session, say(N_("Logged as %(entry)s on %(contact)s."), entry=outcome.id, contact=outcome.contact_name))


def change_service_item(session: Session, item: ServiceItem, values: dict[str, Any]) -> None:
    check_open(session.get_one(Document, item.document_id))
    for field, value in values.items():
        setattr(item, field, value)
    session.flush()


def delete_service_item(session: Session, item: ServiceItem) -> None:
    check_open(session.get_one(Document, item.document_id))
    session.delete(item)
    session.flush()
