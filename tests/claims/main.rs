//! The claims ledger against labelled claims of all states, half of which the
//! program was never tuned on: invented ones (`tests/data/claims.jsonl`), and real
//! ones of the tracker (`tests/data/claims_tracker.csv` has ids and labels only).

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

mod cases;
mod index;
mod scale;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cases::{Case, Said, checkout, invented, real};
use hedgerow::aggregates::Measured;
use hedgerow::comparison::{LedgerRules, Reading, Signs, Statement, ledger};
use hedgerow::model::{Embedder, Embedding, Options, Quantized};
use hedgerow::scores::{Scorer, Thresholds};
use hedgerow::statements::{Actors, Gazetteer, TopicFinder, Topics};

const STATES: [&str; 5] = [
    "confirmed",
    "acknowledged",
    "contradicted",
    "silent",
    "absent",
];

/// For each case its claim, and then what the other side said.
fn statements(cases: &[Case]) -> Vec<Vec<Statement>> {
    let options = Options::default();
    let scorer = Scorer::load(&checkout("models/scorer"), &options).unwrap();
    let embedder = Embedder::load(&checkout("models/encoder"), &options).unwrap();
    let topics = TopicFinder::by_patterns(Topics::built_in().unwrap());
    let said: Vec<&Said> = cases
        .iter()
        .flat_map(|case| std::iter::once(&case.claim).chain(&case.others))
        .collect();
    let texts: Vec<&str> = said.iter().map(|said| &said.text[..]).collect();
    let scores = scorer.score(&texts).unwrap();
    let embeddings = embedder.embed(&texts, &|_| ()).unwrap();
    let mut all = said
        .iter()
        .zip(scores)
        .zip(embeddings)
        .map(|((said, score), embedding)| {
            let score = score.unwrap();
            let topics = topics.of(&said.text, None);
            Statement {
                id: said.text.clone(),
                text: said.text.clone(),
                date: said.date,
                document: said.text.clone(),
                actors: vec![said.actor.clone()],
                topics: topics.into_iter().map(str::to_owned).collect(),
                measured: Measured::of(&score, Thresholds::default()),
                act: score.act,
                reported: false,
                embedding: embedding.ok().as_ref().map(Quantized::of),
            }
        });
    cases
        .iter()
        .map(|case| {
            let mut of_case: Vec<Statement> = all.by_ref().take(1 + case.others.len()).collect();
            // The reader knows the claim's topic; what the others speak of is told
            // by their words, except that an answer to a claim is on its topic.
            if let Some(topic) = &case.topic
                && !of_case[0].topics.contains(topic)
            {
                of_case[0].topics.push(topic.clone());
            }
            of_case
        })
        .collect()
}

/// The state that the ledger gives each case.
fn states(cases: &[Case], statements: &[Vec<Statement>]) -> Vec<String> {
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let rules = LedgerRules {
        specificity: 0.0,
        all_claims: true,
        ..LedgerRules::default()
    };
    cases
        .iter()
        .zip(statements)
        .map(|(case, statements)| {
            let other = case.others.first().map_or("nobody", |said| &said.actor[..]);
            let readings = Reading::all(statements, &gazetteer);
            let found = ledger(
                statements,
                &readings,
                [&case.claim.actor, other],
                None,
                &gazetteer,
                &rules,
            );
            assert_eq!(found.len(), 1, "{}", case.id);
            found[0].state.to_string()
        })
        .collect()
}

/// Whether the other side spoke of what was claimed.
fn spoke(state: &str) -> bool {
    ["confirmed", "acknowledged", "contradicted"].contains(&state)
}

/// Prints how the states of a half come out; leaves the share of states that are
/// right, and the share of claims of which it is right whether the other side
/// spoke of them.
fn accuracy(name: &str, cases: &[Case], found: &[String], split: &str) -> (f64, f64) {
    let mut confusion: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let half = cases.iter().zip(found);
    for (case, found) in half.filter(|(case, _)| case.split == split) {
        *confusion.entry((&case.state, found)).or_default() += 1;
    }
    for state in STATES {
        let row: Vec<String> = confusion
            .iter()
            .filter(|((truth, _), _)| *truth == state)
            .map(|((_, found), n)| format!("{found} {n}"))
            .collect();
        println!("{name} {split}: {state}: {}", row.join(", "));
    }
    let count = |right: fn(&str, &str) -> bool| -> usize {
        let right = confusion.iter().filter(|((a, b), _)| right(a, b));
        right.map(|(_, n)| n).sum()
    };
    let all = count(|_, _| true);
    let states = count(|truth, found| truth == found);
    let spoken = count(|truth, found| spoke(truth) == spoke(found));
    println!("{name} {split}: of {all}, {states} states right; spoke of it or not: {spoken} right");
    (states as f64 / all as f64, spoken as f64 / all as f64)
}

