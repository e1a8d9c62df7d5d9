//! What the pictures show, computed from the statements with the functions that
//! `hedgerow aggregate` uses.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use rayon::prelude::*;

use super::corpus::{Corpus, Statement};
use super::selection::lot;
use crate::aggregates::{Cell, Summary};
use crate::statements::NONE;

/// The topic that holds all statements.
pub(crate) const ALL: &str = "all";

/// Bins of a distribution of scores.
pub(crate) const BINS: usize = 20;

/// Where the scales of specificity and firmness are parted into quadrants.
pub(crate) const MIDDLE: f64 = 0.5;

/// Statements of an actor that are drawn as dots.
pub(crate) const DOTS: usize = 300;

/// Up to so many days time is shown by weeks, beyond by months.
const WEEKLY: i32 = 183;

/// How intervals are computed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Resampling {
    /// Below so many documents there is no interval.
    pub(crate) min_documents: u64,
    pub(crate) seed: u64,
}

/// An actor's scores.
#[derive(Debug)]
pub(crate) struct Spread {
    pub(crate) actor: Arc<str>,
    pub(crate) n: u64,
    /// Statements in each bin of the score.
    pub(crate) bins: [u64; BINS],
    pub(crate) median: f64,
    /// Statements that are specific and firm, specific but hedged, vague but firm,
    /// vague and hedged.
    pub(crate) quadrants: [u64; 4],
    /// Specificity and firmness of some statements.
    pub(crate) dots: Vec<(f64, f64)>,
}

/// Mean scores over time.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// Whether by weeks, which begin on Monday, or by months.
    pub(crate) weekly: bool,
    /// The first day of each period, without holes.
    pub(crate) periods: Vec<Date>,
    /// By actor and the period's place.
    pub(crate) cells: BTreeMap<(Arc<str>, usize), Summary>,
}

/// All that the pictures show.
#[derive(Debug)]
pub(crate) struct Measures {
    /// By actor and topic, and for [`ALL`].
    pub(crate) cells: BTreeMap<(Arc<str>, Arc<str>), Summary>,
    /// The topics, those with most statements first and that of none last.
    pub(crate) topics: Vec<Arc<str>>,
    pub(crate) spreads: Vec<Spread>,
    /// `None` where no statement has a date.
    pub(crate) timeline: Option<Timeline>,
}

impl Measures {
    pub(crate) fn of(corpus: &Corpus, cast: &[Arc<str>], resampling: Resampling) -> Self {
        let all: Arc<str> = Arc::from(ALL);
        let cells = summaries(corpus, cast, resampling, |statement| {
            let topics = statement.topics.iter().cloned();
            std::iter::once(Arc::clone(&all)).chain(topics).collect()
        });
        Self {
            topics: topics(corpus, cast),
            cells,
            spreads: cast
                .iter()
                .map(|actor| spread(corpus, actor, resampling.seed))
                .collect(),
            timeline: timeline(corpus, cast, resampling),
        }
    }

    pub(crate) fn cell(&self, actor: &str, topic: &str) -> Option<&Summary> {
        self.cells.get(&(Arc::from(actor), Arc::from(topic)))
    }
}

/// The cells of each actor, by the keys that a statement has.
fn summaries<K: Ord + Clone + Send + Sync>(
    corpus: &Corpus,
    cast: &[Arc<str>],
    resampling: Resampling,
    keys: impl Fn(&Statement) -> Vec<K>,
) -> BTreeMap<(Arc<str>, K), Summary> {
    let mut cells: BTreeMap<(Arc<str>, K), Cell> = BTreeMap::new();
    for statement in &corpus.statements {
        let keys = keys(statement);
        for actor in cast.iter().filter(|actor| statement.of(actor)) {
            for key in &keys {
                let cell = cells.entry((Arc::clone(actor), key.clone())).or_default();
                cell.add(&statement.document, &statement.measured);
            }
        }
    }
    let cells: Vec<((Arc<str>, K), Cell)> = cells.into_iter().collect();
    cells
        .into_par_iter()
        .filter_map(|(key, cell)| {
            let summary = cell.summary(resampling.min_documents, resampling.seed)?;
            Some((key, summary))
        })
        .collect()
}

fn topics(corpus: &Corpus, cast: &[Arc<str>]) -> Vec<Arc<str>> {
    let mut sizes: BTreeMap<Arc<str>, u64> = BTreeMap::new();
    for statement in &corpus.statements {
        if cast.iter().any(|actor| statement.of(actor)) {
            for topic in &statement.topics {
                *sizes.entry(Arc::clone(topic)).or_default() += 1;
            }
        }
    }
    let mut topics: Vec<(Arc<str>, u64)> = sizes.into_iter().collect();
    topics.sort_by(|a, b| {
        let last = |topic: &str| topic == NONE;
        last(&a.0)
            .cmp(&last(&b.0))
            .then(b.1.cmp(&a.1))
            .then_with(|| a.0.cmp(&b.0))
    });
    topics.into_iter().map(|(topic, _)| topic).collect()
}

