"""Dates as people write them → days of the calendar: 三月底, 去年10月8号, 2026-03-01, 9.28, 国庆, 霜降, 去年冬天, 上学期."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .numbers import NUMBER, number

# Month and day; of feasts by the moon and of seasons roughly.
_NAMED = {
    "元旦": (1, 1), "腊八": (1, 15), "腊月": (1, 20), "寒假": (1, 28), "除夕": (2, 5), "春节": (2, 5), "过年": (2, 5), "正月": (2, 20),
    "元宵": (2, 22), "妇女节": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "六一": (6, 1), "儿童节": (6, 1), "端午": (6, 10),
    "暑假": (8, 1), "七夕": (8, 20), "教师节": (9, 10), "中秋": (9, 22), "国庆": (10, 1), "重阳": (10, 15), "光棍节": (11, 11),
    "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "圣诞": (12, 25), "立春": (2, 4), "惊蛰": (3, 5), "春分": (3, 20),
    "清明": (4, 5), "谷雨": (4, 20), "立夏": (5, 5), "小满": (5, 21), "芒种": (6, 5), "夏至": (6, 21), "小暑": (7, 7), "大暑": (7, 22),
    "立秋": (8, 7), "处暑": (8, 23), "秋分": (9, 23), "寒露": (10, 8), "霜降": (10, 23), "立冬": (11, 7), "冬至": (12, 21),
    "春天": (4, 1), "春季": (4, 1), "开春": (3, 1), "夏天": (7, 15), "夏季": (7, 15), "入夏": (6, 1), "秋天": (10, 1), "秋季": (10, 1),
    "入秋": (9, 10), "冬天": (12, 20), "冬季": (12, 20), "入冬": (11, 10), "上半年": (4, 15), "下半年": (10, 1), "下学期": (5, 1),
}  # fmt: skip
_NAMED_SAID = re.compile(
    rf"{'|'.join(_NAMED)}|十一(?=假|长假|放|黄金周|那|前|后|过|回)|(?<![一二两三四五六七八九十几半多\d])年(?P<near>前|后|初|底)|(?P<last>上个?学期|开学)"
)
_NEAR_YEAR = {"前": (1, 25), "后": (2, 20), "初": (1, 20), "底": (12, 20)}
_TERMS = ((3, 1), (9, 1))  # when they begin
_HALF_A_TERM, _A_MONTH = timedelta(days=60), timedelta(days=31)
_MONTH = NUMBER.replace("两俩仨", "")  # 俩月 and 仨月 last, they do not begin
_DATE = re.compile(
    rf"(?P<soon>快[要到放过入进]*)?(?:(?P<year>20\d\d|\d\d)年|(?P<said_year>前年|去年|上年|今年)的?)?"
    rf"(?:(?P<month>{_MONTH})月份?的?(?:(?P<day>{NUMBER})[日号]?|(?P<part>初|上旬|中旬?|下旬|底|末))?"
    r"|(?<![\d.])(?P<dot_month>1[0-2]|[1-9])\.(?P<dot_day>[0-3]\d)(?![\d.个寸元万]))"
    r"|(?P<iso>20\d\d)[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})"
)
_PART = {"初": 3, "上旬": 5, "中": 15, "中旬": 15, "下旬": 25, "底": 28, "末": 28}
_YEARS_AGO = {"前年": 2, "去年": 1, "上年": 1, "今年": 0}


def days_said(text: str, today: date) -> tuple[list[date], str]:
    """The days, in the order they are said, and the text without them."""
    text = _NAMED_SAID.sub(lambda match: _written_out(match, today), text)
    return [day for match in _DATE.finditer(text) if (day := _day(match, today))], _DATE.sub("，", text)


def _written_out(match: re.Match[str], today: date) -> str:
    """A named day as month and day; 十一 alone is the feast."""
    if match["last"]:
        now, before, *_ = _terms_begun(today)
        day = now if match["last"] == "开学" else before + _HALF_A_TERM
        return f"{day.year}年{day.month}月{day.day}日"
    month, of_month = _NEAR_YEAR[match["near"]] if match["near"] else _NAMED.get(match[0], _NAMED["国庆"])
    return f"{month}月{of_month}日"


def _terms_begun(today: date) -> list[date]:
    """The last first."""
    begun = (date(year, month, day) for year in (today.year, today.year - 1) for month, day in reversed(_TERMS))
    return [day for day in begun if day <= today]


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["iso"]:
            return date(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
        month = number(match["dot_month"] or match["month"])
        day = number(match["dot_day"] or match["day"] or "") or _PART.get(match["part"] or "", 15)
        return _near(match, int(month or 0), min(int(day), 28), today)
    except ValueError:
        return None


def _near(match: re.Match[str], month: int, day: int, today: date) -> date:
    """A day without a year is the last one that has come, or where it is said to be near, the next."""
    if match["year"]:
        return date(int(match["year"]) % 100 + 2000, month, day)
    if match["said_year"]:
        return date(today.year - _YEARS_AGO[match["said_year"]], month, day)
    this_year = date(today.year, month, day)
    if match["soon"]:
        return this_year if this_year >= today - _A_MONTH else date(today.year + 1, month, day)
    return this_year if this_year <= today + _A_MONTH else date(today.year - 1, month, day)
