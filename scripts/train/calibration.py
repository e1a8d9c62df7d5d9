"""Do scores mean the codebook's levels, and how far may one of them be off?

Everything here is judged by cross-fitting: the days of the development set are put
into two halves, what is fitted on one half is judged on the other, and the figures
are of both halves together. The model never saw either half. What ships is fitted on
both.

- A recalibration (a line, or isotonic regression: Zadrozny and Elkan 2002) would be
  worth its change of scores only if it made them fit better than chance does.
- Intervals are split-conformal within bins of the score (Vovk, Gammerman and Shafer
  2005, section 4.5): each side is the quantile of the signed error with the rank that
  covers half of the rest, so that they hold where scores lean to one side.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from data import LEVELS, RATINGS, Example
from metrics import targets

TOP = LEVELS - 1
# Share of ratings that an interval should hold.
COVERED = 0.8
# Bins of like many sentences. Fewer sentences than about 30 leave no rank for a tail.
BINS = 4
RESAMPLES = 2000

Fit = Callable[[np.ndarray, np.ndarray], Callable[[np.ndarray], np.ndarray]]


def halves(examples: Sequence[Example]) -> np.ndarray:
    """Which half each sentence is in: every other day, by date."""
    days = sorted({example.day for example in examples})
    return np.array([days.index(example.day) % 2 for example in examples])


def unchanged(scores: np.ndarray, wanted: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return lambda new: new


def line(scores: np.ndarray, wanted: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    slope, intercept = np.polyfit(scores, wanted, 1)
    return lambda new: (slope * new + intercept).clip(0, TOP)


def isotonic(scores: np.ndarray, wanted: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    return IsotonicRegression(y_min=0, y_max=TOP, out_of_bounds="clip").fit(scores, wanted).predict


WAYS: dict[str, Fit] = {"as it is": unchanged, "line": line, "isotonic": isotonic}


def cross_fitted(fit: Fit, scores: np.ndarray, wanted: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Scores recalibrated by what was fitted on the other half."""
    found = np.empty(len(scores))
    for side in (0, 1):
        found[half == side] = fit(scores[half != side], wanted[half != side])(scores[half == side])
    return found


def recalibrations(
    scores: dict[str, np.ndarray], examples: Sequence[Example]
) -> list[tuple[str, str, float, float, float, float]]:
    """For each rating and way: the mean absolute error in levels, how much it is above
    that of the scores as they are, and the 95 % interval of that over resampled days."""
    half = halves(examples)
    days = sorted({example.day for example in examples})
    rows_of = [np.array([r for r, e in enumerate(examples) if e.day == day]) for day in days]
    found = []
    for name in RATINGS:
        wanted = targets(examples, name)
        plain = np.abs(scores[name] - wanted)
        for way, fit in WAYS.items():
            errors = np.abs(cross_fitted(fit, scores[name], wanted, half) - wanted)
            draw = np.random.default_rng(0)
            moved = []
            for _ in range(RESAMPLES):
                chosen = draw.integers(len(days), size=len(days))
                rows = np.concatenate([rows_of[i] for i in chosen])
                moved.append((errors[rows] - plain[rows]).mean())
            low, high = np.percentile(moved, [2.5, 97.5])
            found.append(
                (name, way, errors.mean(), (errors - plain).mean(), float(low), float(high))
            )
    return found


def reliability(scores: np.ndarray, wanted: np.ndarray) -> list[tuple[int, float, float, float]]:
    """For each fifth of the sentences by score: how many, mean score, mean rating, and
    half the 95 % interval of the latter."""
    found = []
    for rows in np.array_split(np.argsort(scores, kind="stable"), 5):
        error = wanted[rows].std(ddof=1) / math.sqrt(len(rows))
        found.append((len(rows), scores[rows].mean(), wanted[rows].mean(), 1.96 * error))
    return found


def fit_intervals(scores: np.ndarray, wanted: np.ndarray) -> list[dict[str, float]]:
    """Bins of the score with how far the rating may lie below and above it, all on the
    0 to 1 scale. A bin reaches up to `to`; the last one to the top."""
    order = np.argsort(scores, kind="stable")
    parts = np.array_split(order, BINS)
    bins = []
    for index, rows in enumerate(parts):
        errors = np.sort((wanted[rows] - scores[rows]) / TOP)
        count = len(errors)
        # The tail on each side has half of what is left out.
        rank = math.ceil((count + 1) * (1 + COVERED) / 2)
        if rank > count:
            raise ValueError(f"{count} sentences in a bin are too few for an interval")
        last = index == BINS - 1
        to = 1.0 if last else (scores[rows[-1]] + scores[parts[index + 1][0]]) / 2 / TOP
        bins.append(
            {
                "to": round(float(to), 4),
                # A score is within its own interval.
                "below": round(float(max(0.0, -errors[count - rank])), 4),
                "above": round(float(max(0.0, errors[rank - 1])), 4),
            }
        )
    return bins


def bounds(bins: list[dict[str, float]], scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The limits for scores of 0 to 4, on that scale."""
    which = np.searchsorted([b["to"] for b in bins[:-1]], scores / TOP, side="left")
    below = np.array([b["below"] for b in bins])[which] * TOP
    above = np.array([b["above"] for b in bins])[which] * TOP
    return (scores - below).clip(0, TOP), (scores + above).clip(0, TOP)


def coverage(
    scores: np.ndarray, wanted: np.ndarray, half: np.ndarray
) -> tuple[float, list[float], float]:
    """Cross-fitted: the share of ratings within their interval, the share in each bin
    of the shipped fit, and the mean width in levels."""
    low, high = np.empty(len(scores)), np.empty(len(scores))
    for side in (0, 1):
        bins = fit_intervals(scores[half != side], wanted[half != side])
        low[half == side], high[half == side] = bounds(bins, scores[half == side])
    held = (wanted >= low - 1e-9) & (wanted <= high + 1e-9)
    shipped = fit_intervals(scores, wanted)
    which = np.searchsorted([b["to"] for b in shipped[:-1]], scores / TOP, side="left")
    by_bin = [float(held[which == index].mean()) for index in range(BINS)]
    return float(held.mean()), by_bin, float((high - low).mean())


def write_intervals(
    folder: Path, scores: dict[str, np.ndarray], examples: Sequence[Example]
) -> None:
    """Put the intervals of the headline score into the model's manifest."""
    path = folder / "hedgerow.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["intervals"] = {
        "covered": COVERED,
        "overall": fit_intervals(scores["overall"], targets(examples, "overall")),
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
