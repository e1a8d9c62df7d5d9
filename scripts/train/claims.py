"""Fits the weights by which the claims ledger tells that two statements speak of
the same thing (`src/comparison/claims/relation.rs`).

    SIGNS=signs.csv cargo test --release --test claims -- --ignored
    .venv/bin/python scripts/train/claims.py signs.csv

The table has one row for each pair of a claim and a statement of the other side:
the set it is from (invented, or real with its text elsewhere), the half that it
belongs to (`tune` or `held`), 1 or 0 for whether a reader found both to speak of
the same thing, and the signs. Only the halves called `tune` are fitted on; both
sets weigh the same.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

# Keeps weights small that the few pairs do not tell much about.
PENALTY = 1e-4
BESIDE_SIGNS = ("id", "set", "split", "state", "same")


def read(path: Path) -> tuple[list[dict], list[str], np.ndarray]:
    """The rows, the names of the signs, and the signs, [rows, signs]."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = [name for name in rows[0] if name not in BESIDE_SIGNS]
    return rows, names, np.array([[float(row[name]) for name in names] for row in rows])


def fit(signs: np.ndarray, same: np.ndarray, importance: np.ndarray) -> np.ndarray:
    """Constant and weights of a penalised logistic regression."""
    design = np.hstack([np.ones((len(signs), 1)), signs])
    sign = 2 * same - 1

    def loss(weights: np.ndarray) -> float:
        terms = np.logaddexp(0, -sign * (design @ weights))
        return float((importance * terms).sum() + PENALTY * (weights[1:] ** 2).sum())

    return minimize(loss, np.zeros(design.shape[1])).x


def auc(score: np.ndarray, same: np.ndarray) -> float:
    """Area under the ROC curve, from the rank sum (Mann and Whitney 1947)."""
    positive = same.sum()
    ranks = rankdata(score)[same == 1].sum() - positive * (positive + 1) / 2
    return float(ranks / (positive * (len(same) - positive)))


def main() -> None:
    rows, names, signs = read(Path(sys.argv[1]))
    same = np.array([int(row["same"]) for row in rows])
    tune = np.array([row["split"] == "tune" for row in rows])
    sets = [row["set"] for row in rows]
    sizes = Counter(name for name, tuned in zip(sets, tune, strict=True) if tuned)
    importance = np.array([1 / sizes[name] for name in sets])
    weights = fit(signs[tune], same[tune], importance[tune])
    print(f"constant {weights[0]:.2f}")
    for name, weight in zip(names, weights[1:], strict=True):
        print(f"{name} {weight:.2f}")
    score = weights[0] + signs @ weights[1:]
    for which in sorted({row["set"] for row in rows}):
        for split in ("tune", "held"):
            part = np.array([row["set"] == which and row["split"] == split for row in rows])
            print(
                f"{which} {split}: {part.sum()} pairs, {same[part].sum()} the same, "
                f"AUC {auc(score[part], same[part]):.3f}, "
                f"cosine alone AUC {auc(signs[part, names.index('cosine')], same[part]):.3f}"
            )


if __name__ == "__main__":
    main()
