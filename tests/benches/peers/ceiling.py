"""The most that the cores could do: matrix multiplications of the model's largest
shape, and nothing else. Prints floating-point operations a second and core, for
32 bits and for 16-bit brain floats.

Usage: ceiling.py SECONDS
"""

import sys
import time

import torch

ROWS, INNER, OUTER = 1024, 384, 1536


def rate(kind: torch.dtype, seconds: float) -> float:
    """Operations in a second of this thread's own time."""
    a, b = torch.randn(ROWS, INNER).to(kind), torch.randn(OUTER, INNER).to(kind)
    layer = torch.nn.functional.linear
    with torch.inference_mode():
        for _ in range(10):
            layer(a, b)
        count, begun = 0, time.process_time()
        while time.process_time() - begun < seconds:
            for _ in range(10):
                layer(a, b)
            count += 10
        return count * 2 * ROWS * INNER * OUTER / (time.process_time() - begun)


def main() -> None:
    torch.set_num_threads(1)
    seconds = float(sys.argv[1])
    print(rate(torch.float32, seconds), rate(torch.bfloat16, seconds))


if __name__ == "__main__":
    main()
