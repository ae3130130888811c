"""What must always hold of the whole knowledge: it leads somewhere, ends, and its examples are true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import assert_never

from . import hearing
from .content_error import ContentError, Place, nearest
from .conversation import Ask, Outcome, Position, replay, walk
from .differential import Candidate
from .load import KNOWLEDGE, load
from .model import Cause, Example, Knowledge, Scenario
from .source import Document, read, shown_name
from .sourcing import only_weak, sourced
from .waiting import waiting_finding

MOST_QUESTIONS = 8
MOST_STATES = 400

Where = Callable[..., Place]


def check(folder: Path = KNOWLEDGE, school: Path | None = None) -> tuple[Knowledge | None, list[ContentError]]:
    """Read the folder and prove it. Knowledge is returned only when nothing is wrong."""
    knowledge, errors = load(folder, school)
    if knowledge:
        errors = [*prove(knowledge, _Where(folder)), *hearing.mistakes(folder, knowledge)]
    return (None if errors else knowledge), errors


class _Where:
    """Finds the line of a thing again, only when there is an error to place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, *path: str | int) -> Place:
        document = read(self.folder / name, shown_name(self.folder / name))
        return document.place(*path) if isinstance(document, Document) else document.place


def prove(knowledge: Knowledge, where: Where, most_states: float = MOST_STATES) -> Iterator[ContentError]:
    """What is wrong with knowledge that was read without a mistake; ``where`` finds a thing's line: file, keys → place."""
    yield from _implication_loops(knowledge, where)
    yield from _impossible_options(knowledge, where)
    yield from _examples(knowledge, where)
    yield from _weak_alone(knowledge, where)
    yield from _scenarios(knowledge, where)
    positions = list(_bounded_walk(knowledge, most_states))
    yield from _long_paths(positions, where)
    if len(positions) > most_states:
        yield ContentError(where("flow.toml", "stages"), f"走到的页面超过 {most_states} 个", "减少选项，或者给问题加 when")
    yield from _dead_ends(knowledge, positions, where)
    yield from _unreached(knowledge, positions, where)


def _weak_alone(knowledge: Knowledge, where: Where) -> Iterator[ContentError]:
    for each in sourced(knowledge):
        if each.sources and only_weak(knowledge, each.sources):
            yield ContentError(
                where(each.file, *each.path),
                f"只有弱来源（{'、'.join(each.sources)}），不能单独作依据",
                "加上一条官方、学校或媒体的来源，或者删掉这句话",
            )


def _scenarios(knowledge: Knowledge, where: Where) -> Iterator[ContentError]:
    for scenario in knowledge.scenarios:
        if wrong := _scenario_fails(knowledge, scenario):
            yield ContentError(where(scenario.file, "scenario", scenario.number, "answers"), *wrong)


def _scenario_fails(knowledge: Knowledge, scenario: Scenario) -> tuple[str, str] | None:
    """What happened and what would be right; None when the answers lead to the cause."""
    position = replay(knowledge, scenario.responses)
    if position.responses != scenario.responses:
        at = position.step.question.title if isinstance(position.step, Ask) else "已经有结论的地方"
        ids = [o.id for o in position.step.options] if isinstance(position.step, Ask) else []
        left = [id for id in scenario.responses if id not in position.responses]
        return f"回答「{'/'.join(left)}」用不上，走到的是：{at}", nearest(left[0], ids) if ids else "删掉多出来的回答"
    match position.step:
        case Ask(question=question):
            return f"回答还不够，接着会问「{question.title}」", f"把回答接着写下去：{'、'.join(o.id for o in position.step.options)}"
        case Outcome(candidates=candidates) if scenario.cause in _equally_good(candidates):
            return None
        case Outcome(candidates=(best, *_)):
            return f"这些回答得出的是「{best.cause.id}」", f"得出「{scenario.cause}」；改回答，或者改 cause"
    return "这些回答得不出任何原因", "看看回答写得对不对"


def _bounded_walk(knowledge: Knowledge, most_states: float) -> Iterator[Position]:
    for number, position in enumerate(walk(knowledge)):
        yield position
        if len(position.responses) > MOST_QUESTIONS or number >= most_states:
            return


def _implication_loops(knowledge: Knowledge, where: Where) -> Iterator[ContentError]:
    for finding in knowledge.findings.values():
        if any(finding.id in knowledge.implied[id] for id in finding.implies):
            yield ContentError(
                where("findings.toml", finding.id, "implies"), f"「{finding.id}」绕一圈又推出了自己", "去掉 implies 里绕回来的那一个"
            )


