//! Numbers that are no amounts: they name, date or order something.

use super::reader::{Amount, Reader};
use super::{Unit, nouns};
use crate::statements::tokens::Kind;

/// Words before a number that name a thing by it: "Article 5", "Flight 12".
const DESIGNATORS: &[&str] = &[
    "act",
    "agenda",
    "annex",
    "appendix",
    "article",
    "articles",
    "bill",
    "bulletin",
    "case",
    "chapter",
    "class",
    "clause",
    "decree",
    "directive",
    "document",
    "executive",
    "figure",
    "flight",
    "form",
    "group",
    "highway",
    "item",
    "law",
    "level",
    "no",
    "no.",
    "note",
    "notice",
    "number",
    "numbers",
    "order",
    "page",
    "pages",
    "paragraph",
    "part",
    "phase",
    "point",
    "proclamation",
    "protocol",
    "regulation",
    "resolution",
    "resolutions",
    "room",
    "route",
    "rule",
    "section",
    "sections",
    "stage",
    "table",
    "tel",
    "tier",
    "title",
    "track",
    "version",
    "volume",
    "vol",
    "day",
    "week",
    "year",
    "age",
    "aged",
    "top",
    "windows",
    "type",
    "model",
    "generation",
    "+",
    "#",
    "§",
];

/// Month names and their short forms.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

impl Reader<'_> {
    /// "Section 301", "November 10", "Q3".
    pub(super) fn names_a_thing(&self, amount: &Amount) -> bool {
        let Some(before) = amount.start.checked_sub(1).map(|index| &self.tokens[index]) else {
            return self.is_day_of_month(amount) || self.is_idiom(amount);
        };
        let dotted = before.word == "."
            && amount.start > 1
            && self.tokens[amount.start - 2].is(&[
                "no", "vol", "art", "sec", "nov", "dec", "jan", "feb", "aug", "sept", "oct", "apr",
            ]);
        if self.is_idiom(amount) {
            return true;
        }
        let measured = amount.unit.is_some();
        (before.is(DESIGNATORS) && !measured)
            || dotted
            || (before.is(MONTHS) && before.capital && !measured)
            || self.is_day_of_month(amount)
    }

    /// "100 percent certain", the "Five-Year Plan", "301 tariffs", "Two Systems".
    fn is_idiom(&self, amount: &Amount) -> bool {
        let next = self.word(amount.end);
        let plan = amount.unit == Some(Unit::Days)
            && self.tokens[amount.start].capital
            && matches!(next, "plan" | "plans");
        let sure = amount.unit == Some(Unit::Percent)
            && amount.number.bare >= 100.0
            && matches!(
                next,
                "sure" | "clear" | "certain" | "right" | "correct" | "behind" | "true"
            );
        // Sections 232 and 301 of two trade acts.
        let section = matches!(self.word(amount.start), "232" | "301")
            && (amount.start + 1 == amount.end)
            && amount.unit.is_none();
        let systems = self.word(amount.start) == "two" && matches!(next, "systems" | "system");
        plan || sure || section || systems
    }

    /// "10 November", "10th of", but not "12 may come".
    pub(super) fn is_day_of_month(&self, amount: &Amount) -> bool {
        let of = usize::from(self.word(amount.end) == "of");
        self.tokens
            .get(amount.end + of)
            .is_some_and(|next| next.capital && next.is(MONTHS))
            && amount.number.value <= 31.0
            && amount.unit.is_none()
    }

    /// Behind a number that names a thing: "Articles 5 and 6", "May 5 to 7".
    pub(super) fn past_the_name(&self, mut at: usize) -> usize {
        while matches!(
            self.word(at),
            "and" | "to" | "or" | "-" | "–" | "," | "through"
        ) && self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Number && next.word.len() <= 4)
            && self
                .amount_at(at + 1)
                .is_some_and(|next| next.unit.is_none() && next.number.scale <= 1.0)
        {
            at += 2;
        }
        at
    }

    pub(super) fn is_clock(&self, at: usize) -> bool {
        let next = self.word(at);
        matches!(next, "am" | "pm" | "a.m" | "p.m" | "o'clock" | "gmt")
            || (matches!(next, "a" | "p") && self.word(at + 1) == "." && self.word(at + 2) == "m")
    }

    /// "the next three years", "two weeks ago": a date, not a length.
    pub(super) fn is_date(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map(|index| &self.tokens[index]);
        before.is_some_and(|token| {
            token.is(&[
                "next",
                "last",
                "past",
                "coming",
                "previous",
                "recent",
                "following",
            ])
        }) || matches!(
            self.word(end),
            "ago" | "earlier" | "later" | "hence" | "old"
        ) || (self.word(end) == "from" && matches!(self.word(end + 1), "now" | "today"))
    }

    /// "Boeing 737 jets": digits behind a name, within a sentence.
    pub(super) fn is_model(&self, amount: &Amount) -> bool {
        let at = amount.start;
        amount.number.scale <= 1.0
            && self.tokens[at].kind == Kind::Number
            && at > 1
            && self.tokens[at - 1].capital
            && self.tokens[at - 1].is_word()
            && self.tokens[at - 2].kind != Kind::Mark
            && !self.tokens[at - 1].is(&["buy", "of", "for", "to", "with"])
    }

    /// "one of the", "no one", "one-China", "one country".
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |index| self.word(index));
        matches!(
            before,
            "no" | "any"
                | "this"
                | "that"
                | "every"
                | "some"
                | "each"
                | "which"
                | "the"
                | "another"
        ) || !matches!(
            nouns::synonym(&nouns::singular(self.word(at + 1))),
            "agreement"
                | "aircraft"
                | "licence"
                | "ship"
                | "company"
                | "entity"
                | "product"
                | "round"
                | "plant"
                | "factory"
                | "consulate"
                | "embassy"
                | "call"
                | "meeting"
        )
    }
}
