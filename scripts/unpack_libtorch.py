"""Take from three wheels the files that libtorch needs on a processor without CUDA.

Usage: unpack_libtorch.py WHEELS TARGET VERSION. WHEELS is the folder that
`pip download` filled, TARGET a folder that does not exist yet.
"""

import sys
import zipfile
from pathlib import Path, PurePosixPath

# libtorch_cpu.so is linked against the CUDA profiler and runtime even where no
# CUDA is used; both are small, and the CUDA kernels themselves are not needed.
LIBRARIES = ("libtorch_cpu.so", "libc10.so", "libgomp-", "libcudart.so", "libcupti.so")


def destination(member: str) -> PurePosixPath | None:
    """Where a wheel's member belongs below TARGET; None where it is not needed."""
    path = PurePosixPath(member)
    if path.parts[:2] == ("torch", "include"):
        return PurePosixPath(*path.parts[1:])
    if path.parent.name == "lib" and path.name.startswith(LIBRARIES):
        return PurePosixPath("lib", path.name)
    return None


def main() -> None:
    wheels, target, version = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                place = None if member.is_dir() else destination(member.filename)
                if place is None:
                    continue
                out = target / place
                out.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, out.open("wb") as sink:
                    while block := source.read(1 << 20):
                        sink.write(block)
    missing = [name for name in LIBRARIES if not list((target / "lib").glob(name + "*"))]
    if missing:
        sys.exit(f"setup: not in the wheels: {', '.join(missing)}")
    # torch-sys links against `torch`, which in the full build only forwards to
    # the CPU and CUDA parts.
    (target / "lib" / "libtorch.so").symlink_to("libtorch_cpu.so")
    # Written last: its presence says that the folder is whole.
    (target / "build-version").write_text(version + "\n")


if __name__ == "__main__":
    main()
