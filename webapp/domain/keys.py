"""Keys made on write, so that the database can search and sort without knowing a language.

A search key holds the folded words of a record; a query is folded by the same rules and each of its words must be the
beginning of one word in the key. A sort key compares byte by byte in an order that suits all five languages.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

SEARCH_KEY_LENGTH = 2000
TEXT_LENGTH = 2000
QUERY_LENGTH = 200
QUERY_WORDS = 8
WORD_LENGTH = 80
SORT_KEY_LENGTH = 200
MOST_KNOWN = 5_000

# Letters that Unicode does not take apart.
_SPELT_OUT = str.maketrans(
    {"ı": "i", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | dict.fromkeys("\u2010\u2012\u2013\u2014\u2212", "-")
)
_NORWEGIAN_SPELT_OUT = str.maketrans({"æ": "ae", "ø": "o"})
_NORWEGIAN_AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}"})

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile("[0-9]+")
_NOT_DIALLED = re.compile("[^0-9+]")

FEWEST_PHONE_DIGITS = 5
_DIALLED = re.compile(r"[0-9 ().+-]+")
_PHONE = re.compile(r"(?<!\w)\+?[0-9][0-9 ().+-]*")
# ITU-T E.164: country codes have one or two digits where listed here, and three elsewhere.
_COUNTRY = "[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2}"
_INTERNATIONAL = re.compile(rf"(?:\+|00)(?P<country>{_COUNTRY})(?P<national>[0-9]{{5,12}})")
_TRUNK = {"39": "", "47": "", "7": "8"}  # what is dialled in front inside the country; elsewhere 0
_DIGITS_WITH_EIGHT = 11
_TRUNK_IN_BRACKETS = "(0)"  # +44 (0)20 is dialled +44 20

_BEFORE_SPACE = "\x1f"


def search_key(*texts: str | None) -> str:
    """Plain words first, so that what is emitted for convenience falls off first when the key is full."""
    folded = dict.fromkeys([_folded(text[:TEXT_LENGTH]) for text in texts if text])
    words = chain.from_iterable(chain.from_iterable(zip(*map(_found_by, folded), strict=True)))
    key = " ".join(_distinct(words))
    return key if len(key) <= SEARCH_KEY_LENGTH else key[: key.rfind(" ", 0, SEARCH_KEY_LENGTH + 1)]


def search_words(query: str) -> tuple[str, ...]:
    """What is typed like a phone number is one word, however it is grouped.

    Take any piece of a text between two spaces, and of it any beginning: every search word of that is the beginning of
    a word in the text's search key, as long as the key is not full.
    """
    folded = _folded(query[:QUERY_LENGTH])
    return tuple(_distinct(_dialled(folded) or _words(folded)))[:QUERY_WORDS]


def folded_words(text: str) -> list[str]:
    """The words of a text in their order, as they stand in a search key."""
    return _words(_folded(text[:TEXT_LENGTH]))


@lru_cache(maxsize=MOST_KNOWN)
def national_digits(phone: str) -> str:
    """A phone number as it is dialled inside its country, without the trunk prefix; nothing where it is too short."""
    plain = phone if phone.isascii() else _folded(phone[:TEXT_LENGTH])
    dialled = _NOT_DIALLED.sub("", plain.replace(_TRUNK_IN_BRACKETS, ""))
    found = _INTERNATIONAL.match(dialled)
    digits = found["national"] if found else dialled.replace("+", "")
    if len(digits) == _DIGITS_WITH_EIGHT and not found:
        digits = digits.removeprefix("8")
    digits = digits.lstrip("0")
    return digits if len(digits) >= FEWEST_PHONE_DIGITS else ""


def sort_key(text: str) -> str:
    """Punctuation only parts words, Æ Ø Å come after Z, Ё is Е and Й stays itself.

    Behind that stands the text as written, so that different texts of up to 99 characters have different keys.
    """
    words = _WORD.findall(_letters(text[:SORT_KEY_LENGTH]))
    order = " ".join(words).translate(_NORWEGIAN_AFTER_Z)[: SORT_KEY_LENGTH // 2]
    return f"{order}{_BEFORE_SPACE}{text}"[:SORT_KEY_LENGTH]


def _letters(text: str) -> str:
    if text.isascii():
        return text.lower()
    letters = _decomposed(text).replace("a\u030a", "å").replace("и\u0306", "й")
    return _without_accents(letters).translate(_SPELT_OUT)


def _folded(text: str) -> str:
    """Most texts are plain and need no taking apart."""
    if text.isascii():
        return text.lower()
    return _without_accents(_decomposed(text)).translate(_SPELT_OUT).translate(_NORWEGIAN_SPELT_OUT)


@lru_cache(maxsize=MOST_KNOWN)
def _found_by(folded: str) -> tuple[Iterable[str], Iterable[str], Iterable[str]]:
    """The words of a text, its pieces closed up, and the numbers in it; many records are in the same city."""
    words = _words(folded)
    return words, () if words == [folded] else _closed_up(folded), _phones(folded) if _DIGITS.search(folded) else ()


def _decomposed(text: str) -> str:
    """Taken apart on both sides of the case folding, as each may bring up what the other changes."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def _without_accents(decomposed: str) -> str:
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _distinct(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys([word[:WORD_LENGTH] for word in words])


def _words(folded: str) -> list[str]:
    return _WORD.findall(folded)


def _closed_up(folded: str) -> list[str]:
    """Every piece between spaces without its punctuation: O'Neil as oneil, A/S as as. What has none is a word already."""
    pieces = ["".join(_words(piece)) for piece in folded.split() if not piece.isalnum()]
    return [piece for piece in pieces if piece]


def _digit_groups(folded: str) -> list[str]:
    return _DIGITS.findall(folded)


def _dialled(folded: str) -> list[str]:
    digits = "".join(_digit_groups(folded.replace(_TRUNK_IN_BRACKETS, "")))
    is_phone = _DIALLED.fullmatch(folded) and len(digits) >= FEWEST_PHONE_DIGITS
    return [digits] if is_phone else []


def _phones(folded: str) -> list[str]:
    """Digits only, from each group on, so that the country or area in front can be left out."""
    found = []
    for phone in _PHONE.findall(folded):
        abroad = phone.replace(_TRUNK_IN_BRACKETS, "")
        for written in dict.fromkeys((phone, abroad)):
            groups = _digit_groups(written)
            found += ["".join(groups[start : start + WORD_LENGTH]) for start in range(len(groups))]
        if abroad[0] in "+0":
            found += _international(abroad)
    return found


def _international(phone: str) -> list[str]:
    """As dialled from abroad with + and with 00, and inside the country without and with the trunk prefix."""
    found = _INTERNATIONAL.match(_NOT_DIALLED.sub("", phone))
    if not found:
        return []
    country, national = found["country"], found["national"]
    return [country + national, f"00{country}{national}", national, _TRUNK.get(country, "0") + national]
