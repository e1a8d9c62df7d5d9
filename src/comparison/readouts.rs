//! Two texts about one meeting, claim by claim: what both say, what they put
//! differently, and what only one says.

use std::fmt;

use super::claims::{Judgement, Reading, Relation, judge};
use super::statement::Statement;
use crate::statements::Gazetteer;

/// How a passage of one text stands to the other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parallel {
    /// Both say it.
    Both,
    /// Both speak of it and put it differently.
    Differently,
    /// Only the first says it.
    OnlyFirst,
    /// Only the second says it.
    OnlySecond,
}

impl fmt::Display for Parallel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Both => "both",
            Self::Differently => "differently",
            Self::OnlyFirst => "only_first",
            Self::OnlySecond => "only_second",
        })
    }
}

/// A passage, or two that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage<'a> {
    /// How it stands.
    pub parallel: Parallel,
    /// The passage of the first text.
    pub first: Option<&'a Statement>,
    /// The passage of the second text.
    pub second: Option<&'a Statement>,
    /// How the two compare, where there are two.
    pub judgement: Option<Judgement>,
}

/// Sets two texts side by side. Pairs are taken by likeness, the likeliest first,
/// each passage once; the order is that of the first text, and what only the
/// second says follows in its order.
#[must_use]
pub fn readouts<'a>(
    first: &'a [Statement],
    second: &'a [Statement],
    gazetteer: &Gazetteer,
) -> Vec<Passage<'a>> {
    let readings = [first, second].map(|text| Reading::all(text, gazetteer));
    let mut pairs: Vec<(usize, usize, Judgement)> = Vec::new();
    for (a, ours) in first.iter().enumerate() {
        for (b, theirs) in second.iter().enumerate() {
            let judgement = judge(&readings[0][a], &readings[1][b], ours.cosine(theirs));
            if judgement.relation != Relation::Unrelated {
                pairs.push((a, b, judgement));
            }
        }
    }
    pairs.sort_by(|x, y| y.2.likeness.total_cmp(&x.2.likeness).then(x.0.cmp(&y.0)));
    let mut partner: Vec<Option<(usize, Judgement)>> = vec![None; first.len()];
    let mut taken = vec![false; second.len()];
    for (a, b, judgement) in pairs {
        if partner[a].is_none() && !taken[b] {
            partner[a] = Some((b, judgement));
            taken[b] = true;
        }
    }
    let of_first = first.iter().zip(partner).map(|(ours, partner)| {
        let Some((b, judgement)) = partner else {
            return Passage {
                parallel: Parallel::OnlyFirst,
                first: Some(ours),
                second: None,
                judgement: None,
            };
        };
        Passage {
            parallel: if judgement.relation == Relation::Confirmed {
                Parallel::Both
            } else {
                Parallel::Differently
            },
            first: Some(ours),
            second: Some(&second[b]),
            judgement: Some(judgement),
        }
    });
    let of_second = second.iter().zip(taken).filter(|(_, taken)| !taken);
    let of_second = of_second.map(|(theirs, _)| Passage {
        parallel: Parallel::OnlySecond,
        first: None,
        second: Some(theirs),
        judgement: None,
    });
    of_first.chain(of_second).collect()
}
