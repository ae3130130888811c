"""What a text says of time → days since the photo was taken. Dates and durations, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "廿": 20}
_NUMBER = r"(?:\d+(?:\.\d+)?|[零一二两俩三四五六七八九十百廿]+)"
_UNIT_DAYS = {"天": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30.4, "年": 365}
_DURATION = re.compile(
    rf"(?P<half>大?半|小半)个?(?P<half_unit>月|年)"
    rf"|(?P<almost>[快近]?)(?P<number>{_NUMBER})(?P<about>[来多几]?)(?P<count>个?)(?P<more>[多来几]?)(?P<and_half>半?)"
    rf"(?P<unit>天|周|星期|礼拜|月(?!份|初|底|末|中|上|下|\d|[一二三四五六七八九十])|年(?!级|\d))(?P<odd>[多半]?)"
)
_DATE = re.compile(
    rf"(?:(?P<year>20\d\d|\d\d)年|(?P<said_year>前年|去年|上年|今年)的?)?(?P<month>{_NUMBER})月份?的?"
    rf"(?:(?P<day>{_NUMBER})[日号]?|(?P<part>初|上旬|中旬?|下旬|底|末))?"
    r"|(?P<iso>20\d\d)[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})"
)
_PART = {"初": 3, "上旬": 5, "中": 15, "中旬": 15, "下旬": 25, "底": 28, "末": 28}
_RECENT = {
    "今天": 0, "今日": 0, "今早": 0, "刚刚": 0, "刚拍": 2, "刚照": 2, "刚采": 2, "刚去拍": 2, "昨天": 1, "昨日": 1, "前天": 2,
    "前日": 2, "大前天": 3, "前两天": 2, "前几天": 4, "这两天": 2, "这几天": 3, "这周": 3, "本周": 3, "上周": 7, "上星期": 7,
    "上礼拜": 7, "上个星期": 7, "上个礼拜": 7, "上上周": 14, "上个月": 30, "上月": 30, "上上个月": 61, "这个月": 12, "本月": 12,
}  # fmt: skip
_RECENT_SAID = re.compile("|".join(sorted(_RECENT, key=len, reverse=True)))
_NOT_OF_THE_PHOTO = re.compile(
    r"毕业(?!证?照|图像|采集)|开学|入学|报到|工作|小时|分钟|改名|读了|岁|学制|年级|还有\S{0,3}天|再等|内|大学|本科|专科|请假|提前"
)
_TAKEN = re.compile(r"[拍照采影]")


def days_since_photo(text: str, today: date) -> int | None:
    """Whole days, or None when nothing is said, or only vaguely; of two dates the later is the writer's today."""
    clauses = [clause for clause in re.split(r"[，。！？；\n,;!?]", text) if not _NOT_OF_THE_PHOTO.search(clause)]
    told = "，".join(clauses)
    days_named = sorted(_dates(told, today))
    if len(days_named) > 1:
        return (days_named[-1] - days_named[0]).days
    if (days := _duration(told)) is not None:
        return days
    if days_named and days_named[0] <= today:
        return (today - days_named[0]).days
    recent = _RECENT_SAID.search("，".join(clause for clause in clauses if _TAKEN.search(clause)))
    return _RECENT[recent[0]] if recent else None


def _duration(text: str) -> int | None:
    """The first one said: what comes later is often how long others said it takes."""
    days = (days for match in _DURATION.finditer(text) if (days := _length(match)) is not None)
    return next(map(round, days), None)


def _length(match: re.Match[str]) -> float | None:
    if match["half"]:
        share = {"半": 0.5, "大半": 0.7, "小半": 0.3}[match["half"]]
        return share * _UNIT_DAYS[match["half_unit"]]
    if match["unit"] == "月" and not match["count"]:
        return None  # 三月 is a date, 三个月 is a duration
    number = _number(match["number"])
    if number is None or number > 2000:
        return None
    if match["about"] == "几" or match["more"] == "几":
        number += 3
    half = 0.5 if match["and_half"] or match["odd"] == "半" else 0.3 if "多" in match["about"] + match["more"] + match["odd"] else 0
    if match["almost"]:
        half -= 0.2
    return (number + (half if match["unit"] != "天" else 0)) * _UNIT_DAYS[match["unit"]]


def _dates(text: str, today: date) -> Iterator[date]:
    for match in _DATE.finditer(text):
        if (day := _day(match, today)) is not None:
            yield day


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["iso"]:
            return date(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
        month, day = _number(match["month"]), _PART.get(match["part"] or "", 15)
        if match["day"]:
            day = int(_number(match["day"]) or 0)
        if month is None:
            return None
        return _latest(_year(match, today), int(month), day, today)
    except ValueError:
        return None


def _year(match: re.Match[str], today: date) -> int | None:
    if match["year"]:
        return int(match["year"]) % 100 + 2000
    return {"前年": today.year - 2, "去年": today.year - 1, "上年": today.year - 1, "今年": today.year}.get(match["said_year"] or "")


def _latest(year: int | None, month: int, day: int, today: date) -> date:
    """A day without a year is the last one that has come."""
    if year is not None:
        return date(year, month, min(day, 28))
    this_year = date(today.year, month, min(day, 28))
    return this_year if this_year <= today + timedelta(days=31) else date(today.year - 1, month, min(day, 28))


def _number(said: str) -> float | None:
    """``2``, ``1.5``, ``四十``, ``两百``, ``十二`` → its value."""
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
    return float(total + unit)
