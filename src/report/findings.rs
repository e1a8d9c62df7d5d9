//! What the reader should see, as sentences made of the numbers and never stronger
//! than they are: that two lie apart is said only where the interval leaves zero out
//! and the p-value, corrected over the topics, is below [`FALSE_DISCOVERY`].

use statrs::distribution::{ContinuousCDF, Normal};

use super::measures::{ALL, Measures, Spread};
use super::names::{Names, opening};
use super::numbers::{count, counted, fixed, interval, percent, signed};
use super::results::{Contrast, Difference, Gap, Shift};
use crate::aggregates::Interval;
use crate::statements::NONE;

/// The share of false ones among the differences called clear that is put up with
/// (Benjamini and Hochberg 1995).
pub(crate) const FALSE_DISCOVERY: f64 = 0.05;

/// The chance that is put up with of calling the highest and the lowest of many means
/// different where all are equal.
pub(crate) const FALSE_ALARM: f64 = 0.05;

/// With fewer statements on a side the sentence says how few there are.
pub(crate) const FEW: u64 = 30;

/// Up to so many actors a title names each, of more the two at the ends.
const EACH: usize = 3;

/// How many standard errors of a normal distribution its 95% interval reaches to
/// either side.
const REACH: f64 = 1.96;

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
    let [a, b] = &contrast.sides;
    let topic = names.about(&contrast.topic);
    let about = if gap.period.is_empty() {
        topic
    } else {
        format!("{topic} in {}", gap.period)
    };
    let said = [a, b].map(|side| names.said(side));
    let both = format!("the statements of {} and {} {about}", said[0], said[1]);
    let Some(difference) = &contrast.difference else {
        return format!("Too little to compare {both}");
    };
    let few = few(contrast.n, &said);
    if clear(contrast).is_none() {
        let (a, b, by) = (names.actor(a), names.actor(b), by(difference));
        return format!("No clear difference between {both}: {a} minus {b} is {by}{few}");
    }
    // Said of the side that is more concrete, so that the difference is positive.
    let (more, less, difference) = if difference.estimate < 0.0 {
        (b, a, turned(difference))
    } else {
        (a, b, *difference)
    };
    format!(
        "{} {about} are more concrete than {}, by {} {}{few}",
        opening(names.statements(more)),
        names.theirs(less),
        fixed(difference.estimate),
        interval(difference.interval)
    )
}

