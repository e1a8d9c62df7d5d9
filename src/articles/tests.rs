//! Sources to articles, end to end, on invented files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::error::Error;
use crate::statements::parse_date;

fn read(paths: &[&Path], options: Options) -> (Vec<Article>, Vec<ArticleReject>, Articles) {
    let sources: Vec<Source> = paths
        .iter()
        .map(|path| Source::Path((*path).to_owned()))
        .collect();
    let mut stream = Articles::open(&sources, options).unwrap();
    let (mut articles, mut rejects) = (Vec::new(), Vec::new());
    for item in &mut stream {
        match item.unwrap() {
            Ok(article) => articles.push(article),
            Err(reject) => rejects.push(reject),
        }
    }
    (articles, rejects, stream)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A text of its own for each number.
fn story(n: usize) -> String {
    use std::fmt::Write;

    let mut text = String::new();
    for line in 0..4 {
        for word in 0..12 {
            write!(text, "word{} ", n * 1000 + line * 100 + word).unwrap();
        }
        text.push_str("end.\n");
    }
    text
}

#[test]
fn ids_start_at_the_folder_that_was_named_and_differ_where_several_were() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (place, number) in [("here/b", 1), ("there/b", 2)] {
        fs::create_dir_all(at(place)).unwrap();
        fs::write(at(place).join("a.txt"), story(number)).unwrap();
    }
    let ids = |paths: &[&Path]| -> Vec<String> {
        let (articles, ..) = read(paths, Options::default());
        articles.into_iter().map(|article| article.id).collect()
    };
    let [here, there] = [at("here"), at("there")];
    assert_eq!(ids(&[&here]), ["b/a.txt"]);
    assert_eq!(ids(&[&there]), ["b/a.txt"]);
    assert_eq!(ids(&[&at("here/b/a.txt")]), ["a.txt"]);
    let both = ids(&[&here, &there]);
    assert!(both.iter().all(|id| id.ends_with("b/a.txt")));
    assert_ne!(both[0], both[1]);
}

#[test]
fn a_folder_is_read_in_order_whatever_the_kind_and_packing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("b")).unwrap();
    fs::write(at("a.txt"), story(1)).unwrap();
    fs::write(at("b/one.txt.gz"), gzip(story(2).as_bytes())).unwrap();
    fs::write(
        at("b/two.md.zst"),
        zstd::encode_all(story(3).as_bytes(), 0).unwrap(),
    )
    .unwrap();
    fs::write(at("b/.hidden.txt"), story(9)).unwrap();
    let utf16: Vec<u8> = story(4).encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(at("c"), utf16).unwrap();
    fs::write(at("d.pdf"), "%PDF").unwrap();
    let csv = format!(
        "text,title,date\n\"{}\",Head,2025-03-09\n,Empty,\n\"{}\",,\n",
        story(5),
        story(6)
    );
    fs::write(at("e.csv.gz"), gzip(csv.as_bytes())).unwrap();
    let cut = gzip(story(7).repeat(50).as_bytes());
    fs::write(at("f.txt.gz"), &cut[..cut.len() / 2]).unwrap();

    let (articles, rejects, stream) = read(&[folder.path()], Options::default());
    let name = |id: &str| {
        Path::new(id)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    let ids: Vec<String> = articles.iter().map(|article| name(&article.id)).collect();
    assert_eq!(
        ids,
        [
            "a.txt",
            "one.txt.gz",
            "two.md.zst",
            "c",
            "e.csv.gz#1",
            "e.csv.gz#3"
        ]
    );
    assert_eq!(articles[3].text, story(4));
    assert_eq!(articles[4].title.as_deref(), Some("Head"));
    assert_eq!(articles[4].date, parse_date("2025-03-09"));
    assert_eq!(articles[5].title, None);

    let reasons: Vec<(String, &str)> = rejects
        .iter()
        .map(|r| (name(&r.id), r.reason.as_str()))
        .collect();
    assert!(reasons[0].1.contains("kind .pdf"), "{reasons:?}");
    assert_eq!(reasons[1], ("e.csv.gz#2".to_owned(), "the text is empty"));
    assert!(reasons[2].1.contains("cut short"), "{reasons:?}");
    let tally = stream.tally();
    assert_eq!(
        (tally.read, tally.accepted, tally.rejected, tally.hidden),
        (9, 6, 3, 1)
    );
}

