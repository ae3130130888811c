"""Examples → a linear model of few weights: Adam, once for all weights, then once more for those worth sending to a phone.

Adam moves every weight alike, however rare its feature. Half of what tells causes apart is said only a few times, and
logistic regression as libraries fit it hardly moves for that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import softmax

DESCENTS = 2  # whose mean is taken, so that chance weighs less
EPOCHS, BATCH = 30, 64
RATE = 0.15  # of the first step; the last is next to nothing
DECAY = 0.05  # of a weight, with each of its steps
UNSEEN = 0.5  # how much of each example is hidden, another part each time, so that no cause hangs on a single word
MEAN, SQUARE = 0.9, 0.999  # how much Adam keeps of what slopes were before


def learn(features: csr_matrix, targets: np.ndarray, shares: np.ndarray, least: float) -> np.ndarray:
    """Weights, a row a feature and a column a label. A row of ``targets`` sums to 1, ``shares`` is what each example weighs.

    A weight stays where it tells its label from most others, often enough: ``least`` says how much together.
    """
    every = _descended(features, targets, shares, np.ones((features.shape[1], targets.shape[1]), bool))
    apart = np.abs(every - np.median(every, axis=1, keepdims=True))
    often = np.sqrt(np.diff(features.tocsc().indptr))
    return _descended(features, targets, shares, apart * often[:, None] >= least)


def _descended(features: csr_matrix, targets: np.ndarray, shares: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Only weights that are marked in ``moves`` leave zero."""
    descents = (_descend(features, targets, shares, moves, np.random.default_rng(seed)) for seed in range(DESCENTS))
    return sum(descents, np.zeros(moves.shape, np.float32)) / DESCENTS


def _descend(features: csr_matrix, targets: np.ndarray, shares: np.ndarray, moves: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    weights, mean, square = (np.zeros(moves.shape, np.float32) for _ in range(3))
    batches = list(_batches(features.shape[0], chance))
    for step, batch in enumerate(batches, 1):
        rows = _partly(features[batch], chance)
        met = np.unique(rows.indices)
        rows = rows[:, met]
        wrong = (softmax(rows @ weights[met], axis=1) - targets[batch]) * shares[batch, None]
        slope = (rows.T @ wrong) / len(batch) * moves[met]
        mean[met] = MEAN * mean[met] + (1 - MEAN) * slope
        square[met] = SQUARE * square[met] + (1 - SQUARE) * slope**2
        move = mean[met] / (1 - MEAN**step) / (np.sqrt(square[met] / (1 - SQUARE**step)) + 1e-8)
        weights[met] -= RATE * (1 - step / len(batches)) * (move + DECAY * weights[met])
    return weights


def _partly(rows: csr_matrix, chance: np.random.Generator) -> csr_matrix:
    """What is left of the examples, as long as before on average; the bias, the last column, stays."""
    bias = rows.indices == rows.shape[1] - 1
    stays = bias | (chance.random(len(rows.data)) >= UNSEEN)
    rows.data *= np.where(bias, 1, stays / math.sqrt(1 - UNSEEN)).astype(np.float32)
    return rows


def _batches(count: int, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """The numbers of the examples, in another order each time."""
    for _ in range(EPOCHS):
        yield from np.array_split(chance.permutation(count), -(-count // BATCH))
