//! Whether a statement denies something.

use std::sync::LazyLock;

use regex::Regex;

/// Ways of denying. Evasions ("I am not familiar with the situation") are not
/// among them.
const DENIALS: [&str; 16] = [
    r"den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|disput(?:e|es|ed|ing)|debunk(?:s|ed)?",
    r"no such|nothing of the (?:kind|sort)|not (?:so|the case|true|correct|accurate|right)",
    r"untrue|false|falsehoods?|groundless|baseless|unfounded|fictitious|fictional|invented|imagin(?:ary|ed)",
    r"fabricat(?:e|ed|ion|ions)|mislead(?:s|ing)?|distort(?:s|ed|ion|ions)?|misinformation|disinformation|rumou?rs?",
    r"contrary to (?:the )?facts?|(?:not|n[o'’]t) (?:accord|square|correspond|tally|agree|conform) with (?:the )?(?:facts?|reality)",
    r"inconsistent with (?:the )?(?:facts?|reality|what)|not consistent with",
    r"never|neither",
    r"(?:has|have|had|did|do|does|was|were|is|are) (?:not|yet to) (?:been |be |yet |ever )?(?:agree|commit|promise|pledge|undertake|accept|discuss|consider|plan|offer|sign|make|made|ma[dk]e|give|given|set|reach|involve|include|contain|cover|contemplate|approv|authoriz|authoris|chang|alter|lift|remov|suspend|relax|withdraw|request|ask|seek|intend|going to)\w*",
    r"(?:hasn|haven|hadn|didn|don|doesn|wasn|weren|isn|aren)['’]t (?:been |be |yet |ever )?(?:agree|commit|promise|pledge|undertake|accept|discuss|consider|plan|offer|sign|make|made|ma[dk]e|give|given|set|reach|involve|include|contain|cover|contemplate|approv|authoriz|authoris|chang|alter|lift|remov|suspend|relax|withdraw|request|ask|seek|intend|going to)\w*",
    r"there (?:is|was|were|are|has been|have been|will be) (?:no|not|never)|there(?:['’]s| is)n?['’]?t? (?:any|no)",
    r"(?:reached|made|given|set|contains?|includes?|involv(?:es?|ed)|signed|has|have|had|holds?|sees?|see) no (?:\w+ ){0,2}(?:agreements?|commitments?|promises?|pledges?|plans?|deals?|timelines?|dates?|decisions?|obligations?|intentions?|figures?|targets?|quotas?|deadlines?|undertakings?|provisions?|clauses?|such|change)",
    r"no (?:\w+ )?(?:agreement|commitment|promise|pledge|plan|deal|timeline|date|decision|obligation|intention|figure|target|quota|deadline|undertaking|provision|clause|change) (?:has|have|was|were|is|exists?|to|on|of|for|whatsoever|at all)",
    r"out of the question|not on the (?:table|agenda)|ruled out|rules out|rule out",
    r"(?:will|would|shall|can|could|must) (?:not|never)|cannot|(?:won|wouldn|can|couldn|shan)['’]t",
    r"(?:refus|declin)(?:e|es|ed|ing) to (?:accept|agree|buy|lift|remove|suspend|grant|join|sign|commit|approve|recogni[sz]e|ease|cut|lower|withdraw|sell)|reject(?:s|ed|ing)?",
    r"remains? (?:in (?:force|place|effect)|unchanged|banned|barred|blocked|suspended|closed|prohibited)|as before",
];

static DENIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let source = format!(r"(?i)\b(?:{})\b", DENIALS.join("|"));
    Regex::new(&source).ok()
});

/// The words by which a statement denies something, if it does.
pub(super) fn denial(text: &str) -> Option<&str> {
    let found = DENIAL.as_ref()?.find(text)?;
    Some(found.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn denials_are_told_by_their_words() {
        for text in [
            "The ministry has never made such a commitment.",
            "That report is groundless.",
            "We didn't agree to any date.",
            "There is no timeline for the licences.",
            "China has reached no agreement on the purchase.",
        ] {
            assert!(denial(text).is_some(), "{text}");
        }
    }

    #[test]
    fn assertions_and_evasions_are_not_denials() {
        for text in [
            "The ministry has suspended the rule for a year.",
            "I am not familiar with the situation.",
            "Purchases began this week.",
        ] {
            assert_eq!(denial(text), None, "{text}");
        }
    }
}
