"""A linear model of what a phrase establishes, read from a file that ``training/train.py`` writes.

The file: the digest of what it was trained on; the labels; the biases; then the features, a line each; then as many lines of
their labels, a letter each; then as many of their weights. Kept apart, like stands by like, and compresses to a sixth less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

STEP = 1.5  # one unit of a weight
_LABEL, _ZERO = 48, 80  # where the letters for labels and for weights begin
MOST = 31  # units of a weight


@dataclass(frozen=True)
class Weights:
    """What the model has learnt."""

    trained_on: str  # digest of phrases, spelling and concepts
    labels: tuple[str, ...]
    biases: tuple[float, ...]
    rows: Mapping[str, tuple[str, str]]  # feature → the letters of its labels and of their weights, read when needed
    _read: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict, compare=False)

    def certainties(self, features: Iterable[str]) -> list[float]:
        """How likely each label is, in the order of the labels; they sum to 1."""
        sums = [0] * len(self.labels)
        known = [self._units(feature) for feature in features if feature in self.rows]
        for units in known:
            for label, unit in units:
                sums[label] += unit
        scale = STEP / math.sqrt(len(known) or 1)
        scores = [math.exp(bias + total * scale) for bias, total in zip(self.biases, sums, strict=True)]
        whole = sum(scores)
        return [score / whole for score in scores]

    def _units(self, feature: str) -> tuple[tuple[int, int], ...]:
        units = self._read.get(feature)
        if units is None:
            pairs = zip(*self.rows[feature], strict=True)
            units = self._read[feature] = tuple((ord(label) - _LABEL, ord(unit) - _ZERO) for label, unit in pairs)
        return units


def read(text: str) -> Weights:
    digest, labels, biases, *rows = text.splitlines()
    third = len(rows) // 3
    features, *units = rows[:third], rows[third : 2 * third], rows[2 * third :]
    return Weights(
        digest, tuple(labels.split()), tuple(map(float, biases.split())), dict(zip(features, zip(*units, strict=True), strict=True))
    )


def write(weights: Weights) -> str:
    head = (weights.trained_on, " ".join(weights.labels), " ".join(f"{bias:.2f}" for bias in weights.biases))
    rows = sorted(weights.rows.items())
    parts = ([feature for feature, _ in rows], [labels for _, (labels, _) in rows], [units for _, (_, units) in rows])
    return "\n".join([*head, *chain(*parts)]) + "\n"


def row(units: Mapping[int, int]) -> tuple[str, str]:
    """Label number → weight in units, as the letters of two lines; a weight beyond ``MOST`` counts as that."""
    told = {label: max(-MOST, min(MOST, unit)) for label, unit in units.items() if unit}
    return "".join(chr(_LABEL + label) for label in told), "".join(chr(_ZERO + unit) for unit in told.values())
