"""Writes models/encoder: the base encoder as it is, in half precision.

Comparison and topics need to know which sentences are alike; the base was
trained for that, and a fine-tuned one has forgotten some of it.
"""

from __future__ import annotations

from pathlib import Path

from base import REPOSITORY, fetch_base
from encoder import UNUSED_PREFIXES
from export import write_folder
from safetensors.torch import load_file

VERSION = "2026-11-24.1"


def main(folder: Path = REPOSITORY / "models" / "encoder") -> None:
    base = fetch_base()
    weights = load_file(base / "model.safetensors")
    state = {
        f"bert.{name}": value
        for name, value in weights.items()
        if not name.startswith(UNUSED_PREFIXES)
    }
    write_folder(state, [], base, folder, "encoder", VERSION)
    print(folder)


if __name__ == "__main__":
    main()