fn turned(difference: &Difference) -> Difference {
    Difference {
        estimate: -difference.estimate,
        interval: Interval {
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

fn few(n: [u64; 2], of: &[String; 2]) -> String {
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
    let [a, b] = pair.each_ref().map(|side| names.said(side));
    let stated = widest(all, pair);
    let clear: Vec<&&Gap> = stated
        .iter()
        .filter(|gap| clear(&gap.contrast).is_some())
        .collect();
    let compared = counted(stated.len() as u64, "comparison");
    match clear.first() {
        _ if stated.is_empty() => format!("Too little to compare {a} and {b} on any topic"),
        None => format!(
            "{} and {b}: no clear difference in {compared} by topic",
            opening(a)
        ),
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

/// A mean score whose interval is known.
struct Known<'a> {
    actor: &'a str,
    topic: &'a str,
    score: f64,
    interval: Interval,
}

impl Known<'_> {
    /// "the US on tariffs and duties, 0.79 [0.61, 0.94]".
    fn said(&self, names: &Names) -> String {
        format!(
            "{} {}, {} {}",
            names.said(self.actor),
            names.about(self.topic),
            fixed(self.score),
            interval(self.interval)
        )
    }

    fn standard_error(&self) -> f64 {
        (self.interval.high - self.interval.low) / (2.0 * REACH)
    }
}

/// Whether two means differ that were picked as the highest and the lowest of many. Of
/// many that are equal these two lie apart by chance, so the p-value is multiplied by
/// the number of pairs (Bonferroni). A statement that is in both cells makes their
/// difference surer than is reckoned here.
fn apart(highest: &Known, lowest: &Known, means: usize) -> bool {
    let difference = highest.score - lowest.score;
    if difference <= 0.0 {
        return false;
    }
    let error = highest.standard_error().hypot(lowest.standard_error());
    let p = 2.0 * Normal::standard().sf(difference / error);
    let means = means as f64;
    p * means * (means - 1.0) / 2.0 < FALSE_ALARM
}

/// The title over actors and topics.
pub(crate) fn cells(measures: &Measures, names: &Names) -> String {
    let single = |topic: &str| ![ALL, NONE].contains(&topic);
    let mut known: Vec<Known> = measures
        .cells
        .iter()
        .filter(|((_, topic), summary)| single(topic) && summary.n >= FEW)
        .filter_map(|((actor, topic), summary)| {
            Some(Known {
                actor,
                topic,
                score: summary.mean_score,
                interval: summary.interval?,
            })
        })
        .collect();
    // Equal ones stay in the order of their ids.
    known.sort_by(|a, b| b.score.total_cmp(&a.score));
    match &known[..] {
        [] => format!(
            "Mean scores by actor and topic; on no single topic has an actor {FEW} statements, \
             and documents enough for an interval"
        ),
        [only] => format!(
            "Mean scores by actor and topic; one alone has {FEW} statements, and documents \
             enough for an interval: that of {}",
            only.said(names)
        ),
        [highest, .., lowest] if apart(highest, lowest, known.len()) => format!(
            "The highest mean score is that of {}, the lowest that of {}",
            highest.said(names),
            lowest.said(names)
        ),
        _ => format!(
            "Mean scores by actor and topic; of {} with {FEW} statements or more none stands \
             apart from the others with certainty",
            count(known.len() as u64)
        ),
    }
}

/// The title over the scores of each actor.
pub(crate) fn spreads(spreads: &[Spread], names: &Names) -> String {
    if let Some([least, most]) = ends(spreads, |spread| spread.median) {
        let [low, high] = [least, most].map(|spread| fixed(spread.median));
        let actors = count(spreads.len() as u64);
        if low == high {
            return format!("The median score of each of {actors} actors is {low}");
        }
        let [low, high] = [(least, low), (most, high)].map(|(spread, median)| {
            let actor = names.said(&spread.actor);
            format!("{median} for {actor}{}", of_few(spread))
        });
        return format!("The median scores of {actors} actors lie between {low} and {high}");
    }
    let medians = spreads.iter().map(|spread| {
        let (median, actor) = (fixed(spread.median), names.said(&spread.actor));
        format!("above {median} for {actor}{}", of_few(spread))
    });
    let medians: Vec<String> = medians.collect();
    format!("Half of the statements score {}", medians.join(", "))
}

/// The title over specificity and firmness.
pub(crate) fn quadrants(spreads: &[Spread], names: &Names) -> String {
    let share = |spread: &Spread| percent(spread.quadrants[0], spread.n);
    let say = |spread: &Spread| {
        let statements = names.statements(&spread.actor);
        format!("{} of {statements}{}", share(spread), of_few(spread))
    };
    let part = |spread: &Spread| spread.quadrants[0] as f64 / spread.n.max(1) as f64;
    if let Some([least, most]) = ends(spreads, part) {
        let actors = count(spreads.len() as u64);
        if share(least) == share(most) {
            let share = share(least);
            return format!(
                "Specific and firm are {share} of the statements of each of {actors} actors"
            );
        }
        let (least, most) = (say(least), say(most));
        return format!("Specific and firm are from {least} to {most}, among {actors} actors");
    }
    let shares: Vec<String> = spreads.iter().map(say).collect();
    format!("Specific and firm are {}", shares.join(", "))
}

/// Of more actors than are named one by one those with the least and the most of
/// something.
fn ends(spreads: &[Spread], of: impl Fn(&Spread) -> f64) -> Option<[&Spread; 2]> {
    if spreads.len() <= EACH {
        return None;
    }
    let order = |a: &&Spread, b: &&Spread| of(a).total_cmp(&of(b));
    let (least, most) = (spreads.iter().min_by(order)?, spreads.iter().max_by(order)?);
    Some([least, most])
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
    let (statements, about) = (names.statements(&shift.actor), names.about(&contrast.topic));
    let Some(difference) = &contrast.difference else {
        return format!("Too little to compare {statements} {about} in {from} and {to}");
    };
    let (by, few) = (by(difference), few(contrast.n, &contrast.sides));
    if clear(contrast).is_none() {
        return format!("No clear change of {statements} {about} from {from} to {to}: {by}{few}");
    }
    let word = if difference.estimate > 0.0 {
        "more concrete"
    } else {
        "more hedged"
    };
    let statements = opening(statements);
    format!("{statements} {about} became {word} from {from} to {to}, by {by}{few}")
}

#[cfg(test)]
mod tests;
