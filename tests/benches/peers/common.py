"""What the peers share: the statements, the model's weights, and the scores' table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from transformers import BertConfig, BertModel

MODEL = Path(__file__).parents[3] / "models" / "scorer"
# Rows of the head: the levels of specificity, firmness and overall, and the acts.
LEVELS = 5


def read_texts(path: str) -> list[str]:
    with open(path, encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def config() -> dict:
    return json.loads((MODEL / "config.json").read_text())


def weights() -> dict[str, torch.Tensor]:
    """All tensors in 32 bits."""
    stored = load_file(MODEL / "model.safetensors")
    return {name: torch.from_numpy(value.astype(np.float32)) for name, value in stored.items()}


def encoder(tensors: dict[str, torch.Tensor]) -> BertModel:
    """The encoder with the fused attention."""
    settings = BertConfig(**config(), attn_implementation="sdpa")
    model = BertModel(settings, add_pooling_layer=False).eval()
    own = {
        name.removeprefix("bert."): value
        for name, value in tensors.items()
        if name.startswith("bert.")
    }
    # The positions' numbers are no weights.
    model.load_state_dict(own, strict=False)
    return model


def expected_levels(logits: np.ndarray) -> np.ndarray:
    """Overall, specificity and firmness, 0 to 1, of logits `[texts, outputs]`."""
    heads = logits[:, : 3 * LEVELS].reshape(-1, 3, LEVELS).astype(np.float64)
    exponents = np.exp(heads - heads.max(axis=-1, keepdims=True))
    shares = exponents / exponents.sum(axis=-1, keepdims=True)
    levels = shares @ np.arange(LEVELS) / (LEVELS - 1)
    return levels[:, [2, 0, 1]]


def batches(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Indices of texts of like length, the longest first, of `budget` tokens at most."""
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    found: list[list[int]] = []
    for index in order:
        if found and (len(found[-1]) + 1) * lengths[found[-1][0]] <= budget:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def padded(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask, `[texts, longest]`; the first row is the longest."""
    ids = np.zeros((len(rows), len(rows[0])), np.int64)
    for row, place in zip(rows, ids):
        place[: len(row)] = row
    lengths = np.array([len(row) for row in rows])
    return ids, (np.arange(ids.shape[1]) < lengths[:, None]).astype(np.int64)


def write_scores(path: str, texts: Iterable[str], scores: Iterable[Sequence[float]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "score", "specificity", "firmness"])
        for text, score in zip(texts, scores):
            writer.writerow([text, *(f"{value:.4f}" for value in score)])


def arguments() -> tuple[str, str, int]:
    """Input, output, and cores to use."""
    return sys.argv[1], sys.argv[2], int(sys.argv[3])
