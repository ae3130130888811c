"""What a text says of time → days since the photo was taken. Dates and durations, as people write them."""

from __future__ import annotations

import re
from datetime import date

from .days_said import days_said
from .numbers import NUMBER, number

_UNIT_DAYS = {"天": 1, "日": 1, "工作日": 1.4, "周": 7, "星期": 7, "礼拜": 7, "月": 30.4, "年": 365}
_DURATION = re.compile(
    rf"(?P<half>大?半|小半)个?(?P<half_unit>月|年)"
    rf"|(?P<almost>[快近]?)(?P<ordinal>第?)(?P<number>{NUMBER})(?P<about>[来多几余]?)(?P<count>个?)(?P<more>[多来几余]?)(?P<and_half>半?)"
    rf"(?P<unit>天|工作日|日|周|星期|礼拜|月(?!份|初|底|末|中|上|下|\d|[一二三四五六七八九十])|年(?!级|\d))(?P<odd>[多半]?)"
)
ONE_DAY = 10  # days between dates that may be two names of one
_HALF = {"半": 0.5, "大半": 0.7, "小半": 0.3}
_RECENT = {
    "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "刚刚": 0, "刚拍": 2, "刚照": 2, "刚采": 2, "刚去拍": 2, "昨天": 1, "昨日": 1, "昨儿": 1,
    "昨晚": 1, "前天": 2, "前日": 2, "前儿": 2, "大前天": 3, "前两天": 2, "前几天": 4, "这两天": 2, "这几天": 3, "这周": 3, "本周": 3,
    "上周": 7, "上星期": 7, "上礼拜": 7, "上个星期": 7, "上个礼拜": 7, "上上周": 14, "上个月": 30, "上月": 30, "上上个月": 61,
    "这个月": 12, "本月": 12,
}  # fmt: skip
_RECENT_SAID = re.compile("|".join(sorted(_RECENT, key=len, reverse=True)))
_CLAUSE = re.compile(r"[，。！？；\s,;!?]+")
_CORRECTION = re.compile(r"不对|不不|[说记]错了?|更正")
_NOT_OF_THE_PHOTO = re.compile(
    r"毕业(?!证?照|相|图像|采集)|高考|录取|(?:开学|入学|报到)(?!\S*(?:[拍采]|照(?!片)))|工作(?!日)|小时|分钟|改名|读了|岁|学制|年级|还有\S{0,3}天|再等|内|大学|本科|专科|请假|提前"
)
_OF_OTHERS = re.compile(r"说|承诺|规定|一般|超过|最迟")
_TAKEN = re.compile(r"[拍采]|照(?!片)|影(?!像)")


def days_since_photo(text: str, today: date) -> int | None:
    """Whole days, or None when nothing is said, or only vaguely. What corrects itself counts as corrected."""
    days = (_days(part, today) for part in reversed(_CORRECTION.split(text)))
    return next((said for said in days if said is not None), None)


def _days(text: str, today: date) -> int | None:
    """Of two dates the later is the writer's today, unless both name one day, as 三月份……妇女节那天."""
    clauses = [clause for clause in _CLAUSE.split(text) if not _NOT_OF_THE_PHOTO.search(clause)]
    named, rest = days_said("，".join(clauses), today)
    if named and (max(named) - min(named)).days > ONE_DAY:
        return (max(named) - min(named)).days
    if (days := _duration(rest)) is not None:
        return days
    if named and min(named) <= today:
        return (today - min(named)).days
    recent = _RECENT_SAID.search("，".join(clause for clause in clauses if _TAKEN.search(clause)))
    return _RECENT[recent[0]] if recent else None


def _duration(text: str) -> int | None:
    """The first one said, but not how long others said it takes."""
    own = "，".join(clause for clause in _CLAUSE.split(text) if not _OF_OTHERS.search(clause))
    days = (days for match in _DURATION.finditer(own) if (days := _length(match)) is not None)
    return next(map(round, days), None)


def _length(match: re.Match[str]) -> float | None:
    if match["half"]:
        return _HALF[match["half"]] * _UNIT_DAYS[match["half_unit"]]
    if not match["count"] and (match["ordinal"] or (match["unit"] == "月" and match["number"] not in "俩仨")):
        return None  # 三月 is a date and 第一周 a week, 三个月, 仨月 and 第四个月 are durations
    said = number(match["number"])
    if said is None or said > 2000:
        return None
    if match["about"] == "几" or match["more"] == "几":
        said += 3
    half = 0.5 if match["and_half"] or match["odd"] == "半" else 0.3 if "多" in match["about"] + match["more"] + match["odd"] else 0
    if match["almost"]:
        half -= 0.2
    return (said + (half if match["unit"] not in ("天", "日") else 0)) * _UNIT_DAYS[match["unit"]]
