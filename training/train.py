"""Phrases and utterances → the weights of two linear models, over the features that ``diagnose`` itself computes.

``./run train`` runs it; a minute.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from diagnose import intent, load, weights
from diagnose.hearing import INTENT_WEIGHTS, PHRASE_WEIGHTS, Utterance, digest, read_lexicon, read_phrases, read_spelling, read_utterances
from diagnose.load import KNOWLEDGE
from diagnose.segments import Segmenter
from training import WRITTEN
from training.learn import learn

LEAST_OF_PHRASES, LEAST_OF_UTTERANCES = 25.0, 11.3  # see ``learn``; together the files are to stay below 150 KB, compressed
FEWEST = 3  # examples a feature must be met in
DOUBT = 0.7  # how much of an utterance that may be about several causes counts as ``unclear``

Example = tuple[frozenset[str], Mapping[str, float], float]  # features, labels with their parts, what it weighs


def train(folder: Path = KNOWLEDGE) -> dict[str, weights.Weights]:
    """The weights of both, by the name of their file. What an utterance's stretches say is heard with the first of them."""
    spelling = read_spelling(folder / "hearing")
    lexicon = read_lexicon(folder / "hearing", spelling)
    trained_on = digest(folder)
    knowledge, errors = load(folder)
    assert knowledge, errors
    phrases = _fit(
        [(lexicon.features(spelling.normalise(p.text)), _parts(p.labels), p.share) for p in read_phrases(folder)],
        LEAST_OF_PHRASES,
        trained_on,
    )
    segmenter = Segmenter(lexicon, phrases)

    def features(text: str) -> frozenset[str]:
        text = spelling.normalise(text)
        waited = intent.waited_as_said(knowledge.flow.waiting_days, text, WRITTEN)
        return intent.features(lexicon, phrases.labels, text, list(segmenter.segments(text)), waited)

    utterances = _fit([(features(u.text), _causes(u), 1.0) for u in read_utterances(folder)], LEAST_OF_UTTERANCES, trained_on)
    return {PHRASE_WEIGHTS: phrases, INTENT_WEIGHTS: utterances}


def _parts(labels: tuple[str, ...], whole: float = 1.0) -> dict[str, float]:
    """An example with two labels stands for half an example of each."""
    return {label: whole / len(labels) for label in labels}


def _causes(utterance: Utterance) -> dict[str, float]:
    doubt = DOUBT if utterance.ambiguous else 0.0
    return _parts(utterance.labels, 1 - doubt) | {intent.UNCLEAR: doubt}


def _fit(examples: list[Example], least: float, trained_on: str) -> weights.Weights:
    seen = Counter(feature for features, _, _ in examples for feature in features)
    known = sorted(feature for feature, times in seen.items() if times >= FEWEST)
    labels = sorted({label for _, each, _ in examples for label in each})
    targets = np.array([[each.get(label, 0) for label in labels] for _, each, _ in examples], np.float32)
    shares = np.array([share for _, _, share in examples], np.float32)
    *learnt, biases = learn(_matrix([features for features, _, _ in examples], known), targets, shares, least)
    rows = {feature: _row(units) for feature, units in zip(known, learnt, strict=True)}
    return weights.Weights(trained_on, tuple(labels), tuple(map(float, biases)), {f: row for f, row in rows.items() if row[0]})


def _matrix(examples: Iterable[frozenset[str]], known: list[str]) -> csr_matrix:
    """A row an example, of length 1, so that long and short ones weigh the same; ``certainties`` does likewise. Last the bias."""
    column = {feature: n for n, feature in enumerate(known)}
    rows = [sorted(column[f] for f in each if f in column) for each in examples]
    values = [value for row in rows for value in [*(1 / math.sqrt(len(row)) for _ in row), 1.0]]
    columns = [n for row in rows for n in [*row, len(known)]]
    starts = np.cumsum([0, *(len(row) + 1 for row in rows)])
    return csr_matrix((np.array(values, np.float32), columns, starts), shape=(len(rows), len(known) + 1))


def _row(learnt: np.ndarray) -> tuple[str, str]:
    return weights.row({label: round(float(weight) / weights.STEP) for label, weight in enumerate(learnt)})


if __name__ == "__main__":
    for name, trained in train().items():
        (KNOWLEDGE / "hearing" / name).write_text(weights.write(trained), encoding="utf-8")
