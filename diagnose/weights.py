"""A linear model of what a phrase establishes, read from a file that ``training/train.py`` writes.

The file: the digest of what it was trained on; the labels; the biases; then a line a feature,
``feature<tab>pairs``, where a pair is a letter for the label and a letter for the weight.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

STEP = 1.0  # one unit of a weight
_LABEL, _ZERO = 48, 336  # where the letters for labels and for weights begin


@dataclass(frozen=True)
class Weights:
    """What the model has learnt."""

    trained_on: str  # digest of phrases, spelling and concepts
    labels: tuple[str, ...]
    biases: tuple[float, ...]
    rows: Mapping[str, str]  # feature → its pairs, read when needed
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
            row = self.rows[feature]
            pairs = zip(row[::2], row[1::2], strict=True)
            units = self._read[feature] = tuple((ord(label) - _LABEL, ord(unit) - _ZERO) for label, unit in pairs)
        return units


def read(text: str) -> Weights:
    digest, labels, biases, *rows = text.splitlines()
    return Weights(digest, tuple(labels.split()), tuple(map(float, biases.split())), dict(row.split("\t") for row in rows))


def write(weights: Weights) -> str:
    head = (weights.trained_on, " ".join(weights.labels), " ".join(f"{bias:.2f}" for bias in weights.biases))
    return "\n".join([*head, *(f"{feature}\t{row}" for feature, row in sorted(weights.rows.items()))]) + "\n"


def row(units: Mapping[int, int]) -> str:
    """Label number → weight in units, as the letters of a line."""
    return "".join(chr(_LABEL + label) + chr(_ZERO + unit) for label, unit in units.items() if unit)
