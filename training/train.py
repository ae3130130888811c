"""Phrases → ``weights.txt``: a logistic regression over the features that ``diagnose`` itself computes.

``./run train`` runs it; a few seconds. Only this file needs scikit-learn.
"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from diagnose import weights
from diagnose.hearing import Phrase, digest, read_lexicon, read_phrases, read_spelling
from diagnose.load import KNOWLEDGE

STRENGTH = 80.0  # inverse of the regularisation; chosen on held-out phrases
SMALLEST = 0.6  # weights below it are left out: a third less on the way to a phone, for a point of accuracy


def train(folder: Path = KNOWLEDGE) -> weights.Weights:
    phrases = list(read_phrases(folder))
    spelling = read_spelling(folder / "hearing")
    lexicon = read_lexicon(folder / "hearing", spelling)
    features = [lexicon.features(spelling.normalise(phrase.text).text) for phrase in phrases]
    seen = Counter(feature for each in features for feature in each)
    column = {feature: n for n, feature in enumerate(sorted(f for f, times in seen.items() if times > 1))}
    labels = sorted({label for phrase in phrases for label in phrase.labels})
    model = _fit(_matrix(features, column), phrases, labels)
    rows = {feature: _row(model.coef_[:, n]) for feature, n in column.items()}
    return weights.Weights(digest(folder), tuple(labels), tuple(model.intercept_), {f: row for f, row in rows.items() if row})


def _matrix(features: list[frozenset[str]], column: dict[str, int]) -> csr_matrix:
    """A row a phrase, of length 1, so that long and short phrases weigh the same; ``certainties`` does likewise."""
    known = [sorted(column[f] for f in each if f in column) for each in features]
    values = [1 / math.sqrt(len(row) or 1) for row in known for _ in row]
    starts = np.cumsum([0, *map(len, known)])
    return csr_matrix((values, [n for row in known for n in row], starts), shape=(len(features), len(column)))


def _fit(matrix: csr_matrix, phrases: list[Phrase], labels: list[str]) -> LogisticRegression:
    """A phrase with two labels stands for half a phrase of each."""
    pairs = [(row, labels.index(label), p.share / len(p.labels)) for row, p in enumerate(phrases) for label in p.labels]
    rows, targets, shares = zip(*pairs, strict=True)
    return LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix[list(rows)], targets, sample_weight=shares)


def _row(column: np.ndarray) -> str:
    units = {label: round(float(w) / weights.STEP) for label, w in enumerate(column) if abs(w) >= SMALLEST}
    return weights.row(units)


if __name__ == "__main__":
    (KNOWLEDGE / "hearing" / "weights.txt").write_text(weights.write(train()), encoding="utf-8")
