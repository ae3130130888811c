"""Numbers as people write them: 2, 1.5, 四十, 两百, 十二, 仨."""

from __future__ import annotations

NUMBER = r"(?:\d+(?:\.\d+)?|[零一二三四五六七八九十百廿两俩仨]+)"
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "仨": 3, "廿": 20}


def number(said: str) -> float | None:
    """Its value; None where it is no number."""
    try:
        return float(said)
    except ValueError:
        pass
    total, unit = 0, 0
    for sign in said:
        if sign in "十百":
            total += (unit or 1) * (10 if sign == "十" else 100)
            unit = 0
        elif (digit := _DIGITS.get(sign)) is None:
            return None
        else:
            unit = digit
    return float(total + unit) if said else None
