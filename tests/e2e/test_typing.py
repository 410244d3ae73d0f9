"""What somebody types is never lost: while searching, leaving, saving twice, signed out, or cut off."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import func, select

from webapp.domain.changes import ChangeSet
from webapp.domain.codes import change_code

from .places import country
from .stage import Stage, Visitor

OpenWindow = Callable[..., Visitor]


def test_searching_while_typing_keeps_the_words_and_the_focus(signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries")

    page.focus("#list-q")
    page.keyboard.type("norwa")
    expect(page.locator(".row-link")).to_have_count(1)
    page.keyboard.type("y")

    expect(page).to_have_url(visitor.server.url + "/setup/countries?q=norway")
    expect(page.locator("#list-q")).to_have_value("norway")
    expect(page.locator("#list-q")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("1 row")


def test_back_returns_to_the_list_before_the_search(signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries")
    page.fill("#list-q", "norw")
    expect(page).to_have_url(visitor.server.url + "/setup/countries?q=norw")
    page.click(".row-link")
    expect(page.get_by_role("heading", level=1)).to_have_text("NO · Norway")

    page.go_back()
    expect(page.locator(".row-link")).to_have_count(1)
    page.go_back()

    expect(page).to_have_url(visitor.server.url + "/setup/countries")
    expect(page.locator(".row-link")).to_have_count(50)


def test_the_save_bar_names_what_changed_until_it_is_typed_back(signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open("/setup/countries/NO")
    expect(page.locator("#save")).to_be_hidden()

    page.fill("#field-description", "Norge")
    page.check("#field-in_eu")
    expect(page.locator(".save-bar")).to_contain_text("Changed: Description, Member of the EU")
    page.fill("#field-description", "Norway")
    page.uncheck("#field-in_eu")

    expect(page.locator("#save")).to_be_hidden()


def test_leaving_with_unsaved_changes_asks_and_saving_does_not(signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries/NO")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.fill("#field-description", "Norway (mainland)")
    with page.expect_event("dialog"):
        page.locator("#close").click(no_wait_after=True)
    expect(page.locator("#field-description")).to_have_value("Norway (mainland)")
    page.click("#save")

    expect(page.locator(".receipt")).to_contain_text("Changed: Country/Region NO")
    assert asked == ["beforeunload"]


def test_two_windows_on_one_card_keep_both_edits(signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    first = visitor.open("/setup/countries/NO")
    second = visitor.context.new_page()
    second.goto(first.url)

    first.fill("#field-description", "Norge")
    first.click("#save")
    expect(first.locator(".receipt")).to_be_visible()
    second.fill("#field-phone_prefix", "+47-0")
    second.click("#save")

    expect(second.locator(".receipt")).to_be_visible()
    expect(second.locator("#field-description")).to_have_value("Norge")
    expect(second.locator("#field-phone_prefix")).to_have_value("+47-0")


def test_the_same_field_changed_by_both_is_a_choice(stage: Stage, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page().expects(409)
    page = visitor.open("/setup/countries/NO")
    with stage.acting("Meanwhile") as session:
        change_code(session, country(session, "NO"), {"description": "Noreg"})

    page.fill("#field-description", "Norge")
    page.click("#save")
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed the same fields")
    expect(page.get_by_role("radio", name="Norge")).to_be_checked()
    page.get_by_role("radio", name="Noreg").check()
    page.click("#save")

    expect(page.locator(".receipt")).to_be_visible()
    expect(page.locator("#field-description")).to_have_value("Noreg")


def test_signed_out_meanwhile_the_words_stay_and_a_message_says_what_to_do(signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page().expects(401)
    page = visitor.open("/setup/countries/NO")
    page.fill("#field-description", "Norge")
    visitor.context.clear_cookies()

    page.click("#save")

    expect(page.locator(".receipt")).to_contain_text("Sign in again in another tab")
    expect(page.locator(".receipt").get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.locator("#field-description")).to_have_value("Norge")
    expect(page.locator("#save")).to_be_visible()


def test_cut_off_the_words_stay_and_a_note_says_so(stage: Stage, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries/NO")
    page.fill("#field-description", "Norge")
    visitor.offline_expected = True
    stage.server.stop()

    page.click("#save")

    expect(page.locator(".receipt")).to_contain_text("Concord cannot be reached")
    expect(page.locator("#field-description")).to_have_value("Norge")


def test_a_double_click_on_save_makes_one_record(stage: Stage, signed_in_page: OpenWindow) -> None:
    visitor = signed_in_page()
    page = visitor.open("/setup/countries/new")
    with stage.server.house.looking() as session:
        before = session.scalar(select(func.count()).select_from(ChangeSet)) or 0

    page.fill("#field-code", "ZZ")
    page.dblclick("#save")
    expect(page.get_by_role("heading", level=1)).to_have_text("ZZ")

    expect(page.get_by_role("alert")).to_have_count(0)
    with stage.server.house.looking() as session:
        assert session.scalar(select(func.count()).select_from(ChangeSet)) == before + 1


def delete_ticked(page: Page, number: int) -> list[str]:
    """Tick some rows, delete them, answer the question; give their codes."""
    page.goto(page.url.rpartition("/")[0] + "/mailing-groups")
    codes = page.locator(".row-link").all_text_contents()[:number]
    for place in range(number):
        page.locator("[name=key]").nth(place).check()
    expect(page.locator(".selected")).to_have_text(f"Selected: {number}")
    page.click("#action-delete-selected")
    page.click("#confirm")
    expect(page.locator(".receipt")).to_be_visible()
    return codes


def test_ticked_rows_are_deleted_after_a_question_and_come_back_with_undo(signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open("/setup/countries")
    rows = page.locator(".row-link")

    codes = delete_ticked(page, 2)
    assert not set(codes) & set(rows.all_text_contents())
    page.locator(".receipt").get_by_role("button", name="Undo").click()

    expect(page.locator(".receipt")).to_contain_text("Undid")
    assert rows.all_text_contents()[:2] == codes


def test_a_single_ticked_row_is_deleted(signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open("/setup/countries")

    codes = delete_ticked(page, 1)

    assert codes[0] not in page.locator(".row-link").all_text_contents()


def test_a_picture_can_be_chosen_and_taken_away_again(signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open("/setup/company")
    page.set_input_files("#field-logo_id", {"name": "logo.png", "mimeType": "image/png", "buffer": PIXEL})
    page.click("#save")
    expect(page.locator("img.picture")).to_be_visible()

    page.get_by_label("Remove").check()
    expect(page.locator(".save-bar")).to_contain_text("Changed: Logo")
    page.click("#save")

    expect(page.locator(".receipt")).to_be_visible()
    expect(page.locator("img.picture")).to_have_count(0)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763386360000002df016f5b3c1ab10000000049454e44ae426082"
)


def test_only_what_was_typed_is_called_changed(signed_in_page: OpenWindow) -> None:
    page = signed_in_page().open("/setup/countries/NO")
    expect(page.locator(".changes")).to_have_text("")

    page.get_by_label("Description", exact=True).fill("Noreg")

    expect(page.locator(".changes")).to_contain_text("Description")
    expect(page.locator(".field.changed")).to_have_count(1)
