"""What was typed at sign-up → what may be wrong with it. Nothing of it is kept, and nothing of it is said back."""

from __future__ import annotations

from datetime import date

from . import words

FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
LAST = "10X98765432"
DOTS = "·•．.・‧∙⋅●。"
USUAL_DOT = "·"


def about_number(number: str, today: date) -> list[str]:
    """Sentences on an ID number of 18 characters (GB 11643); one sentence that all is well where it is."""
    if not number:
        return []
    plain = number.strip()
    if plain != number or " " in plain:
        return [words.NUMBER_BLANK]
    if any(c not in "0123456789Xx" for c in plain) or "X" in plain[:-1].upper():
        return [words.NUMBER_FULL_WIDTH if any("\uff10" <= c <= "\uff19" or c in "ＸｘХх" for c in plain) else words.NUMBER_LETTERS]
    if len(plain) != 18:
        return [words.NUMBER_LENGTH.format(n=len(plain))]
    wrong = [*_about_birthday(plain[6:14], today), *_about_last(plain.upper())]
    return wrong or [words.NUMBER_FITS]


def _about_birthday(digits: str, today: date) -> list[str]:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return [words.NUMBER_NO_DAY]
    return [] if date(1900, 1, 1) <= born < today else [words.NUMBER_NO_DAY]


def _about_last(number: str) -> list[str]:
    total = sum(int(digit) * factor for digit, factor in zip(number, FACTORS, strict=False))
    return [] if number[-1] == LAST[total % 11] else [words.NUMBER_LAST]


def about_name(name: str) -> list[str]:
    """Sentences on characters that commonly cause trouble; which of them 学信网 accepts nobody documents."""
    if not name:
        return []
    found = [
        (name != name.strip() or any(c.isspace() for c in name.strip()), words.NAME_BLANK),
        (any("！" <= c <= "～" for c in name), words.NAME_FULL_WIDTH),
        (any(c in DOTS and c != USUAL_DOT for c in name), words.NAME_DOT),
        (any(c.isdigit() or (c.isascii() and c.isalpha()) for c in name), words.NAME_LETTERS),
        (any(ord(c) > 0xFFFF or "\u3400" <= c <= "\u4dbf" or "\ue000" <= c <= "\uf8ff" for c in name), words.NAME_RARE),
    ]
    return [sentence for is_so, sentence in found if is_so] or [words.NAME_FITS]
