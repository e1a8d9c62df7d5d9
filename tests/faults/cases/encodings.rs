//! Bytes that are not the UTF-8 that a table should be in, and articles in any
//! encoding.

use crate::fault::{Fault, article, fault, score, split, split_jsonl};
use crate::texts::{ARTICLE, utf16};

pub(super) fn faults() -> Vec<Fault> {
    let csv = "id,text\n1,We will see.\n2,It is so.\n";
    let jsonl = "{\"text\":\"We will see.\"}\n{\"text\":\"It is so.\"}\n";
    let latin =
        b"The caf\xe9 will open on Monday, said Ms. B\xe9rard. \"We have signed,\" she said.\n";
    let mut faults = vec![
        split("a CSV row in Latin-1", b"id,text\n1,caf\xe9 talks.\n2,It is so.\n")
            .rejects(2, 1, &["2,1,", "column 2 is not UTF-8 from byte 3"]),
        split("a CSV row with a lone continuation byte", b"text\n\x80\nIt is so.\n")
            .rejects(2, 1, &["column 1 is not UTF-8 from byte 0"]),
        split("a CSV row with an overlong slash", b"text\n\xc0\xaf\nIt is so.\n")
            .rejects(2, 1, &["not UTF-8"]),
        split("a CSV row with an encoded surrogate", b"text\n\xed\xa0\x80\nIt is so.\n")
            .rejects(2, 1, &["not UTF-8"]),
        split("a CSV row that ends within a character", b"text\nIt is so.\n\xe2\x82")
            .rejects(2, 1, &["not UTF-8"]),
        split("a CSV id in Latin-1", b"id,text\n\xe9,We will see.\n2,It is so.\n")
            .rejects(2, 1, &["column 1 is not UTF-8"]),
        split("a CSV header in Latin-1", b"id,text,caf\xe9\n1,a,b\n")
            .error(&["in.csv", "line 1", "not UTF-8", "save the table as UTF-8"]),
        split("a CSV with a byte order mark", format!("\u{feff}{csv}")).result(2),
        split("a CSV with two byte order marks", "\u{feff}\u{feff}text\na\n")
            .error(&["in.csv", "no column \"text\"", "--text-column"]),
        split("a CSV with a byte order mark alone", "\u{feff}").error(&["in.csv", "empty"]),
        split("a CSV with a byte order mark within", "text\n\u{feff}We will see.\n").result(1),
        split("a CSV in UTF-16 with a mark", utf16(csv, false, true))
            .error(&["in.csv", "UTF-8"]),
        split("a CSV in big-endian UTF-16", utf16(csv, true, false))
            .error(&["in.csv", "UTF-16", "save the table as UTF-8"]),
        split("a CSV in UTF-16 without a mark", utf16(csv, false, false))
            .error(&["in.csv", "UTF-16", "save the table as UTF-8"]),
        split("a CSV row with a zero byte", "text\nWe\0will see.\nIt is so.\n")
            .rejects(2, 1, &["column 1 has a zero byte"]),
        split("a CSV of zero bytes", vec![0; 4096]).error(&["in.csv", "zero bytes"]),
        split("a CSV with old Mac line ends", "text\rWe will see.\rIt is so.\r").result(2),
        split("a CSV with mixed line ends", "text\r\nWe will see.\nIt is so.\r\n").result(2),
        split_jsonl("JSONL with a byte order mark", format!("\u{feff}{jsonl}")).result(2),
        split_jsonl("JSONL in UTF-16", utf16(jsonl, false, true)).error(&["in.jsonl", "line 1"]),
        split_jsonl("JSONL in UTF-16 without a mark", utf16(jsonl, false, false))
            .error(&["in.jsonl", "UTF-16", "save the file as UTF-8"]),
        split_jsonl("a JSONL line in Latin-1", b"{\"text\":\"caf\xe9\"}\n{\"text\":\"It is so.\"}\n")
            .rejects(2, 1, &["not a JSON object"]),
        split_jsonl("a lone surrogate in JSON", "{\"text\":\"\\ud800 x\"}\n{\"text\":\"It is so.\"}\n")
            .rejects(2, 1, &["hex escape"]),
        split_jsonl("a low surrogate first in JSON", "{\"text\":\"\\udc00\"}\n{\"text\":\"It is so.\"}\n")
            .rejects(2, 1, &["surrogate"]),
        split_jsonl("an escaped zero in JSON", "{\"text\":\"We\\u0000 will see.\"}\n{\"text\":\"It is so.\"}\n")
            .rejects(2, 1, &["zero byte"]),
        fault("standard input in UTF-16")
            .stdin(utf16(csv, false, false))
            .run("split - --out out.csv")
            .error(&["standard input", "UTF-16"]),
        score("scoring rows of many encodings", b"text\n\xff\xfe\nWe will see.\n\xe9t\xe9\nIt is so.\n")
            .rejects(4, 2, &["not UTF-8"]),
        article("an article in Latin-1", "a.txt", latin).result(2),
        article("an article in UTF-16", "a.txt", utf16("Something else was said on Monday in the town hall.\n", false, true)).result(2),
        article("an article in UTF-16 without a mark", "a.txt", utf16("Something else was said on Monday in the town hall.\n", true, false)).result(2),
        article("an article with a zero byte", "a.txt", "It was\0 said on Monday in the town hall.\n")
            .rejects(2, 1, &["a.txt", "zero byte"]),
        article("an article of two encodings", "a.txt", [ARTICLE.as_bytes(), b"And caf\xe9s closed.\n"].concat())
            .result(2).has("We have signed the protocol"), article("an article of noise", "a.txt", noise()).rejects(2, 1, &["a.txt"]),
        article("a picture by the name of a text", "a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x02")
            .rejects(2, 1, &["a.txt"]),
        article("a table of articles in UTF-16", "a.csv", utf16("title,text\nTalks,\"It was said on Monday in the town hall.\"\n", false, true)).result(2),
        article("a table of articles in Latin-1", "a.csv", b"title,text\nTalks,\"The caf\xe9 owner said on Monday that talks in the town hall were over.\"\n").result(2),
        article("a page that lies about its encoding", "a.html", b"<meta charset=utf-16><article><p>The caf\xe9 owner said on Monday in the town hall that the talks were over and that nobody would come back.</p></article>").result(2),
        article("a page of an unknown encoding", "a.html", b"<meta charset=klingon><article><p>The caf\xe9 owner said on Monday in the town hall that the talks were over and that nobody would come back.</p></article>").result(2),
    ];
    faults.push(
        split(
            "right-to-left and zero-width characters",
            "text\n\u{202e}We will\u{200b} see.\u{202c}\n\u{5d0}\u{5d1}\u{5d2}.\n",
        )
        .result(2),
    );
    faults
}

/// Bytes without order, the same each time.
fn noise() -> Vec<u8> {
    let mut state: u32 = 1;
    (0..4096)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .collect()
}
