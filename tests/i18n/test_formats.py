from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from webapp.formats import (
    Misread,
    edit_number,
    read_date,
    read_number,
    read_time,
    show_amount,
    show_date,
    show_long_date,
    show_moment,
    show_money,
    show_number,
    show_percent,
    show_time,
)

NBSP, NARROW = "\u00a0", "\u202f"
LOCALES = ["en_GB", "nb_NO", "nl_NL", "fr_CH", "ru_RU"]
CURRENCIES = ["GBP", "NOK", "EUR", "CHF", "RUB", "JPY", "KWD"]

TODAY, WORK_DATE = date(2017, 6, 9), date(2017, 1, 31)

locales = st.sampled_from(LOCALES)
numbers = st.decimals(-(10**15), 10**15, places=5)
days = st.dates(date(1753, 1, 1))
hostile = st.one_of(st.text(max_size=60), st.text("0123456789 .,'’-+/twd٢²½\x00\ud800", max_size=45))


def read(text: str, locale: str = "en_GB") -> date:
    return read_date(text, locale, TODAY, WORK_DATE)


def refusal(reader: Callable[[str, str], object], text: str, locale: str) -> str:
    with pytest.raises(Misread) as refused:
        reader(text, locale)
    assert refused.value.msgid % refused.value.params == str(refused.value)
    return str(refused.value)


def significant_digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789").strip("0")


# Showing


@pytest.mark.parametrize(
    ("locale", "number", "money", "owed", "percent"),
    [
        ("en_GB", "1,234,567.895", ("GBP", "£1,234.50"), "-£1,234.50", "25%"),
        ("nb_NO", "1 234 567,895", ("NOK", "1 234,50 kr"), "-1 234,50 kr", "25 %"),
        ("nl_NL", "1.234.567,895", ("EUR", "€ 1.234,50"), "€ -1.234,50", "25%"),
        ("fr_CH", f"1{NARROW}234{NARROW}567,895", ("CHF", "CHF 1'234.50"), "CHF -1'234.50", "25%"),
        ("ru_RU", "1 234 567,895", ("RUB", "1 234,50 ₽"), "-1 234,50 ₽", "25 %"),
    ],
)
def test_each_locale_writes_numbers_money_and_percentages_its_own_way(
    locale: str, number: str, money: tuple[str, str], owed: str, percent: str
) -> None:
    currency, written = money

    assert show_number(Decimal("1234567.895"), locale) == number.replace(" ", NBSP)
    assert show_money(Decimal("1234.5"), currency, locale) == written.replace(" ", NBSP)
    assert show_money(Decimal("-1234.5"), currency, locale) == owed.replace(" ", NBSP)
    assert show_percent(25, locale) == percent.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Decimal("1.50"), None, "1.5"),
        (Decimal("100"), None, "100"),
        (Decimal("1E+3"), None, "1,000"),
        (Decimal("0.00001"), None, "0.00001"),
        (7, 2, "7.00"),
        (Decimal("2.675"), 2, "2.68"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.004"), 2, "0.00"),
        (Decimal("12345678901234567890123456789.5"), None, "12,345,678,901,234,567,890,123,456,789.5"),
    ],
)
def test_a_number_has_the_decimals_asked_for_or_its_own(value: Decimal | int, decimals: int | None, shown: str) -> None:
    assert show_number(value, "en_GB", decimals) == shown


