//! A weekday alone: whether it lies ahead or behind is told by the verbs.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::calendar::weekday_of;
use super::expressions::{DateMention, WEEKDAY};

static WEEKDAY_ALONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        r"\b(?:[Oo]n |[Ll]ate |[Ee]arly )?(?<d>{WEEKDAY})\b"
    ))
    .ok()
});

static AHEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:will|shall|to|would|can|could|may|might|must|should|expects?|expected|plans?|planned|due|scheduled|set)|['’]ll)\b").ok()
});

static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:said|told|was|were|had|did|met|began|held|took|came|went|gave|made|spoke|[a-z]{2,}ed)\b").ok()
});

/// where both or neither speak, only the day of publication itself is clear.
/// "On Friday" looks ahead or back as the verbs before it in the sentence do;
/// where both or neither speak, only the day of publication itself is clear.
pub(super) fn by_tense(text: &str, published: Date, found: &mut Vec<DateMention>) {
    let (Some(alone), Some(ahead), Some(behind)) =
        (WEEKDAY_ALONE.as_ref(), AHEAD.as_ref(), BEHIND.as_ref())
    else {
        return;
    };
    for captures in alone.captures_iter(text) {
        let (Some(whole), Some(weekday)) = (captures.get(0), weekday_of(&captures["d"])) else {
            continue;
        };
        let span = whole.range();
        let taken = found
            .iter()
            .any(|other| span.start < other.span.end && other.span.start < span.end);
        let sentence = text[..span.start]
            .rfind(['.', '!', '?', ';', '\n'])
            .map_or(0, |end| end + 1);
        let before = &text[sentence..span.start];
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        // Decided, or left open, above.
        let other = matches!(
            word.to_lowercase().as_str(),
            "next"
                | "last"
                | "this"
                | "coming"
                | "past"
                | "by"
                | "until"
                | "before"
                | "since"
                | "every"
                | "black"
        ) || [" of next", " of last", " next week", " last week"]
            .iter()
            .any(|after| text[span.end..].starts_with(after));
        if taken || other {
            continue;
        }
        let day = match (ahead.is_match(before), behind.is_match(before)) {
            _ if published.weekday() == weekday => Some(published),
            (true, false) => published.nth_weekday(1, weekday).ok(),
            (false, true) => published.nth_weekday(-1, weekday).ok(),
            _ => None,
        };
        if let Some(day) = day {
            found.push(DateMention {
                span,
                from: day,
                to: day,
            });
        }
    }
}
