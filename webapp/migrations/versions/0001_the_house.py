"""The house"""

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "business_relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_relation")),
        sa.UniqueConstraint("code", name=op.f("uq_business_relation_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "country",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("iso_code", sa.String(length=2), nullable=False),
        sa.Column("phone_prefix", sa.String(length=6), nullable=False),
        sa.Column("in_eu", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_country")),
        sa.UniqueConstraint("code", name=op.f("uq_country_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "currency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("symbol", sa.String(length=6), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_currency")),
        sa.UniqueConstraint("code", name=op.f("uq_currency_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customer_posting_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("receivables_account", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_posting_group")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_posting_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_sign_in_account"), ["account"], unique=False)
        batch_op.create_index(batch_op.f("ix_failed_sign_in_address"), ["address"], unique=False)

    op.create_table(
        "industry_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_industry_group")),
        sa.UniqueConstraint("code", name=op.f("uq_industry_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "job_responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_responsibility")),
        sa.UniqueConstraint("code", name=op.f("uq_job_responsibility_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column(
            "locale",
            sa.Enum(
                "en-GB",
                "nb-NO",
                "nl-NL",
                "fr-CH",
                "ru-RU",
                name="locale",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
        sa.UniqueConstraint("code", name=op.f("uq_language_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(length=100), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column(
            "security",
            sa.Enum("starttls", "tls", "none", name="security", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("sender_name", sa.String(length=100), nullable=False),
        sa.Column("sender_email", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mail_setup_only_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_setup")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mailing_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing_group")),
        sa.UniqueConstraint("code", name=op.f("uq_mailing_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "no_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("default_nos", sa.Boolean(), nullable=False),
        sa.Column("manual_nos", sa.Boolean(), nullable=False),
        sa.Column("date_order", sa.Boolean(), nullable=False),
        sa.Column("allow_gaps", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("default_nos OR manual_nos", name=op.f("ck_no_series_numbers_come_somehow")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_series")),
        sa.UniqueConstraint("code", name=op.f("uq_no_series_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "organisational_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisational_level")),
        sa.UniqueConstraint("code", name=op.f("uq_organisational_level_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "payment_method",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_method")),
        sa.UniqueConstraint("code", name=op.f("uq_payment_method_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "payment_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("due_date_formula", sa.String(length=20), nullable=False),
        sa.Column("discount_date_formula", sa.String(length=20), nullable=False),
        sa.Column("discount_percent", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_terms")),
        sa.UniqueConstraint("code", name=op.f("uq_payment_terms_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_picture_digest")),
    )
    op.create_table(
        "salesperson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("job_title", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_salesperson")),
        sa.UniqueConstraint("code", name=op.f("uq_salesperson_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "salutation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_salutation")),
        sa.UniqueConstraint("code", name=op.f("uq_salutation_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("record_type", "record_id", name=op.f("uq_search_entry_record_type_record_id")),
    )
    op.create_table(
        "shipment_method",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_method")),
        sa.UniqueConstraint("code", name=op.f("uq_shipment_method_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "territory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("code", name=op.f("uq_territory_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("standard_code", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vat_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vat_rate")),
        sa.UniqueConstraint("code", name=op.f("uq_vat_rate_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "vendor_posting_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("payables_account", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_posting_group")),
        sa.UniqueConstraint("code", name=op.f("uq_vendor_posting_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "web_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("url", sa.String(length=250), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_source")),
        sa.UniqueConstraint("code", name=op.f("uq_web_source_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "company_information",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_2", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("address_2", sa.String(length=50), nullable=False),
        sa.Column("post_code", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=30), nullable=False),
        sa.Column("county", sa.String(length=30), nullable=False),
        sa.Column("country_code", sa.String(length=10), nullable=True),
        sa.Column("phone_no", sa.String(length=30), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("home_page", sa.String(length=255), nullable=False),
        sa.Column("vat_registration_no", sa.String(length=20), nullable=False),
        sa.Column("registration_no", sa.String(length=20), nullable=False),
        sa.Column("bank_name", sa.String(length=100), nullable=False),
        sa.Column("bank_branch_no", sa.String(length=20), nullable=False),
        sa.Column("bank_account_no", sa.String(length=30), nullable=False),
        sa.Column("iban", sa.String(length=50), nullable=False),
        sa.Column("swift_code", sa.String(length=20), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_information_only_row")),
        sa.ForeignKeyConstraint(
            ["country_code"],
            ["country.code"],
            name=op.f("fk_company_information_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(["logo_id"], ["picture.id"], name=op.f("fk_company_information_logo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_information")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("company_information", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_company_information_country_code"), ["country_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_company_information_logo_id"), ["logo_id"], unique=False)

    op.create_table(
        "general_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("local_currency_code", sa.String(length=10), nullable=True),
        sa.Column("bank_account_nos", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_general_setup_only_row")),
        sa.ForeignKeyConstraint(
            ["bank_account_nos"],
            ["no_series.code"],
            name=op.f("fk_general_setup_bank_account_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["local_currency_code"],
            ["currency.code"],
            name=op.f("fk_general_setup_local_currency_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_general_setup")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("general_setup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_general_setup_bank_account_nos"), ["bank_account_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_general_setup_local_currency_code"), ["local_currency_code"], unique=False)

    op.create_table(
        "marketing_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inherit_salesperson", sa.Boolean(), nullable=False),
        sa.Column("inherit_territory", sa.Boolean(), nullable=False),
        sa.Column("inherit_country", sa.Boolean(), nullable=False),
        sa.Column("inherit_language", sa.Boolean(), nullable=False),
        sa.Column("inherit_address", sa.Boolean(), nullable=False),
        sa.Column("inherit_communication", sa.Boolean(), nullable=False),
        sa.Column("default_salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("default_territory_code", sa.String(length=10), nullable=True),
        sa.Column("default_country_code", sa.String(length=10), nullable=True),
        sa.Column("default_language_code", sa.String(length=10), nullable=True),
        sa.Column(
            "default_correspondence_type",
            sa.Enum(
                "",
                "hard_copy",
                "email",
                name="default_correspondence_type",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("company_salutation_code", sa.String(length=10), nullable=True),
        sa.Column("person_salutation_code", sa.String(length=10), nullable=True),
        sa.Column("customer_relation_code", sa.String(length=10), nullable=True),
        sa.Column("vendor_relation_code", sa.String(length=10), nullable=True),
        sa.Column("bank_relation_code", sa.String(length=10), nullable=True),
        sa.Column("contact_nos", sa.String(length=20), nullable=True),
        sa.Column("maintain_search_strings", sa.Boolean(), nullable=False),
        sa.Column("autosearch_duplicates", sa.Boolean(), nullable=False),
        sa.Column("search_hit_percent", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_marketing_setup_only_row")),
        sa.ForeignKeyConstraint(
            ["bank_relation_code"],
            ["business_relation.code"],
            name=op.f("fk_marketing_setup_bank_relation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["company_salutation_code"],
            ["salutation.code"],
            name=op.f("fk_marketing_setup_company_salutation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["contact_nos"],
            ["no_series.code"],
            name=op.f("fk_marketing_setup_contact_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_relation_code"],
            ["business_relation.code"],
            name=op.f("fk_marketing_setup_customer_relation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["default_country_code"],
            ["country.code"],
            name=op.f("fk_marketing_setup_default_country_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["default_language_code"],
            ["language.code"],
            name=op.f("fk_marketing_setup_default_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["default_salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_marketing_setup_default_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["default_territory_code"],
            ["territory.code"],
            name=op.f("fk_marketing_setup_default_territory_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_salutation_code"],
            ["salutation.code"],
            name=op.f("fk_marketing_setup_person_salutation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_relation_code"],
            ["business_relation.code"],
            name=op.f("fk_marketing_setup_vendor_relation_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marketing_setup")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("marketing_setup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_marketing_setup_bank_relation_code"), ["bank_relation_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_company_salutation_code"), ["company_salutation_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_marketing_setup_contact_nos"), ["contact_nos"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_customer_relation_code"), ["customer_relation_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_default_country_code"), ["default_country_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_default_language_code"), ["default_language_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_default_salesperson_code"), ["default_salesperson_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_default_territory_code"), ["default_territory_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_person_salutation_code"), ["person_salutation_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_marketing_setup_vendor_relation_code"), ["vendor_relation_code"], unique=False
        )

    op.create_table(
        "no_series_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=False),
        sa.Column("starting_date", sa.Date(), nullable=True),
        sa.Column("starting_no", sa.String(length=20), nullable=False),
        sa.Column("ending_no", sa.String(length=20), nullable=False),
        sa.Column("warning_no", sa.String(length=20), nullable=False),
        sa.Column("increment_by", sa.Integer(), nullable=False),
        sa.Column("last_no_used", sa.String(length=20), nullable=False),
        sa.Column("last_date_used", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_no_series_line_no_series_code"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_series_line")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("no_series_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_no_series_line_no_series_code"), ["no_series_code"], unique=False)

    op.create_table(
        "no_series_relationship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("no_series_code", sa.String(length=20), nullable=False),
        sa.Column("series_code", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("no_series_code <> series_code", name=op.f("ck_no_series_relationship_not_to_itself")),
        sa.ForeignKeyConstraint(
            ["no_series_code"],
            ["no_series.code"],
            name=op.f("fk_no_series_relationship_no_series_code"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series_code"],
            ["no_series.code"],
            name=op.f("fk_no_series_relationship_series_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_series_relationship")),
        sa.UniqueConstraint(
            "no_series_code", "series_code", name=op.f("uq_no_series_relationship_no_series_code_series_code")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("no_series_relationship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_no_series_relationship_series_code"), ["series_code"], unique=False)

    op.create_table(
        "purchase_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vendor_nos", sa.String(length=20), nullable=True),
        sa.Column("quote_nos", sa.String(length=20), nullable=True),
        sa.Column("order_nos", sa.String(length=20), nullable=True),
        sa.Column("blanket_order_nos", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_purchase_setup_only_row")),
        sa.ForeignKeyConstraint(
            ["blanket_order_nos"],
            ["no_series.code"],
            name=op.f("fk_purchase_setup_blanket_order_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["order_nos"],
            ["no_series.code"],
            name=op.f("fk_purchase_setup_order_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quote_nos"],
            ["no_series.code"],
            name=op.f("fk_purchase_setup_quote_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["vendor_nos"],
            ["no_series.code"],
            name=op.f("fk_purchase_setup_vendor_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_setup")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("purchase_setup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_setup_blanket_order_nos"), ["blanket_order_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_setup_order_nos"), ["order_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_setup_quote_nos"), ["quote_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_setup_vendor_nos"), ["vendor_nos"], unique=False)

    op.create_table(
        "sales_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_nos", sa.String(length=20), nullable=True),
        sa.Column("quote_nos", sa.String(length=20), nullable=True),
        sa.Column("order_nos", sa.String(length=20), nullable=True),
        sa.Column("blanket_order_nos", sa.String(length=20), nullable=True),
        sa.Column("service_order_nos", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_sales_setup_only_row")),
        sa.ForeignKeyConstraint(
            ["blanket_order_nos"],
            ["no_series.code"],
            name=op.f("fk_sales_setup_blanket_order_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["customer_nos"],
            ["no_series.code"],
            name=op.f("fk_sales_setup_customer_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["order_nos"],
            ["no_series.code"],
            name=op.f("fk_sales_setup_order_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["quote_nos"],
            ["no_series.code"],
            name=op.f("fk_sales_setup_quote_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_order_nos"],
            ["no_series.code"],
            name=op.f("fk_sales_setup_service_order_nos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_setup")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sales_setup_blanket_order_nos"), ["blanket_order_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_sales_setup_customer_nos"), ["customer_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_sales_setup_order_nos"), ["order_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_sales_setup_quote_nos"), ["quote_nos"], unique=False)
        batch_op.create_index(batch_op.f("ix_sales_setup_service_order_nos"), ["service_order_nos"], unique=False)

    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader",
                "accounting",
                "purchasing",
                "sales",
                "owner",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum(
                "en-GB",
                "nb-NO",
                "nl-NL",
                "fr-CH",
                "ru-RU",
                name="language",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("time_zone", sa.String(length=40), nullable=False),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column(
            "theme",
            sa.Enum("auto", "light", "dark", name="theme", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "density",
            sa.Enum("comfortable", "compact", name="density", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("single_keys", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["salesperson_code"],
            ["salesperson.code"],
            name=op.f("fk_user_salesperson_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_salesperson_code"), ["salesperson_code"], unique=False)

    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=100), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_change_set_by_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["change_set.id"], name=op.f("fk_change_set_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_set")),
    )
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_set_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_undoes_id"), ["undoes_id"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_view_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("user_id", "page", "name", name=op.f("uq_saved_view_user_id_page_name")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.Column("record_type", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=150), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("source_type", sa.String(length=40), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("source_label", sa.String(length=150), nullable=True),
        sa.ForeignKeyConstraint(["change_set_id"], ["change_set.id"], name=op.f("fk_change_change_set_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_change_set_id"), ["change_set_id"], unique=False)
        batch_op.create_index(
            "ix_change_former_key",
            ["record_type", "before"],
            unique=False,
            sqlite_where=sa.text("field IN ('no', 'code')"),
            postgresql_where=sa.text("field IN ('no', 'code')"),
        )
        batch_op.create_index("ix_change_record", ["record_type", "record_id", "field"], unique=False)
        batch_op.create_index(
            "ix_change_sample",
            ["id"],
            unique=False,
            sqlite_where=sa.text("rule = 'sample'"),
            postgresql_where=sa.text("rule = 'sample'"),
        )

    create_full_text_index()


def downgrade() -> None:
    drop_full_text_index()
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_change_sample", sqlite_where=sa.text("rule = 'sample'"), postgresql_where=sa.text("rule = 'sample'")
        )
        batch_op.drop_index("ix_change_record")
        batch_op.drop_index(
            "ix_change_former_key",
            sqlite_where=sa.text("field IN ('no', 'code')"),
            postgresql_where=sa.text("field IN ('no', 'code')"),
        )
        batch_op.drop_index(batch_op.f("ix_change_change_set_id"))

    op.drop_table("change")
    op.drop_table("saved_view")
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_set_undoes_id"))
        batch_op.drop_index(batch_op.f("ix_change_set_by_id"))
        batch_op.drop_index(batch_op.f("ix_change_set_at"))

    op.drop_table("change_set")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_salesperson_code"))

    op.drop_table("user")
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sales_setup_service_order_nos"))
        batch_op.drop_index(batch_op.f("ix_sales_setup_quote_nos"))
        batch_op.drop_index(batch_op.f("ix_sales_setup_order_nos"))
        batch_op.drop_index(batch_op.f("ix_sales_setup_customer_nos"))
        batch_op.drop_index(batch_op.f("ix_sales_setup_blanket_order_nos"))

    op.drop_table("sales_setup")
    with op.batch_alter_table("purchase_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_purchase_setup_vendor_nos"))
        batch_op.drop_index(batch_op.f("ix_purchase_setup_quote_nos"))
        batch_op.drop_index(batch_op.f("ix_purchase_setup_order_nos"))
        batch_op.drop_index(batch_op.f("ix_purchase_setup_blanket_order_nos"))

    op.drop_table("purchase_setup")
    with op.batch_alter_table("no_series_relationship", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_no_series_relationship_series_code"))

    op.drop_table("no_series_relationship")
    with op.batch_alter_table("no_series_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_no_series_line_no_series_code"))

    op.drop_table("no_series_line")
    with op.batch_alter_table("marketing_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_marketing_setup_vendor_relation_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_person_salutation_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_default_territory_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_default_salesperson_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_default_language_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_default_country_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_customer_relation_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_contact_nos"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_company_salutation_code"))
        batch_op.drop_index(batch_op.f("ix_marketing_setup_bank_relation_code"))

    op.drop_table("marketing_setup")
    with op.batch_alter_table("general_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_general_setup_local_currency_code"))
        batch_op.drop_index(batch_op.f("ix_general_setup_bank_account_nos"))

    op.drop_table("general_setup")
    with op.batch_alter_table("company_information", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_information_logo_id"))
        batch_op.drop_index(batch_op.f("ix_company_information_country_code"))

    op.drop_table("company_information")
    op.drop_table("web_source")
    op.drop_table("vendor_posting_group")
    op.drop_table("vat_rate")
    op.drop_table("unit")
    op.drop_table("territory")
    op.drop_table("shipment_method")
    op.drop_table("search_entry")
    op.drop_table("salutation")
    op.drop_table("salesperson")
    op.drop_table("picture")
    op.drop_table("payment_terms")
    op.drop_table("payment_method")
    op.drop_table("organisational_level")
    op.drop_table("no_series")
    op.drop_table("mailing_group")
    op.drop_table("mail_setup")
    op.drop_table("language")
    op.drop_table("job_responsibility")
    op.drop_table("industry_group")
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_sign_in_address"))
        batch_op.drop_index(batch_op.f("ix_failed_sign_in_account"))

    op.drop_table("failed_sign_in")
    op.drop_table("customer_posting_group")
    op.drop_table("currency")
    op.drop_table("country")
    op.drop_table("business_relation")


def create_full_text_index() -> None:
    """Word beginnings over `search_entry`: FTS5 kept in step by triggers on SQLite, an index on PostgreSQL."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX ix_search_entry_text ON search_entry USING gin (to_tsvector('simple', words))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_text"
        " USING fts5(words, content='search_entry', content_rowid='id', prefix='2 3', tokenize='unicode61')"
    )
    add = "INSERT INTO search_text(rowid, words) VALUES (new.id, new.words);"
    take = "INSERT INTO search_text(search_text, rowid, words) VALUES ('delete', old.id, old.words);"
    for when, what in (("INSERT", add), ("DELETE", take), ("UPDATE", take + add)):
        op.execute(f"CREATE TRIGGER search_entry_{when.lower()} AFTER {when} ON search_entry BEGIN {what} END")


def drop_full_text_index() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_search_entry_text")
        return
    op.execute("DROP TABLE search_text")
    for when in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER search_entry_{when}")
