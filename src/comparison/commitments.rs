//! What a statement promises: statements in, [`Commitment`]s out. Who will do
//! what, how much of it, by when and on what condition, each piece with its
//! place.
//!
//! Rules over tokens. A verb that promises ("will", "agreed to") gives the place;
//! its subject is whose promise it is, the verb behind it the action, the noun
//! phrase behind that the object. The own side's "will" counts only where the act
//! says that the statement commits; what it says of another counts always, but
//! not in demands and evasions. Questions, expectations, what "would have" been,
//! and what happens to prices and peoples promise nothing.

mod action;
mod clauses;
mod columns;
mod joint;
mod object;
mod particle;
mod reader;
mod sentence;
mod subjects;
#[cfg(test)]
mod tests;
mod times;
mod triggers;
mod verbs;
mod whose;
mod words;

use jiff::civil::Date;

use crate::scores::Act;
use crate::statements::{DateMention, Gazetteer, Quantity, Span};

pub use columns::{COMMITMENT_COLUMNS, Row};
use reader::Reader;
use sentence::Sentence;

/// A statement that may promise something.
#[derive(Debug, Clone, Copy)]
pub struct Promised<'a> {
    /// Its words.
    pub text: &'a str,
    /// What it does, as scored.
    pub act: Act,
    /// The actors that the speaker speaks for.
    pub actors: &'a [String],
    /// The day from which "within 90 days" counts.
    pub date: Option<Date>,
    /// Whether it is told in the reporter's words, whose "it will" at the
    /// beginning is the speaker's side.
    pub reported: bool,
}

/// Words of a statement, and where they stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words. An action is in its base form: "buy" where the text has
    /// "buying", "not buy" for "will never buy".
    pub text: String,
    /// Where, in bytes of the statement.
    pub span: Span,
}

/// One promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// Whose it is; of several joined by `;`, one that cannot be told is
    /// `unknown`.
    pub actor: String,
    /// To whom, or with whom, where the words name it.
    pub counterpart: Option<String>,
    /// Whether it is another's than the speaker's.
    pub attributed: bool,
    /// The words that name the actor; none where they are left out.
    pub subject: Option<Span>,
    /// What is to be done.
    pub action: Piece,
    /// To what; as it stands.
    pub object: Option<Piece>,
    /// How much, in the order of the text, but of "from 20 to 10" the 10 first.
    pub quantities: Vec<Quantity>,
    /// By or until when.
    pub deadline: Option<DateMention>,
    /// When, or for which time.
    pub period: Option<DateMention>,
    /// The words on which it hangs.
    pub condition: Option<Piece>,
}

/// The promises that a statement makes or attributes, in its order.
///
/// ```
/// use hedgerow::comparison::{Promised, commitments};
/// use hedgerow::scores::Act;
/// use hedgerow::statements::{Actors, Gazetteer, parse_date};
/// let gazetteer = Gazetteer::new(Actors::built_in()?)?;
/// let statement = Promised {
///     text: "China has agreed to buy 9 million tonnes of corn by the end of 2025.",
///     act: Act::Assert,
///     actors: &["US".to_owned()],
///     date: parse_date("2025-11-05"),
///     reported: false,
/// };
/// let found = commitments(&statement, &gazetteer);
/// assert_eq!((&found[0].actor[..], found[0].attributed), ("CN", true));
/// assert_eq!(found[0].action.text, "buy");
/// assert_eq!(found[0].quantities[0].value(), Some(9e6));
/// assert_eq!(found[0].deadline.as_ref().map(ToString::to_string).as_deref(), Some("2025-12-31"));
/// # Ok::<(), hedgerow::Error>(())
/// ```
#[must_use]
pub fn commitments(statement: &Promised, gazetteer: &Gazetteer) -> Vec<Commitment> {
    let sentence = Sentence::new(statement, gazetteer);
    if sentence.is_question() {
        return Vec::new();
    }
    Reader {
        statement,
        sentence: &sentence,
    }
    .read()
}
