//! The ledger over very many statements: what the index finds of what exact search
//! finds, and in what time.

use std::path::Path;
use std::str::FromStr;

use hedgerow::aggregates::Measured;
use hedgerow::comparison::{Entry, LedgerRules, Reading, Statement, ledger};
use hedgerow::model::{Embedder, Embedding, Options, Quantized};
use hedgerow::statements::{Actors, Gazetteer, TopicFinder, Topics, parse_date};
use jiff::Span;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::cases::checkout;

const SIDES: [&str; 2] = ["US", "CN"];

/// A setting from the environment.
fn setting<T: FromStr>(name: &str, default: T) -> T {
    let Ok(value) = std::env::var(name) else {
        return default;
    };
    value.parse().ok().unwrap()
}

/// The statements of both sides in a scored table.
fn scored(path: &Path) -> Vec<Statement> {
    let actors = Actors::built_in().unwrap();
    let topics = TopicFinder::by_patterns(Topics::built_in().unwrap());
    let mut table = csv::Reader::from_path(path).unwrap();
    let header = table.headers().unwrap().clone();
    let mut statements = Vec::new();
    for row in table.records() {
        let row = row.unwrap();
        let field = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
        let date = parse_date(field("date"));
        let Some(actor) = actors.resolve(field("speaker"), date) else {
            continue;
        };
        if !SIDES.contains(&actor) {
            continue;
        }
        let score = |name: &str| field(name).parse().unwrap();
        let text = field("text");
        statements.push(Statement {
            id: format!("{:05}", statements.len()),
            text: text.to_owned(),
            date,
            document: format!("{} {}", field("speaker"), field("date")),
            actors: vec![actor.to_owned()],
            topics: topics
                .of(text, None)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            measured: Measured {
                score: score("score"),
                specificity: score("specificity"),
                firmness: score("firmness"),
                label: field("label").parse().unwrap(),
            },
            act: field("act").parse().unwrap(),
            reported: false,
            embedding: None,
        });
    }
    let embedder = Embedder::load(&checkout("models/encoder"), &Options::default()).unwrap();
    let texts: Vec<&str> = statements.iter().map(|s| &s.text[..]).collect();
    let embeddings = embedder.embed(&texts, &|_| ()).unwrap();
    for (statement, embedding) in statements.iter_mut().zip(embeddings) {
        statement.embedding = embedding.ok().as_ref().map(Quantized::of);
    }
    statements
}

/// Copies of the statements, each later than the one before and with embeddings
/// that are moved a little, as are those of statements put in other words.
fn copies(statements: &[Statement], copies: usize, days: i64, moved: f32) -> Vec<Statement> {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut all = Vec::with_capacity(statements.len() * copies);
    for copy in 0..copies {
        let later = Span::new().days(days * i64::try_from(copy).unwrap());
        for statement in statements {
            let mut statement = statement.clone();
            statement.id = format!("{}-{copy:02}", statement.id);
            statement.document = format!("{} {copy}", statement.document);
            statement.date = statement.date.map(|date| date.saturating_add(later));
            if copy > 0 {
                statement.embedding = statement.embedding.map(|embedding| {
                    let values = embedding.values();
                    // Of uniform numbers in -1 to 1 the mean square is a third.
                    let scale = moved * (3.0 / values.len() as f32).sqrt();
                    let moved =
                        values.map(|value| value + scale * random.random_range(-1.0..1.0_f32));
                    Quantized::of(&Embedding::new(moved.collect()))
                });
            }
            all.push(statement);
        }
    }
    all
}

/// Seconds of processor time so far, which other programs beside this one change
/// little. The kernel counts it in hundredths.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = fields.split(' ').skip(11).take(2);
    ticks
        .filter_map(|field| field.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

fn peak_mebibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kibibytes.unwrap_or_default() / 1024
}

/// What two ledgers have in common: claims, equal states, equal first evidence,
/// statements named as evidence by the first, and how many of them by the second.
pub(crate) fn agreement(exact: &[Entry], found: &[Entry]) -> [usize; 5] {
    let mut counts = [0; 5];
    for (exact, found) in exact.iter().zip(found) {
        assert_eq!(exact.claim.id, found.claim.id);
        let ids = |entry: &Entry| -> Vec<String> {
            let named = entry.evidence.iter();
            named.map(|answer| answer.statement.id.clone()).collect()
        };
        let (of_exact, of_found) = (ids(exact), ids(found));
        let both = of_exact.iter().filter(|id| of_found.contains(id)).count();
        let of_entry = [
            1,
            usize::from(exact.state == found.state),
            usize::from(of_exact.first() == of_found.first()),
            of_exact.len(),
            both,
        ];
        for (count, n) in counts.iter_mut().zip(of_entry) {
            *count += n;
        }
    }
    counts
}

/// `SCORED` is a scored table; `COPIES`, `DAYS` and `MOVED` say how many copies are
/// made of it, how many days one is later than the one before, and how far their
/// embeddings are moved; `ALL` is `true` to take claims that do not name the other
/// side as well; `ONLY` is `exact` or `index` to run one alone.
#[test]
#[ignore = "reads a scored table, for measuring: set SCORED to its path"]
fn the_index_beside_exact_search() {
    let path = std::env::var("SCORED").unwrap();
    let of_table = scored(Path::new(&path));
    let statements = copies(
        &of_table,
        setting("COPIES", 1),
        setting("DAYS", 0),
        setting("MOVED", 0.3),
    );
    drop(of_table);
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let start = processor_seconds();
    let readings = Reading::all(&statements, &gazetteer);
    println!(
        "{} statements; read in {:.1} s of processor time; peak {} MiB",
        statements.len(),
        processor_seconds() - start,
        peak_mebibytes()
    );
    let only = setting("ONLY", String::new());
    let run = |name: &str, exact_to: usize| -> Vec<Entry> {
        if !only.is_empty() && only != name {
            return Vec::new();
        }
        let start = processor_seconds();
        let rules = LedgerRules {
            exact_to,
            all_claims: setting("ALL", false),
            ..LedgerRules::default()
        };
        let entries: Vec<Entry> = [SIDES, [SIDES[1], SIDES[0]]]
            .into_iter()
            .flat_map(|pair| ledger(&statements, &readings, pair, None, &gazetteer, &rules))
            .collect();
        println!(
            "{name}: {} claims in {:.1} s of processor time; peak {} MiB",
            entries.len(),
            processor_seconds() - start,
            peak_mebibytes()
        );
        entries
    };
    let found = run("index", 0);
    let exact = run("exact", usize::MAX);
    let [claims, states, first, named, both] = agreement(&exact, &found);
    println!(
        "of {claims} claims {states} states and {first} first pieces of evidence are the same; \
         of {named} named {both} are found"
    );
}
