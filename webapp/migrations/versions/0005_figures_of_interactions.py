"""Figures of interactions are read from indexes"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SUMMED = ("date", "cancelled", "postponed", "attempt_failed", "initiated_by", "cost", "duration")
NEW = {
    "ix_interaction_of_salesperson": "salesperson_code",
    "ix_interaction_of_template": "template_code",
    "ix_interaction_of_group": "group_code",
}


WIDER = {"ix_interaction_of_company": "company_no", "ix_interaction_of_contact": "contact_no"}


def upgrade() -> None:
    for name, column in WIDER.items():
        op.drop_index(name, "interaction")
        op.create_index(name, "interaction", [column, *SUMMED])
    for name, column in NEW.items():
        op.create_index(name, "interaction", [column, *SUMMED])


def downgrade() -> None:
    for name in NEW:
        op.drop_index(name, "interaction")
    for name, column in WIDER.items():
        op.drop_index(name, "interaction")
        op.create_index(name, "interaction", [column, "date"])
