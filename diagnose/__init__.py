"""Self-diagnosis for the photo check on 学信网: findings in, ranked causes and the next question out.

Pure standard library; the same source runs in CPython and in the browser. Read in this order: ``model``,
``differential``, ``next_question``, ``conversation``; then how knowledge is read: ``source``, ``shape``,
``load``, ``check``; then who talks to people: ``page``, ``jsonl``, ``browser``, ``__main__``.
"""

from . import words
from .check import check
from .conversation import Ask, Outcome, Position, replay, walk
from .load import load
from .model import Cause, Finding, Knowledge, Option, Question

__all__ = [
    "Ask", "Cause", "Finding", "Knowledge", "Option", "Outcome", "Position", "Question", "check", "load", "replay", "walk", "words",
]  # fmt: skip
