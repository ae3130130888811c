"""The terminal: the commands below, and a conversation when none is named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .check import check
from .content_error import report
from .conversation import Ask, Outcome, replay, walk
from .graph import chart, dot
from .hearing import read_ear
from .jsonl import answer_lines
from .load import KNOWLEDGE, load
from .model import Knowledge
from .releases import paths
from .releases import report as report_changes

USAGE = "用法：python -m diagnose [check | answer --jsonl | graph | paths | changes 上次发布的文件]"


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    match list(arguments):
        case []:
            return _with_knowledge(_talk)
        case ["check"]:
            return _check()
        case ["answer", "--jsonl"]:
            return _with_knowledge(_answer)
        case ["graph"]:
            return _with_knowledge(lambda knowledge: print(dot(chart(knowledge)), end=""))
        case ["paths"]:
            return _with_knowledge(lambda knowledge: print(*paths(knowledge), sep="\n"))
        case ["changes", file]:
            return _with_knowledge(lambda knowledge: print(*report_changes(knowledge, _lines(file)), sep="\n"))
    print(USAGE, file=sys.stderr)
    return 2


def _with_knowledge(run: Callable[[Knowledge], None]) -> int:
    knowledge, errors = load()
    if knowledge is None:
        print(report(errors), file=sys.stderr)
        return 1
    run(knowledge)
    return 0


def _check() -> int:
    knowledge, errors = check()
    if knowledge is None:
        print(report(errors))
        return 1
    positions = list(walk(knowledge))
    lengths = sorted(len(p.responses) for p in positions if isinstance(p.step, Outcome))
    print(
        f"没有错误。{len(knowledge.causes)} 个原因，{len(knowledge.questions)} 个问题，{len(positions)} 个页面；"
        f"问题数：中位 {lengths[len(lengths) // 2]}，最多 {lengths[-1]}。"
    )
    return 0


def _lines(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").splitlines()


def _answer(knowledge: Knowledge) -> None:
    for line in answer_lines(knowledge, read_ear(KNOWLEDGE), sys.stdin):
        print(line, flush=True)


def _talk(knowledge: Knowledge) -> None:
    responses: list[str] = []
    while isinstance(step := replay(knowledge, responses).step, Ask):
        print(f"\n{step.question.title}\n（{step.question.look}）")
        for number, option in enumerate(step.options, 1):
            print(f"  {number}. {option.label}")
        choice = _choose(len(step.options))
        if choice is None:
            return
        responses.append(step.options[choice - 1].id)
    _tell(knowledge, step)


def _choose(count: int) -> int | None:
    """A number from 1 to ``count``; None when the input ends."""
    while True:
        try:
            typed = input(f"请输入 1–{count}：").strip()
        except (EOFError, KeyboardInterrupt):
            return None
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= count:
            return int(typed)
        print(f"没看懂「{typed[:20]}」，请输入 1 到 {count} 之间的数字。")


def _tell(knowledge: Knowledge, outcome: Outcome) -> None:
    cause = outcome.candidates[0].cause
    print(f"\n【{cause.title}】\n{cause.meaning.text}\n\n下一步：")
    for number, step in enumerate(cause.next_step.steps, 1):
        print(f"  {number}. {step}")
    print("找谁：" + "、".join(knowledge.roles[id].name for id in cause.contact.roles))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
