//! What the reader should see, as sentences made of the numbers and never stronger
//! than they are: that two lie apart is said only where the interval leaves zero out
//! and the p-value, corrected over the topics, is below [`FALSE_DISCOVERY`].

use super::measures::{ALL, Measures, Spread};
use super::names::Names;
use super::numbers::{count, counted, fixed, interval, percent, signed};
use super::results::{Contrast, Difference, Gap, Shift};
use crate::statements::NONE;

/// The share of false ones among the differences called clear that is put up with
/// (Benjamini and Hochberg 1995).
pub(crate) const FALSE_DISCOVERY: f64 = 0.05;

/// With fewer statements on a side the sentence says how few there are.
pub(crate) const FEW: u64 = 30;

/// Names of the quadrants, in the order of [`Spread::quadrants`].
pub(crate) const QUADRANTS: [&str; 4] = [
    "specific and firm",
    "specific but hedged",
    "vague but firm",
    "vague and hedged",
];

/// The difference, where it may be called one.
pub(crate) fn clear(contrast: &Contrast) -> Option<&Difference> {
    contrast.difference.as_ref().filter(|difference| {
        let away = difference.interval.low > 0.0 || difference.interval.high < 0.0;
        away && difference.q.is_some_and(|q| q < FALSE_DISCOVERY)
    })
}

/// How two actors stand to each other on one topic.
pub(crate) fn gap(gap: &Gap, names: &Names) -> String {
    let contrast = &gap.contrast;
    let [a, b] = contrast.sides.each_ref().map(|side| names.actor(side));
    let mut topic = names.topic(&contrast.topic).to_owned();
    if !gap.period.is_empty() {
        topic = format!("{topic}, {}", gap.period);
    }
    let Some(difference) = &contrast.difference else {
        return format!("{topic}: too little to compare {a} and {b}");
    };
    let few = few(contrast.n, [a, b]);
    if clear(contrast).is_none() {
        let by = by(difference);
        return format!(
            "{topic}: no clear difference between {a} and {b}, {a} minus {b} is {by}{few}"
        );
    }
    // Said of the side that is more concrete, so that the difference is positive.
    let (more, less, difference) = if difference.estimate < 0.0 {
        (b, a, turned(difference))
    } else {
        (a, b, *difference)
    };
    format!(
        "{topic}: statements of {more} are more concrete than those of {less}, by {} {}{few}",
        fixed(difference.estimate),
        interval(difference.interval)
    )
}

fn turned(difference: &Difference) -> Difference {
    Difference {
        estimate: -difference.estimate,
        interval: crate::aggregates::Interval {
            low: -difference.interval.high,
            high: -difference.interval.low,
        },
        q: difference.q,
    }
}

/// `+0.05 [−0.02, 0.12]`.
fn by(difference: &Difference) -> String {
    format!(
        "{} {}",
        signed(difference.estimate),
        interval(difference.interval)
    )
}

fn few(n: [u64; 2], of: [&str; 2]) -> String {
    if n.iter().all(|n| *n >= FEW) {
        return String::new();
    }
    let [a, b] = n.map(count);
    format!(" (few statements: {a} of {}, {b} of {})", of[0], of[1])
}

/// The gaps of two actors on single topics: those that are stated, the widest
/// first.
pub(crate) fn widest<'a>(gaps: &'a [Gap], pair: &[String; 2]) -> Vec<&'a Gap> {
    let mut stated: Vec<(&Gap, f64)> = gaps
        .iter()
        .filter(|gap| gap.contrast.sides == *pair && ![ALL, NONE].contains(&&*gap.contrast.topic))
        .filter_map(|gap| Some((gap, gap.contrast.difference?.estimate.abs())))
        .collect();
    stated.sort_by(|a, b| {
        b.1.total_cmp(&a.1)
            .then_with(|| a.0.contrast.topic.cmp(&b.0.contrast.topic))
            .then_with(|| a.0.period.cmp(&b.0.period))
    });
    stated.into_iter().map(|(gap, _)| gap).collect()
}

/// The title over the topics of two actors.
pub(crate) fn gaps(all: &[Gap], pair: &[String; 2], names: &Names) -> String {
    let [a, b] = pair.each_ref().map(|side| names.actor(side));
    let stated = widest(all, pair);
    let clear: Vec<&&Gap> = stated
        .iter()
        .filter(|gap| clear(&gap.contrast).is_some())
        .collect();
    let compared = counted(stated.len() as u64, "comparison");
    match clear.first() {
        _ if stated.is_empty() => format!("Too little to compare {a} and {b} on any topic"),
        None => format!("{a} and {b}: no clear difference in {compared} by topic"),
        Some(first) => format!(
            "{} – the {} in {compared} by topic",
            gap(first, names),
            of_clear(clear.len(), "difference")
        ),
    }
}

