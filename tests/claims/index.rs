//! The ledger with its index beside the ledger without, on invented statements of
//! which one window holds several thousand.

use std::ops::RangeInclusive;

use hedgerow::aggregates::Measured;
use hedgerow::comparison::{Entry, LedgerRules, Reading, State, Statement, ledger};
use hedgerow::model::{Embedding, Quantized};
use hedgerow::scores::{Act, Thresholds};
use hedgerow::statements::{Actors, Gazetteer, parse_date};
use jiff::civil::{Date, date};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::scale::agreement;

const GOODS: [&str; 12] = [
    "barley", "lanterns", "copper", "violins", "saddles", "herring", "timber", "glass", "wool",
    "salt", "kettles", "anchors",
];
const PLACES: [&str; 5] = ["Kallberg", "Osthafen", "Lindmoor", "Varnholt", "Tessin"];
const ANSWERS: usize = 16_000;
const CLAIMS: usize = 300;

fn said(actor: &str, number: usize, text: String, topic: &str, values: Vec<f32>) -> Statement {
    let score = 0.7;
    Statement {
        id: format!("{actor}{number:05}"),
        text,
        date: parse_date(&format!("2025-11-{:02}", 1 + number % 20)),
        document: format!("{actor}{number}"),
        actors: vec![actor.to_owned()],
        topics: vec![topic.to_owned()],
        measured: Measured {
            score,
            specificity: score,
            firmness: score,
            label: Thresholds::default().label(score),
        },
        act: Act::Assert,
        reported: false,
        embedding: Some(Quantized::of(&Embedding::new(values))),
    }
}

/// The name of a ship.
fn name(random: &mut ChaCha8Rng) -> String {
    let syllables = ["ba", "ko", "mi", "ru", "ne", "dal", "fo", "vi"];
    (0..3)
        .map(|_| syllables[random.random_range(0..syllables.len())])
        .collect()
}

/// Two sides on the trade in twelve goods with five places: what is about the same
/// good and place is alike, and more or less so.
fn trade() -> Vec<Statement> {
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let themes: Vec<Vec<f32>> = (0..GOODS.len() * PLACES.len())
        .map(|_| (0..64).map(|_| random.random_range(-1.0..1.0)).collect())
        .collect();
    let mut statement = |actor: &str, number: usize| {
        let theme = random.random_range(0..themes.len());
        let (good, place) = (GOODS[theme % GOODS.len()], PLACES[theme / GOODS.len()]);
        let spread: f32 = random.random_range(0.5..3.0);
        let values = themes[theme]
            .iter()
            .map(|value| value + spread * random.random_range(-1.0..1.0_f32))
            .collect();
        let ships: Vec<String> = (0..4).map(|_| name(&mut random)).collect();
        let ships = ships.join(", ");
        let text = match number % 3 {
            0 => format!("{number} crates of {good} were shipped to {place} on {ships}."),
            1 => format!("Nothing has been decided on {good} for {ships}."),
            _ => format!("{ships} may land in {place}."),
        };
        said(actor, number, text, good, values)
    };
    let answers = (0..ANSWERS).map(|number| statement("CN", number));
    let mut all: Vec<Statement> = answers.collect();
    all.extend((0..CLAIMS).map(|number| statement("US", number)));
    all
}

fn claims(statements: &[Statement], exact_to: usize) -> Vec<Entry<'_>> {
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let readings = Reading::all(statements, &gazetteer);
    let rules = LedgerRules {
        all_claims: true,
        exact_to,
        ..LedgerRules::default()
    };
    ledger(
        statements,
        &readings,
        ["US", "CN"],
        None,
        &gazetteer,
        &rules,
    )
}

#[test]
fn the_index_finds_what_exact_search_finds() {
    let statements = trade();
    let exact = claims(&statements, statements.len());
    let found = claims(&statements, statements.len() - 1);
    let [claims, states, first, named, both] = agreement(&exact, &found);
    assert_eq!(claims, CLAIMS);
    let counts = format!("{claims} {states} {first} {named} {both}");
    assert!(states * 100 >= claims * 99, "{counts}");
    assert!(first * 100 >= claims * 95, "{counts}");
    assert!(both * 100 >= named * 90, "{counts}");
    assert!(
        both < named,
        "where all is found, no index was asked: {counts}"
    );
    for state in [State::Confirmed, State::Contradicted] {
        let has = |entries: &[Entry]| entries.iter().any(|entry| entry.state == state);
        assert!(has(&exact) && has(&found), "{state}");
    }
}

#[test]
fn the_index_finds_the_same_with_any_number_of_threads() {
    let statements = trade();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        pool.build().unwrap().install(|| claims(&statements, 0))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(1));
}

#[test]
fn claims_of_some_days_come_out_as_they_do_among_all() {
    let statements = trade();
    let gazetteer = Gazetteer::new(Actors::built_in().unwrap()).unwrap();
    let readings = Reading::all(&statements, &gazetteer);
    let rules = LedgerRules {
        all_claims: true,
        ..LedgerRules::default()
    };
    let of = |said: Option<&RangeInclusive<Date>>| {
        ledger(
            &statements,
            &readings,
            ["US", "CN"],
            said,
            &gazetteer,
            &rules,
        )
    };
    let days = date(2025, 11, 4)..=date(2025, 11, 9);
    let some = of(Some(&days));
    let mut among_all = of(None);
    among_all.retain(|entry| days.contains(&entry.claim.date.unwrap()));
    assert_eq!(some, among_all);
    assert!(!some.is_empty() && some.len() < CLAIMS);
}

#[test]
fn silence_and_absence_are_told_from_all_that_was_said() {
    let mut statements = trade();
    let east = |sign: f32| {
        let mut values = vec![0.0; 64];
        values[0] = sign;
        values
    };
    let claim = |number, text: &str, topic| said("US", number, text.to_owned(), topic, east(1.0));
    statements.push(claim(1001, "All 40 kites will fly by 1 December.", "kites"));
    statements.push(claim(
        1002,
        "All 40 ferries will run by 1 December.",
        "ferries",
    ));
    // As far from the claim as can be, and without a word of it.
    let far = said(
        "CN",
        90_000,
        "We have nothing to add.".to_owned(),
        "ferries",
        east(-1.0),
    );
    statements.push(far);
    for exact_to in [0, usize::MAX] {
        let entries = claims(&statements, exact_to);
        let [kites, ferries] = &entries[CLAIMS..] else {
            panic!("two claims more");
        };
        assert_eq!(kites.state, State::Absent, "{exact_to}");
        assert!(kites.evidence.is_empty());
        assert_eq!(ferries.state, State::Silent, "{exact_to}");
        assert_eq!(ferries.evidence.len(), 1);
        assert_eq!(ferries.evidence[0].statement.id, "CN90000");
        assert!(
            ferries.reason.starts_with("1 statement of CN on ferries"),
            "{}",
            ferries.reason
        );
    }
}