def _impossible_options(knowledge: Knowledge, where: Where) -> Iterator[ContentError]:
    for question in knowledge.questions.values():
        presumed = frozenset().union(*(knowledge.implied[id] for id in question.when))
        for index, option in enumerate(question.certain_options):
            if any(knowledge.excluded[id] & presumed for id in option.findings):
                place = where(f"questions/{question.id}.toml", "option", index, "findings")
                yield ContentError(place, f"选项「{option.label}」与这个问题的 when 互相矛盾，永远选不到", "改它的 findings，或者改 when")


def _examples(knowledge: Knowledge, where: Where) -> Iterator[ContentError]:
    for cause in knowledge.causes.values():
        for index, example in enumerate(cause.examples):
            if wrong := _example_fails(knowledge, cause, example):
                yield ContentError(
                    where(f"causes/{cause.id}.toml", "example", index, "findings"),
                    wrong,
                    f"这个例子应当得出「{cause.id}」；改例子，或者改 [[when]]、[evidence]",
                )


def _example_fails(knowledge: Knowledge, cause: Cause, example: Example) -> str:
    waiting = [] if example.days_since_photo is None else [waiting_finding(knowledge.flow.waiting_days, example.days_since_photo)]
    position = replay(knowledge, stated=[*example.findings, *waiting])
    match position.step:
        case Outcome(candidates=candidates) if cause.id in _equally_good(candidates):
            return ""
        case Outcome(candidates=()):
            return "这个例子自相矛盾，得不出任何原因"
        case Outcome(candidates=candidates):
            return f"这个例子得出的是「{candidates[0].cause.id}」"
        case Ask(question=question):
            return f"这个例子还定不下来，程序会接着问「{question.id}」"
        case never:
            assert_never(never)


def _equally_good(candidates: tuple[Candidate, ...]) -> list[str]:
    best = candidates[0] if candidates else None
    return [
        c.cause.id for c in candidates if best is None or c == best or (c.established and len(c.supported_by) == len(best.supported_by))
    ]


def _long_paths(positions: Iterable[Position], where: Where) -> Iterator[ContentError]:
    if longest := next((p for p in positions if len(p.responses) > MOST_QUESTIONS), None):
        path = " → ".join(longest.responses)
        yield ContentError(
            where("flow.toml", "stages"),
            f"有一条路问了 {len(longest.responses)} 次还没完：{path}",
            f"每条路最多 {MOST_QUESTIONS} 个问题；给问题加 when，或者减少问题",
        )


def _dead_ends(knowledge: Knowledge, positions: Iterable[Position], where: Where) -> Iterator[ContentError]:
    seen = set()
    for position in positions:
        last = position.responses[-1:]
        if isinstance(position.step, Outcome) and not _says_something(position) and last not in seen:
            seen.add(last)
            yield ContentError(
                _option_place(knowledge, last, where),
                f"走到这里就没有原因可答了：{' → '.join(position.responses)}",
                "给某个原因补上能成立的 [[when]]，或者去掉它的 against",
            )


def _says_something(position: Position) -> bool:
    return bool(position.candidates) and bool(position.candidates[0].supported_by)


def _option_place(knowledge: Knowledge, responses: tuple[str, ...], where: Where) -> Place:
    if not responses:
        return where("flow.toml", "stages")
    question = knowledge.question_of[responses[0]]
    index = [o.id for o in question.options].index(responses[0])
    return where(f"questions/{question.id}.toml", "option", index)


def _unreached(knowledge: Knowledge, positions: Iterable[Position], where: Where) -> Iterator[ContentError]:
    positions = list(positions)
    asked = {p.step.question.id for p in positions if isinstance(p.step, Ask)}
    named = {c.cause.id for p in positions if isinstance(p.step, Outcome) for c in p.candidates if c.established}
    for id in knowledge.questions:
        if id not in asked:
            yield ContentError(
                where(f"questions/{id}.toml"),
                f"问题「{id}」的回答分不清任何原因，或者永远轮不到它",
                "给它的选项写上能分清原因的 findings，检查 when，或者删掉这个文件",
            )
    for id in knowledge.causes:
        if id not in named:
            yield ContentError(
                where(f"causes/{id}.toml", "when", 0),
                f"没有哪一条回答能走到原因「{id}」",
                "在某个问题的选项里加上它 [[when]] 需要的情况，或者改 [[when]]",
            )
