"""In step"""

import sqlalchemy as sa
from alembic import op

from webapp.migrations.search_lines import bring_search_lines


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_posting_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("bank_account", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_posting_group")),
        sa.UniqueConstraint("code", name=op.f("uq_bank_posting_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customer_discount_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_discount_group")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_discount_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customer_price_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_price_group")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_price_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "duplicate_search_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "name",
                "name_2",
                "search_name",
                "address",
                "address_2",
                "post_code",
                "city",
                "county",
                "phone_no",
                "mobile_phone_no",
                "fax_no",
                "email",
                "email_2",
                "home_page",
                "registration_no",
                "vat_registration_no",
                "external_id",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "part",
            sa.Enum("first", "last", name="part", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length BETWEEN 2 AND 10", name=op.f("ck_duplicate_search_line_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_search_line")),
        sa.UniqueConstraint("field", "part", name=op.f("uq_duplicate_search_line_field_part")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gen_posting_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gen_posting_group")),
        sa.UniqueConstraint("code", name=op.f("uq_gen_posting_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vat_posting_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vat_posting_group")),
        sa.UniqueConstraint("code", name=op.f("uq_vat_posting_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "type",
            sa.Enum("company", "person", name="type", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("company_no", sa.String(length=20), nullable=True),
        sa.Column("first_name", sa.String(length=30), nullable=False),
        sa.Column("middle_name", sa.String(length=30), nullable=False),
        sa.Column("surname", sa.String(length=30), nullable=False),
        sa.Column("initials", sa.String(length=30), nullable=False),
        sa.Column("job_title", sa.String(length=30), nullable=False),
        sa.Column("email_2", sa.String(length=80), nullable=False),
        sa.Column("pager", sa.String(length=30), nullable=False),
        sa.Column("extension_no", sa.String(length=30), nullable=False),
        sa.Column(
            "correspondence_type",
            sa.Enum(
                "",
                "hard_copy",
                "email",
                name="correspondence_type",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("salutation_code", sa.String(length=10), nullable=True),
        sa.Column("organisational_level_code", sa.String(length=10), nullable=True),
        sa.Column("exclude_from_segment", sa.Boolean(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("parental_consent", sa.Boolean(), nullable=False),
        sa.Column("external_id", sa.String(length=20), nullable=False),
        sa.Column(
            "business_relation",
            sa.Enum(
                "",
                "customer",
                "vendor",
                "bank_account",
                "other",
                "multiple",
                name="business_relation",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.Column("search_name", sa.String(length=100), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("mobile_phone_no", sa.String(length=30), nullable=False),
        sa.Column("fax_no", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("home_page", sa.String(length=255), nullable=False),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("territory_code", sa.String(length=10), nullable=True),
        sa.Column("currency_code", sa.String(length=10), nullable=True),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column("registration_no", sa.String(length=20), nullable=False),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("privacy_blocked", sa.Boolean(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "group_key",
            sa.String(length=450).with_variant(sa.String(length=450, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("type = 'person' OR company_no IS NULL", name=op.f("ck_contact_companies_belong_to_nobody")),
        sa.CheckConstraint("company_no IS NULL OR company_no <> no", name=op.f("ck_contact_nobody_belongs_to_oneself")),
        sa.CheckConstraint("minor OR NOT parental_consent", name=op.f("ck_contact_consent_is_for_minors")),
        sa.ForeignKeyConstraint(
            ["company_no"],
            ["contact.no"],
            name=op.f("fk_contact_company_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_contact_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_contact_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_contact_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_contact_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["organisational_level_code"],
            ["organisational_level.code"],
            name=op.f("fk_contact_organisational_level_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_contact_picture_id")),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_contact_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["salutation_code"],
            ["salutation.code"],
            name=op.f("fk_contact_salutation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_contact_territory_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("no", name=op.f("uq_contact_no")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_by_relation", ["business_relation", "group_key"], unique=False)
        batch_op.create_index("ix_contact_city", ["city", "post_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_company_no"), ["company_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_currency_code"), ["currency_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_group_key"), ["group_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_language_code"), ["language_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_contact_organisational_level_code"), ["organisational_level_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_contact_picture_id"), ["picture_id"], unique=False)
        batch_op.create_index("ix_contact_post_code", ["post_code", "city"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_salesperson_code"), ["salesperson_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_salutation_code"), ["salutation_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_territory_code"), ["territory_code"], unique=False)

    op.create_table(
        "customer_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column(
            "contact_type",
            sa.Enum("company", "person", name="contact_type", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("nos", sa.String(length=20), nullable=True),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("currency_code", sa.String(length=10), nullable=True),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("territory_code", sa.String(length=10), nullable=True),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("price_group_code", sa.String(length=10), nullable=True),
        sa.Column("discount_group_code", sa.String(length=20), nullable=True),
        sa.Column("allow_line_discount", sa.Boolean(), nullable=False),
        sa.Column("credit_limit", sa.BigInteger(), nullable=False),
        sa.Column("payment_terms_code", sa.String(length=10), nullable=True),
        sa.Column("payment_method_code", sa.String(length=10), nullable=True),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("gen_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("invoice_discount_code", sa.String(length=20), nullable=False),
        sa.Column("prices_include_vat", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_customer_template_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_customer_template_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["discount_group_code"],
            ["customer_discount_group.code"],
            name=op.f("fk_customer_template_discount_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["gen_posting_group_code"],
            ["gen_posting_group.code"],
            name=op.f("fk_customer_template_gen_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_customer_template_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["nos"], ["no_series.code"], name=op.f("fk_customer_template_nos"), onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_customer_template_payment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_customer_template_payment_terms_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_group_code"],
            ["customer_posting_group.code"],
            name=op.f("fk_customer_template_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["price_group_code"],
            ["customer_price_group.code"],
            name=op.f("fk_customer_template_price_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_customer_template_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_customer_template_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_customer_template_territory_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_customer_template_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_template")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_template_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("customer_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_template_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_template_currency_code"), ["currency_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_template_discount_group_code"), ["discount_group_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_customer_template_gen_posting_group_code"), ["gen_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_customer_template_language_code"), ["language_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_template_nos"), ["nos"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_template_payment_method_code"), ["payment_method_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_customer_template_payment_terms_code"), ["payment_terms_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_customer_template_posting_group_code"), ["posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_customer_template_price_group_code"), ["price_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_template_salesperson_code"), ["salesperson_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_template_shipment_method_code"), ["shipment_method_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_customer_template_territory_code"), ["territory_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_template_vat_posting_group_code"), ["vat_posting_group_code"], unique=False
        )

    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("search_name", sa.String(length=100), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("mobile_phone_no", sa.String(length=30), nullable=False),
        sa.Column("fax_no", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("home_page", sa.String(length=255), nullable=False),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("territory_code", sa.String(length=10), nullable=True),
        sa.Column("currency_code", sa.String(length=10), nullable=True),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.Column(
            "sort_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_partner_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_partner_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_partner_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["picture_id"], ["picture.id"], name=op.f("fk_partner_picture_id")),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_partner_territory_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("id", "kind", name=op.f("uq_partner_id_kind")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index("ix_partner_city", ["city", "post_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_currency_code"), ["currency_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_language_code"), ["language_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_picture_id"), ["picture_id"], unique=False)
        batch_op.create_index("ix_partner_post_code", ["post_code", "city"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_sort_key"), ["sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_partner_territory_code"), ["territory_code"], unique=False)

    op.create_table(
        "vendor_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column(
            "contact_type",
            sa.Enum("company", "person", name="contact_type", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("nos", sa.String(length=20), nullable=True),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("currency_code", sa.String(length=10), nullable=True),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("territory_code", sa.String(length=10), nullable=True),
        sa.Column("purchaser_code", sa.String(length=20), nullable=True),
        sa.Column("posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("payment_terms_code", sa.String(length=10), nullable=True),
        sa.Column("payment_method_code", sa.String(length=10), nullable=True),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("gen_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("invoice_discount_code", sa.String(length=20), nullable=False),
        sa.Column("prices_include_vat", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_vendor_template_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["currency_code"],
            ["currency.code"],
            name=op.f("fk_vendor_template_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["gen_posting_group_code"],
            ["gen_posting_group.code"],
            name=op.f("fk_vendor_template_gen_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_vendor_template_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["nos"], ["no_series.code"], name=op.f("fk_vendor_template_nos"), onupdate="CASCADE", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_vendor_template_payment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_vendor_template_payment_terms_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_group_code"],
            ["vendor_posting_group.code"],
            name=op.f("fk_vendor_template_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchaser_code"],
            ["salesperson.code"],
            name=op.f("fk_vendor_template_purchaser_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_vendor_template_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["territory_code"],
            ["territory.code"],
            name=op.f("fk_vendor_template_territory_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_vendor_template_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_template")),
        sa.UniqueConstraint("code", name=op.f("uq_vendor_template_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("vendor_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vendor_template_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_template_currency_code"), ["currency_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_vendor_template_gen_posting_group_code"), ["gen_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_vendor_template_language_code"), ["language_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_template_nos"), ["nos"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_vendor_template_payment_method_code"), ["payment_method_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_vendor_template_payment_terms_code"), ["payment_terms_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_template_posting_group_code"), ["posting_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_template_purchaser_code"), ["purchaser_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_vendor_template_shipment_method_code"), ["shipment_method_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_vendor_template_territory_code"), ["territory_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_vendor_template_vat_posting_group_code"), ["vat_posting_group_code"], unique=False
        )

    op.create_table(
        "alternative_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("company_name", sa.String(length=100), nullable=False),
        sa.Column("company_name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("mobile_phone_no", sa.String(length=30), nullable=False),
        sa.Column("fax_no", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("home_page", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_alternative_address_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_alternative_address_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alternative_address")),
        sa.UniqueConstraint("contact_id", "code", name=op.f("uq_alternative_address_contact_id_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alternative_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alternative_address_country_code"), ["country_code"], unique=False)

    op.create_table(
        "bank_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column("our_contact_code", sa.String(length=20), nullable=True),
        sa.Column("bank_account_no", sa.String(length=30), nullable=False),
        sa.Column("bank_branch_no", sa.String(length=20), nullable=False),
        sa.Column("iban", sa.String(length=50), nullable=False),
        sa.Column("swift_code", sa.String(length=20), nullable=False),
        sa.Column("posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("min_balance", sa.BigInteger(), nullable=False),
        sa.Column("balance_last_statement", sa.BigInteger(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["partner.id"], name=op.f("fk_bank_account_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_bank_account_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["our_contact_code"],
            ["salesperson.code"],
            name=op.f("fk_bank_account_our_contact_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_group_code"],
            ["bank_posting_group.code"],
            name=op.f("fk_bank_account_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
        sa.UniqueConstraint("no", name=op.f("uq_bank_account_no")),
    )
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bank_account_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bank_account_our_contact_code"), ["our_contact_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bank_account_posting_group_code"), ["posting_group_code"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(contact_id IS NULL) <> (partner_id IS NULL)", name=op.f("ck_comment_about_one")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_comment_contact_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["partner_id"], ["partner.id"], name=op.f("fk_comment_partner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comment_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "contact_industry_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"],
            ["industry_group.code"],
            name=op.f("fk_contact_industry_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_industry_group_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_industry_group")),
        sa.UniqueConstraint("contact_id", "code", name=op.f("uq_contact_industry_group_contact_id_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_industry_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_industry_group_code"), ["code"], unique=False)

    op.create_table(
        "contact_job_responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"],
            ["job_responsibility.code"],
            name=op.f("fk_contact_job_responsibility_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_job_responsibility_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_job_responsibility")),
        sa.UniqueConstraint("contact_id", "code", name=op.f("uq_contact_job_responsibility_contact_id_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_job_responsibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_job_responsibility_code"), ["code"], unique=False)

    op.create_table(
        "contact_mailing_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"],
            ["mailing_group.code"],
            name=op.f("fk_contact_mailing_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_mailing_group_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_mailing_group")),
        sa.UniqueConstraint("contact_id", "code", name=op.f("uq_contact_mailing_group_contact_id_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_mailing_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_mailing_group_code"), ["code"], unique=False)

    op.create_table(
        "contact_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("business_relation_code", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind IS NULL) = (partner_id IS NULL)", name=op.f("ck_contact_relation_a_link_is_whole")),
        sa.ForeignKeyConstraint(
            ["business_relation_code"],
            ["business_relation.code"],
            name=op.f("fk_contact_relation_business_relation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_relation_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id", "kind"],
            ["partner.id", "partner.kind"],
            name=op.f("fk_contact_relation_partner_id_kind"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_relation")),
        sa.UniqueConstraint(
            "contact_id", "business_relation_code", name=op.f("uq_contact_relation_contact_id_business_relation_code")
        ),
        sa.UniqueConstraint("contact_id", "kind", name=op.f("uq_contact_relation_contact_id_kind")),
        sa.UniqueConstraint("partner_id", name=op.f("uq_contact_relation_partner_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_relation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_relation_business_relation_code"), ["business_relation_code"], unique=False
        )

    op.create_table(
        "contact_web_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("search_word", sa.String(length=30), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"],
            ["web_source.code"],
            name=op.f("fk_contact_web_source_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_web_source_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_web_source")),
        sa.UniqueConstraint("contact_id", "code", name=op.f("uq_contact_web_source_contact_id_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_web_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_web_source_code"), ["code"], unique=False)

    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column(
            "contact_type",
            sa.Enum("company", "person", name="contact_type", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "blocked",
            sa.Enum("", "ship", "invoice", "all", name="blocked", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("bill_to_customer_no", sa.String(length=20), nullable=True),
        sa.Column(
            "quote_address_from",
            sa.Enum(
                "company", "person", name="quote_address_from", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("price_group_code", sa.String(length=10), nullable=True),
        sa.Column("discount_group_code", sa.String(length=20), nullable=True),
        sa.Column("allow_line_discount", sa.Boolean(), nullable=False),
        sa.Column("credit_limit", sa.BigInteger(), nullable=False),
        sa.Column("primary_contact_no", sa.String(length=20), nullable=True),
        sa.Column("our_account_no", sa.String(length=20), nullable=False),
        sa.Column("payment_terms_code", sa.String(length=10), nullable=True),
        sa.Column("payment_method_code", sa.String(length=10), nullable=True),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("gen_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("invoice_discount_code", sa.String(length=20), nullable=False),
        sa.Column("prices_include_vat", sa.Boolean(), nullable=False),
        sa.Column("registration_no", sa.String(length=20), nullable=False),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("privacy_blocked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bill_to_customer_no"],
            ["customer.no"],
            name=op.f("fk_customer_bill_to_customer_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["discount_group_code"],
            ["customer_discount_group.code"],
            name=op.f("fk_customer_discount_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["gen_posting_group_code"],
            ["gen_posting_group.code"],
            name=op.f("fk_customer_gen_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["id"], ["partner.id"], name=op.f("fk_customer_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_customer_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_customer_payment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_customer_payment_terms_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_group_code"],
            ["customer_posting_group.code"],
            name=op.f("fk_customer_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["price_group_code"],
            ["customer_price_group.code"],
            name=op.f("fk_customer_price_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["primary_contact_no"],
            ["contact.no"],
            name=op.f("fk_customer_primary_contact_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_customer_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_customer_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_customer_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("no", name=op.f("uq_customer_no")),
    )
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_customer_bill_to_customer_no"), ["bill_to_customer_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_discount_group_code"), ["discount_group_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_gen_posting_group_code"), ["gen_posting_group_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_customer_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_payment_method_code"), ["payment_method_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_payment_terms_code"), ["payment_terms_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_posting_group_code"), ["posting_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_price_group_code"), ["price_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_primary_contact_no"), ["primary_contact_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_salesperson_code"), ["salesperson_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_customer_shipment_method_code"), ["shipment_method_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_customer_vat_posting_group_code"), ["vat_posting_group_code"], unique=False
        )

    op.create_table(
        "difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(other_id IS NULL) <> (partner_id IS NULL)", name=op.f("ck_difference_between_two")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_difference_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["contact.id"], name=op.f("fk_difference_other_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_difference_partner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference")),
        sa.UniqueConstraint("contact_id", "other_id", name=op.f("uq_difference_contact_id_other_id")),
        sa.UniqueConstraint("contact_id", "partner_id", name=op.f("uq_difference_contact_id_partner_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("difference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difference_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_difference_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "duplicate_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.CheckConstraint("contact_id < other_id", name=op.f("ck_duplicate_pair_older_first")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_duplicate_pair_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["contact.id"], name=op.f("fk_duplicate_pair_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pair")),
        sa.UniqueConstraint("contact_id", "other_id", name=op.f("uq_duplicate_pair_contact_id_other_id")),
    )
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duplicate_pair_hits"), ["hits"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplicate_pair_other_id"), ["other_id"], unique=False)

    op.create_table(
        "search_string",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "text", sa.String(length=10).with_variant(sa.String(length=10, collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_search_string_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["duplicate_search_line.id"], name=op.f("fk_search_string_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_string")),
        sa.UniqueConstraint("contact_id", "line_id", name=op.f("uq_search_string_contact_id_line_id")),
    )
    with op.batch_alter_table("search_string", schema=None) as batch_op:
        batch_op.create_index("ix_search_string_equal", ["line_id", "text", "contact_id"], unique=False)

    op.create_table(
        "vendor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no", sa.String(length=20), nullable=False),
        sa.Column(
            "blocked",
            sa.Enum("", "payment", "all", name="blocked", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("pay_to_vendor_no", sa.String(length=20), nullable=True),
        sa.Column("preferred_bank_account_code", sa.String(length=20), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=True),
        sa.Column("purchaser_code", sa.String(length=20), nullable=True),
        sa.Column("posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("primary_contact_no", sa.String(length=20), nullable=True),
        sa.Column("our_account_no", sa.String(length=20), nullable=False),
        sa.Column("payment_terms_code", sa.String(length=10), nullable=True),
        sa.Column("payment_method_code", sa.String(length=10), nullable=True),
        sa.Column("shipment_method_code", sa.String(length=10), nullable=True),
        sa.Column("gen_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("vat_posting_group_code", sa.String(length=20), nullable=True),
        sa.Column("invoice_discount_code", sa.String(length=20), nullable=False),
        sa.Column("prices_include_vat", sa.Boolean(), nullable=False),
        sa.Column("registration_no", sa.String(length=20), nullable=False),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("privacy_blocked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gen_posting_group_code"],
            ["gen_posting_group.code"],
            name=op.f("fk_vendor_gen_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["id"], ["partner.id"], name=op.f("fk_vendor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_vendor_no_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["pay_to_vendor_no"],
            ["vendor.no"],
            name=op.f("fk_vendor_pay_to_vendor_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["payment_method_code"],
            ["payment_method.code"],
            name=op.f("fk_vendor_payment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["payment_terms_code"],
            ["payment_terms.code"],
            name=op.f("fk_vendor_payment_terms_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["posting_group_code"],
            ["vendor_posting_group.code"],
            name=op.f("fk_vendor_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["primary_contact_no"],
            ["contact.no"],
            name=op.f("fk_vendor_primary_contact_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["purchaser_code"],
            ["salesperson.code"],
            name=op.f("fk_vendor_purchaser_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["shipment_method_code"],
            ["shipment_method.code"],
            name=op.f("fk_vendor_shipment_method_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vat_posting_group_code"],
            ["vat_posting_group.code"],
            name=op.f("fk_vendor_vat_posting_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor")),
        sa.UniqueConstraint("no", name=op.f("uq_vendor_no")),
    )
    with op.batch_alter_table("vendor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vendor_gen_posting_group_code"), ["gen_posting_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_no_series_code"), ["no_series_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_pay_to_vendor_no"), ["pay_to_vendor_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_payment_method_code"), ["payment_method_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_payment_terms_code"), ["payment_terms_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_posting_group_code"), ["posting_group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_primary_contact_no"), ["primary_contact_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_purchaser_code"), ["purchaser_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_shipment_method_code"), ["shipment_method_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vendor_vat_posting_group_code"), ["vat_posting_group_code"], unique=False)

    op.create_table(
        "address_range",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("starting_date", sa.Date(), nullable=False),
        sa.Column("ending_date", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ending_date IS NULL OR ending_date >= starting_date", name=op.f("ck_address_range_start_before_end")
        ),
        sa.ForeignKeyConstraint(
            ["address_id"], ["alternative_address.id"], name=op.f("fk_address_range_address_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_address_range_contact_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_range")),
        sa.UniqueConstraint("contact_id", "starting_date", name=op.f("uq_address_range_contact_id_starting_date")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("address_range", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_range_address_id"), ["address_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("refusals_kept", sa.Text(), nullable=False),
        sa.Column("notes_kept", sa.Text(), nullable=False),
        sa.Column("problem_kept", sa.Text(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_job_by_id")),
        sa.ForeignKeyConstraint(["change_set_id"], ["change_set.id"], name=op.f("fk_job_change_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_change_set_id"), ["change_set_id"], unique=False)
        batch_op.create_index("ix_job_unfinished", ["kind", "state"], unique=False)

    op.create_table(
        "import_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("preview", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_import_file_by_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_import_file_job_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_file_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_file_job_id"), ["job_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("deed", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=150), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("company_place", sa.Integer(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["import_file.id"], name=op.f("fk_import_row_file_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("file_id", "place", name=op.f("uq_import_row_file_id_place")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index("ix_import_row_state", ["file_id", "state", "place"], unique=False)

    bring_search_lines(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_state")

    op.drop_table("import_row")
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_file_job_id"))
        batch_op.drop_index(batch_op.f("ix_import_file_by_id"))

    op.drop_table("import_file")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_unfinished")
        batch_op.drop_index(batch_op.f("ix_job_change_set_id"))
        batch_op.drop_index(batch_op.f("ix_job_by_id"))

    op.drop_table("job")
    with op.batch_alter_table("address_range", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_range_address_id"))

    op.drop_table("address_range")
    with op.batch_alter_table("vendor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vendor_vat_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_purchaser_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_primary_contact_no"))
        batch_op.drop_index(batch_op.f("ix_vendor_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_payment_terms_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_payment_method_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_pay_to_vendor_no"))
        batch_op.drop_index(batch_op.f("ix_vendor_no_series_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_gen_posting_group_code"))

    op.drop_table("vendor")
    with op.batch_alter_table("search_string", schema=None) as batch_op:
        batch_op.drop_index("ix_search_string_equal")

    op.drop_table("search_string")
    with op.batch_alter_table("duplicate_pair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_other_id"))
        batch_op.drop_index(batch_op.f("ix_duplicate_pair_hits"))

    op.drop_table("duplicate_pair")
    with op.batch_alter_table("difference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_difference_partner_id"))
        batch_op.drop_index(batch_op.f("ix_difference_other_id"))

    op.drop_table("difference")
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_vat_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_customer_salesperson_code"))
        batch_op.drop_index(batch_op.f("ix_customer_primary_contact_no"))
        batch_op.drop_index(batch_op.f("ix_customer_price_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_payment_terms_code"))
        batch_op.drop_index(batch_op.f("ix_customer_payment_method_code"))
        batch_op.drop_index(batch_op.f("ix_customer_no_series_code"))
        batch_op.drop_index(batch_op.f("ix_customer_gen_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_discount_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_bill_to_customer_no"))

    op.drop_table("customer")
    with op.batch_alter_table("contact_web_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_web_source_code"))

    op.drop_table("contact_web_source")
    with op.batch_alter_table("contact_relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_relation_business_relation_code"))

    op.drop_table("contact_relation")
    with op.batch_alter_table("contact_mailing_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_mailing_group_code"))

    op.drop_table("contact_mailing_group")
    with op.batch_alter_table("contact_job_responsibility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_job_responsibility_code"))

    op.drop_table("contact_job_responsibility")
    with op.batch_alter_table("contact_industry_group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_industry_group_code"))

    op.drop_table("contact_industry_group")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_partner_id"))
        batch_op.drop_index(batch_op.f("ix_comment_contact_id"))

    op.drop_table("comment")
    with op.batch_alter_table("bank_account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bank_account_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_bank_account_our_contact_code"))
        batch_op.drop_index(batch_op.f("ix_bank_account_no_series_code"))

    op.drop_table("bank_account")
    with op.batch_alter_table("alternative_address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alternative_address_country_code"))

    op.drop_table("alternative_address")
    with op.batch_alter_table("vendor_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vendor_template_vat_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_territory_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_purchaser_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_payment_terms_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_payment_method_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_nos"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_language_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_gen_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_currency_code"))
        batch_op.drop_index(batch_op.f("ix_vendor_template_country_code"))

    op.drop_table("vendor_template")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_territory_code"))
        batch_op.drop_index(batch_op.f("ix_partner_sort_key"))
        batch_op.drop_index("ix_partner_post_code")
        batch_op.drop_index(batch_op.f("ix_partner_picture_id"))
        batch_op.drop_index(batch_op.f("ix_partner_language_code"))
        batch_op.drop_index(batch_op.f("ix_partner_currency_code"))
        batch_op.drop_index(batch_op.f("ix_partner_country_code"))
        batch_op.drop_index("ix_partner_city")

    op.drop_table("partner")
    with op.batch_alter_table("customer_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_customer_template_vat_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_territory_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_shipment_method_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_salesperson_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_price_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_payment_terms_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_payment_method_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_nos"))
        batch_op.drop_index(batch_op.f("ix_customer_template_language_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_gen_posting_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_discount_group_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_currency_code"))
        batch_op.drop_index(batch_op.f("ix_customer_template_country_code"))

    op.drop_table("customer_template")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_territory_code"))
        batch_op.drop_index(batch_op.f("ix_contact_sort_key"))
        batch_op.drop_index(batch_op.f("ix_contact_salutation_code"))
        batch_op.drop_index(batch_op.f("ix_contact_salesperson_code"))
        batch_op.drop_index("ix_contact_post_code")
        batch_op.drop_index(batch_op.f("ix_contact_picture_id"))
        batch_op.drop_index(batch_op.f("ix_contact_organisational_level_code"))
        batch_op.drop_index(batch_op.f("ix_contact_no_series_code"))
        batch_op.drop_index(batch_op.f("ix_contact_language_code"))
        batch_op.drop_index(batch_op.f("ix_contact_group_key"))
        batch_op.drop_index(batch_op.f("ix_contact_currency_code"))
        batch_op.drop_index(batch_op.f("ix_contact_country_code"))
        batch_op.drop_index(batch_op.f("ix_contact_company_no"))
        batch_op.drop_index("ix_contact_city")
        batch_op.drop_index("ix_contact_by_relation")

    op.drop_table("contact")
    op.drop_table("vat_posting_group")
    op.drop_table("gen_posting_group")
    op.drop_table("duplicate_search_line")
    op.drop_table("customer_price_group")
    op.drop_table("customer_discount_group")
    op.drop_table("bank_posting_group")