fn spread(corpus: &Corpus, actor: &Arc<str>, seed: u64) -> Spread {
    let of: Vec<&Statement> = corpus.statements.iter().filter(|s| s.of(actor)).collect();
    let mut scores: Vec<f64> = of.iter().map(|s| s.measured.score).collect();
    scores.sort_by(f64::total_cmp);
    let mut bins = [0; BINS];
    let mut quadrants = [0; 4];
    for statement in &of {
        bins[bin(statement.measured.score)] += 1;
        quadrants[quadrant(statement)] += 1;
    }
    let mut drawn = of.clone();
    drawn.sort_by_cached_key(|statement| (lot(seed, statement.row), statement.row));
    Spread {
        actor: Arc::clone(actor),
        n: of.len() as u64,
        bins,
        median: median(&scores),
        quadrants,
        dots: drawn
            .iter()
            .take(DOTS)
            .map(|s| (s.measured.specificity, s.measured.firmness))
            .collect(),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // scores are in 0..1
fn bin(score: f64) -> usize {
    ((score * BINS as f64) as usize).min(BINS - 1)
}

fn quadrant(statement: &Statement) -> usize {
    let vague = statement.measured.specificity < MIDDLE;
    let hedged = statement.measured.firmness < MIDDLE;
    2 * usize::from(vague) + usize::from(hedged)
}

/// The middle of sorted numbers, or between the two that are; 0 where there are none.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[half],
        _ => f64::midpoint(sorted[half - 1], sorted[half]),
    }
}

fn timeline(corpus: &Corpus, cast: &[Arc<str>], resampling: Resampling) -> Option<Timeline> {
    let (first, last) = corpus.days()?;
    let days = first.until((Unit::Day, last)).ok()?.get_days();
    let weekly = days <= WEEKLY;
    let start = |day: Date| begin(day, weekly);
    let mut periods = vec![start(first)?];
    while let Some(next) = periods.last().and_then(|period| following(*period, weekly)) {
        if next > last {
            break;
        }
        periods.push(next);
    }
    let cells = summaries(corpus, cast, resampling, |statement| {
        let period = statement.date.and_then(start);
        let place = period.and_then(|period| periods.binary_search(&period).ok());
        place.into_iter().collect()
    });
    Some(Timeline {
        weekly,
        periods,
        cells,
    })
}

/// The first day of the week or month.
fn begin(day: Date, weekly: bool) -> Option<Date> {
    if weekly {
        let since = day.weekday().to_monday_zero_offset();
        day.checked_sub(i32::from(since).days()).ok()
    } else {
        Some(day.first_of_month())
    }
}

fn following(period: Date, weekly: bool) -> Option<Date> {
    let step = if weekly { 1.week() } else { 1.month() };
    period.checked_add(step).ok()
}

#[cfg(test)]
mod tests {
    use super::super::corpus::testing::{corpus, statement};
    use super::*;
    use crate::statements::parse_date;

    const RESAMPLING: Resampling = Resampling {
        min_documents: 5,
        seed: 1,
    };

    fn cast() -> Vec<Arc<str>> {
        vec![Arc::from("US")]
    }

    fn dated(days: &[&str]) -> Corpus {
        corpus(days.len() as u64, |row| Statement {
            date: parse_date(days[usize::try_from(row).unwrap()]),
            ..statement(row, "US", 0.5)
        })
    }

    #[test]
    fn weeks_begin_on_monday_and_have_no_holes() {
        let corpus = dated(&["2025-11-02", "2025-11-03", "2025-11-19"]);
        let timeline = timeline(&corpus, &cast(), RESAMPLING).unwrap();
        assert!(timeline.weekly);
        let periods: Vec<String> = timeline.periods.iter().map(ToString::to_string).collect();
        assert_eq!(
            periods,
            ["2025-10-27", "2025-11-03", "2025-11-10", "2025-11-17"]
        );
        let places: Vec<usize> = timeline.cells.keys().map(|(_, place)| *place).collect();
        assert_eq!(places, [0, 1, 3]);
    }

    #[test]
    fn long_times_are_shown_by_months() {
        let corpus = dated(&["2025-01-31", "2025-11-19"]);
        let timeline = timeline(&corpus, &cast(), RESAMPLING).unwrap();
        assert_eq!((timeline.weekly, timeline.periods.len()), (false, 11));
    }

    #[test]
    fn nothing_with_a_date_has_no_timeline() {
        let corpus = corpus(3, |row| statement(row, "US", 0.5));
        assert!(timeline(&corpus, &cast(), RESAMPLING).is_none());
    }

    #[test]
    fn every_statement_is_in_one_bin_and_one_quadrant() {
        let corpus = corpus(11, |row| statement(row, "US", row as f64 / 10.0));
        let spread = spread(&corpus, &Arc::from("US"), 1);
        assert_eq!(spread.bins.iter().sum::<u64>(), 11);
        assert_eq!((spread.bins[0], spread.bins[BINS - 1]), (1, 1));
        assert_eq!(spread.quadrants, [6, 0, 0, 5]);
        assert!((spread.median - 0.5).abs() < 1e-12);
        assert!((median(&[0.1, 0.3]) - 0.2).abs() < 1e-12);
    }

    #[test]
    fn the_cells_are_those_of_aggregate() {
        let corpus = corpus(40, |row| statement(row, "US", row as f64 / 40.0));
        let measures = Measures::of(&corpus, &cast(), RESAMPLING);
        let mut cell = Cell::default();
        for statement in &corpus.statements {
            cell.add(&statement.document, &statement.measured);
        }
        assert_eq!(measures.cell("US", ALL), cell.summary(5, 1).as_ref());
        assert_eq!(measures.cell("US", "tariffs"), cell.summary(5, 1).as_ref());
    }
}
