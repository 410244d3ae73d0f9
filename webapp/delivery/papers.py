"""What stands on the paper of a document: in the language and the formats of whoever it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import formats, i18n
from ..domain.base import Coded, field_of
from ..domain.documents.blocks import SHIP_TO, is_same_block
from ..domain.documents.document import Document, ServiceOrder
from ..domain.documents.kinds import PURCHASES, SALES, kind_of
from ..domain.documents.line import DocumentLine
from ..domain.documents.lines import lines_of
from ..domain.documents.service_item import ServiceItem
from ..domain.documents.vat import VatKind
from ..domain.errors import N_
from ..domain.pictures import Picture
from ..domain.setup.company import CompanyInformation
from ..domain.setup.marketing import MarketingSetup
from ..domain.setup.people import Salesperson
from ..domain.setup.places import Language
from ..domain.setup.single import the
from ..domain.setup.trade import PaymentTerms, ShipmentMethod
from ..domain.values import show_iban
from .addresses import Addresses
from .paper_lines import Table
from .pdf import Image, Paper

TEMPLATE = "document.typ"
RECEIVER = {SALES.word: "bill_to_", PURCHASES.word: ""}
"""Who gets the paper: the one who pays us, or the one we order from."""
AS_QUOTED, AS_POSTED = ("valid_until",), ("shipment_date", "due_date")
FACTS = (
    "document_date", *AS_QUOTED, "requested_date", "starting_date", "finishing_date", *AS_POSTED,
    "your_reference", "external_document_no", "quote_no", "vat_registration_no",
)  # fmt: skip
OUR_PERSON = {"salesperson_code": N_("Salesperson"), "purchaser_code": N_("Purchaser")}
LOGO_WIDEST, LOGO_HIGHEST = 70, 20
UNDATED = dt.date(2000, 1, 1)


def paper_of(session: Session, document: Document) -> Paper:
    return paper_with(session, document, lines_of(session, document))


def paper_with(session: Session, document: Document, lines: Sequence[DocumentLine], version: int = 0) -> Paper:
    """The lines are given, since an archived version has its own."""
    with i18n.speaking(language_of(session, document)):
        return _Writer(session, document, lines, version).paper()


def language_of(session: Session, document: Document) -> str:
    """Of whoever the paper is for, or else the one we write in."""
    return locale_of(session, document.language_code)


def locale_of(session: Session, code: str | None = None) -> str:
    """Of a language, or else of the one that the company writes in."""
    code = code or the(session, MarketingSetup).default_language_code
    return session.scalar(select(Language.locale).where(Language.code == code)) or i18n.SOURCE


class _Writer:
    def __init__(self, session: Session, document: Document, lines: Sequence[DocumentLine], version: int) -> None:
        self.session, self.document, self.version = session, document, version
        self.kind = kind_of(document)
        self.locale = i18n.current().locale
        self.us = the(session, CompanyInformation)
        prefix = RECEIVER[self.kind.side.word]
        self.receiver = prefix if getattr(document, f"{prefix}name") else ""
        blocks = [(document, prefix) for prefix in dict.fromkeys((self.receiver, "", SHIP_TO))]
        self.addresses = Addresses(session, self.us.country_code, *blocks)
        self.table = Table(session, document, lines, self.locale)

    def paper(self) -> Paper:
        logo = self._logo()
        data = {**self._head(), **self._letter(), **self._body(), **({"logo": _placed(logo)} if logo else {})}
        return Paper.saying(TEMPLATE, data, self.document.document_date or UNDATED, logo)

    def _head(self) -> dict[str, Any]:
        """What the paper is."""
        kind, no = i18n.gettext(self.document.one), self.document.no
        language, region = i18n.current().tag.split("-")
        return {
            "language": language,
            "region": region,
            "title": i18n.gettext("%(kind)s %(no)s", kind=kind, no=no),
            "kind": kind,
            "no": no,
            "note": i18n.gettext("Version %(number)s", number=self.version) if self.version else "",
            "page": i18n.gettext("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        }

    def _letter(self) -> dict[str, Any]:
        """Who writes to whom."""
        return {
            "company": self.us.name,
            "sender": " · ".join(filter(None, self._sender())),
            "receiver": self._receiver(),
            "blocks": list(self._blocks()),
            "footer": [lines for lines in self._footer() if lines],
        }

    def _body(self) -> dict[str, Any]:
        """What it is about."""
        return {
            "facts": [{"caption": caption, "text": text} for caption, text in self._facts() if text],
            "before": [text for text in self._before() if text],
            "lines": {"columns": self.table.columns(), "rows": self.table.rows()},
            "totals": self.table.totals(),
            "vat": {"columns": self.table.vat_columns(), "rows": self.table.vat_rows()},
            "after": [text for text in self._after() if text],
        }

    # --- who writes to whom

    def _logo(self) -> Image | None:
        if self.us.logo_id is None:
            return None
        query = select(Picture.media_type, Picture.width, Picture.height, Picture.data)
        return Image(*self.session.execute(query.where(Picture.id == self.us.logo_id)).one())

    def _sender(self) -> Iterator[str]:
        yield self.us.name
        yield from self.addresses.street_and_town(self.us)
        yield self._our_country()

    def _our_country(self) -> str:
        """Only told to somebody abroad."""
        theirs = getattr(self.document, f"{self.receiver}country_code")
        return self.addresses.country(self.us.country_code) if theirs not in (None, self.us.country_code) else ""

    def _receiver(self) -> list[str]:
        contact = getattr(self.document, f"{self.receiver}contact_name")
        return self.addresses.lines(self.document, self.receiver, contact) or [""]

    def _blocks(self) -> Iterator[dict[str, Any]]:
        """Whom it is for and where it goes, where this is somebody or somewhere else."""
        others = (
            (self.kind.side.partner.model.one, "", self.document.contact_name),
            (N_("Ship-to Address"), SHIP_TO, self.document.ship_to_contact_name),
        )
        for caption, prefix, contact in others:
            lines = self.addresses.lines(self.document, prefix, contact)
            if lines and not is_same_block(self.document, self.document, self.receiver, prefix):
                yield {"caption": i18n.gettext(caption), "lines": lines}

    def _footer(self) -> Iterator[list[str]]:
        us = self.us
        yield [line for line in (us.name, *self.addresses.street_and_town(us), self._our_country()) if line]
        yield [line for line in (us.phone_no, us.email, us.home_page) if line]
        yield list(self._captioned(us, "registration_no", "vat_registration_no"))
        accounts = ("iban", "swift_code") if us.iban else ("bank_branch_no", "bank_account_no", "swift_code")
        yield [*filter(None, (us.bank_name,)), *self._captioned(us, *accounts)]

    def _captioned(self, record: Any, *names: str) -> Iterator[str]:
        for name in names:
            value = getattr(record, name)
            if value:
                shown = show_iban(value) if name == "iban" else value
                yield f"{i18n.gettext(field_of(type(record), name).caption)} {shown}"

    # --- what it is about

    def _facts(self) -> Iterator[tuple[str, str]]:
        document, side = self.document, self.kind.side
        yield i18n.gettext(side.partner.model.one), getattr(document, side.partner_field) or ""
        for name in self._fitting(FACTS):
            yield i18n.gettext(field_of(type(document), name).caption), self._shown(getattr(document, name))
        yield from self._described("payment_terms_code", PaymentTerms, PaymentTerms.one)
        yield from self._described("shipment_method_code", ShipmentMethod, ShipmentMethod.one)
        yield from self._described(side.partner.responsible, Salesperson, OUR_PERSON[side.partner.responsible])

    def _fitting(self, names: Iterable[str]) -> Iterator[str]:
        """A quote is not due yet, and an order not valid until some day."""
        unfit = {*(() if self.kind.for_prospects else AS_QUOTED), *(() if self.kind.posts else AS_POSTED)}
        return (name for name in names if name not in unfit and hasattr(self.document, name))

    def _described(self, field: str, model: type[Coded], caption: str) -> Iterator[tuple[str, str]]:
        if code := getattr(self.document, field):
            yield (
                i18n.gettext(caption),
                self.session.scalar(select(model.description).where(model.code == code)) or code,
            )

    def _shown(self, value: Any) -> str:
        return formats.show_date(value, self.locale) if isinstance(value, dt.date) else value or ""

    def _before(self) -> Iterator[str]:
        if isinstance(self.document, ServiceOrder):
            yield self.document.description
            yield "\n".join(map(_of_item, self._items()))
        yield self.document.work_description

    def _items(self) -> Sequence[ServiceItem]:
        query = select(ServiceItem).where(ServiceItem.document_id == self.document.id)
        return self.session.scalars(query.order_by(ServiceItem.id)).all()

    def _after(self) -> Iterator[str]:
        document = self.document
        if any(rate.key.kind is VatKind.REVERSE for rate in self.table.counted.totals.rates):
            yield i18n.gettext("Reverse charge: whoever receives this accounts for the VAT.")
        if document.discount_date and document.payment_discount_percent and self.kind.posts:
            yield i18n.gettext(
                "Discount of %(percent)s if paid by %(date)s.",
                percent=formats.show_percent(document.payment_discount_percent, self.locale),
                date=formats.show_date(document.discount_date, self.locale),
            )


def _of_item(item: ServiceItem) -> str:
    return " · ".join(filter(None, (item.item_no, item.description, item.serial_no, item.fault)))


def _placed(logo: Image) -> dict[str, float]:
    """As large as its place allows, in millimetres."""
    scale = min(LOGO_WIDEST / logo.width, LOGO_HIGHEST / logo.height)
    return {"width": logo.width * scale, "height": logo.height * scale}