/// Floors just below what was measured: 62 and 105 of 166. The cases are hard on
/// purpose: silences in the claim's own words, confirmations in quite others.
#[test]
fn the_ledger_tells_the_states_of_invented_claims() {
    let cases = invented();
    let found = states(&cases, &statements(&cases));
    accuracy("invented", &cases, &found, "tune");
    let (states, spoken) = accuracy("invented", &cases, &found, "held");
    assert!(states >= 0.35 && spoken >= 0.61, "{states} {spoken}");
}

/// Floors just below what was measured: 38 and 62 of 80. Two readers agree in 93
/// of 100 states, and in 97 on whether the other side spoke of it.
#[test]
fn the_ledger_tells_the_states_of_real_claims() {
    let Some(cases) = real() else {
        println!("skipped: ../shared/data is not there (or set HEDGEROW_SHARED)");
        return;
    };
    let found = states(&cases, &statements(&cases));
    accuracy("real", &cases, &found, "tune");
    let (states, spoken) = accuracy("real", &cases, &found, "held");
    assert!(states >= 0.46 && spoken >= 0.72, "{states} {spoken}");
}

/// Measured: 0.0023. Of the 246 claims above one changed its state.
#[test]
fn a_quantized_embedding_is_as_like_the_others_as_it_was() {
    let options = Options::default();
    let embedder = Embedder::load(&checkout("models/encoder"), &options).unwrap();
    let cases = invented();
    let texts: Vec<&str> = cases.iter().map(|case| &case.claim.text[..]).collect();
    let embeddings = embedder.embed(&texts, &|_| ()).unwrap();
    let exact: Vec<Embedding> = embeddings.into_iter().map(Result::unwrap).collect();
    let quantized: Vec<Quantized> = exact.iter().map(Quantized::of).collect();
    let mut most: f32 = 0.0;
    for (a, (exact_a, quantized_a)) in exact.iter().zip(&quantized).enumerate() {
        for (exact_b, quantized_b) in exact[..a].iter().zip(&quantized) {
            let moved = quantized_a.cosine(quantized_b) - exact_a.cosine(exact_b);
            most = most.max(moved.abs());
        }
    }
    println!("quantized: a cosine moves by {most} at most");
    assert!(most > 0.0 && most < 0.003, "{most}");
}

/// Writes the signs of each pair for `scripts/train/claims.py`, which fits their
/// weights.
#[test]
#[ignore = "writes a file, for fitting: set SIGNS to its path"]
fn the_signs_of_each_pair_are_written() {
    let mut table = String::from("id,set,split,state,same,cosine,of_claim\n");
    for (set, cases) in [
        ("invented", invented()),
        ("real", real().unwrap_or_default()),
    ] {
        for (case, statements) in cases.iter().zip(statements(&cases)) {
            write_signs(&mut table, set, case, &statements);
        }
    }
    std::fs::write(std::env::var("SIGNS").unwrap(), table).unwrap();
}

fn write_signs(table: &mut String, set: &str, case: &Case, statements: &[Statement]) {
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let claim = Reading::of(&statements[0], &gazetteer);
    for (index, statement) in statements[1..].iter().enumerate() {
        let same = case.evidence == Some(index);
        let unlabelled = case.related.is_none() && case.evidence.is_some();
        let related = case
            .related
            .as_ref()
            .is_some_and(|others| others.contains(&index));
        // Beside the statement that decides, others may speak of it too.
        if !same && (unlabelled || related) {
            continue;
        }
        let signs = Signs::of(
            &claim,
            &Reading::of(statement, &gazetteer),
            statements[0].cosine(statement),
        );
        writeln!(
            table,
            "{},{set},{},{},{},{},{}",
            case.id,
            case.split,
            case.state,
            u8::from(same),
            signs.cosine,
            signs.of_claim
        )
        .unwrap();
    }
}
