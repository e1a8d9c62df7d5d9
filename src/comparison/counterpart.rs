//! Whether a statement is about another actor.

use std::sync::LazyLock;

use regex::Regex;

use super::statement::Statement;
use crate::statements::Gazetteer;

/// Words for both of two sides, of whom the other is then one.
static BOTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:both (?:sides|countries|parties|governments|leaders|presidents|nations|of us)|(?:the|our) two (?:sides|countries|governments|leaders|presidents|nations|economies|teams|peoples|heads of state)|each other|one another|bilateral(?:ly)?|jointly|the other (?:side|party)|mutual(?:ly)?|reciprocal(?:ly)?)\b",
    )
    .ok()
});

/// Whether a statement names an actor, or speaks of both sides.
pub(super) fn concerns(statement: &Statement, actor: &str, gazetteer: &Gazetteer) -> bool {
    let named = gazetteer.mentions(&statement.text, statement.date);
    named.iter().any(|mention| mention.actor == actor)
        || BOTH
            .as_ref()
            .is_some_and(|both| both.is_match(&statement.text))
}