#[test]
fn columns_and_keys_are_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("a.csv");
    let jsonl = folder.path().join("b.jsonl");
    fs::write(
        &csv,
        format!(
            "link,body,day\nhttps://a.example,\"{}\",\"March 9, 2025\"\n",
            story(1)
        ),
    )
    .unwrap();
    let object =
        serde_json::json!({"body": story(2), "link": "https://b.example", "source": "Courier"});
    fs::write(&jsonl, format!("{object}\n[1]\n")).unwrap();
    let columns = ArticleColumns {
        text: Some("body".to_owned()),
        url: Some("link".to_owned()),
        ..ArticleColumns::default()
    };
    let options = Options {
        columns,
        ..Options::default()
    };
    let (articles, rejects, _) = read(&[&csv, &jsonl], options);
    assert_eq!(articles.len(), 2, "{rejects:?}");
    assert_eq!(articles[0].url.as_deref(), Some("https://a.example"));
    assert_eq!(articles[1].source.as_deref(), Some("Courier"));
    assert_eq!(articles[1].text, story(2));
    assert_eq!(rejects[0].line, Some(2));

    let sources = [Source::Path(csv)];
    let error = Articles::open(&sources, Options::default())
        .unwrap()
        .next()
        .unwrap()
        .unwrap_err();
    assert!(matches!(error, Error::MissingColumn { .. }), "{error}");
}

#[test]
fn a_table_in_another_encoding_is_read_and_a_damaged_row_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("a.csv");
    let text = "title,text\nOne,\"“We won’t sign,” said the café owner – “not before May.”\"\n";
    fs::write(&csv, encoding_rs::WINDOWS_1252.encode(text).0).unwrap();
    let (articles, _, _) = read(&[&csv], Options::default());
    assert_eq!(
        articles[0].text,
        "“We won’t sign,” said the café owner – “not before May.”"
    );

    let mut bytes = text.to_owned().into_bytes();
    bytes.extend(b"Two,\"It costs \xA3 45 to cross the lake, they said.\"\n");
    fs::write(&csv, bytes).unwrap();
    let (articles, rejects, _) = read(&[&csv], Options::default());
    assert_eq!(articles.len(), 1);
    assert_eq!(rejects[0].line, Some(3));
    assert!(
        rejects[0].reason.contains("not UTF-8"),
        "{}",
        rejects[0].reason
    );
}

#[test]
fn statements_are_not_taken_for_articles() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("a.csv");
    fs::write(&csv, "text,speaker\nWe agree.,Ada Quill\n").unwrap();
    let (articles, rejects, _) = read(&[folder.path()], Options::default());
    assert!(articles.is_empty());
    assert!(
        rejects[0].reason.contains("a table of statements"),
        "{}",
        rejects[0].reason
    );
}

#[test]
fn what_unpacks_to_more_than_the_limit_is_rejected_with_both_sizes() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt.gz"), gzip(&[b'a'; 3000])).unwrap();
    fs::write(folder.path().join("b.txt.gz"), gzip(&vec![b'a'; 100_000])).unwrap();
    fs::write(folder.path().join("c.txt"), "It holds, they said.").unwrap();
    let options = Options {
        limit: 1000,
        ..Options::default()
    };
    let (articles, rejects, _) = read(&[folder.path()], options);
    assert_eq!(articles.len(), 1);
    assert!(
        rejects[0]
            .reason
            .starts_with("3000 bytes when unpacked, and the limit is 1000")
    );
    assert!(
        rejects[1].reason.starts_with("at least 4000 bytes"),
        "{}",
        rejects[1].reason
    );
}

#[test]
fn order_and_outcome_do_not_depend_on_threads() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    let mut file = File::create(&path).unwrap();
    for n in 0..700 {
        // Every seventh is a copy of the first.
        let text = if n % 7 == 3 { story(0) } else { story(n) };
        let text = format!("{text}\nThe Courier is printed on the north shore.\n");
        writeln!(file, "{}", serde_json::json!({ "text": text })).unwrap();
    }
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let (articles, rejects, mut stream) = read(&[&path], Options::default());
            let articles: Vec<(String, Body)> = articles
                .into_iter()
                .map(|article| (article.id, article.body))
                .collect();
            (articles, rejects, stream.take_duplicates(), stream.tally())
        })
    };
    let one = run(1);
    assert_eq!(one, run(4));
    let (articles, _, duplicates, tally) = one;
    assert_eq!((duplicates.len(), tally.duplicates), (100, 100));
    assert_eq!(articles.len(), 600);
    assert!(
        duplicates
            .iter()
            .all(|duplicate| duplicate.of.ends_with("#1"))
    );
    let numbers: Vec<usize> = articles
        .iter()
        .map(|(id, _)| id.rsplit_once('#').unwrap().1.parse().unwrap())
        .collect();
    assert!(numbers.is_sorted());
    assert!(
        articles
            .iter()
            .all(|(_, body)| !body.text().contains("printed"))
    );
}

