"""Phrases and utterances → the weights of two logistic regressions, over the features that ``diagnose`` itself computes.

``./run train`` runs it; less than a minute. Only this file needs scikit-learn.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from diagnose import intent, load, weights
from diagnose.hearing import INTENT_WEIGHTS, PHRASE_WEIGHTS, digest, read_lexicon, read_phrases, read_spelling, read_utterances
from diagnose.load import KNOWLEDGE
from diagnose.segments import Segmenter
from training import WRITTEN

STRENGTH = 80.0  # inverse of the regularisation; chosen on held-out phrases
SMALLEST = 1.0  # weights below it are left out: half of what goes to a phone, for less than a point of accuracy

Example = tuple[frozenset[str], tuple[str, ...], float]  # features, labels, what it weighs


def train(folder: Path = KNOWLEDGE) -> dict[str, weights.Weights]:
    """The weights of both, by the name of their file. What an utterance's stretches say is heard with the first of them."""
    spelling = read_spelling(folder / "hearing")
    lexicon = read_lexicon(folder / "hearing", spelling)
    trained_on = digest(folder)
    knowledge, errors = load(folder)
    assert knowledge, errors
    phrases = _fit([(lexicon.features(spelling.normalise(p.text)), p.labels, p.share) for p in read_phrases(folder)], trained_on)
    segmenter = Segmenter(lexicon, phrases)

    def features(text: str) -> frozenset[str]:
        text = spelling.normalise(text)
        waited = intent.waited_as_said(knowledge.flow.waiting_days, text, WRITTEN)
        return intent.features(lexicon, phrases.labels, text, list(segmenter.segments(text)), waited)

    utterances = _fit([(features(u.text), u.labels, 1.0) for u in read_utterances(folder)], trained_on)
    return {PHRASE_WEIGHTS: phrases, INTENT_WEIGHTS: utterances}


def _fit(examples: list[Example], trained_on: str) -> weights.Weights:
    """An example with two labels stands for half an example of each."""
    seen = Counter(feature for features, _, _ in examples for feature in features)
    column = {feature: n for n, feature in enumerate(sorted(f for f, times in seen.items() if times > 1))}
    labels = sorted({label for _, each, _ in examples for label in each})
    pairs = [(n, labels.index(label), share / len(each)) for n, (_, each, share) in enumerate(examples) for label in each]
    rows, targets, shares = zip(*pairs, strict=True)
    matrix = _matrix([features for features, _, _ in examples], column)
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix[list(rows)], targets, sample_weight=shares)
    units = {feature: _row(model.coef_[:, n]) for feature, n in column.items()}
    return weights.Weights(trained_on, tuple(labels), tuple(model.intercept_), {f: row for f, row in units.items() if row})


def _matrix(features: Iterable[frozenset[str]], column: dict[str, int]) -> csr_matrix:
    """A row an example, of length 1, so that long and short ones weigh the same; ``certainties`` does likewise."""
    known = [sorted(column[f] for f in each if f in column) for each in features]
    values = [1 / math.sqrt(len(row) or 1) for row in known for _ in row]
    starts = np.cumsum([0, *map(len, known)])
    return csr_matrix((values, [n for row in known for n in row], starts), shape=(len(known), len(column)))


def _row(column: np.ndarray) -> str:
    units = {label: round(float(w) / weights.STEP) for label, w in enumerate(column) if abs(w) >= SMALLEST}
    return weights.row(units)


if __name__ == "__main__":
    for name, trained in train().items():
        (KNOWLEDGE / "hearing" / name).write_text(weights.write(trained), encoding="utf-8")
