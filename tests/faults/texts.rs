//! Texts and files that faults are made of, all of our own invention.

use std::io::Write as _;
use std::path::Path;

/// A short article that is as it should be.
pub(crate) const ARTICLE: &str = "Port talks resume\n\nThe Arden government said on Monday that \
the canal would open to all ships by 1 March. \u{201c}We have signed the protocol,\u{201d} said the harbour \
minister, Ada Quill, after a meeting of two hours in the capital.\n\nThe other side has not \
answered so far, and its embassy was closed for the holiday.\n";

/// The beginning of a scored table.
pub(crate) const SCORED: &str =
    "id,text,date,actor,topic,document,score,specificity,firmness,label,act\n";

/// Rows of a scored table, by two actors in turn, over two months.
pub(crate) fn scored(count: usize) -> String {
    let mut table = SCORED.to_owned();
    for n in 0..count {
        let actor = ["US", "CN"][n % 2];
        let other = ["Chinese", "American"][n % 2];
        let (month, day) = (1 + n / 2 % 2, 1 + n / 4 % 28);
        table.push_str(&scored_row(
            n,
            &format!("The ministry will buy {n} tonnes of {other} soybeans by 1 March 2026."),
            &format!("2025-{month:02}-{day:02}"),
            actor,
            "trade",
        ));
    }
    table
}

/// A row of a scored table.
pub(crate) fn scored_row(n: usize, text: &str, date: &str, actor: &str, topic: &str) -> String {
    let text = text.replace('"', "\"\"");
    format!("{n},\"{text}\",{date},{actor},{topic},d{n},0.7000,0.8000,0.9000,concrete,c\n")
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// `size` bytes of nothing, behind a beginning, packed: a thousandth of that.
pub(crate) fn gzip_bomb(beginning: &[u8], size: usize) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(beginning).unwrap();
    let block = vec![b'a'; 1 << 20];
    for _ in 0..size >> 20 {
        packer.write_all(&block).unwrap();
    }
    packer.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 3).unwrap()
}

pub(crate) fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

/// A named pipe, which nobody writes to.
pub(crate) fn pipe(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

/// Whether this process may read and write whatever it likes.
pub(crate) fn is_root() -> bool {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .any(|line| line.starts_with("Uid:\t0\t"))
}

/// Whether a program is at hand.
pub(crate) fn is_there(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}
