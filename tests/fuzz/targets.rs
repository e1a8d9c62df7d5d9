//! What is fuzzed: each target takes any bytes, and panics where a promise is broken.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hedgerow::articles::{Articles, Options, Source, StdinFormat};
use hedgerow::model::{self, Encoder};
use hedgerow::statements::{
    Actors, Attribution, AttributionModel, Gazetteer, Read, Setting, Span, Statement, Topics,
    Transcript, dates, issued, issuers, parse_date, quantities, release, resolve_speakers,
    sentences,
};
use hedgerow::tables::{Input, Table};
use tempfile::TempDir;

/// A target by its name.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All targets.
pub(crate) const TARGETS: [Target; 12] = [
    ("csv", csv),
    ("jsonl", jsonl),
    ("parquet", parquet),
    ("text", text),
    ("html", html),
    ("sentences", find_sentences),
    ("quantities", find_quantities),
    ("dates", find_dates),
    ("attribution", attribution),
    ("speakers", speakers),
    ("actors", actors),
    ("topics", topics),
];

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// Puts the bytes into a file of this name.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| {
            // Memory is faster than a disk.
            tempfile::tempdir_in("/dev/shm")
                .or_else(|_| tempfile::tempdir())
                .unwrap()
        });
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    })
}

/// Every row is a row of the header's width, or a reject with a reason.
fn table(name: &str, bytes: &[u8]) {
    let Ok(table) = Table::open(&Input::File(file(name, bytes))) else {
        return;
    };
    let mut count = 0;
    for row in table.rows(Some(0)) {
        let Ok(row) = row else { return };
        count += 1;
        match row {
            Ok(row) => {
                assert_eq!(row.fields.len(), table.header().len());
                assert!(row.fields.iter().all(|field| !field.contains('\0')));
            }
            Err(reject) => assert!(!reject.reason.is_empty()),
        }
    }
    assert_eq!(count, table.len());
}

/// Tables of CSV.
pub(crate) fn csv(bytes: &[u8]) {
    table("in.csv", bytes);
}

/// Tables of JSONL.
pub(crate) fn jsonl(bytes: &[u8]) {
    table("in.jsonl", bytes);
}

/// Tables of Parquet.
pub(crate) fn parquet(bytes: &[u8]) {
    table("in.parquet", bytes);
}

/// What is read is an article or a reject, and the blocks of a body are slices of both
/// texts.
fn articles(name: &str, bytes: &[u8]) {
    let source = Source::new(&file(name, bytes), StdinFormat::Text);
    let mut articles = Articles::open(&[source], Options::default()).unwrap();
    let mut count = 0;
    for article in &mut articles {
        count += 1;
        let Ok(Ok(article)) = article else { continue };
        let body = &article.body;
        for block in body.blocks() {
            let original = body.original(block.span.clone());
            assert_eq!(original, block.original);
            assert_eq!(body.text()[block.span.clone()], article.text[original]);
        }
        for removed in body.removed() {
            assert!(article.text.get(removed.span.clone()).is_some());
        }
        // Any stretch of the body has a place in the text.
        let length = body.text().len();
        let stretch = length / 3..length - length / 4;
        assert!(body.original(stretch).end <= article.text.len());
    }
    let tally = articles.tally();
    assert_eq!(
        tally.read,
        tally.accepted + tally.duplicates + tally.rejected
    );
    assert_eq!(tally.read, count + tally.duplicates);
}

/// Plain text: decoding, mending, cleaning.
pub(crate) fn text(bytes: &[u8]) {
    articles("in.txt", bytes);
}

/// Pages.
pub(crate) fn html(bytes: &[u8]) {
    articles("in.html", bytes);
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Sentences are in order, without overlap, and all of the text but white space.
pub(crate) fn find_sentences(bytes: &[u8]) {
    let text = words(bytes);
    let mut end = 0;
    for span in sentences(&text) {
        assert!(text[end..span.start].trim().is_empty());
        assert!(!text[span.clone()].is_empty());
        end = span.end;
    }
    assert!(text[end..].trim().is_empty());
}

/// Quantities are slices of the text, and numbers.
pub(crate) fn find_quantities(bytes: &[u8]) {
    let text = words(bytes);
    let found = quantities(&text);
    for quantity in &found {
        assert!(quantity.value().is_none_or(|value| !value.is_nan()));
        for other in found.iter().take(4) {
            let _ = quantity.compatible(other);
        }
    }
}

/// Dates, by an article's day and without one.
pub(crate) fn find_dates(bytes: &[u8]) {
    let text = words(bytes);
    let _ = parse_date(&text);
    for day in ["2025-11-03", "0001-01-01", "9999-12-31", "-9999-01-01"] {
        for found in dates(&text, parse_date(day)) {
            assert!(!found.to_string().is_empty());
        }
    }
    let _ = dates(&text, None);
}

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::new(Actors::built_in().unwrap()).unwrap());

