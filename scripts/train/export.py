"""Writing a model folder, and reading it back.

A folder holds config.json, tokenizer.json (no padding, no truncation),
model.safetensors (float16; `bert.*` as in Hugging Face without pooler, and
`head.weight` [20, 384], `head.bias` [20]) and hedgerow.json, the manifest with
the heads in row order and the sha256 of the other files. Figures are taken from
the folder as read back, so that they include the rounding to half precision.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from base import plain_tokenizer_json, read_config, sha256
from data import ACTS, LEVELS, RATINGS
from encoder import BertEncoder
from model import MAX_TOKENS, Scorer

FORMAT = 1
HASHED = ("config.json", "tokenizer.json", "model.safetensors")

# What a BertConfig needs; names of the base's authors' folders stay out.
CONFIG_KEYS = (
    "architectures",
    "attention_probs_dropout_prob",
    "hidden_act",
    "hidden_dropout_prob",
    "hidden_size",
    "initializer_range",
    "intermediate_size",
    "layer_norm_eps",
    "max_position_embeddings",
    "model_type",
    "num_attention_heads",
    "num_hidden_layers",
    "pad_token_id",
    "position_embedding_type",
    "type_vocab_size",
    "vocab_size",
)


def scorer_heads() -> list[dict]:
    """The scorer's outputs, in the order of their rows."""
    heads: list[dict] = [{"name": n, "kind": "ordinal", "size": LEVELS} for n in RATINGS]
    return [*heads, {"name": "act", "kind": "class", "labels": list(ACTS)}]


def manifest(folder: Path, kind: str, version: str, heads: list[dict]) -> dict:
    return {
        "format": FORMAT,
        "kind": kind,
        "version": version,
        "max_tokens": MAX_TOKENS,
        "heads": heads,
        "sha256": {name: sha256(folder / name) for name in HASHED},
    }


def count_layers(state: dict[str, Tensor]) -> int:
    """How many layers the encoder has."""
    start = "bert.encoder.layer."
    return len({name.split(".")[3] for name in state if name.startswith(start)})


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_folder(
    state: dict[str, Tensor], heads: list[dict], base: Path, folder: Path, kind: str, version: str
) -> None:
    """All files but the model card."""
    folder.mkdir(parents=True, exist_ok=True)
    config = read_config(base) | {"num_hidden_layers": count_layers(state)}
    write_json(folder / "config.json", {key: config[key] for key in CONFIG_KEYS})
    (folder / "tokenizer.json").write_text(plain_tokenizer_json(base), encoding="utf-8")
    tensors = {
        name: value.detach().to(torch.float16).contiguous()
        for name, value in sorted(state.items())
    }
    overflown = [name for name, value in tensors.items() if not value.isfinite().all()]
    if overflown:
        raise ValueError(f"not representable in float16: {', '.join(overflown)}")
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    write_json(folder / "hedgerow.json", manifest(folder, kind, version, heads))


def write_scorer(scorer: Scorer, base: Path, folder: Path, version: str) -> None:
    """The scorer's folder, but for its card."""
    write_folder(scorer.state_dict(), scorer_heads(), base, folder, "scorer", version)


def read_scorer(folder: Path) -> Scorer:
    """The scorer of a folder, its float16 weights cast up to float32."""
    config = read_config(folder)
    scorer = Scorer(BertEncoder(config), config["hidden_size"])
    tensors = load_file(folder / "model.safetensors")
    scorer.load_state_dict({name: value.float() for name, value in tensors.items()}, strict=True)
    return scorer.eval()