/// "only clear difference", "widest of 3 clear differences".
fn of_clear(n: usize, what: &str) -> String {
    if n == 1 {
        format!("only clear {what}")
    } else {
        format!("widest of {} clear {what}s", count(n as u64))
    }
}

/// The title over actors and topics.
pub(crate) fn cells(measures: &Measures, names: &Names) -> String {
    let mut certain: Vec<_> = measures
        .cells
        .iter()
        .filter(|((_, topic), summary)| {
            ![ALL, NONE].contains(&&**topic) && summary.n >= FEW && summary.interval.is_some()
        })
        .collect();
    certain.sort_by(|a, b| {
        b.1.mean_score
            .total_cmp(&a.1.mean_score)
            .then_with(|| a.0.cmp(b.0))
    });
    let (Some(first), Some(last)) = (certain.first(), certain.last()) else {
        return format!(
            "Mean scores by actor and topic; on no single topic has an actor {FEW} statements, \
             and documents enough for an interval"
        );
    };
    let say = |((actor, topic), summary): &(
        &(std::sync::Arc<str>, std::sync::Arc<str>),
        &crate::aggregates::Summary,
    )| {
        let range = summary.interval.map(interval).unwrap_or_default();
        format!(
            "{} on “{}”, {} {range}",
            names.actor(actor),
            names.topic(topic),
            fixed(summary.mean_score)
        )
    };
    format!(
        "The highest mean score is that of {}, the lowest that of {}",
        say(first),
        say(last)
    )
}

/// The title over the scores of each actor.
pub(crate) fn spreads(spreads: &[Spread], names: &Names) -> String {
    let medians = spreads.iter().take(2).map(|spread| {
        let (median, actor) = (fixed(spread.median), names.actor(&spread.actor));
        format!("above {median} for {actor}{}", of_few(spread))
    });
    let medians: Vec<String> = medians.collect();
    format!("Half of the statements score {}", medians.join(", "))
}

/// The title over specificity and firmness.
pub(crate) fn quadrants(spreads: &[Spread], names: &Names) -> String {
    let shares = spreads.iter().take(2).map(|spread| {
        let share = percent(spread.quadrants[0], spread.n);
        format!(
            "{share} of the statements of {}{}",
            names.actor(&spread.actor),
            of_few(spread)
        )
    });
    let shares: Vec<String> = shares.collect();
    format!("Specific and firm are {}", shares.join(", "))
}

fn of_few(spread: &Spread) -> String {
    if spread.n < FEW {
        format!(" (of {})", counted(spread.n, "statement"))
    } else {
        String::new()
    }
}

/// The title over time, by the changes of all topics together.
pub(crate) fn shifts(shifts: Option<&[Shift]>, weekly: bool, names: &Names) -> String {
    let plain = format!(
        "Mean score of each actor by {}",
        if weekly { "week" } else { "month" }
    );
    let Some(shifts) = shifts else { return plain };
    let together = shifts.iter().filter(|shift| shift.contrast.topic == ALL);
    let stated: Vec<&Shift> = together
        .filter(|s| s.contrast.difference.is_some())
        .collect();
    if stated.is_empty() {
        return format!("{plain}; too little to tell a change from one period to the next");
    }
    let mut clear: Vec<(&Shift, &Difference)> = stated
        .iter()
        .filter_map(|shift| Some((*shift, clear(&shift.contrast)?)))
        .collect();
    clear.sort_by(|a, b| b.1.estimate.abs().total_cmp(&a.1.estimate.abs()));
    match clear.first() {
        None => format!(
            "No clear change in {} of all topics together",
            counted(stated.len() as u64, "comparison")
        ),
        Some((first, _)) => format!(
            "{} – the {} in {}",
            shift(first, names),
            of_clear(clear.len(), "change"),
            counted(stated.len() as u64, "comparison")
        ),
    }
}

/// How an actor changed from one period to the next.
pub(crate) fn shift(shift: &Shift, names: &Names) -> String {
    let contrast = &shift.contrast;
    let [from, to] = &contrast.sides;
    let (actor, topic) = (names.actor(&shift.actor), names.topic(&contrast.topic));
    match (&contrast.difference, clear(contrast)) {
        (None, _) => format!("{topic}: too little to compare {actor} in {from} and {to}"),
        (Some(difference), None) => format!(
            "{topic}: no clear change of {actor} from {from} to {to}, {}{}",
            by(difference),
            few(contrast.n, [from, to])
        ),
        (_, Some(difference)) => {
            let word = if difference.estimate > 0.0 {
                "more concrete"
            } else {
                "more hedged"
            };
            format!(
                "{topic}: {actor} became {word} from {from} to {to}, by {}{}",
                by(difference),
                few(contrast.n, [from, to])
            )
        }
    }
}

#[cfg(test)]
mod tests;
