"""Reference scores for the engine's tests.

Reads invented sentences from tests/data/scorer_reference.json and writes back
the scores (0-1, six decimals) that the exported weights give, each sentence
scored alone in float32. An engine must agree with them to 1e-4.
"""

from __future__ import annotations

import json
from pathlib import Path

from data import ACTS, LEVELS, RATINGS
from export import read_scorer, sha256, write_json
from model import encode, new_tokenizer, predict


def write_reference(model: Path, path: Path) -> None:
    """Score the file's sentences again, in place."""
    scorer, tokenizer = read_scorer(model), new_tokenizer(model)
    texts = [row["text"] for row in json.loads(path.read_text(encoding="utf-8"))["sentences"]]
    rows = []
    for text, ids in zip(texts, encode(tokenizer, texts), strict=True):
        scores = predict(scorer, [ids])
        row: dict = {"text": text, "tokens": len(ids)}
        row |= {name: round(float(scores[name][0]) / (LEVELS - 1), 6) for name in RATINGS}
        rows.append(row | {"act": ACTS[int(scores["act"][0])]})
    weights = sha256(model / "model.safetensors")
    write_json(path, {"model_sha256": weights, "sentences": rows})