#[test]
fn a_named_file_of_an_unknown_kind_ends_the_run_before_it_begins() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.docx");
    fs::write(&path, "PK").unwrap();
    let error = Articles::open(&[Source::Path(path)], Options::default())
        .err()
        .unwrap();
    assert!(error.to_string().contains(".docx"), "{error}");
}

/// The research data beside the checkout, where it is there.
fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("HEDGEROW_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let data = shared.join("data");
    if !data.is_dir() {
        println!("skipped: {} is not there", data.display());
    }
    data.is_dir().then_some(data)
}

/// Reads a corpus without holding it, and prints what was removed from it.
/// With `HEDGEROW_SHOW`, every removed and every special block too.
fn survey(path: &Path, columns: ArticleColumns) -> Tally {
    let show = std::env::var_os("HEDGEROW_SHOW").is_some();
    let start = std::time::Instant::now();
    let options = Options {
        columns,
        ..Options::default()
    };
    let mut stream = Articles::open(&[Source::Path(path.to_owned())], options).unwrap();
    let (mut accepted, mut rejected, mut bytes) = (0, 0, 0);
    let (mut mended, mut dated) = (0, 0);
    let mut removed: BTreeMap<String, usize> = BTreeMap::new();
    for item in &mut stream {
        let article = match item.unwrap() {
            Ok(article) => article,
            Err(reject) => {
                rejected += 1;
                println!("  {reject:?}");
                continue;
            }
        };
        accepted += 1;
        bytes += article.text.len();
        mended += usize::from(article.mended > 0);
        dated += usize::from(article.date.is_some());
        let id = article.id.rsplit('/').next().unwrap_or_default();
        for piece in article.body.removed() {
            *removed.entry(piece.reason.to_string()).or_default() += piece.span.len();
            if show {
                let text = &article.text[piece.span.clone()];
                println!("- {id} {}: {text}", piece.reason);
            }
        }
        for block in article.body.blocks() {
            let text = &article.body.text()[block.span.clone()];
            assert_eq!(text, &article.text[block.original.clone()]);
            if show && block.kind != Kind::Paragraph {
                println!("+ {id} {:?}: {text}", block.kind);
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let tally = stream.tally();
    assert_eq!(
        tally.read,
        tally.accepted + tally.duplicates + tally.rejected
    );
    assert_eq!((tally.accepted, tally.rejected), (accepted, rejected));
    if show {
        for duplicate in stream.take_duplicates() {
            println!("= {duplicate:?}");
        }
    }
    println!(
        "{}: {tally:?}, {mended} mended, {dated} dated",
        path.display()
    );
    println!(
        "  {seconds:.2} s, {:.0} articles/s, {:.1} MB/s",
        tally.read as f64 / seconds,
        bytes as f64 / seconds / 1e6
    );
    for (reason, length) in removed {
        let share = 100.0 * length as f64 / bytes as f64;
        println!("  removed as {reason}: {length} bytes, {share:.2} %");
    }
    tally
}

#[test]
fn real_corpora_are_accounted_for_to_the_last_document() {
    let Some(data) = shared() else { return };
    let columns = ArticleColumns {
        url: Some("link".to_owned()),
        ..ArticleColumns::default()
    };
    let tally = survey(
        &data.join("peoples-daily-tariff/peoplesDailyOutput_tariff.csv"),
        columns,
    );
    assert_eq!(tally.read, 519);
    let tally = survey(
        &data.join("us-white-house-briefings/statements.jsonl"),
        ArticleColumns::default(),
    );
    assert_eq!(tally.read, 228);
    let tally = survey(&data.join("articles"), ArticleColumns::default());
    assert_eq!((tally.read, tally.accepted), (1, 1));
    let columns = ArticleColumns {
        author: Some("speaker".to_owned()),
        ..ArticleColumns::default()
    };
    let tally = survey(&data.join("us-state-dept-releases/releases.jsonl"), columns);
    assert_eq!(tally.read, 2025);
    let columns = ArticleColumns::default();
    let tally = survey(&data.join("un-general-debate/speeches.jsonl"), columns);
    assert_eq!(tally.read, 928);
}
