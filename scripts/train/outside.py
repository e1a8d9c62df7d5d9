"""Scores outside diplomacy: promises of Australian election campaigns.

Source: `pledge-specificity-au` of the shared data (Subramanian, Cohn and Baldwin
2019), sentences of manifestos rated 1 (no pledge) to 7 (detailed pledge). Commitments
are vague at 2 to 4 and specific at 5 to 7. No scorer is trained on them; how well what
is fitted to them does on other manifestos says what the labels allow.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from metrics import interval


@dataclass(frozen=True)
class Pledge:
    """A commitment, its manifesto, and whether it is specific."""

    text: str
    manifesto: str
    specific: bool


def read_pledges(data: Path) -> list[Pledge]:
    """The sentences that commit to something."""
    path = data / "pledge-specificity-au" / "until-2013.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pledge(row["text"], f"{row['party']} {row['election']}", int(row["label_1to7"]) >= 5)
        for row in rows
        if int(row["label_1to7"]) > 1
    ]


def fitted(features: np.ndarray, pledges: Sequence[Pledge], folds: int = 11) -> np.ndarray:
    """The chance of each to be specific by a logistic regression from given features,
    fitted to the pledges of other manifestos."""
    probe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000, C=0.001))
    return cross_val_predict(
        probe,
        features,
        [pledge.specific for pledge in pledges],
        groups=[pledge.manifesto for pledge in pledges],
        cv=GroupKFold(folds),
        method="predict_proba",
    )[:, 1]


def auc(scores: np.ndarray, positive: np.ndarray) -> float:
    """How often a positive scores above a negative, ties counting half (Mann and
    Whitney 1947)."""
    yes, no = positive.sum(), (~positive).sum()
    if not yes or not no:
        return float("nan")
    return float((rankdata(scores)[positive].sum() - yes * (yes + 1) / 2) / (yes * no))


def auc_interval(scores: np.ndarray, pledges: Sequence[Pledge]) -> tuple[float, float, float]:
    """The AUC of specific against vague, and its 95 % interval over resampled
    manifestos, whose sentences resemble each other."""
    positive = np.array([pledge.specific for pledge in pledges])
    manifestos = [pledge.manifesto for pledge in pledges]
    low, high = interval(manifestos, lambda rows: auc(scores[rows], positive[rows]))
    return auc(scores, positive), low, high
