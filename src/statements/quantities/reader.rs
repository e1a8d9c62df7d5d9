//! The grammar: bounds, number, range, unit, "per year".

use super::bounds::{self, Bound};
use super::numbers::{Number, number_at};
use super::per::{annual_before, per_at};
use super::units::{prefix_at, unit_at};
use super::{Quantity, Unit, nouns};
use crate::statements::tokens::{Token, tokens};

/// Verbs that go from one number to another, so that "to" makes no range.
const CHANGES: &[&str] = &[
    "cut",
    "cuts",
    "cutting",
    "decrease",
    "decreased",
    "decreasing",
    "drop",
    "dropped",
    "expand",
    "expanded",
    "fall",
    "fell",
    "go",
    "goes",
    "going",
    "increase",
    "increased",
    "increasing",
    "lower",
    "lowered",
    "lowering",
    "lowers",
    "move",
    "moved",
    "raise",
    "raised",
    "raises",
    "raising",
    "reduce",
    "reduced",
    "reduces",
    "reducing",
    "rise",
    "rose",
    "went",
    "grew",
    "grow",
    "bring",
    "brought",
    "brings",
    "down",
    "up",
    "change",
    "changed",
    "slash",
    "slashed",
];

/// An amount before its bounds are known.
pub(super) struct Amount {
    pub(super) number: Number,
    /// Where it begins, with the sign of the currency.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) unit: Option<Unit>,
    /// What one of its unit is in the unit that is kept.
    factor: f64,
}

pub(super) fn read(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text);
    let reader = Reader { tokens: &tokens };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (amounts, next) = reader.read_at(at, found.last());
        found.extend(amounts);
        at = next.max(at + 1);
    }
    found
}

pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [Token],
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The quantities that begin at a token, and the token to go on from.
    fn read_at(&self, at: usize, last: Option<&Quantity>) -> (Vec<Quantity>, usize) {
        let Some(first) = self.amount_at(at) else {
            return (Vec::new(), at + 1);
        };
        if self.names_a_thing(&first) {
            return (Vec::new(), self.past_the_name(first.end));
        }
        if let Some(second) = self.second_of_range(&first) {
            if second.unit == Some(Unit::Days) && self.is_date(first.start, second.end) {
                return (Vec::new(), second.end);
            }
            return self.pair(first, second);
        }
        let (start, end) = (first.start, first.end);
        if first.unit.is_some() {
            return self.single(first, start);
        }
        if self.is_clock(end) {
            return (Vec::new(), end + 1);
        }
        let one = self.word(start) == "one" && end == start + 1;
        let pronoun = one && self.is_pronoun(start);
        let counts = !pronoun
            && !first.number.share
            && first.number.value >= 1.0
            && !first.number.is_year_like(self.tokens)
            && !self.is_model(&first);
        if let Some((noun, end)) =
            nouns::counted_at(self.tokens, start, end, one).filter(|_| counts)
        {
            let amount = Amount {
                unit: Some(Unit::Count(noun)),
                end,
                ..first
            };
            return self.single(amount, start);
        }
        // "12 million tonnes this year and 25 million in the next": the same unit.
        let same = last.filter(|last| {
            first.number.scale >= 1e3
                && !matches!(last.unit, Unit::Count(_) | Unit::Days | Unit::Percent)
                && !self.tokens.iter().any(|token| {
                    token.span.start >= last.span.end
                        && token.span.end <= self.tokens[start].span.start
                        && token.is(&[".", "!", "?", ";"])
                })
        });
        if let Some(last) = same {
            let amount = Amount {
                unit: Some(last.unit.clone()),
                ..first
            };
            return self.single(amount, start);
        }
        (Vec::new(), end)
    }

    /// A number with its currency before or its unit behind.
    pub(super) fn amount_at(&self, at: usize) -> Option<Amount> {
        let prefix = prefix_at(self.tokens, at);
        let number = number_at(self.tokens, prefix.as_ref().map_or(at, |(_, next)| *next))?;
        let end = number.tokens.end;
        if let Some((unit, _)) = prefix {
            // "$5 billion US dollars", "$5-billion"
            let end = unit_at(self.tokens, end)
                .filter(|(other, _, _)| matches!(other, Unit::Money(_)))
                .map_or(end, |(_, _, end)| end);
            return Some(Amount {
                number,
                start: at,
                end,
                unit: Some(unit),
                factor: 1.0,
            });
        }
        if number.share {
            return Some(Amount {
                number,
                start: at,
                end,
                unit: Some(Unit::Percent),
                factor: 1.0,
            });
        }
        let mut number = number;
        let (unit, factor, end) = match unit_at(self.tokens, end) {
            Some((unit, factor, end)) => (Some(unit), factor, end),
            None => (None, 1.0, end),
        };
        number.value *= factor;
        Some(Amount {
            number,
            start: at,
            end,
            unit,
            factor,
        })
    }

    /// The second amount of "10 to 15 percent" or "between 10 and 15 percent".
    fn second_of_range(&self, first: &Amount) -> Option<Amount> {
        let joint = self.tokens.get(first.end)?;
        let between = first.start > 0 && self.word(first.start - 1) == "between";
        let connects = match joint.word.as_str() {
            "to" | "through" => true,
            "-" | "–" | "—" | "‑" => {
                self.tokens.get(first.end + 1)?.joined || joint.word == "–"
            }
            "and" => between,
            "or" => first.unit.is_none(),
            _ => false,
        };
        if !connects {
            return None;
        }
        let mut second = self.amount_at(first.end + 1)?;
        if second.unit.is_none() && joint.word != "or" && first.unit.is_none() {
            let end = second.end;
            let (noun, end) = nouns::counted_at(self.tokens, first.start, end, false)?;
            second.unit = Some(Unit::Count(noun));
            second.end = end;
        } else if second.unit.is_none() {
            let counted = nouns::counted_at(self.tokens, first.start, second.end, false);
            match (counted, &first.unit) {
                (Some((noun, end)), None) => {
                    (second.unit, second.end) = (Some(Unit::Count(noun)), end);
                }
                // "for 12 months to 30 buyers" counts two things.
                (Some(_), Some(_)) => return None,
                (None, unit) => second.unit.clone_from(unit),
            }
        }
        let same = first.unit.is_none() || first.unit == second.unit;
        let count = matches!(second.unit, Some(Unit::Count(_)));
        let year = |amount: &Amount| count && amount.number.is_year_like(self.tokens);
        (same && second.unit.is_some() && !year(first) && !year(&second)).then_some(second)
    }

    /// Two amounts joined by "to", "and", "or" or a dash: a range, or a change
    /// from the one to the other.
    fn pair(&self, mut first: Amount, second: Amount) -> (Vec<Quantity>, usize) {
        // "10 to 15 million" are both millions; "500 to 1 million" are not.
        let shared = first.number.scale <= 1.0
            && second.number.scale > 1.0
            && first.number.bare < 1000.0
            && first.number.bare <= second.number.bare;
        if shared {
            first.number.value *= second.number.scale;
        }
        if first.unit.is_none() {
            first.number.value *= second.factor;
            first.unit.clone_from(&second.unit);
        }
        let from = first.start > 0 && self.word(first.start - 1) == "from";
        let to = self.word(first.end) == "to";
        let (low, high) = (first.number.value, second.number.value);
        let change = to && (low >= high || (from && self.changes_before(first.start)));
        if change {
            let start = first.start;
            let next = second.end;
            let (mut found, _) = self.single(first, start);
            let start = second.start;
            let (more, end) = self.single(second, start);
            // "From $20 a year to $30 a year"; else what the second is for holds
            // for both.
            if let (Some(one), Some(two)) = (found.first_mut(), more.first())
                && one.per.is_none()
            {
                one.per.clone_from(&two.per);
            }
            found.extend(more);
            return (found, end.max(next));
        }
        let between = first.start > 0 && matches!(self.word(first.start - 1), "between" | "from");
        let start = first.start - usize::from(between);
        let amount = Amount {
            start: first.start,
            ..second
        };
        self.finish(amount, start, low.min(high), low.max(high))
    }

    fn single(&self, amount: Amount, start: usize) -> (Vec<Quantity>, usize) {
        let value = amount.number.value;
        if amount.unit == Some(Unit::Days) && self.is_date(start, amount.end) {
            return (Vec::new(), amount.end);
        }
        self.finish(amount, start, value, value)
    }

    /// The bounds around, and what it is for.
    fn finish(&self, amount: Amount, start: usize, low: f64, high: f64) -> (Vec<Quantity>, usize) {
        let Some(unit) = amount.unit else {
            return (Vec::new(), amount.end);
        };
        let mut end = amount.end;
        let mut from = start;
        let mut bound: Option<Bound> = None;
        if let Some((words, begins)) = bounds::before(self.tokens, start) {
            // "Over three years" is throughout them.
            let lasting = unit == Unit::Days && matches!(self.word(begins), "over" | "around");
            if !lasting {
                (bound, from) = (Some(words), begins);
            }
        }
        if bound.is_none()
            && let Some((words, after)) = bounds::after(self.tokens, end)
        {
            (bound, end) = (Some(words), after);
        }
        let mut per = None;
        if unit != Unit::Days
            && let Some((named, after)) = per_at(self.tokens, end)
        {
            end = after.unwrap_or(end);
            per = Some(named);
        } else if unit != Unit::Days && annual_before(self.tokens, from) {
            per = Some("year".to_owned());
        }
        let (low, high) = match bound {
            Some(bound) => bound.around(low, high),
            None => (Some(low), Some(high)),
        };
        let span = self.tokens[from].span.start..self.tokens[end - 1].span.end;
        let quantity = Quantity {
            span,
            low,
            high,
            unit,
            per,
        };
        (vec![quantity], end)
    }

    fn changes_before(&self, at: usize) -> bool {
        self.tokens[at.saturating_sub(14)..at]
            .iter()
            .any(|token| token.is(CHANGES))
    }
}
