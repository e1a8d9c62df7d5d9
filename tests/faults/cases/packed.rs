//! Packed files: cut short, damaged, or made to burst.

use crate::fault::{Fault, article, fault};
use crate::texts::{ARTICLE, gzip, gzip_bomb, zstd};

fn split(name: &str, file: &str, bytes: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file(file, bytes)
        .run(&format!("split {file} --out out.csv"))
}

pub(super) fn faults() -> Vec<Fault> {
    let csv = b"text\nWe will see.\nIt is so.\n".to_vec();
    let (gz, zst) = (gzip(&csv), zstd(&csv));
    let article_gz = gzip(format!("Another day\n\n{ARTICLE}").as_bytes());
    let mut wrong_sum = gz.clone();
    let sum = wrong_sum.len() - 8;
    wrong_sum[sum] ^= 1;
    vec![
        split("a packed table", "in.csv.gz", &gz).result(2),
        split(
            "two gzip streams in one file",
            "in.csv.gz",
            [&gz[..], &gzip(b"Done.\n")].concat(),
        )
        .result(3),
        split(
            "a gzip stream that is cut short",
            "in.csv.gz",
            &gz[..gz.len() - 10],
        )
        .error(&["in.csv.gz", "cut short"]),
        split("a gzip stream cut within its header", "in.csv.gz", &gz[..5])
            .error(&["in.csv.gz", "gzip"]),
        split("a gzip stream with a wrong sum", "in.csv.gz", wrong_sum)
            .error(&["in.csv.gz", "gzip"]),
        split(
            "a gzip stream with noise behind it",
            "in.csv.gz",
            [&gz[..], b"noise"].concat(),
        )
        .error(&["in.csv.gz", "gzip"]),
        split("CSV by the name of gzip", "in.csv.gz", &csv).error(&["in.csv.gz", "gzip"]),
        split("zstd by the name of gzip", "in.csv.gz", &zst).error(&["in.csv.gz", "gzip"]),
        split("an empty file by the name of gzip", "in.csv.gz", "").error(&["in.csv.gz"]),
        split("nothing, packed", "in.csv.gz", gzip(b"")).error(&["in.csv.gz", "empty"]),
        split("a zstd table", "in.csv.zst", &zst).result(2),
        split(
            "a zstd stream that is cut short",
            "in.csv.zst",
            &zst[..zst.len() - 4],
        )
        .error(&["in.csv.zst", "cut short"]),
        split("CSV by the name of zstd", "in.csv.zst", &csv).error(&["in.csv.zst", "zstd"]),
        fault("a gzip bomb of a table")
            .file("in.csv.gz", gzip_bomb(b"text\n", 64 << 20))
            .run("split in.csv.gz --unpacked-limit 1000000 --out out.csv")
            .error(&[
                "in.csv.gz",
                "at least 4000000 bytes",
                "the limit is 1000000",
                "--unpacked-limit",
            ]),
        fault("a gzip bomb under a limit that lets it pass")
            .file("in.csv.gz", gzip_bomb(b"text\n", 8 << 20))
            .run("split in.csv.gz --unpacked-limit 100000000 --out out.csv")
            .result(1),
        fault("a zstd bomb of a table")
            .file("in.csv.zst", zstd(&vec![b'a'; 64 << 20]))
            .run("split in.csv.zst --unpacked-limit 1000000 --out out.csv")
            .error(&["in.csv.zst", "the limit is 1000000", "--unpacked-limit"]),
        fault("a gzip bomb packed twice")
            .file("in.csv.gz", gzip(&gzip_bomb(b"text\n", 64 << 20)))
            .run("split in.csv.gz --out out.csv")
            .error(&["in.csv.gz"]),
        article("a packed article", "a.txt.gz", &article_gz).result(2),
        article(
            "a packed article that is cut short",
            "a.txt.gz",
            &article_gz[..article_gz.len() / 2],
        )
        .rejects(2, 1, &["a.txt.gz", "cut short"]),
        article(
            "a gzip bomb among articles",
            "a.txt.gz",
            gzip_bomb(b"", 256 << 20),
        )
        .rejects(2, 1, &["a.txt.gz", "the limit is 4194304", "--text-limit"]),
        article(
            "a gzip bomb of a page",
            "a.html.gz",
            gzip_bomb(b"<p>", 512 << 20),
        )
        .rejects(2, 1, &["a.html.gz", "the limit is 67108864"]),
        article(
            "a gzip bomb of a table of articles",
            "a.jsonl.gz",
            gzip_bomb(b"{\"text\":\"", 64 << 20),
        )
        .run("--unpacked-limit 1000000")
        .rejects(
            2,
            1,
            &["a.jsonl.gz", "the limit is 1000000", "--unpacked-limit"],
        ),
        article(
            "a table of articles that is cut short",
            "a.csv.gz",
            &gz[..gz.len() - 10],
        )
        .rejects(2, 1, &["a.csv.gz", "cut short"]),
        fault("a packed article by name, cut short")
            .file("a.txt.gz", &article_gz[..40])
            .run("extract a.txt.gz --out out.csv --workers 1")
            .error(&["a.txt.gz", "cut short"]),
    ]
}
