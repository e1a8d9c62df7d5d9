"""The encoder of a base model's folder, of whichever kind it is."""

from __future__ import annotations

from pathlib import Path

from base import read_config
from encoder import BertEncoder, load_encoder
from mpnet import MPNetEncoder


def new_encoder(base: Path) -> BertEncoder | MPNetEncoder:
    """The encoder that the folder's config.json names, in float32."""
    kind = MPNetEncoder if read_config(base)["model_type"] == "mpnet" else BertEncoder
    return load_encoder(base, kind)
