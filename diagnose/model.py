"""The values the engine thinks with: frozen, and free of files, JSON and pages."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from .school import Role, School


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that can be seen or known, such as ``photo-missing``."""

    id: str
    says: str  # its wording after 「因为你说：」
    topic: str  # two findings of one topic contradict each other; "" for none
    implies: tuple[str, ...]
    together: tuple[tuple[str, str], ...]  # said beside the first, it means the second
    ordinary: bool  # nothing is wrong with it, as with ``photo-shown``


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a question; its id is a part of the page's address."""

    id: str
    label: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing a person can answer by looking; its last option is 「不确定」."""

    id: str
    title: str
    why: str
    look: str
    drawing: str
    when: tuple[str, ...]  # asked only when all of these are known
    options: tuple[Option, ...]

    @property
    def certain_options(self) -> tuple[Option, ...]:
        return self.options[:-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage of text, its paragraphs parted by a blank line, with the ids of the sources that bear it."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What the student does now."""

    steps: tuple[str, ...]
    bring: tuple[str, ...]
    takes: str
    avoid: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to turn to, and what to tell them."""

    roles: tuple[str, ...]
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Findings that must lead to the cause they stand beside."""

    findings: tuple[str, ...]
    days_since_photo: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to write to whom; the program adds greeting, date and blanks."""

    to: str  # a role
    see: str
    checked: str
    ask: str
    attach: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why the student is stuck, and the way on."""

    id: str
    title: str
    group: str
    commonness: int  # 1 rare to 3 common
    reviewed: date
    related: tuple[str, ...]
    when: tuple[tuple[str, ...], ...]  # any one of these sets, wholly known, establishes the cause
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    meaning: Statement
    why: Statement
    next_step: NextStep
    contact: Contact
    if_ignored: Statement
    by_when: Statement
    notice: Statement | None  # how the old notice words it
    examples: tuple[Example, ...]
    message: Message
    code: str  # short, sayable, for ever
    waits: bool  # whether the day of the photo matters
    typed: bool  # whether what was typed at sign-up may be the trouble

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources, each once, in order of first use."""
        parts = (self.meaning, self.why, self.next_step, self.contact, self.if_ignored, self.by_when, self.notice)
        return tuple(dict.fromkeys(source for part in parts if part for source in part.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where statements come from."""

    id: str
    title: str
    kind: str  # official, university, media or weak
    years: str
    says: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word students meet or mix up; ``spellings`` are the ways it occurs in texts."""

    id: str
    spellings: tuple[str, ...]
    means: str
    not_the_same: str
    sources: tuple[str, ...]
    reviewed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture under ``docs/drawings``, 360 wide and ``height`` high, told to those who do not see it by ``alt``."""

    id: str
    alt: str
    caption: str
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What a student said, the answers they would give, and the cause a clerk would name."""

    file: str
    number: int  # its place in the file, from 0
    said: str
    responses: tuple[str, ...]
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Causes that are listed together."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The order of questions and groups, and how long waiting is usual."""

    stages: tuple[tuple[str, ...], ...]
    review_valid_days: int
    waiting_days: tuple[int, int]
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Everything the files under ``knowledge/`` say, by id, in the order of the files."""

    findings: Mapping[str, Finding]
    questions: Mapping[str, Question]
    causes: Mapping[str, Cause]
    sources: Mapping[str, Source]
    roles: Mapping[str, Role]
    terms: Mapping[str, Term]
    drawings: Mapping[str, Drawing]
    scenarios: tuple[Scenario, ...]
    flow: Flow
    school: School
    former_codes: Mapping[str, str]  # code of a cause that is no more → the id of the one to see now

    @property
    def waiting_days(self) -> tuple[int, int]:
        """The school's where it has said so, else the general ones."""
        return self.school.waiting_days or self.flow.waiting_days

    def review_ends(self, reviewed: date) -> date:
        """The last day on which something reviewed then counts as fresh."""
        return reviewed + timedelta(days=self.flow.review_valid_days)

    def review_overdue(self, reviewed: date, today: date) -> bool:
        return today > self.review_ends(reviewed)

    @cached_property
    def implied(self) -> Mapping[str, frozenset[str]]:
        """Finding id → itself and all that follows from it."""
        return {id: frozenset(self._follow(id)) for id in self.findings}

    def _follow(self, id: str) -> list[str]:
        reached = [id]
        for each in reached:
            reached += [x for x in self.findings[each].implies if x not in reached]
        return reached

    @cached_property
    def excluded(self) -> Mapping[str, frozenset[str]]:
        """Finding id → all findings that cannot hold beside it."""
        return {id: frozenset(other for each in ids for other in self._others_of_its_topic(each)) for id, ids in self.implied.items()}

    def _others_of_its_topic(self, id: str) -> Iterator[str]:
        topic = self.findings[id].topic
        return (other for other in self._by_topic.get(topic, ()) if topic and other != id)

    @cached_property
    def _by_topic(self) -> Mapping[str, list[str]]:
        topics: dict[str, list[str]] = {}
        for finding in self.findings.values():
            topics.setdefault(finding.topic, []).append(finding.id)
        return topics

    @cached_property
    def spoken_for_by(self) -> Mapping[str, tuple[str, ...]]:
        """Finding id → the causes it speaks for."""
        speaks: dict[str, dict[str, None]] = {}
        for cause in self.causes.values():
            for finding in (*cause.evidence_for, *(id for when in cause.when for id in when)):
                speaks.setdefault(finding, {})[cause.id] = None
        return {finding: tuple(causes) for finding, causes in speaks.items()}

    @cached_property
    def asked_after(self) -> tuple[Mapping[str, list[tuple[int, Question]]], ...]:
        """For each stage: a finding without which a question is never asked ("" for none) → those questions, with their order."""
        stages: list[dict[str, list[tuple[int, Question]]]] = [{} for _ in self.flow.stages]
        for stage, ids in zip(stages, self.flow.stages, strict=True):
            for order, question in enumerate(self.questions[id] for id in ids):
                stage.setdefault(next(iter(question.when), ""), []).append((order, question))
        return tuple(stages)

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """What was worked out from findings before; it stays true, for knowledge never changes."""
        return {}

    @cached_property
    def question_of(self) -> Mapping[str, Question]:
        """Option id → its question."""
        return {option.id: question for question in self.questions.values() for option in question.options}

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """Option id → the option, of whatever question."""
        return {option.id: option for question in self.questions.values() for option in question.options}

    @cached_property
    def term_of(self) -> Mapping[str, str]:
        """Spelling → the id of its term."""
        return {spelling: term.id for term in self.terms.values() for spelling in term.spellings}

    @cached_property
    def terms_in_text(self) -> re.Pattern[str]:
        """Matches any spelling of any term, the longest where several begin; nothing while there is no term."""
        return re.compile("|".join(map(re.escape, sorted(self.term_of, key=len, reverse=True))) or "(?!)")
