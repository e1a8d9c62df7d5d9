"""The model folder: written from a tagger, and read back.

Weights are stored in float16; whoever reads them casts them up to float32.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from attribution.decoding import DEFAULT_COSTS
from attribution.labels import HEADS
from attribution.linking import Rules
from attribution.tagger import Tagger
from attribution.windows import STRIDE, WINDOW
from base import plain_tokenizer_json, read_config, sha256
from encoder import BertEncoder

VERSION = "2026-11-30.1"

# The keys that a BertConfig reader needs; the base's file has more.
CONFIG_KEYS = (
    "hidden_act",
    "attention_probs_dropout_prob",
    "hidden_dropout_prob",
    "hidden_size",
    "initializer_range",
    "intermediate_size",
    "layer_norm_eps",
    "max_position_embeddings",
    "num_attention_heads",
    "num_hidden_layers",
    "type_vocab_size",
    "vocab_size",
)

ASSEMBLY = (
    "The text is tokenized whole, without special tokens. Windows of `window` pieces start "
    "every `stride` pieces until one reaches the end; CLS and SEP are added to each. A piece's "
    "logits come from the window in which its distance to the nearer edge is greatest, the "
    "earlier window in a tie; the ends of the document count as infinitely far."
)


def manifest(out: Path) -> dict:
    """What a reader must know of the folder; the files have to be there already."""
    heads = [{"name": name, "kind": "bio", "labels": list(ls)} for name, ls in HEADS.items()]
    files = ("config.json", "tokenizer.json", "model.safetensors")
    return {
        "format": 1,
        "kind": "attribution",
        "version": VERSION,
        "window": WINDOW,
        "stride": STRIDE,
        "assembly": ASSEMBLY,
        "heads": heads,
        "decoding": asdict(DEFAULT_COSTS),
        "linking": asdict(Rules()),
        "sha256": {name: sha256(out / name) for name in files},
    }


def write_manifest(out: Path) -> None:
    """Write hedgerow.json anew, after the weights or the chosen constants changed."""
    text = json.dumps(manifest(out), indent=1)
    (out / "hedgerow.json").write_text(text + "\n", encoding="utf-8")


def export(tagger: Tagger, base: Path, out: Path) -> None:
    """Write config, tokenizer, weights and manifest."""
    out.mkdir(parents=True, exist_ok=True)
    config = read_config(base)
    kept = {key: config[key] for key in CONFIG_KEYS}
    (out / "config.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    (out / "tokenizer.json").write_text(plain_tokenizer_json(base), encoding="utf-8")
    tensors = {k: v.detach().half().contiguous() for k, v in tagger.state_dict().items()}
    save_file(tensors, out / "model.safetensors", metadata={"format": "pt"})
    write_manifest(out)


def load_tagger(folder: Path) -> Tagger:
    """The tagger of a model folder in float32."""
    tagger = Tagger(BertEncoder(read_config(folder)))
    tensors = load_file(folder / "model.safetensors")
    tagger.load_state_dict({k: v.float() for k, v in tensors.items()}, strict=True)
    return tagger.eval().requires_grad_(requires_grad=False)


def weights_are_finite(folder: Path) -> bool:
    """False if float16 overflowed anywhere."""
    tensors = load_file(folder / "model.safetensors")
    return all(bool(torch.isfinite(tensor).all()) for tensor in tensors.values())
