"""Agreement of scores with ratings.

Ratings are compared by Spearman's rho (ties get their mean rank) and by the mean
absolute error in levels (0-4); acts by accuracy and macro-F1 against the majority
of the annotators. Intervals resample dates, not sentences: sentences of one day
come from the same few events and are not independent (cluster bootstrap, Davison
& Hinkley 1997, section 3.8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from scipy.stats import rankdata

from data import ACTS, RATINGS, Example

RESAMPLES = 2000


def spearman(x: np.ndarray, y: np.ndarray) -> float:
    """Pearson correlation of mid-ranks; nan where either side is constant."""
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(x), rankdata(y))[0, 1])


def untied_ceiling(y: np.ndarray) -> float:
    """What rho a score without ties can expect if it separates all levels of `y`.

    Where ratings tie, a continuous score still ranks one way or another; with the
    order within ties at random, rho is the ratio of the standard deviations of
    tied and untied ranks (tie correction of Kendall 1970, chapter 3).
    """
    n = len(y)
    _, counts = np.unique(y, return_counts=True)
    return float(np.sqrt(1 - (counts**3 - counts).sum() / (n**3 - n)))


def macro_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Mean F1 over the acts that occur among the wanted."""
    scores = []
    for act in ACTS:
        hits = sum(f == act == w for f, w in zip(found, wanted, strict=True))
        total = found.count(act) + wanted.count(act)
        if wanted.count(act):
            scores.append(2 * hits / total)
    return float(np.mean(scores))


def targets(examples: Sequence[Example], rating: str) -> np.ndarray:
    return np.array([example.target(rating) for example in examples])


def interval(
    clusters: Sequence[Hashable], statistic: Callable[[np.ndarray], float]
) -> tuple[float, float]:
    """95% percentile interval of a statistic of rows, given each row's cluster: clusters
    are resampled."""
    rows_of = defaultdict(list)
    for row, cluster in enumerate(clusters):
        rows_of[cluster].append(row)
    groups = [np.array(rows) for rows in rows_of.values()]
    draw = np.random.default_rng(0)
    values = []
    for _ in range(RESAMPLES):
        chosen = draw.integers(len(groups), size=len(groups))
        values.append(statistic(np.concatenate([groups[i] for i in chosen])))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def bootstrap(x: np.ndarray, y: np.ndarray, examples: Sequence[Example]) -> tuple[float, float]:
    """95% percentile interval of Spearman's rho over resampled dates."""
    days = [example.day for example in examples]
    return interval(days, lambda rows: spearman(x[rows], y[rows]))


def evaluate(scores: dict[str, np.ndarray], examples: Sequence[Example]) -> dict:
    """Figures for each rating, and for the acts where an act was predicted."""
    report: dict = {"sentences": len(examples)}
    for name in RATINGS:
        wanted = targets(examples, name)
        low, high = bootstrap(scores[name], wanted, examples)
        report[name] = {
            "spearman": spearman(scores[name], wanted),
            "low": low,
            "high": high,
            "mae": float(np.abs(scores[name] - wanted).mean()),
            "ceiling": untied_ceiling(wanted),
        }
    report["act"] = evaluate_acts(scores["act"], examples)
    return report


def evaluate_acts(predicted: np.ndarray, examples: Sequence[Example]) -> dict:
    """Accuracy and macro-F1 where the annotators have a majority."""
    majority = [example.majority_act() for example in examples]
    pairs = [(ACTS[p], m) for p, m in zip(predicted, majority, strict=True) if m is not None]
    found, wanted = [p for p, _ in pairs], [m for _, m in pairs]
    hits = sum(f == w for f, w in pairs)
    return {
        "sentences": len(pairs),
        "accuracy": hits / len(pairs),
        "macro_f1": macro_f1(found, wanted),
    }


def annotator_agreement(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Spearman's rho of each annotator with the mean of the others."""
    found = {}
    for name in RATINGS:
        table = np.array([example.ratings[name] for example in examples], dtype=float)
        others = [np.delete(table, i, axis=1).mean(axis=1) for i in range(table.shape[1])]
        found[name] = [spearman(table[:, i], rest) for i, rest in enumerate(others)]
    return found


def slices(examples: Sequence[Example], tokens: Sequence[int]) -> dict[str, dict[str, list[int]]]:
    """Rows of each slice, by side, act, length and month."""
    low, high = np.quantile(tokens, [1 / 3, 2 / 3])
    bounds = (f"to {low:.0f} tokens", f"to {high:.0f}", f"over {high:.0f}")
    found: dict[str, dict[str, list[int]]] = {"side": {}, "act": {}, "length": {}, "month": {}}
    for row, (example, length) in enumerate(zip(examples, tokens, strict=True)):
        third = bounds[0 if length <= low else 1 if length <= high else 2]
        keys = {
            "side": example.side,
            "act": example.majority_act() or "tie",
            "length": third,
            "month": f"{example.day:%Y-%m}" if example.day else "none",
        }
        for kind, key in keys.items():
            found[kind].setdefault(key, []).append(row)
    order = {"side": ("US", "CN", "none"), "act": (*ACTS, "tie"), "length": bounds}
    for kind, keys in order.items():
        found[kind] = {key: found[kind][key] for key in keys if key in found[kind]}
    found["month"] = dict(sorted(found["month"].items()))
    return found


def print_report(report: dict) -> None:
    """A report in a few lines."""
    for name in RATINGS:
        r = report[name]
        print(
            f"{name:12} Spearman {r['spearman']:.3f} ({r['low']:.3f} to {r['high']:.3f}), "
            f"MAE {r['mae']:.3f}"
        )
    acts = report["act"]
    print(
        f"act          accuracy {acts['accuracy']:.3f}, macro-F1 {acts['macro_f1']:.3f} "
        f"on {acts['sentences']}"
    )
