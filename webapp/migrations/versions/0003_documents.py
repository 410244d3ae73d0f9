"""Documents"""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEEPS_IDS = {"sqlite_autoincrement": True}
"""A table that SQLite builds anew does not give an id a second time either."""


def upgrade() -> None:
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(), nullable=False),
        sa.Column("archived_by", sa.String(length=100), nullable=False),
        sa.Column("became", sa.String(length=20), nullable=False),
        sa.Column("interaction_exists", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint(
            "kind", "no", "occurrence", "number", name=op.f("uq_document_version_kind_no_occurrence_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vat_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=False),
        sa.Column("vat_rate_code", sa.String(length=10), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("normal", "reverse", "full", name="vat_kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("identifier", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_vat_setup_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_rate_code"],
            ["vat_rate.code"],
            name=op.f("fk_vat_setup_vat_rate_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vat_setup")),
        sa.UniqueConstraint(
            "vat_posting_group_code", "vat_rate_code", name=op.f("uq_vat_setup_vat_posting_group_code_vat_rate_code")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("vat_setup", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vat_setup_vat_posting_group_code"), ["vat_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_vat_setup_vat_rate_code"), ["vat_rate_code"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("open", "released", name="document_status", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("customer_no", sa.String(length=20), nullable=True),
        sa.Column("bill_to_customer_no", sa.String(length=20), nullable=True),
        sa.Column("customer_template_code", sa.String(length=10), nullable=True),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("vendor_no", sa.String(length=20), nullable=True),
        sa.Column("pay_to_vendor_no", sa.String(length=20), nullable=True),
        sa.Column("vendor_template_code", sa.String(length=10), nullable=True),
        sa.Column("purchaser_code", sa.String(length=20), nullable=True),
        sa.Column("order_date", sa.Date(), nullable=True),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("posting_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("shipment_date", sa.Date(), nullable=True),
        sa.Column("requested_date", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("posting_description", sa.String(length=100), nullable=False),
        sa.Column("external_document_no", sa.String(length=35), nullable=False),
        sa.Column("your_reference", sa.String(length=35), nullable=False),
        sa.Column("work_description", sa.Text(), nullable=False),
        sa.Column("currency_code", sa.String(length=10), nullable=True),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("discount_date", sa.Date(), nullable=True),
        sa.Column("payment_discount_percent", sa.BigInteger(), nullable=False),
        sa.Column(
            "discount_kind",
            sa.Enum(
                "", "percent", "amount", name="discount_kind", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("discount_value", sa.BigInteger(), nullable=False),
        sa.Column(
            "shipping_advice",
            sa.Enum(
                "partial", "complete", name="shipping_advice", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("quote_no", sa.String(length=20), nullable=False),
        sa.Column("no_printed", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("amount_with_vat", sa.BigInteger(), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("contact_no", sa.String(length=20), nullable=True),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("bill_to_name", sa.String(length=100), nullable=False),
        sa.Column("bill_to_name_2", sa.String(length=50), nullable=False),
        sa.Column("bill_to_address", sa.String(length=100), nullable=False),
        sa.Column("bill_to_address_2", sa.String(length=50), nullable=False),
        sa.Column("bill_to_post_code", sa.String(length=20), nullable=False),
        sa.Column("bill_to_city", sa.String(length=30), nullable=False),
        sa.Column("bill_to_county", sa.String(length=30), nullable=False),
        sa.Column("bill_to_country_code", sa.String(length=10), nullable=True),
        sa.Column("bill_to_contact_no", sa.String(length=20), nullable=True),
        sa.Column("bill_to_contact_name", sa.String(length=100), nullable=False),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("ship_to_code", sa.String(length=10), nullable=False),
        sa.Column("ship_to_name", sa.String(length=100), nullable=False),
        sa.Column("ship_to_name_2", sa.String(length=50), nullable=False),
        sa.Column("ship_to_address", sa.String(length=100), nullable=False),
        sa.Column("ship_to_address_2", sa.String(length=50), nullable=False),
        sa.Column("ship_to_post_code", sa.String(length=20), nullable=False),
        sa.Column("ship_to_city", sa.String(length=30), nullable=False),
        sa.Column("ship_to_county", sa.String(length=30), nullable=False),
        sa.Column("ship_to_country_code", sa.String(length=10), nullable=True),
        sa.Column("ship_to_contact_name", sa.String(length=100), nullable=False),
        sa.Column("ship_to_phone_no", sa.String(length=30), nullable=False),
        sa.Column("payment_terms_code", sa.String(length=10), nullable=True),
        sa.Column("payment_method_code", sa.String(length=10), nullable=True),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("gen_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("invoice_discount_code", sa.String(length=20), nullable=False),
        sa.Column("prices_include_vat", sa.Boolean(), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("customer_no IS NULL OR vendor_no IS NULL", name=op.f("ck_document_one_side")),
        sa.ForeignKeyConstraint(
            ["bill_to_country_code"],
            ["country.code"],
            name=op.f("fk_document_bill_to_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["bill_to_customer_no"],
            ["customer.no"],
            name=op.f("fk_document_bill_to_customer_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_document_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_document_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_no"],
            ["customer.no"],
            name=op.f("fk_document_customer_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["customer_template_code"],
            ["customer_template.code"],
            name=op.f("fk_document_customer_template_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["gen_posting_group_code"],
            ["gen_posting_group.code"],
            name=op.f("fk_document_gen_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_document_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_document_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["pay_to_vendor_no"],
            ["vendor.no"],
            name=op.f("fk_document_pay_to_vendor_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_document_payment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_document_payment_terms_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchaser_code"],
            ["salesperson.code"],
            name=op.f("fk_document_purchaser_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_document_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["ship_to_country_code"],
            ["country.code"],
            name=op.f("fk_document_ship_to_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_document_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_document_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_no"],
            ["vendor.no"],
            name=op.f("fk_document_vendor_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["vendor_template_code"],
            ["vendor_template.code"],
            name=op.f("fk_document_vendor_template_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("kind", "no", name=op.f("uq_document_kind_no")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_bill_to_contact_no"), ["bill_to_contact_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_bill_to_country_code"), ["bill_to_country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_bill_to_customer_no"), ["bill_to_customer_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_contact_no"), ["contact_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_currency_code"), ["currency_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_customer_no"), ["customer_no"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_customer_template_code"), ["customer_template_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_document_gen_posting_group_code"), ["gen_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_language_code"), ["language_code"], unique=False)
        batch_op.create_index("ix_document_listed", ["kind", "document_date"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_pay_to_vendor_no"), ["pay_to_vendor_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_payment_method_code"), ["payment_method_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_payment_terms_code"), ["payment_terms_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_purchaser_code"), ["purchaser_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_salesperson_code"), ["salesperson_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_ship_to_country_code"), ["ship_to_country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_shipment_method_code"), ["shipment_method_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_document_vat_posting_group_code"), ["vat_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_document_vendor_no"), ["vendor_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_vendor_template_code"), ["vendor_template_code"], unique=False)

    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("description_2", sa.String(length=50), nullable=False),
        sa.Column("unit_code", sa.String(length=10), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate_code", sa.String(length=10), nullable=True),
        sa.Column("allow_invoice_discount", sa.Boolean(), nullable=False),
        sa.Column("sales_blocked", sa.Boolean(), nullable=False),
        sa.Column("purchasing_blocked", sa.Boolean(), nullable=False),
        sa.Column("vendor_no", sa.String(length=20), nullable=True),
        sa.Column("vendor_item_no", sa.String(length=50), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_product_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"], ["unit.code"], name=op.f("fk_product_unit_code"), onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["vat_rate_code"],
            ["vat_rate.code"],
            name=op.f("fk_product_vat_rate_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_no"],
            ["vendor.no"],
            name=op.f("fk_product_vendor_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("kind", "no", name=op.f("uq_product_kind_no")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_unit_code"), ["unit_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_vat_rate_code"), ["vat_rate_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_vendor_no"), ["vendor_no"], unique=False)

    op.create_table(
        "ship_to_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("customer_no", sa.String(length=20), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_ship_to_address_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_no"],
            ["customer.no"],
            name=op.f("fk_ship_to_address_customer_no"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_ship_to_address_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ship_to_address")),
        sa.UniqueConstraint("customer_no", "code", name=op.f("uq_ship_to_address_customer_no_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ship_to_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ship_to_address_country_code"), ["country_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_ship_to_address_shipment_method_code"), ["shipment_method_code"], unique=False
        )

    op.create_table(
        "document_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "",
                "item",
                "resource",
                "account",
                name="line_type",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("product_no", sa.String(length=20), nullable=True),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("description_2", sa.String(length=50), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", sa.String(length=10), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("discount_percent", sa.BigInteger(), nullable=False),
        sa.Column("discount_amount", sa.BigInteger(), nullable=False),
        sa.Column("allow_invoice_discount", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("vat_rate_code", sa.String(length=10), nullable=True),
        sa.Column("vat_identifier", sa.String(length=20), nullable=False),
        sa.Column("vat_percent", sa.BigInteger(), nullable=False),
        sa.Column(
            "vat_kind",
            sa.Enum("normal", "reverse", "full", name="vat_kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("shipment_date", sa.Date(), nullable=True),
        sa.Column("quantity_to_ship", sa.BigInteger(), nullable=False),
        sa.Column("blanket_line_id", sa.Integer(), nullable=True),
        sa.Column("vendor_item_no", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(type = '') = (product_no IS NULL)", name=op.f("ck_document_line_product_of_its_type")),
        sa.ForeignKeyConstraint(
            ["blanket_line_id"], ["document_line.id"], name=op.f("fk_document_line_blanket_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_line_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_no", "type"], ["product.no", "product.kind"], name="fk_document_line_product", onupdate="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"],
            ["unit.code"],
            name=op.f("fk_document_line_unit_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_rate_code"],
            ["vat_rate.code"],
            name=op.f("fk_document_line_vat_rate_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_line")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("document_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_line_blanket_line_id"), ["blanket_line_id"], unique=False)
        batch_op.create_index("ix_document_line_placed", ["document_id", "place"], unique=False)
        batch_op.create_index("ix_document_line_product", ["product_no", "type"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_line_unit_code"), ["unit_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_line_vat_rate_code"), ["vat_rate_code"], unique=False)

    op.create_table(
        "service_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("item_no", sa.String(length=20), nullable=False),
        sa.Column("serial_no", sa.String(length=50), nullable=False),
        sa.Column("fault", sa.String(length=250), nullable=False),
        sa.Column(
            "repair_status",
            sa.Enum(
                "pending",
                "in_process",
                "on_hold",
                "finished",
                name="item_repair_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_service_item_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_item")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("service_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_item_document_id"), ["document_id"], unique=False)

    op.create_table(
        "service_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column(
            "repair_status",
            sa.Enum(
                "pending",
                "in_process",
                "on_hold",
                "finished",
                name="repair_status",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "priority",
            sa.Enum("", "low", "medium", "high", name="priority", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("response_date", sa.Date(), nullable=True),
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("finishing_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["document.id"], name=op.f("fk_service_order_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_order")),
    )
    with op.batch_alter_table("comment", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_about_one"), type_="check")
        batch_op.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_about_one"),
            "CASE WHEN contact_id IS NULL THEN 0 ELSE 1 END + CASE WHEN partner_id IS NULL THEN 0 ELSE 1 END + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END = 1",
        )
        batch_op.create_index(batch_op.f("ix_comment_document_id"), ["document_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_document_id"), "document", ["document_id"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("currency", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.add_column(
            sa.Column(
                "vat_rounding",
                sa.Enum(
                    "nearest", "up", "down", name="vat_rounding", native_enum=False, create_constraint=True, length=20
                ),
                nullable=False,
                server_default="nearest",
            )
        )

    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ship_to_code", sa.String(length=10), nullable=False, server_default=""))

    with op.batch_alter_table("general_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.add_column(sa.Column("item_nos", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("resource_nos", sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f("ix_general_setup_item_nos"), ["item_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_general_setup_resource_nos"), ["resource_nos"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_general_setup_resource_nos"),
            "no_series",
            ["resource_nos"],
            ["code"],
            onupdate="CASCADE",
            ondelete="RESTRICT",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_general_setup_item_nos"),
            "no_series",
            ["item_nos"],
            ["code"],
            onupdate="CASCADE",
            ondelete="RESTRICT",
        )

    with op.batch_alter_table("purchase_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.add_column(
            sa.Column(
                "default_quantity",
                sa.Enum(
                    "remainder", "blank", name="default_quantity", native_enum=False, create_constraint=True, length=20
                ),
                nullable=False,
                server_default="remainder",
            )
        )
        batch_op.add_column(sa.Column("quote_validity", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "archive_quotes",
                sa.Enum(
                    "never",
                    "ask",
                    "always",
                    name="archive_quotes",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=False,
                server_default="never",
            )
        )
        batch_op.add_column(sa.Column("archive_orders", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(
            sa.Column("archive_blanket_orders", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("copy_comments", sa.Boolean(), nullable=False, server_default=sa.true()))

    with op.batch_alter_table("sales_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.add_column(
            sa.Column(
                "default_quantity",
                sa.Enum(
                    "remainder", "blank", name="default_quantity", native_enum=False, create_constraint=True, length=20
                ),
                nullable=False,
                server_default="remainder",
            )
        )
        batch_op.add_column(sa.Column("quote_validity", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column(
                "archive_quotes",
                sa.Enum(
                    "never",
                    "ask",
                    "always",
                    name="archive_quotes",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=False,
                server_default="never",
            )
        )
        batch_op.add_column(sa.Column("archive_orders", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(
            sa.Column("archive_blanket_orders", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("copy_comments", sa.Boolean(), nullable=False, server_default=sa.true()))

    with op.batch_alter_table("currency", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.alter_column("vat_rounding", server_default=None)

    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.alter_column("ship_to_code", server_default=None)

    with op.batch_alter_table("purchase_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.alter_column("default_quantity", server_default=None)
        batch_op.alter_column("quote_validity", server_default=None)
        batch_op.alter_column("archive_quotes", server_default=None)
        batch_op.alter_column("archive_orders", server_default=None)
        batch_op.alter_column("archive_blanket_orders", server_default=None)
        batch_op.alter_column("copy_comments", server_default=None)

    with op.batch_alter_table("sales_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.alter_column("default_quantity", server_default=None)
        batch_op.alter_column("quote_validity", server_default=None)
        batch_op.alter_column("archive_quotes", server_default=None)
        batch_op.alter_column("archive_orders", server_default=None)
        batch_op.alter_column("archive_blanket_orders", server_default=None)
        batch_op.alter_column("copy_comments", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("sales_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_sales_setup_default_quantity"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_sales_setup_archive_quotes"), type_="check")
        batch_op.drop_column("copy_comments")
        batch_op.drop_column("archive_blanket_orders")
        batch_op.drop_column("archive_orders")
        batch_op.drop_column("archive_quotes")
        batch_op.drop_column("quote_validity")
        batch_op.drop_column("default_quantity")

    with op.batch_alter_table("purchase_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_purchase_setup_default_quantity"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_purchase_setup_archive_quotes"), type_="check")
        batch_op.drop_column("copy_comments")
        batch_op.drop_column("archive_blanket_orders")
        batch_op.drop_column("archive_orders")
        batch_op.drop_column("archive_quotes")
        batch_op.drop_column("quote_validity")
        batch_op.drop_column("default_quantity")

    with op.batch_alter_table("general_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_general_setup_item_nos"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_general_setup_resource_nos"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_general_setup_resource_nos"))
        batch_op.drop_index(batch_op.f("ix_general_setup_item_nos"))
        batch_op.drop_column("resource_nos")
        batch_op.drop_column("item_nos")

    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_column("ship_to_code")

    with op.batch_alter_table("currency", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_currency_vat_rounding"), type_="check")
        batch_op.drop_column("vat_rounding")

    with op.batch_alter_table("comment", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_about_one"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_comment_document_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_comment_document_id"))
        batch_op.drop_column("document_id")
        batch_op.create_check_constraint(
            batch_op.f("ck_comment_about_one"), "(contact_id IS NULL) <> (partner_id IS NULL)"
        )

    op.drop_table("service_order")
    with op.batch_alter_table("service_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_item_document_id"))

    op.drop_table("service_item")
    with op.batch_alter_table("document_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_line_vat_rate_code"))
        batch_op.drop_index(batch_op.f("ix_document_line_unit_code"))
        batch_op.drop_index("ix_document_line_product")
        batch_op.drop_index("ix_document_line_placed")
        batch_op.drop_index(batch_op.f("ix_document_line_blanket_line_id"))

    op.drop_table("document_line")
    with op.batch_alter_table("ship_to_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ship_to_address_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_ship_to_address_country_code"))

    op.drop_table("ship_to_address")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_vendor_no"))
        batch_op.drop_index(batch_op.f("ix_product_vat_rate_code"))
        batch_op.drop_index(batch_op.f("ix_product_unit_code"))
        batch_op.drop_index(batch_op.f("ix_product_no_series_code"))

    op.drop_table("product")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_vendor_template_code"))
        batch_op.drop_index(batch_op.f("ix_document_vendor_no"))
        batch_op.drop_index(batch_op.f("ix_document_vat_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_document_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_document_ship_to_country_code"))
        batch_op.drop_index(batch_op.f("ix_document_salesperson_code"))
        batch_op.drop_index(batch_op.f("ix_document_purchaser_code"))
        batch_op.drop_index(batch_op.f("ix_document_payment_terms_code"))
        batch_op.drop_index(batch_op.f("ix_document_payment_method_code"))
        batch_op.drop_index(batch_op.f("ix_document_pay_to_vendor_no"))
        batch_op.drop_index(batch_op.f("ix_document_no_series_code"))
        batch_op.drop_index("ix_document_listed")
        batch_op.drop_index(batch_op.f("ix_document_language_code"))
        batch_op.drop_index(batch_op.f("ix_document_gen_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_document_customer_template_code"))
        batch_op.drop_index(batch_op.f("ix_document_customer_no"))
        batch_op.drop_index(batch_op.f("ix_document_currency_code"))
        batch_op.drop_index(batch_op.f("ix_document_country_code"))
        batch_op.drop_index(batch_op.f("ix_document_contact_no"))
        batch_op.drop_index(batch_op.f("ix_document_bill_to_customer_no"))
        batch_op.drop_index(batch_op.f("ix_document_bill_to_country_code"))
        batch_op.drop_index(batch_op.f("ix_document_bill_to_contact_no"))

    op.drop_table("document")
    with op.batch_alter_table("vat_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vat_setup_vat_rate_code"))
        batch_op.drop_index(batch_op.f("ix_vat_setup_vat_posting_group_code"))

    op.drop_table("vat_setup")
    op.drop_table("document_version")