fn inside(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
}

/// Source, cue and content are slices of the text.
fn attributed(text: &str, attribution: &Attribution) {
    inside(text, &attribution.source);
    inside(text, &attribution.cue);
    inside(text, &attribution.content);
}

/// The model that comes with the program, and its tokenizer.
static MODEL: LazyLock<(AttributionModel, Encoder)> = LazyLock::new(|| {
    // The crate of cargo-fuzz lies three folders below the checkout.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = here
        .ancestors()
        .map(|folder| folder.join("models/attribution"));
    let folder = folders.find(|folder| folder.exists()).unwrap();
    let model = AttributionModel::load(&folder, &model::Options::default()).unwrap();
    let encoder = Encoder::load(model.folder()).unwrap();
    (model, encoder)
});

/// Decoding and linking, whatever the model puts out: a line of bytes, each of them a
/// number, and the text behind it.
pub(crate) fn attribution(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let (numbers, text) = bytes.split_at(end.unwrap_or(0));
    let text = words(text);
    let (model, encoder) = &*MODEL;
    let Ok(pieces) = encoder.pieces(&text) else {
        return;
    };
    let mut numbers = numbers.iter().cycle();
    let mut number = || {
        numbers
            .next()
            .map_or(0.0, |byte| f32::from(*byte) / 8.0 - 12.0)
    };
    let rows = pieces.ids.iter();
    let logits = rows
        .map(|_| (0..model.folder().outputs()).map(|_| number()).collect())
        .collect();
    for attribution in model.decode(&text, &Read { pieces, logits }) {
        attributed(&text, &attribution);
        assert!(!attribution.content.is_empty());
        for statement in Statement::of(&text, &attribution) {
            inside(&text, &statement.spans);
        }
    }
}

/// Transcripts, releases and quotations: who speaks, and what is a statement.
pub(crate) fn speakers(bytes: &[u8]) {
    let text = words(bytes);
    let mut found: Vec<Attribution> = Transcript::read(&text).attributions;
    let labels = found.len();
    found.extend(release(&text, &found));
    for attribution in &found {
        attributed(&text, attribution);
    }
    let published = parse_date("2025-11-03");
    let setting = Setting {
        published,
        issuer: Some("US Department of State"),
        outlet: None,
        title: Some("Arden claimed that talks went on"),
    };
    let speakers = resolve_speakers(&text, &found[..labels], &GAZETTEER, setting);
    let offices = issuers("US Department of State", &GAZETTEER, published);
    let all = issued(&text, &found[..labels], &speakers, &offices);
    let speakers = resolve_speakers(&text, &all, &GAZETTEER, setting);
    assert_eq!(speakers.len(), all.len());
    for attribution in &all {
        for statement in Statement::of(&text, attribution) {
            inside(&text, &statement.spans);
            assert!(!statement.text.trim().is_empty());
        }
    }
    for mention in GAZETTEER.mentions(&text, published) {
        assert!(text.get(mention.span).is_some());
    }
}

/// Lists of actors.
pub(crate) fn actors(bytes: &[u8]) {
    let path = file("in.toml", bytes);
    if let Ok(actors) = Actors::extended_by(std::slice::from_ref(&path)) {
        let _ = actors.resolve("", None);
        let _ = actors.resolve("Beijing", parse_date("2025-11-03"));
    }
}

/// Lists of topics.
pub(crate) fn topics(bytes: &[u8]) {
    if let Ok(topics) = Topics::only(&[file("in.toml", bytes)]) {
        assert!(
            !topics
                .of("The mine yields rare earths, they say.")
                .is_empty()
        );
    }
}