@pytest.mark.parametrize(
    ("currency", "locale", "amount"),
    [
        ("JPY", "en_GB", "1,235"),
        ("KWD", "en_GB", "1,234.500"),
        ("EUR", "nl_NL", "1.234,50"),
        ("CHF", "fr_CH", "1'234.50"),
        ("EUR", "fr_CH", "1'234.50"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency_and_no_sign(currency: str, locale: str, amount: str) -> None:
    assert show_amount(Decimal("1234.5"), currency, locale) == amount


def test_switzerland_names_every_currency_by_its_code() -> None:
    assert show_money(1234, "USD", "fr_CH") == f"USD{NBSP}1'234.00"
    assert show_money(1234, "JPY", "fr_CH") == f"JPY{NBSP}1'234"


def test_a_percentage_keeps_its_decimals() -> None:
    assert show_percent(Decimal("-12.50"), "nb_NO") == f"-12,5{NBSP}%"


@pytest.mark.parametrize(
    ("locale", "edited"),
    [("en_GB", "1234.5"), ("nb_NO", "1234,5"), ("nl_NL", "1234,5"), ("fr_CH", "1234,5"), ("ru_RU", "1234,5")],
)
def test_a_number_to_edit_has_no_groups(locale: str, edited: str) -> None:
    assert edit_number(Decimal("1234.50"), locale) == edited
    assert edit_number(Decimal("1234.50"), locale, 2) == f"{edited}0"


@pytest.mark.parametrize(
    ("locale", "short", "long"),
    [
        ("en_GB", "09/06/2017", "9 June 2017"),
        ("nb_NO", "09.06.2017", "9. juni 2017"),
        ("nl_NL", "09-06-2017", "9 juni 2017"),
        ("fr_CH", "09.06.2017", "9 juin 2017"),
        ("ru_RU", "09.06.2017", f"9 июня 2017{NARROW}г."),
    ],
)
def test_each_locale_writes_dates_and_times_its_own_way(locale: str, short: str, long: str) -> None:
    assert show_date(date(2017, 6, 9), locale) == short
    assert show_long_date(date(2017, 6, 9), locale) == long
    assert show_time(time(14, 5), locale) == "14:05"
    assert show_moment(datetime(2017, 6, 9, 12, 5), locale, "Europe/Oslo") == f"{short} 14:05"


def test_a_moment_is_shown_in_its_zone_on_the_day_it_is_there() -> None:
    late = datetime(2017, 12, 31, 23, 30, tzinfo=UTC)

    assert show_moment(late, "en_GB", "Europe/London") == "31/12/2017 23:30"
    assert show_moment(late, "en_GB", "Europe/Moscow") == "01/01/2018 02:30"


# Reading numbers


@pytest.mark.parametrize(
    ("locale", "typed", "number"),
    [
        ("en_GB", "1,234", "1234"),
        ("en_GB", "1,234.50", "1234.50"),
        ("nl_NL", "1.234", "1234"),
        ("nl_NL", "1,234", "1.234"),
        ("nb_NO", "1,234", "1.234"),
        ("nb_NO", "1 234,50", "1234.50"),
        ("nb_NO", f"1{NBSP}234{NBSP}567,5", "1234567.5"),
        ("ru_RU", f"1{NBSP}234,50", "1234.50"),
        ("fr_CH", "1'234.50", "1234.50"),
        ("fr_CH", "1’234.50", "1234.50"),
        ("fr_CH", "1 234,50", "1234.50"),
        ("fr_CH", f"1{NARROW}234,50", "1234.50"),
        ("fr_CH", "1.234", "1.234"),
        ("en_GB", "\u22125", "-5"),
        ("en_GB", "- 5", "-5"),
        ("en_GB", "+5", "5"),
        ("en_GB", "-0.00", "0"),
        ("en_GB", ".5", "0.5"),
        ("en_GB", "007", "7"),
        ("en_GB", " 5\n", "5"),
    ],
)
def test_a_number_is_read_in_the_notation_of_its_locale(locale: str, typed: str, number: str) -> None:
    assert read_number(typed, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("locale", "typed", "number"),
    [
        ("nl_NL", "1234.50", "1234.50"),
        ("nl_NL", "0.123", "0.123"),
        ("en_GB", "1,50", "1.50"),
        ("en_GB", "1.234,50", "1234.50"),
        ("nb_NO", "1234.50", "1234.50"),
        ("nb_NO", "1.234.567", "1234567"),
        ("fr_CH", "1,234.50", "1234.50"),
    ],
)
def test_another_notation_is_read_where_nothing_else_can_be_meant(locale: str, typed: str, number: str) -> None:
    assert read_number(typed, locale) == Decimal(number)


@pytest.mark.parametrize(
    ("locale", "typed", "one", "other"),
    [
        ("nb_NO", "1.234", "1,234", "1 234"),
        ("ru_RU", "-1.234", "-1 234", "-1,234"),
        ("nl_NL", "1234.567", "1.234,567", "1.234.567"),
        ("en_GB", "1234,567", "1,234.567", "1,234,567"),
        ("nb_NO", "9" * 26 + ".999", "99 " + "999 " * 7 + "999,999", "99 " + "999 " * 8 + "999"),
    ],
)
def test_a_number_with_two_readings_is_refused_and_both_are_named(
    locale: str, typed: str, one: str, other: str
) -> None:
    said = refusal(read_number, typed, locale).replace(NBSP, " ")

    assert said == f"“{typed}” can mean {one} or {other}. Write the one that you mean."


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "typed",
    [
        "abc",
        "-",
        ".",
        "5.",
        "1e5",
        "NaN",
        "Infinity",
        "1_000",
        "0x1F",
        "٢٣",
        "²",
        "½",
        "１２",
        "1\x002",
        "1,2,3",
        "12 34",
        "1 234'567",
        "1,23,456.5",
        "--5",
        "5-",
        "5 %",
        "\ud800",
        "1\u20285",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(locale: str, typed: str) -> None:
    said = refusal(read_number, typed, locale)

    assert said.endswith(f" is not a number. Write it like {show_number(Decimal('1234.5'), locale, 2)}.")


@pytest.mark.parametrize("typed", ["", " ", f"{NBSP}\t\r\n"])
def test_nothing_is_no_number(typed: str) -> None:
    assert refusal(read_number, typed, "nl_NL") == "No number is entered. Write one like 1.234,50."


def test_a_number_has_at_most_thirty_characters() -> None:
    assert read_number("1" * 30, "en_GB") == Decimal("1" * 30)

    assert "Write at most 30 characters" in refusal(read_number, "1" * 31, "en_GB")


@pytest.mark.parametrize("reader", [read_number, read])
def test_ten_megabytes_are_refused_and_quoted_briefly(reader: Callable[[str, str], object]) -> None:
    assert len(refusal(reader, "1" * 10_000_000, "en_GB")) < 150


def test_a_refusal_quotes_no_control_characters() -> None:
    said = refusal(read_number, "1\x002\u202e3\ud800", "en_GB")

    assert said.startswith("“1 2 3 ” is not a number.")


@given(numbers, locales)
def test_a_shown_or_edited_number_reads_as_itself(number: Decimal, locale: str) -> None:
    assert read_number(show_number(number, locale), locale) == number
    assert read_number(edit_number(number, locale), locale) == number
    assert read_number(edit_number(number, locale, 5), locale) == number


@given(st.integers(-(10**12), 10**12), st.sampled_from(CURRENCIES), locales)
def test_a_shown_amount_reads_as_itself(minor_units: int, currency: str, locale: str) -> None:
    amount = Decimal(minor_units).scaleb(-get_currency_precision(currency))

    assert read_number(show_amount(amount, currency, locale), locale) == amount


@given(hostile, locales)
def test_whatever_is_typed_is_a_number_or_refused(typed: str, locale: str) -> None:
    try:
        number = read_number(typed, locale)
    except Misread:
        return

    assert significant_digits(f"{number:f}") == significant_digits(typed)


# Reading dates


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "typed",
    [
        "9/6/2017",
        "09.06.2017",
        "9-6-17",
        "9 6 17",
        "9. 6. 2017",
        f"9.{NBSP}6.{NBSP}2017",
        "9‑6‑2017",
        "090617",
        "09062017",
        "2017-06-09",
        "2017-6-9",
        "9.6",
        "9.6.",
        "9/6",
        "0906",
        " 9.6.2017\n",
    ],
)
def test_a_date_is_read_in_any_usual_spelling(locale: str, typed: str) -> None:
    assert read(typed, locale) == date(2017, 6, 9)


@pytest.mark.parametrize(("typed", "day"), [("9", 9), ("09", 9), ("9.", 9), ("31", 31)])
def test_a_day_alone_is_in_the_month_of_the_work_date(typed: str, day: int) -> None:
    assert read(typed) == date(2017, 1, day)


def test_a_day_and_month_are_in_the_year_of_the_work_date() -> None:
    assert read_date("9.6", "nb_NO", today=date(2018, 1, 2), work_date=date(2017, 12, 30)) == date(2017, 6, 9)


@pytest.mark.parametrize(("typed", "year"), [("1.1.41", 2041), ("1.1.42", 1942), ("1.1.99", 1999), ("010100", 2000)])
def test_a_year_of_two_digits_lies_at_most_twenty_four_years_ahead(typed: str, year: int) -> None:
    assert read(typed) == date(year, 1, 1)


@pytest.mark.parametrize(
    ("locale", "today_letter", "work_date_letter"),
    [("en_GB", "t", "w"), ("nb_NO", "i", "a"), ("nl_NL", "v", "w"), ("fr_CH", "a", "d"), ("ru_RU", "с", "р")],
)
def test_today_and_the_work_date_have_a_letter_in_each_language(
    locale: str, today_letter: str, work_date_letter: str
) -> None:
    assert read(today_letter, locale) == read(today_letter.upper(), locale) == TODAY
    assert read(work_date_letter, locale) == WORK_DATE
    assert read("t", locale) == read("Today", locale) == TODAY
    assert read("w", locale) == read("work date", locale) == WORK_DATE


@pytest.mark.parametrize(
    ("locale", "typed"),
    [("nb_NO", "i dag"), ("nb_NO", "idag"), ("nl_NL", "Vandaag"), ("fr_CH", "aujourd’hui"), ("ru_RU", "Сегодня")],
)
def test_today_can_be_written_out(locale: str, typed: str) -> None:
    assert read(typed, locale) == TODAY


@pytest.mark.parametrize(
    ("locale", "typed", "day"),
    [
        ("en_GB", "+3d", date(2017, 2, 3)),
        ("en_GB", "-2w", date(2017, 1, 17)),
        ("en_GB", "\u22122 W", date(2017, 1, 17)),
        ("en_GB", "+1m", date(2017, 2, 28)),
        ("en_GB", "-2m", date(2016, 11, 30)),
        ("en_GB", "+13m", date(2018, 2, 28)),
        ("en_GB", "+1y", date(2018, 1, 31)),
        ("en_GB", "t+3d", date(2017, 6, 12)),
        ("en_GB", "w - 1m", date(2016, 12, 31)),
        ("nb_NO", "i+1u", date(2017, 6, 16)),
        ("nb_NO", "+1a\u030a", date(2018, 1, 31)),
        ("nl_NL", "v+1j", date(2018, 6, 9)),
        ("fr_CH", "+1j", date(2017, 2, 1)),
        ("fr_CH", "a+1a", date(2018, 6, 9)),
        ("ru_RU", "с+1н", date(2017, 6, 16)),
        ("ru_RU", "+1d", date(2017, 2, 1)),
    ],
)
def test_a_distance_counts_from_the_work_date_unless_told_otherwise(locale: str, typed: str, day: date) -> None:
    assert read(typed, locale) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.02", "“31.02” is not in the calendar. The last day of that month is 28/02/2017."),
        ("29.2.1900", "“29.2.1900” is not in the calendar. The last day of that month is 28/02/1900."),
        ("09.13.2017", "“09.13.2017” has no month from 1 to 12. Write day, month and year like 09/06/2017."),
        ("1.1.1752", "“1.1.1752” is not in the years from 1753 to 9999. Write a date like 09/06/2017."),
        ("-9999y", "“-9999y” is not in the years from 1753 to 9999. Write a date like 09/06/2017."),
        ("+9999y", "“+9999y” is not in the years from 1753 to 9999. Write a date like 09/06/2017."),
        ("", "No date is entered. Write one like 09/06/2017."),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_a_way_out(typed: str, said: str) -> None:
    assert refusal(read, typed, "en_GB") == said


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "906",
        "9062017",
        "9.6.017",
        "9..6",
        "0.6.2017",
        "+3",
        "3d",
        "+3x",
        "+10000d",
        "t3d",
        "todayy",
        "٩.٦",
        "9\x006",
        "9\n6",
        "\x0b",
        "\u2003",
        "\ud800",
        "w+1d+1d",
        ".",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(locale: str, typed: str) -> None:
    assert f" is not a date. Write it like {show_date(TODAY, locale)}, or t " in refusal(read, typed, locale)


@pytest.mark.parametrize("near_the_end", ["+1d", "+9999w", "+1m", "t+1y"])
def test_the_calendar_has_an_end(near_the_end: str) -> None:
    last = date.max

    with pytest.raises(Misread, match="is not in the years from 1753 to 9999"):
        read_date(near_the_end, "en_GB", last, last)


@given(days, locales)
def test_a_shown_date_reads_as_itself(day: date, locale: str) -> None:
    assert read(show_date(day, locale), locale) == day
    assert read(day.isoformat(), locale) == day


@given(hostile, locales, days)
def test_whatever_is_typed_is_a_date_or_refused(typed: str, locale: str, work_date: date) -> None:
    try:
        day = read_date(typed, locale, work_date, work_date)
    except Misread:
        return

    assert 1753 <= day.year <= 9999


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:07", time(10, 7)), ("1007", time(10, 7)), ("10.07", time(10, 7)), ("9", time(9)), (" 09 30 ", time(9, 30)),
        ("10:07:30", time(10, 7, 30)), ("0", time(0)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_a_time_is_read_with_or_without_a_sign_between(text: str, clock: time) -> None:
    assert read_time(text, "en_GB") == clock


@pytest.mark.parametrize("text", ["24:00", "10:60", "half past", "10:7:5:3", "１０:０７", "-1", "10:07:61", "1" * 50])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Misread):
        read_time(text, "en_GB")


@pytest.mark.parametrize("locale", ["en_GB", "nb_NO", "nl_NL", "fr_CH", "ru_RU"])
def test_a_time_is_read_as_it_is_shown(locale: str) -> None:
    assert read_time(show_time(time(14, 5), locale), locale) == time(14, 5)
