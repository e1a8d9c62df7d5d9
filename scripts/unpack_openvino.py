"""Take from a wheel the files that OpenVINO needs to run a model on a processor.

Usage: unpack_openvino.py WHEELS TARGET. WHEELS is the folder that `pip download`
filled, TARGET a folder that does not exist yet.
"""

import shutil
import sys
import zipfile
from pathlib import Path, PurePosixPath

# The programming interface, the core, what reads graphs, what runs them, and its
# threads. The other plugins and front ends are twice as large together.
LIBRARIES = (
    "libopenvino_c.so",
    "libopenvino.so",
    "libopenvino_ir_frontend.so",
    "libopenvino_intel_cpu_plugin.so",
    "libtbb.so",
)


def main() -> None:
    wheels, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir()
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.infolist():
                name = PurePosixPath(member.filename).name
                if name.startswith(LIBRARIES):
                    with archive.open(member) as source, (target / name).open("wb") as sink:
                        shutil.copyfileobj(source, sink)
    missing = [name for name in LIBRARIES if not list(target.glob(name + "*"))]
    if missing:
        sys.exit(f"setup: not in the wheel: {', '.join(missing)}")


if __name__ == "__main__":
    main()
