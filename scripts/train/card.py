"""The model card: the template `scorer_card.md` filled with measured figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Template

import numpy as np

from calibration import COVERED, coverage, halves, recalibrations, reliability
from data import RATINGS, Example
from metrics import annotator_agreement, evaluate_acts, slices, spearman, targets
from outside import Pledge, auc_interval

TEMPLATE = Path(__file__).with_name("scorer_card.md")

# Below this many sentences a rank correlation says little, and the cell stays empty.
FEWEST = 15


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column after the first is right-aligned."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, rule, *rows])


def figure(value: float) -> str:
    """Three decimals; empty where there is no figure."""
    return "" if np.isnan(value) else f"{value:.3f}"


def main_table(report: dict, examples: Sequence[Example]) -> str:
    agreement = annotator_agreement(examples)
    rows = []
    for name in RATINGS:
        r, people = report[name], agreement[name]
        interval = f"{figure(r['low'])} to {figure(r['high'])}"
        between = f"{figure(min(people))} to {figure(max(people))}"
        cells = [figure(r["spearman"]), interval, figure(r["ceiling"]), between, figure(r["mae"])]
        rows.append([name, *cells])
    header = ["rating", "Spearman", "95% interval", "ceiling", "annotators", "MAE (levels)"]
    return table(header, rows)


def baseline_table(
    baselines: dict[str, dict[str, np.ndarray]], report: dict, examples: Sequence[Example]
) -> str:
    rows = []
    for label, scores in baselines.items():
        row = [label]
        for name in RATINGS:
            wanted = targets(examples, name)
            rho, mae = spearman(scores[name], wanted), np.abs(scores[name] - wanted).mean()
            row.append(f"{figure(rho)} ({mae:.2f})")
        acts = evaluate_acts(scores["act"], examples)
        rows.append([*row, figure(acts["accuracy"]), figure(acts["macro_f1"])])
    own = [f"{figure(report[n]['spearman'])} ({report[n]['mae']:.2f})" for n in RATINGS]
    acts = report["act"]
    rows.append(["this model", *own, figure(acts["accuracy"]), figure(acts["macro_f1"])])
    return table(["", *RATINGS, "act accuracy", "act macro-F1"], rows)


def slice_table(
    scores: dict[str, np.ndarray], examples: Sequence[Example], tokens: Sequence[int]
) -> str:
    rows = []
    for kind, members in slices(examples, tokens).items():
        for key, which in members.items():
            row = [f"{kind} {key}", str(len(which))]
            for name in RATINGS:
                wanted = targets(examples, name)[which]
                got = scores[name][which]
                rho = spearman(got, wanted) if len(which) >= FEWEST else float("nan")
                bias = (got - wanted).mean()
                row += [figure(rho), f"{bias:+.2f}"]
            rows.append(row)
    header = ["slice", "n"]
    for name in RATINGS:
        header += [name, "bias"]
    return table(header, rows)


def reliability_table(scores: dict[str, np.ndarray], examples: Sequence[Example]) -> str:
    rows = []
    for name in RATINGS:
        for count, score, rating, half in reliability(scores[name], targets(examples, name)):
            interval = f"{rating - half:.2f} to {rating + half:.2f}"
            rows.append([name, str(count), f"{score:.2f}", f"{rating:.2f}", interval])
    return table(["rating", "sentences", "mean score", "mean rating", "95% interval"], rows)


def recalibration_table(scores: dict[str, np.ndarray], examples: Sequence[Example]) -> str:
    rows = []
    for name, way, error, moved, low, high in recalibrations(scores, examples):
        change = [f"{moved:+.3f}", f"{low:+.3f} to {high:+.3f}"] if way != "as it is" else ["", ""]
        rows.append([f"{name}, {way}", f"{error:.3f}", *change])
    return table(["", "MAE (levels)", "change", "95% interval"], rows)


def coverage_facts(scores: dict[str, np.ndarray], examples: Sequence[Example]) -> dict[str, str]:
    """How many ratings the intervals of the headline score hold, cross-fitted."""
    wanted = targets(examples, "overall")
    share, bins, width = coverage(scores["overall"], wanted, halves(examples))
    return {
        "covered": f"{100 * COVERED:.0f}",
        "coverage": f"{100 * share:.0f}",
        "coverage_low": f"{100 * min(bins):.0f}",
        "coverage_high": f"{100 * max(bins):.0f}",
        "interval_width": f"{width / 4:.2f}",
    }


def outside_table(scores: dict[str, np.ndarray], pledges: Sequence[Pledge]) -> str:
    rows = []
    for name, values in scores.items():
        found, low, high = auc_interval(values, pledges)
        rows.append([name, figure(found), f"{figure(low)} to {figure(high)}"])
    return table(["", "AUC", "95% interval"], rows)


def write_card(path: Path, facts: dict[str, str]) -> None:
    """Fill the template; a placeholder without a fact is an error."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    path.write_text(template.substitute(facts), encoding="utf-8")
