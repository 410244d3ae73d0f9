"""What is to be repaired or maintained on a service order."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from ..base import NEVER_AGAIN, Record, fresh
from ..columns import choice, text
from ..errors import N_
from ..users.rights import Area
from .document import REPAIR_STATUSES, Document, ServiceOrder
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


def add_service_item(session: Session, order: ServiceOrder, values: dict[str, Any]) -> ServiceItem:
    check_open(order)
    item = fresh(ServiceItem, document_id=order.id)
    for field, value in values.items():
        setattr(item, field, value)
    session.add(item)
    session.flush()
    return item


def change_service_item(session: Session, item: ServiceItem, values: dict[str, Any]) -> None:
    check_open(session.get_one(Document, item.document_id))
    for field, value in values.items():
        setattr(item, field, value)
    session.flush()


def delete_service_item(session: Session, item: ServiceItem) -> None:
    check_open(session.get_one(Document, item.document_id))
    session.delete(item)
    session.flush()
