"""The reliability plot of the model card, as an SVG without a drawing library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from calibration import reliability
from data import LEVELS, RATINGS, Example
from metrics import targets

PANEL, MARGIN = 180, 44


def panel(name: str, left: int, scores: np.ndarray, wanted: np.ndarray) -> list[str]:
    """One rating: the diagonal, and a point with its interval for each fifth."""

    def x(level: float) -> str:
        return f"{left + level / (LEVELS - 1) * PANEL:.1f}"

    def y(level: float) -> str:
        return f"{MARGIN + (1 - level / (LEVELS - 1)) * PANEL:.1f}"

    top = LEVELS - 1
    lines = [
        f'<rect x="{left}" y="{MARGIN}" width="{PANEL}" height="{PANEL}" fill="none" '
        'stroke="#888"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(top)}" y2="{y(top)}" stroke="#888" '
        'stroke-dasharray="4"/>',
        f'<text x="{left + PANEL / 2}" y="{MARGIN - 14}" text-anchor="middle">{name}</text>',
    ]
    for level in range(LEVELS):
        below = MARGIN + PANEL + 16
        lines.append(f'<text x="{x(level)}" y="{below}" text-anchor="middle">{level}</text>')
        lines.append(f'<text x="{left - 8}" y="{y(level)}" dy="4" text-anchor="end">{level}</text>')
    for _, score, rating, half in reliability(scores, wanted):
        low, high = max(rating - half, 0), min(rating + half, top)
        lines.append(
            f'<line x1="{x(score)}" y1="{y(low)}" x2="{x(score)}" y2="{y(high)}" stroke="#06c"/>'
        )
        lines.append(f'<circle cx="{x(score)}" cy="{y(rating)}" r="3.5" fill="#06c"/>')
    return lines


def write_reliability(
    path: Path, scores: dict[str, np.ndarray], examples: Sequence[Example]
) -> None:
    """Mean rating (up) against mean score (across), in levels, a panel for each rating."""
    width = len(RATINGS) * (PANEL + MARGIN) + MARGIN // 2
    height = PANEL + 2 * MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">'
        "mean rating (up) against mean score (across), fifths of the development set</text>",
    ]
    for index, name in enumerate(RATINGS):
        left = MARGIN + index * (PANEL + MARGIN)
        lines += panel(name, left, scores[name], targets(examples, name))
    path.write_text("\n".join([*lines, "</svg>"]) + "\n", encoding="utf-8")
