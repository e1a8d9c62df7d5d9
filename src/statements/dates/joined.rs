//! Two dates that name one time together: the first and the last day of a period,
//! and a length that a day restates.

use std::sync::LazyLock;

use jiff::ToSpan;
use regex::Regex;

use super::calendar::month_number;
use super::expressions::{DateMention, NUMBER, UNIT};

impl DateMention {
    /// What lasts from this day to the end of another that the text names behind it.
    /// Where the other names no year, it is the next day of that name.
    pub(crate) fn until(&self, last: &Self, text: &str) -> Option<Self> {
        let words = text.get(last.span.clone())?;
        let year = words
            .split(|c: char| !c.is_ascii_digit())
            .any(|digits| digits.len() == 4);
        let month = words
            .split(|c: char| !c.is_alphabetic())
            .any(|word| month_number(word).is_some());
        let to = if last.to < self.from && month && !year {
            last.to.checked_add(1.year()).ok()?
        } else {
            last.to
        };
        (self.from <= to).then_some(Self {
            span: self.span.start..last.span.end,
            from: self.from,
            to,
        })
    }
}

/// The mentions, which stand in the text's order, with two that name one time
/// together as one.
pub(super) fn joined(text: &str, found: Vec<DateMention>) -> Vec<DateMention> {
    let mut joined: Vec<DateMention> = Vec::with_capacity(found.len());
    for mention in found {
        let one = joined.last().and_then(|first| {
            range(text, first, &mention).or_else(|| restated(text, first, &mention))
        });
        if one.is_some() {
            joined.pop();
        }
        joined.push(one.unwrap_or(mention));
    }
    joined
}

static BETWEEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\bbetween (?:the )?$").ok());

/// "Between 1 December and the end of February".
fn range(text: &str, first: &DateMention, last: &DateMention) -> Option<DateMention> {
    let joint = text.get(first.span.end..last.span.start)?;
    let joint = joint.strip_prefix(',').unwrap_or(joint);
    if !matches!(joint, " and " | " and the ") {
        return None;
    }
    let between = BETWEEN.as_ref()?.find(text.get(..first.span.start)?)?;
    let range = first.until(last, text)?;
    Some(DateMention {
        span: between.start()..range.span.end,
        ..range
    })
}

static COUNTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b{NUMBER} {UNIT}\b")).ok());

static RESTATES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^ ?[,;(–—] ?(?<says>(?:that is to say|that is|that's|that means|which means|which is|i\.e\.|namely|meaning|in other words),? )?(?:(?:no later than|on or before|by|until|till|through|on) )?(?:the )?$",
    )
    .ok()
});

/// "Within 45 days, that is by 18 December" ends on the day that it names: from
/// which day the 45 are counted is not told.
fn restated(text: &str, first: &DateMention, day: &DateMention) -> Option<DateMention> {
    let joint = text.get(first.span.end..day.span.start)?;
    let says = RESTATES.as_ref()?.captures(joint)?.name("says").is_some();
    let rest = text.get(day.span.end..)?;
    // Without "that is" a day behind a comma may begin something else.
    let closes = rest.is_empty() || rest.starts_with([')', '.', ';', '!']);
    let counted = COUNTED.as_ref()?;
    let holds = (says || closes)
        && counted.is_match(text.get(first.span.clone())?)
        && !counted.is_match(text.get(day.span.clone())?)
        && day.from == day.to
        && first.from <= day.to;
    let bracket = usize::from(joint.contains('(') && rest.starts_with(')'));
    holds.then_some(DateMention {
        span: first.span.start..day.span.end + bracket,
        from: if first.from == first.to {
            day.from
        } else {
            first.from
        },
        to: day.to,
    })
}
