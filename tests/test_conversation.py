"""The engine's promises, on the real knowledge and on any order of answering."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose import Ask, Knowledge, Outcome, load, replay, walk
from diagnose.differential import differential, known_from
from diagnose.next_question import next_question

KNOWLEDGE = load()[0]
FINDINGS = st.lists(st.sampled_from(sorted(KNOWLEDGE.findings)), max_size=8)
ANSWERS = st.lists(st.sampled_from(sorted(KNOWLEDGE.question_of)), max_size=10)


def test_every_state_ends_and_repeats_nothing(knowledge: Knowledge) -> None:
    """Each path asks no question twice, asks at most eight, and ends in a cause."""
    for position in walk(knowledge):
        asked = [knowledge.question_of[r].id for r in position.responses]
        assert len(asked) == len(set(asked)) <= 8
        assert isinstance(position.step, Ask) or position.candidates


def test_the_flow_stays_short(knowledge: Knowledge) -> None:
    """Half of all ways need at most four questions, and the site at most 400 pages for them."""
    positions = list(walk(knowledge))
    lengths = sorted(len(p.responses) for p in positions if isinstance(p.step, Outcome))
    assert lengths[len(lengths) // 2] <= 4
    assert len(positions) <= 400


def test_unsure_everywhere_still_leads_to_a_next_step(knowledge: Knowledge) -> None:
    """Someone who answers 「不确定」 to everything is led to an outcome."""
    unsure = [q.options[-1].id for q in knowledge.questions.values()]
    assert isinstance(replay(knowledge, unsure).step, Outcome)


def test_every_cause_is_reached_by_questions_alone(knowledge: Knowledge) -> None:
    """No cause exists that a visitor cannot arrive at by answering."""
    named = {c.cause.id for p in walk(knowledge) if isinstance(p.step, Outcome) for c in p.candidates if c.established}
    assert named == set(knowledge.causes)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers: list[str], shuffler) -> None:
    """A link with its parts in another order leads to the same place."""
    shuffled = list(answers)
    shuffler.shuffle(shuffled)
    questions = [KNOWLEDGE.question_of[a].id for a in answers]
    if len(questions) == len(set(questions)):
        assert replay(KNOWLEDGE, answers).responses == replay(KNOWLEDGE, shuffled).responses


@given(FINDINGS, FINDINGS)
def test_more_evidence_never_revives_a_cause(some: list[str], more: list[str]) -> None:
    """What was ruled out by some findings stays ruled out when more are known."""
    before, after = known_from(KNOWLEDGE, some), known_from(KNOWLEDGE, some + more)
    if differential(KNOWLEDGE, before) and differential(KNOWLEDGE, before)[0].supported_by:
        ruled_out = set(KNOWLEDGE.causes) - _open(before)
        assert ruled_out.isdisjoint(_open(after))


def _open(known: frozenset[str]) -> set[str]:
    from diagnose.differential import _weigh

    return {id for id, cause in KNOWLEDGE.causes.items() if _weigh(KNOWLEDGE, cause, known)}


@given(ANSWERS)
@settings(max_examples=50)
def test_whatever_was_answered_nothing_is_lost_silently(answers: list[str]) -> None:
    """Each response is either used or reported as dropped, also those of another release."""
    position = replay(KNOWLEDGE, [*answers, "option-of-an-older-release"])
    assert set(position.responses) | set(position.dropped) == {*answers, "option-of-an-older-release"}


def test_no_question_is_asked_that_cannot_change_the_answer(knowledge: Knowledge) -> None:
    """Wherever a question is asked, two of its answers lead to different causes."""
    for position in walk(knowledge):
        if isinstance(position.step, Ask):
            after = {
                tuple(c.cause.id for c in differential(knowledge, position.known | known_from(knowledge, o.findings)))
                for o in position.step.options[:-1]
            }
            assert len(after) > 1


@pytest.mark.parametrize("id", sorted(KNOWLEDGE.questions))
def test_every_question_can_be_answered_unsure(id: str) -> None:
    """The last option of each question is 「不确定」."""
    assert KNOWLEDGE.questions[id].options[-1].label == "不确定"


def test_what_is_settled_is_not_asked_about(knowledge: Knowledge) -> None:
    """Findings that answer a question already keep it from being asked."""
    known = known_from(knowledge, ["record-shown", "photo-missing", "photo-taken"])
    assert next_question(knowledge, known, frozenset()).id == "upload-asked"


def test_every_cause_is_proved_by_examples_and_scenarios(knowledge: Knowledge) -> None:
    """Each cause and step carries at least two examples, and staff have noted at least one student who had it."""
    told = {scenario.cause for scenario in knowledge.scenarios}
    assert [cause.id for cause in knowledge.causes.values() if len(cause.examples) < 2] == []
    assert [id for id in knowledge.causes if id not in told] == []
    assert len(knowledge.scenarios) >= 60
