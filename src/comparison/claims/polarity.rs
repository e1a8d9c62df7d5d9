//! What a statement denies: by words of denial, or by a verb that it negates.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::words::{Stems, first_stem};

/// Ways of denying. Evasions ("I am not familiar with the situation") are not
/// among them.
const DENIALS: [&str; 14] = [
    r"den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|disput(?:e|es|ed)|debunk(?:s|ed)?|reject(?:s|ed|ing)?",
    r"no such|nothing of the (?:kind|sort)|no \w+ of the (?:kind|sort)|not (?:so|the case|true|correct|accurate|right)",
    r"untrue|false|falsehoods?|groundless|baseless|unfounded|fictitious|invented|imaginary|imagined",
    r"fabricat(?:e|ed|ion|ions)|mislead(?:s|ing)?|distort(?:s|ed|ion|ions)?|misinformation|disinformation|rumou?rs?",
    r"contrary to (?:the )?facts?|(?:not|n['’]t) (?:accord|square|correspond|tally|agree|conform) with (?:the )?(?:facts?|reality)",
    r"(?:inconsistent|not consistent) with",
    r"never|neither|nobody (?:said|told|agreed|promised|offered|asked)|no one (?:said|told|agreed|promised|offered|asked)|told no ?(?:body|one)",
    r"not (?:\w+ )?aware of any(?: such)?|not (?:been )?consulted",
    r"(?:does|do) not exist|(?:does|do)n['’]t exist|not happening|not going to happen",
    r"there (?:is|was|were|are|has been|have been|will be) (?:no|not|never)|there (?:is|was|are|were)n['’]t any|there['’]s no",
    r"(?:reached|made|given|set|contains?|includes?|involv(?:es?|ed)|signed|has|have|had|holds?|sees?) no (?:\w+ ){0,2}(?:agreements?|commitments?|promises?|pledges?|plans?|deals?|timelines?|dates?|decisions?|obligations?|intentions?|figures?|targets?|quotas?|deadlines?|undertakings?|provisions?|clauses?|change)",
    r"no (?:\w+ )?(?:agreement|commitment|promise|pledge|plan|deal|timeline|date|decision|obligation|intention|figure|target|quota|deadline|undertaking|provision|clause|change) (?:has|have|was|were|is|exists?|on|of|for|whatsoever|at all)",
    r"out of the question|not on the (?:table|agenda)|ruled? out|rules out",
    r"(?:remains?|stays?) (?:in (?:force|place|effect)|unchanged|banned|barred|blocked|suspended|closed|prohibited|where it is)|(?:refus|declin)(?:e|es|ed|ing) to",
];

/// Verbs whose negation denies whatever the claim is about.
const OF_ANY_CLAIM: [&str; 13] = [
    "accept", "agre", "approv", "commit", "consent", "given", "happen", "made", "make", "offer",
    "pledg", "promis", "undertak",
];

static DENIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let source = format!(r"(?i)\b(?:{})\b", DENIALS.join("|"));
    Regex::new(&source).ok()
});

/// A helping verb that is negated, and the words behind it.
static NEGATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:will|would|shall|can|could|must|may|do|does|did|has|have|had|is|are|was|were)(?: not|n['’]t)|won['’]t|can['’]t|cannot|shan['’]t)((?: [\w’'-]+){1,3})",
    )
    .ok()
});

/// What a statement denies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Polarity {
    /// Its words of denial.
    pub(super) denial: Option<String>,
    /// The stems of the verbs that it negates.
    pub(super) negated: BTreeSet<String>,
}

impl Polarity {
    pub(super) fn of(text: &str) -> Self {
        let denial = DENIAL.as_ref().and_then(|denial| denial.find(text));
        let negated = NEGATED.as_ref().map(|negated| {
            negated
                .captures_iter(text)
                .filter_map(|found| first_stem(&found[1]))
                .collect()
        });
        Self {
            denial: denial.map(|found| found.as_str().to_owned()),
            negated: negated.unwrap_or_default(),
        }
    }

    /// The words by which it denies a claim that has these stems.
    pub(super) fn denies(&self, claim: &Stems, also: &Self) -> Option<String> {
        if let (Some(denial), None) = (&self.denial, &also.denial) {
            return Some(denial.clone());
        }
        let of_claim = |stem: &&String| {
            claim.contains(stem) && !also.negated.contains(*stem)
                || OF_ANY_CLAIM.contains(&stem.as_str())
        };
        let stem = self.negated.iter().find(of_claim)?;
        Some(format!("not {stem}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denials_are_told_by_their_words() {
        for text in [
            "The ministry has never made such a commitment.",
            "That report is groundless.",
            "There is no timeline for the licences.",
            "China has reached no agreement on the purchase.",
            "I am not aware of any such promise.",
        ] {
            assert!(Polarity::of(text).denial.is_some(), "{text}");
        }
    }

    #[test]
    fn assertions_and_evasions_are_not_denials() {
        for text in [
            "The ministry has suspended the rule for a year.",
            "I am not familiar with the situation.",
            "Purchases began this week.",
        ] {
            assert_eq!(Polarity::of(text).denial, None, "{text}");
        }
    }

    #[test]
    fn a_negated_verb_denies_a_claim_that_has_it() {
        let denies = |claim: &str, statement: &str| {
            Polarity::of(statement).denies(&Stems::of(claim), &Polarity::of(claim))
        };
        let claim = "They will suspend the fee.";
        assert!(denies(claim, "We will not suspend the fee.").is_some());
        assert!(denies(claim, "We didn't agree to that.").is_some());
        // To hold off collecting is to suspend.
        assert_eq!(denies(claim, "The fee will not be collected."), None);
        assert_eq!(
            denies("They will not raise it.", "We won't raise it."),
            None
        );
    }
}
