"""Setup cards: saving, what is told about it, and taking it back."""

from __future__ import annotations

from tests.support.browser import Browser
from tests.support.houses import House
from tests.support.parties import a_png


def test_saving_ends_in_a_receipt_with_undo(browser: Browser) -> None:
    browser.open("/setup/company").fill("City", "Bodø")

    browser.press("Save")

    assert browser.receipts == ["Changed: Company Information"]
    assert browser.value("City") == "Bodø"
    assert browser.has_button("Undo")


def test_undo_puts_the_values_back_and_can_itself_be_undone(browser: Browser) -> None:
    browser.open("/setup/company").fill("City", "Bodø").fill("Address", "Storgata 1").press("Save")

    browser.press("Undo")

    assert browser.receipts == ["Undid: Changed: Company Information"]
    assert browser.url == "/setup/company"
    assert (browser.value("City"), browser.value("Address")) == ("", "")
    browser.press("Undo")
    assert (browser.value("City"), browser.value("Address")) == ("Bodø", "Storgata 1")


def test_saving_what_nobody_changed_says_so(browser: Browser) -> None:
    browser.open("/setup/marketing")

    browser.press("Save")

    assert browser.receipts == ["There was nothing to save."]
    assert not browser.has_button("Undo")


def test_bad_input_lands_at_its_field_and_what_was_typed_stays(browser: Browser) -> None:
    browser.open("/setup/company").fill("City", "Bodø").fill("Phone No.", "call me").fill("Country/Region Code", "XX")

    browser.press("Save")

    assert browser.status == 422
    assert browser.error_at("Phone No.") == "Phone numbers cannot contain letters. Type digits, spaces, + and brackets."
    assert "There is no XX in Countries/Regions." in browser.error_at("Country/Region Code")
    assert (browser.value("City"), browser.value("Phone No.")) == ("Bodø", "call me")
    assert browser.open("/setup/company").value("City") == ""


def test_a_reference_may_be_typed_by_its_description(browser: Browser) -> None:
    browser.open("/setup/marketing").fill("Default Language Code", "norwegian")

    browser.press("Save")

    assert browser.status == 200
    assert browser.value("Default Language Code") == "NOR"


def test_a_tick_is_taken_away(browser: Browser) -> None:
    browser.open("/setup/marketing").fill("Address Details", False)

    browser.press("Save")

    assert browser.receipts == ["Changed: Marketing Setup"]
    assert not browser.open("/setup/marketing").is_ticked("Address Details")


def test_a_password_once_kept_is_never_shown_and_stays_when_nothing_is_typed(browser: Browser) -> None:
    browser.open("/setup/mail").fill("Password", "very secret").fill("Mail Server", "mail.fjordlys.example").press(
        "Save"
    )

    browser.open("/setup/mail").fill("User Name", "olga").press("Save")

    assert browser.value("Password") == ""
    assert "very secret" not in browser.open("/setup/mail/history").text
    assert "very secret" not in browser.open("/setup/mail/why?field=password").text


def test_a_logo_is_kept_and_shown(browser: Browser) -> None:
    browser.open("/setup/company").attach("Logo", a_png(), "logo.png")

    browser.press("Save")

    picture = browser.page.one("img", class_="picture")
    kept = browser.client.get(picture["src"])
    assert (kept.content_type, kept.data) == ("image/png", a_png())


def test_a_text_is_no_logo_whatever_it_calls_itself(browser: Browser) -> None:
    browser.open("/setup/company").attach("Logo", b"<svg onload=alert(1)>", "logo.png")

    browser.press("Save")

    assert browser.status == 422
    assert browser.error_at("Logo") == "This is no PNG or JPEG picture. Choose another file."


def test_home_ticks_its_steps_as_they_are_done(browser: Browser, house: House) -> None:
    assert "2 of 5 done" in browser.open("/").text
    browser.open("/setup/company").fill("City", "Bodø").fill("Address", "Storgata 1").press("Save")

    browser.open("/")

    assert "3 of 5 done" in browser.text


def test_the_steps_leave_when_all_are_done(browser: Browser) -> None:
    browser.open("/setup/company").fill("City", "Bodø").fill("Address", "Storgata 1").press("Save")
    browser.open("/customers/new").fill("Name", "Hill Bakery").press("Save")

    browser.open("/")

    assert "First steps" not in browser.text


def test_a_step_leads_to_the_field_it_is_about(browser: Browser) -> None:
    browser.open("/")

    step = browser.page.one("a", where=lambda link: link.text.startswith(("To do Complete", "Complete the company")))

    assert step["href"] == "/setup/company#field-address"
