"""Scenarios 1 to 16: groups, templates with their languages and attachments, and the setup that names them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import a_code, an_action, undone
from tests.support.interactions import a_template, left
from tests.support.papers import a_document_for, confirming
from tests.support.parties import a_cluster, a_company
from tests.support.talks import a_docx, a_talk, a_word_template, put_off, speaking
from webapp.domain.codes import StillUsed, delete_code
from webapp.domain.errors import Question, Refused
from webapp.domain.files import File
from webapp.domain.interactions.acting import toggle_cancelled
from webapp.domain.interactions.content import keep_word_document
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import (
    add_template,
    attach,
    change_language,
    change_template,
    delete_language,
    delete_template,
    detach,
    languages_of,
    row_of,
)
from webapp.domain.interactions.slots import InteractionTemplateSetup, change_slots
from webapp.domain.interactions.statistics import BY, numbers_for, statistics
from webapp.domain.interactions.template import InteractionGroup, TemplateLanguage, WordTemplate
from webapp.domain.setup.single import the


def test_01_a_group_has_counts_of_zero(session: Session) -> None:
    group = a_code(session, InteractionGroup, "letters")

    numbers = numbers_for(session, Interaction.group_code == group.code)

    assert numbers == (0, Decimal(0), 0, 0)


def test_02_a_new_template_starts_with_mail(session: Session) -> None:
    a_code(session, InteractionGroup, "DOC")

    template = add_template(
        session, {"code": "T", "group_code": "DOC", "unit_cost": Decimal("12.50"), "unit_duration": 15}
    )

    session.refresh(template)
    assert (template.group_code, template.unit_cost, template.unit_duration) == ("DOC", Decimal("12.5"), 15)
    assert template.correspondence_type == "email"


def test_04_cancelled_and_postponed_interactions_do_not_count(session: Session) -> None:
    template, contact = a_template(session), a_company(session)
    a_talk(session, contact, template)
    toggle_cancelled(session, [a_talk(session, contact, template)])
    put_off(session, contact, template)

    numbers = numbers_for(session, Interaction.template_code == template.code)

    assert numbers == (1, Decimal(5), 10, 0)


@pytest.mark.parametrize("word", BY)
def test_statistics_are_counted_by_whatever_one_asks(session: Session, word: str) -> None:
    company = a_company(session)
    a_talk(session, company, a_template(session), attempt_failed=True, cost=Decimal(7))

    rows = statistics(session, BY[word])

    expected = [] if word == "person" else [(1, Decimal(7), 10, 1)]
    assert [row.numbers for row in rows] == expected
    assert all(row.name or row.key is None for row in rows)


def test_05_a_template_with_an_attachment_fits_no_slot(session: Session) -> None:
    template = a_template(session)
    attach(session, speaking(session, template, "DEU"), b"words", "letter.pdf")

    with pytest.raises(Refused) as refused:
        change_slots(session, the(session, InteractionTemplateSetup), {"sales_quotes": "T-DOC"})

    assert refused.value.message.params["template"] == "T-DOC"
    assert refused.value.message.params["slot"].text == "Quotes"  # type: ignore[union-attr]
    assert (refused.value.field, refused.value.see and refused.value.see.key) == ("sales_quotes", "T-DOC")


def test_only_meeting_invitations_take_a_template_with_an_attachment(session: Session) -> None:
    template = a_template(session)
    attach(session, speaking(session, template, "DEU"), b"words", "letter.pdf")

    change_slots(session, the(session, InteractionTemplateSetup), {"meeting_invitations": "T-DOC"})

    assert the(session, InteractionTemplateSetup).meeting_invitations == "T-DOC"


def test_07_a_template_that_is_logged_by_itself_gets_no_languages(session: Session) -> None:
    template = a_template(session)
    change_slots(session, the(session, InteractionTemplateSetup), {"sales_order_confirmations": "T-DOC"})

    with pytest.raises(Refused) as refused:
        speaking(session, template, "DEU")

    assert refused.value.message.params["slot"].text == "Order Confirmations"  # type: ignore[union-attr]
    assert refused.value.see and refused.value.see.field == "sales_order_confirmations"


def test_07_a_language_that_came_all_the_same_is_named_and_nothing_is_logged(session: Session) -> None:
    template = a_template(session)
    the(session, InteractionTemplateSetup).sales_quotes = "T-DOC"
    session.add(TemplateLanguage(template_id=template.id, language_code="DEU"))
    company, *_ = a_cluster(session)

    _row, problem = left(session, a_document_for(session, company))

    assert problem is not None
    assert (problem.reason, problem.message.params["language"]) == ("unfit_template", "DEU")
    assert session.scalar(select(Interaction.id)) is None


def test_undo_does_not_bring_back_a_language_that_does_not_fit_any_more(session: Session) -> None:
    template = a_template(session)
    row = speaking(session, template, "DEU")
    with an_action(session) as deleting:
        delete_language(session, row)
    change_slots(session, the(session, InteractionTemplateSetup), {"sales_quotes": "T-DOC"})

    with pytest.raises(Refused) as refused:
        undone(session, deleting)

    assert refused.value.message.params["template"] == "T-DOC"


@pytest.mark.parametrize("action", ["open", "import", "merge", ""])
def test_08_without_languages_there_is_nothing_to_check_an_action_against(session: Session, action: str) -> None:
    template = a_template(session)

    change_template(session, template, {"wizard_action": action})

    assert template.wizard_action == action


def a_template_with_a_layout(session: Session) -> tuple[object, TemplateLanguage]:
    template = a_template(session)
    row = speaking(session, template, "DEU", layout="Dear {contact}")
    change_template(session, template, {"language_code": "DEU"})
    return template, row


@pytest.mark.parametrize("action", ["open", "import", ""])
def test_10_an_email_layout_can_only_be_merged(session: Session, action: str) -> None:
    template, _row = a_template_with_a_layout(session)
    assert template.wizard_action == "merge"  # type: ignore[attr-defined]

    with pytest.raises(Refused) as refused:
        change_template(session, template, {"wizard_action": action})  # type: ignore[arg-type]

    assert refused.value.field == "wizard_action"


def test_11_a_word_template_forbids_to_import(session: Session) -> None:
    a_word_template(session)
    template = a_template(session, word_template_code="LETTER")
    change_template(session, template, {"wizard_action": "merge"})

    with pytest.raises(Refused) as refused:
        change_template(session, template, {"wizard_action": "import"})

    assert refused.value.field == "wizard_action"


def test_nothing_to_merge_is_not_merged(session: Session) -> None:
    template = a_template(session)
    speaking(session, template, "DEU")
    change_template(session, template, {"language_code": "DEU"})

    with pytest.raises(Refused) as refused:
        change_template(session, template, {"wizard_action": "merge"})

    assert refused.value.field == "wizard_action"


def test_13_a_language_without_a_layout_makes_merge_blank(session: Session) -> None:
    template, _row = a_template_with_a_layout(session)
    speaking(session, template, "NOR")  # type: ignore[arg-type]

    change_template(session, template, {"language_code": "NOR"})  # type: ignore[arg-type]

    assert template.wizard_action == ""  # type: ignore[attr-defined]


def test_14_a_removed_attachment_is_gone(session: Session) -> None:
    row = speaking(session, a_template(session), "DEU")
    attach(session, row, b"words", "letter.pdf")

    detach(session, row, for_good=True)

    assert (row.file_id, row.file_name) == (None, "")
    assert session.scalar(select(File.id)) is None


def test_16_a_word_template_takes_the_place_of_an_attachment(session: Session) -> None:
    a_word_template(session)
    row = speaking(session, a_template(session), "DEU", word_template_code="LETTER")

    with pytest.raises(Refused) as refused:
        attach(session, row, b"words", "letter.pdf")

    assert refused.value.message.params["template"] == "T-DOC"


def test_a_language_that_is_missing_is_made_on_request(session: Session) -> None:
    template = a_template(session)

    with pytest.raises(Question):
        change_template(session, template, {"language_code": "DEU"})
    confirming(session, "language")
    change_template(session, template, {"language_code": "DEU"})

    assert row_of(session, template, "DEU") is not None


def test_a_word_template_stands_with_the_language_too_and_pushes_the_attachment_out(session: Session) -> None:
    a_word_template(session)
    template = a_template(session)
    attach(session, row := speaking(session, template, "DEU"), b"words", "letter.pdf")
    change_template(session, template, {"language_code": "DEU"})

    with pytest.raises(Question):
        change_template(session, template, {"word_template_code": "LETTER"})
    confirming(session, "attachment")
    change_template(session, template, {"word_template_code": "LETTER"})

    assert (row.word_template_code, row.file_id) == ("LETTER", None)


def test_the_own_language_is_renamed_with_its_row(session: Session) -> None:
    template, row = a_template_with_a_layout(session)

    change_language(session, row, {"language_code": "NOR"})

    assert template.language_code == "NOR"  # type: ignore[attr-defined]


def test_a_language_is_there_once(session: Session) -> None:
    template = a_template(session)
    speaking(session, template, "DEU")

    with pytest.raises(Refused) as refused:
        speaking(session, template, "DEU")

    assert refused.value.field == "language_code"


def test_a_deleted_template_takes_its_languages_along_and_undo_brings_both_back(session: Session) -> None:
    template = a_template(session)
    attach(session, speaking(session, template, "DEU"), b"words", "letter.pdf")
    entry = a_talk(session, a_company(session), template)

    with an_action(session) as deleting:
        delete_template(session, template)

    assert session.scalar(select(TemplateLanguage.id)) is None
    assert entry.template_code == "T-DOC"
    undone(session, deleting)
    again = session.scalars(select(TemplateLanguage)).one()
    assert again.file_name == "letter.pdf"


def test_a_template_that_a_slot_names_is_not_deleted(session: Session) -> None:
    template = a_template(session)
    change_slots(session, the(session, InteractionTemplateSetup), {"sales_quotes": "T-DOC"})

    with pytest.raises(StillUsed):
        delete_template(session, template)

    assert languages_of(session, template) == []


def test_a_group_that_templates_are_in_is_not_deleted(session: Session) -> None:
    group = a_code(session, InteractionGroup, "DOC")
    a_template(session, group_code="DOC")

    with pytest.raises(StillUsed):
        delete_code(session, group)


def test_a_word_template_is_a_word_document(session: Session) -> None:
    word = a_code(session, WordTemplate, "LETTER")

    with pytest.raises(Refused) as refused:
        keep_word_document(session, word, b"not packed", "letter.docx")
    keep_word_document(session, word, a_docx("Dear {contact}"), "letter.docx")

    assert refused.value.field == "file"
    assert word.file_name == "letter.docx"
