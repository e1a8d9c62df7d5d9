//! The claims ledger against invented cases of all states
//! (`tests/data/claims.jsonl`), half of which the program was never tuned on.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test throughout

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hedgerow::aggregates::Measured;
use hedgerow::comparison::{LedgerRules, Reading, Signs, Statement, ledger};
use hedgerow::model::{Embedder, Options};
use hedgerow::scores::{Scorer, Thresholds};
use hedgerow::statements::{Actors, Gazetteer, TopicFinder, Topics, parse_date};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Said {
    actor: String,
    date: String,
    text: String,
}

/// A claim, what the other side said around it, and what a reader makes of it.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    topic: String,
    claim: Said,
    others: Vec<Said>,
    state: String,
    evidence: Option<usize>,
    split: String,
}

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(checkout("tests/data/claims.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

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
                date: parse_date(&said.date),
                document: said.text.clone(),
                actors: vec![said.actor.clone()],
                topics: topics.into_iter().map(str::to_owned).collect(),
                measured: Measured {
                    score: score.overall,
                    specificity: score.specificity,
                    firmness: score.firmness,
                    label: Thresholds::default().label(score.overall),
                },
                act: score.act,
                embedding: embedding.ok(),
            }
        });
    cases
        .iter()
        .map(|case| {
            let mut of_case: Vec<Statement> = all.by_ref().take(1 + case.others.len()).collect();
            // The reader knows the claim's topic; what the others speak of is told
            // by their words, except that an answer to a claim is on its topic.
            if !of_case[0].topics.contains(&case.topic) {
                of_case[0].topics.push(case.topic.clone());
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
            let found = ledger(statements, [&case.claim.actor, other], &gazetteer, &rules);
            assert_eq!(found.len(), 1, "{}", case.id);
            found[0].state.to_string()
        })
        .collect()
}

#[test]
fn the_ledger_tells_the_states_of_invented_claims() {
    let cases = cases();
    let found = states(&cases, &statements(&cases));
    for split in ["tune", "held"] {
        let mut confusion: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (case, found) in cases
            .iter()
            .zip(&found)
            .filter(|(case, _)| case.split == split)
        {
            *confusion.entry((&case.state, found)).or_default() += 1;
        }
        let mut right = 0;
        let total: usize = confusion.values().sum();
        for state in [
            "confirmed",
            "acknowledged",
            "contradicted",
            "silent",
            "absent",
        ] {
            let row: Vec<String> = confusion
                .iter()
                .filter(|((truth, _), _)| *truth == state)
                .map(|((_, found), n)| format!("{found} {n}"))
                .collect();
            right += confusion.get(&(state, state)).unwrap_or(&0);
            println!("{split}: {state}: {}", row.join(", "));
        }
        println!("{split}: {right} of {total} right");
    }
}

/// Writes the signs of each pair for `scripts/train/claims.py`, which fits their
/// weights.
#[test]
#[ignore = "writes a file, for fitting: set SIGNS to its path"]
fn the_signs_of_each_pair_are_written() {
    let cases = cases();
    let mut table =
        String::from("id,split,state,same,cosine,of_claim,of_statement,quantity,date\n");
    for (case, statements) in cases.iter().zip(statements(&cases)) {
        let read = |s: &Statement| Reading::of(&s.text, s.date, s.measured.specificity);
        let claim = read(&statements[0]);
        for (index, statement) in statements[1..].iter().enumerate() {
            let same = case.evidence == Some(index);
            // Beside the statement that decides, others may speak of it too.
            if case.evidence.is_some() && !same {
                continue;
            }
            let signs = Signs::of(&claim, &read(statement), statements[0].cosine(statement));
            writeln!(
                table,
                "{},{},{},{},{},{},{},{},{}",
                case.id,
                case.split,
                case.state,
                u8::from(same),
                signs.cosine,
                signs.of_claim,
                signs.of_statement,
                signs.quantity,
                signs.date
            )
            .unwrap();
        }
    }
    std::fs::write(std::env::var("SIGNS").unwrap(), table).unwrap();
}
