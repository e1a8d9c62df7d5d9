"""How many statements a table has, and how many floating-point operations the matrix
multiplications of one take on average.

Usage: work.py TABLE
"""

import sys

from tokenizers import Tokenizer

from common import MODEL, config, read_texts


def main() -> None:
    size = config()
    hidden, inner, layers = (
        size[key] for key in ("hidden_size", "intermediate_size", "num_hidden_layers")
    )
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    encodings = tokenizer.encode_batch_fast(read_texts(sys.argv[1]))
    lengths = [len(encoding.ids) for encoding in encodings]
    # The four projections and the two of the inner layer; scores and mixture.
    dense = 2 * (4 * hidden * hidden + 2 * hidden * inner)
    total = sum(layers * (dense * n + 4 * hidden * n * n) for n in lengths)
    print(len(lengths), total / len(lengths))


if __name__ == "__main__":
    main()
