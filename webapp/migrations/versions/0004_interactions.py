"""Interactions"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


KEEPS_IDS = {"sqlite_autoincrement": True}
"""A table that SQLite builds anew does not give an id a second time either."""
ABOUT = ("contact_id", "partner_id", "document_id", "interaction_id")


def about_one(*names: str) -> str:
    return " + ".join(f"CASE WHEN {name} IS NULL THEN 0 ELSE 1 END" for name in names) + " = 1"


def upgrade() -> None:
    op.create_table(
        "file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("digest", name=op.f("uq_file_digest")),
    )
    op.create_table(
        "interaction_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_group")),
        sa.UniqueConstraint("code", name=op.f("uq_interaction_group_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "",
                "sales_quote",
                "blanket_sales_order",
                "sales_order",
                "sales_invoice",
                "sales_shipment",
                "sales_credit_memo",
                "sales_statement",
                "sales_reminder",
                "service_order",
                "service_order_posted",
                "purchase_quote",
                "blanket_purchase_order",
                "purchase_order",
                "purchase_invoice",
                "purchase_receipt",
                "purchase_credit_memo",
                "cover_sheet",
                "sales_return_order",
                "finance_charge_memo",
                "sales_return_receipt",
                "purchase_return_shipment",
                "purchase_return_order",
                "service_contract",
                "service_contract_quote",
                "service_quote",
                "sales_draft_invoice",
                name="mail_text_kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_mail_text_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_text")),
        sa.UniqueConstraint("kind", "language_code", name=op.f("uq_mail_text_kind_language_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mail_text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_text_language_code"), ["language_code"], unique=False)

    op.create_table(
        "word_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_word_template_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_template")),
        sa.UniqueConstraint("code", name=op.f("uq_word_template_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("word_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_word_template_file_id"), ["file_id"], unique=False)

    op.create_table(
        "interaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_no", sa.String(length=20), nullable=True),
        sa.Column("contact_name", sa.String(length=100), nullable=False),
        sa.Column("company_no", sa.String(length=20), nullable=True),
        sa.Column("company_name", sa.String(length=100), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("template_code", sa.String(length=10), nullable=True),
        sa.Column("group_code", sa.String(length=10), nullable=True),
        sa.Column(
            "information_flow",
            sa.Enum(
                "", "outbound", "inbound", name="interaction_flow", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "initiated_by",
            sa.Enum(
                "", "us", "them", name="interaction_initiator", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("duration", sa.Integer(), nullable=False),
        sa.Column(
            "correspondence_type",
            sa.Enum(
                "",
                "hard_copy",
                "email",
                name="interaction_correspondence",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("contact_via", sa.String(length=80), nullable=False),
        sa.Column("alternative_address", sa.String(length=10), nullable=False),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("salesperson_code", sa.String(length=20), nullable=True),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column(
            "evaluation",
            sa.Enum(
                "",
                "very_positive",
                "positive",
                "neutral",
                "negative",
                "very_negative",
                name="evaluation",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempt_failed", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("postponed", sa.Boolean(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "",
                "sales_quote",
                "blanket_sales_order",
                "sales_order",
                "sales_invoice",
                "sales_shipment",
                "sales_credit_memo",
                "sales_statement",
                "sales_reminder",
                "service_order",
                "service_order_posted",
                "purchase_quote",
                "blanket_purchase_order",
                "purchase_order",
                "purchase_invoice",
                "purchase_receipt",
                "purchase_credit_memo",
                "cover_sheet",
                "sales_return_order",
                "finance_charge_memo",
                "sales_return_receipt",
                "purchase_return_shipment",
                "purchase_return_order",
                "service_contract",
                "service_contract_quote",
                "service_quote",
                "sales_draft_invoice",
                name="interaction_kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("document_no", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("document_no = '' OR kind <> ''", name=op.f("ck_interaction_document_of_a_kind")),
        sa.CheckConstraint("NOT (cancelled AND postponed)", name=op.f("ck_interaction_cancelled_or_postponed")),
        sa.CheckConstraint(
            "company_no IS NULL OR contact_no IS NOT NULL", name=op.f("ck_interaction_company_of_a_contact")
        ),
        sa.ForeignKeyConstraint(
            ["company_no"],
            ["contact.no"],
            name=op.f("fk_interaction_company_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["contact_no"],
            ["contact.no"],
            name=op.f("fk_interaction_contact_no"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_interaction_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_company_no"), ["company_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_contact_no"), ["contact_no"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_group_code"), ["group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_language_code"), ["language_code"], unique=False)
        batch_op.create_index("ix_interaction_listed", ["date"], unique=False)
        batch_op.create_index("ix_interaction_of_company", ["company_no", "date"], unique=False)
        batch_op.create_index("ix_interaction_of_contact", ["contact_no", "date"], unique=False)
        batch_op.create_index("ix_interaction_of_document", ["kind", "document_no"], unique=False)
        batch_op.create_index(
            "ix_interaction_postponed",
            ["date"],
            unique=False,
            sqlite_where=sa.text("postponed IS 1"),
            postgresql_where=sa.text("postponed IS TRUE"),
        )
        batch_op.create_index(batch_op.f("ix_interaction_salesperson_code"), ["salesperson_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_template_code"), ["template_code"], unique=False)

    op.create_table(
        "interaction_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("group_code", sa.String(length=10), nullable=True),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("unit_duration", sa.Integer(), nullable=False),
        sa.Column(
            "information_flow",
            sa.Enum(
                "", "outbound", "inbound", name="information_flow", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column(
            "initiated_by",
            sa.Enum("", "us", "them", name="initiated_by", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column(
            "correspondence_type",
            sa.Enum(
                "email",
                "",
                "hard_copy",
                name="template_correspondence",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("ignores_contact", sa.Boolean(), nullable=False),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column(
            "wizard_action",
            sa.Enum(
                "",
                "open",
                "import",
                "merge",
                name="wizard_action",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("word_template_code", sa.String(length=10), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_code"],
            ["interaction_group.code"],
            name=op.f("fk_interaction_template_group_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_interaction_template_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["word_template_code"],
            ["word_template.code"],
            name=op.f("fk_interaction_template_word_template_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_template")),
        sa.UniqueConstraint("code", name=op.f("uq_interaction_template_code")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interaction_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_template_group_code"), ["group_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_template_language_code"), ["language_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interaction_template_word_template_code"), ["word_template_code"], unique=False
        )

    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "",
                "sales_quote",
                "blanket_sales_order",
                "sales_order",
                "sales_invoice",
                "sales_shipment",
                "sales_credit_memo",
                "sales_statement",
                "sales_reminder",
                "service_order",
                "service_order_posted",
                "purchase_quote",
                "blanket_purchase_order",
                "purchase_order",
                "purchase_invoice",
                "purchase_receipt",
                "purchase_credit_memo",
                "cover_sheet",
                "sales_return_order",
                "finance_charge_memo",
                "sales_return_receipt",
                "purchase_return_shipment",
                "purchase_return_order",
                "service_contract",
                "service_contract_quote",
                "service_quote",
                "sales_draft_invoice",
                name="dispatch_kind",
                native_enum=False,
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.Column("document_no", sa.String(length=20), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("printed", "sent", name="dispatch_way", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column(
            "reason",
            sa.Enum(
                "",
                "no_template",
                "unfit_template",
                "no_contact",
                "contact_gone",
                "privacy",
                "not_wanted",
                "deleted",
                name="dispatch_reason",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(interaction_id IS NULL) = (reason <> '')", name=op.f("ck_dispatch_entry_or_reason")),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_dispatch_file_id")),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=op.f("fk_dispatch_interaction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("interaction_id", name=op.f("uq_dispatch_interaction_id")),
        sa.UniqueConstraint("once", name=op.f("uq_dispatch_once")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_dispatch_of_document", ["kind", "document_no"], unique=False)

    op.create_table(
        "interaction_template_setup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sales_quotes", sa.String(length=10), nullable=True),
        sa.Column("sales_blanket_orders", sa.String(length=10), nullable=True),
        sa.Column("sales_order_confirmations", sa.String(length=10), nullable=True),
        sa.Column("sales_invoices", sa.String(length=10), nullable=True),
        sa.Column("sales_draft_invoices", sa.String(length=10), nullable=True),
        sa.Column("sales_credit_memos", sa.String(length=10), nullable=True),
        sa.Column("sales_shipment_notes", sa.String(length=10), nullable=True),
        sa.Column("sales_return_orders", sa.String(length=10), nullable=True),
        sa.Column("sales_return_receipts", sa.String(length=10), nullable=True),
        sa.Column("sales_statements", sa.String(length=10), nullable=True),
        sa.Column("sales_reminders", sa.String(length=10), nullable=True),
        sa.Column("sales_finance_charge_memos", sa.String(length=10), nullable=True),
        sa.Column("purchase_quotes", sa.String(length=10), nullable=True),
        sa.Column("purchase_blanket_orders", sa.String(length=10), nullable=True),
        sa.Column("purchase_orders", sa.String(length=10), nullable=True),
        sa.Column("purchase_invoices", sa.String(length=10), nullable=True),
        sa.Column("purchase_credit_memos", sa.String(length=10), nullable=True),
        sa.Column("purchase_receipts", sa.String(length=10), nullable=True),
        sa.Column("purchase_return_orders", sa.String(length=10), nullable=True),
        sa.Column("purchase_return_shipments", sa.String(length=10), nullable=True),
        sa.Column("service_orders_created", sa.String(length=10), nullable=True),
        sa.Column("service_orders_posted", sa.String(length=10), nullable=True),
        sa.Column("service_quotes", sa.String(length=10), nullable=True),
        sa.Column("service_contracts", sa.String(length=10), nullable=True),
        sa.Column("service_contract_quotes", sa.String(length=10), nullable=True),
        sa.Column("emails", sa.String(length=10), nullable=True),
        sa.Column("email_drafts", sa.String(length=10), nullable=True),
        sa.Column("cover_sheets", sa.String(length=10), nullable=True),
        sa.Column("outgoing_calls", sa.String(length=10), nullable=True),
        sa.Column("meeting_invitations", sa.String(length=10), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_interaction_template_setup_only_row")),
        sa.ForeignKeyConstraint(
            ["cover_sheets"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_cover_sheets"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["email_drafts"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_email_drafts"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["emails"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_emails"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_invitations"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_meeting_invitations"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["outgoing_calls"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_outgoing_calls"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_blanket_orders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_blanket_orders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_credit_memos"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_credit_memos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_invoices"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_invoices"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_orders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_orders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_quotes"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_quotes"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_receipts"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_receipts"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_return_orders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_return_orders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["purchase_return_shipments"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_purchase_return_shipments"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_blanket_orders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_blanket_orders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_credit_memos"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_credit_memos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_draft_invoices"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_draft_invoices"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_finance_charge_memos"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_finance_charge_memos"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_invoices"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_invoices"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_order_confirmations"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_order_confirmations"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_quotes"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_quotes"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_reminders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_reminders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_return_orders"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_return_orders"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_return_receipts"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_return_receipts"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_shipment_notes"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_shipment_notes"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["sales_statements"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_sales_statements"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_contract_quotes"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_service_contract_quotes"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_contracts"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_service_contracts"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_orders_created"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_service_orders_created"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_orders_posted"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_service_orders_posted"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["service_quotes"],
            ["interaction_template.code"],
            name=op.f("fk_interaction_template_setup_service_quotes"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction_template_setup")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("interaction_template_setup", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interaction_template_setup_cover_sheets"), ["cover_sheets"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_template_setup_email_drafts"), ["email_drafts"], unique=False)
        batch_op.create_index(batch_op.f("ix_interaction_template_setup_emails"), ["emails"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_meeting_invitations"), ["meeting_invitations"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_outgoing_calls"), ["outgoing_calls"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_blanket_orders"),
            ["purchase_blanket_orders"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_credit_memos"), ["purchase_credit_memos"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_invoices"), ["purchase_invoices"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_orders"), ["purchase_orders"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_quotes"), ["purchase_quotes"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_receipts"), ["purchase_receipts"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_return_orders"), ["purchase_return_orders"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_purchase_return_shipments"),
            ["purchase_return_shipments"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_blanket_orders"), ["sales_blanket_orders"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_credit_memos"), ["sales_credit_memos"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_draft_invoices"), ["sales_draft_invoices"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_finance_charge_memos"),
            ["sales_finance_charge_memos"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_invoices"), ["sales_invoices"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_order_confirmations"),
            ["sales_order_confirmations"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_interaction_template_setup_sales_quotes"), ["sales_quotes"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_reminders"), ["sales_reminders"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_return_orders"), ["sales_return_orders"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_return_receipts"), ["sales_return_receipts"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_shipment_notes"), ["sales_shipment_notes"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_sales_statements"), ["sales_statements"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_service_contract_quotes"),
            ["service_contract_quotes"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_service_contracts"), ["service_contracts"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_service_orders_created"), ["service_orders_created"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_service_orders_posted"), ["service_orders_posted"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_interaction_template_setup_service_quotes"), ["service_quotes"], unique=False
        )

    op.create_table(
        "template_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("language_code", sa.String(length=10), nullable=True),
        sa.Column("description", sa.String(length=100), nullable=False),
        sa.Column("word_template_code", sa.String(length=10), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=150), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "file_id IS NULL OR word_template_code IS NULL", name=op.f("ck_template_language_file_or_word_template")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_template_language_file_id")),
        sa.ForeignKeyConstraint(
            ["language_code"],
            ["language.code"],
            name=op.f("fk_template_language_language_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["template_id"],
            ["interaction_template.id"],
            name=op.f("fk_template_language_template_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["word_template_code"],
            ["word_template.code"],
            name=op.f("fk_template_language_word_template_code"),
            onupdate="CASCADE",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_language")),
        sa.UniqueConstraint(
            "template_id", "language_code", name=op.f("uq_template_language_template_id_language_code")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("template_language", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_template_language_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_template_language_language_code"), ["language_code"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_template_language_word_template_code"), ["word_template_code"], unique=False
        )

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("reply_to", sa.String(length=80), nullable=False),
        sa.Column("recipients", sa.String(length=1000), nullable=False),
        sa.Column("copies", sa.String(length=1000), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("discarded", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("dispatch_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                "held",
                name="mail_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_mail_sent_when")),
        sa.CheckConstraint("NOT (discarded AND state = 'sent')", name=op.f("ck_mail_sent_or_discarded")),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_mail_dispatch_id")),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interaction.id"], name=op.f("fk_mail_interaction_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("dispatch_id", name=op.f("uq_mail_dispatch_id")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
        sa.UniqueConstraint("once", name=op.f("uq_mail_once")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index("ix_mail_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_interaction_id"), ["interaction_id"], unique=False)

    op.create_table(
        "mail_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_mail_file_file_id")),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_mail_file_mail_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mail_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mail_file_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_file_mail_id"), ["mail_id"], unique=False)

    with op.batch_alter_table("comment", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_about_one"), type_="check")
        batch_op.add_column(sa.Column("interaction_id", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_comment_about_one"), about_one(*ABOUT))
        batch_op.create_index(batch_op.f("ix_comment_interaction_id"), ["interaction_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_comment_interaction_id"), "interaction", ["interaction_id"], ["id"], ondelete="CASCADE"
        )

    with op.batch_alter_table("marketing_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.add_column(
            sa.Column(
                "attachment_storage",
                sa.Enum(
                    "database",
                    "folder",
                    name="attachment_storage",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=False,
                server_default="database",
            )
        )
        batch_op.add_column(sa.Column("attachment_limit", sa.Integer(), nullable=False, server_default="10"))
    with op.batch_alter_table("marketing_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.alter_column("attachment_storage", existing_type=sa.String(length=20), server_default=None)
        batch_op.alter_column("attachment_limit", existing_type=sa.Integer(), server_default=None)
    found_setup()


def found_setup() -> None:
    """A company that is there already gets the setup that new ones are founded with, empty."""
    op.execute("INSERT INTO interaction_template_setup (id, version) SELECT 1, 1 FROM company_information")
    op.execute(
        "INSERT INTO change (change_set_id, record_type, record_id, label, field, after, rule)"
        " SELECT change_set_id, 'interaction_template_setup', 1, 'Interaction Template Setup', 'id', '1', rule FROM change"
        " WHERE record_type = 'company_information' AND field = 'id' AND before IS NULL"
    )


def downgrade() -> None:
    op.execute("DELETE FROM change WHERE record_type = 'interaction_template_setup'")
    with op.batch_alter_table("marketing_setup", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_column("attachment_limit")
        batch_op.drop_constraint(batch_op.f("ck_marketing_setup_attachment_storage"), type_="check")
        batch_op.drop_column("attachment_storage")

    op.execute("DELETE FROM comment WHERE interaction_id IS NOT NULL")
    with op.batch_alter_table("comment", schema=None, table_kwargs=KEEPS_IDS) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_comment_about_one"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_comment_interaction_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_comment_interaction_id"))
        batch_op.drop_column("interaction_id")
        batch_op.create_check_constraint(batch_op.f("ck_comment_about_one"), about_one(*ABOUT[:-1]))

    with op.batch_alter_table("mail_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_file_mail_id"))
        batch_op.drop_index(batch_op.f("ix_mail_file_file_id"))

    op.drop_table("mail_file")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_interaction_id"))
        batch_op.drop_index("ix_mail_due")

    op.drop_table("mail")
    with op.batch_alter_table("template_language", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_template_language_word_template_code"))
        batch_op.drop_index(batch_op.f("ix_template_language_language_code"))
        batch_op.drop_index(batch_op.f("ix_template_language_file_id"))

    op.drop_table("template_language")
    with op.batch_alter_table("interaction_template_setup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_service_quotes"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_service_orders_posted"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_service_orders_created"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_service_contracts"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_service_contract_quotes"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_statements"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_shipment_notes"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_return_receipts"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_return_orders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_reminders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_quotes"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_order_confirmations"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_invoices"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_finance_charge_memos"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_draft_invoices"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_credit_memos"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_sales_blanket_orders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_return_shipments"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_return_orders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_receipts"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_quotes"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_orders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_invoices"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_credit_memos"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_purchase_blanket_orders"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_outgoing_calls"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_meeting_invitations"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_emails"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_email_drafts"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_setup_cover_sheets"))

    op.drop_table("interaction_template_setup")
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.drop_index("ix_dispatch_of_document")
        batch_op.drop_index(batch_op.f("ix_dispatch_file_id"))

    op.drop_table("dispatch")
    with op.batch_alter_table("interaction_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_template_word_template_code"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_language_code"))
        batch_op.drop_index(batch_op.f("ix_interaction_template_group_code"))

    op.drop_table("interaction_template")
    with op.batch_alter_table("interaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interaction_template_code"))
        batch_op.drop_index(batch_op.f("ix_interaction_salesperson_code"))
        batch_op.drop_index(
            "ix_interaction_postponed",
            sqlite_where=sa.text("postponed IS 1"),
            postgresql_where=sa.text("postponed IS TRUE"),
        )
        batch_op.drop_index("ix_interaction_of_document")
        batch_op.drop_index("ix_interaction_of_contact")
        batch_op.drop_index("ix_interaction_of_company")
        batch_op.drop_index("ix_interaction_listed")
        batch_op.drop_index(batch_op.f("ix_interaction_language_code"))
        batch_op.drop_index(batch_op.f("ix_interaction_group_code"))
        batch_op.drop_index(batch_op.f("ix_interaction_file_id"))
        batch_op.drop_index(batch_op.f("ix_interaction_contact_no"))
        batch_op.drop_index(batch_op.f("ix_interaction_company_no"))

    op.drop_table("interaction")
    with op.batch_alter_table("word_template", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_word_template_file_id"))

    op.drop_table("word_template")
    with op.batch_alter_table("mail_text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_text_language_code"))

    op.drop_table("mail_text")
    op.drop_table("interaction_group")
    op.drop_table("file")
