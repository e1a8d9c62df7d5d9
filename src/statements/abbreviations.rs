//! Words after which a full stop is often no sentence's end.

/// What a word with a full stop says about the words that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Belongs to the next word: "Mr.", "e.g.".
    Always,
    /// Belongs to a number that follows: "No. 5", "Nov. 4".
    BeforeNumber,
    /// May end a sentence: "Inc.", "U.S.", "p.m.".
    Perhaps,
}

const ALWAYS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "messrs", "dr", "prof", "gen", "maj", "col", "lt", "capt", "cpt",
    "cmdr", "sgt", "cpl", "pvt", "adm", "brig", "gov", "sen", "sens", "rep", "reps", "rev", "hon",
    "pres", "amb", "atty", "supt", "insp", "msgr", "fr", "st", "mt", "ft", "mme", "mlle", "dep",
    "asst", "assoc", "e.g", "i.e", "eg", "ie", "cf", "viz", "vs", "v", "approx", "ca", "incl",
    "excl", "resp", "a.k.a", "gen.-sec",
];

const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "nr", "art", "arts", "sec", "secs", "fig", "figs", "vol", "vols", "p", "pp", "ch",
    "para", "paras", "cl", "reg", "res", "app", "est", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec",
];

const PERHAPS: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "jr", "sr", "etc", "al", "dept",
    "univ", "assn", "bldg", "ave", "blvd", "rd", "ala", "ariz", "ark", "calif", "colo", "conn",
    "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "mass", "md", "mich", "minn", "miss",
    "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis",
    "wyo", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "a.m", "p.m", "ph.d",
];

/// Words that begin a sentence far more often than a name: after "U.S." they
/// mean that the stop was the sentence's too.
const STARTERS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "your",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "with",
    "to",
    "of",
    "as",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "until",
    "although",
    "though",
    "because",
    "there",
    "here",
    "what",
    "why",
    "how",
    "who",
    "where",
    "which",
    "no",
    "not",
    "now",
    "then",
    "however",
    "instead",
    "meanwhile",
    "still",
    "also",
    "some",
    "many",
    "most",
    "all",
    "both",
    "each",
    "asked",
    "according",
    "despite",
    "during",
    "under",
    "officials",
    "experts",
    "analysts",
    "critics",
];

/// The words of a reporting clause after "…?”" or "…!”".
pub(super) const SAYING: &str = "said|says|asked|asks|added|adds|replied|wrote|writes|told|tells|\
     wondered|shouted|quipped|joked|tweeted|declared|exclaimed|continued|insisted|warned|argued";

/// What is known of a word, without its stop. Single letters and letters with
/// stops between them are initials or acronyms.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let mut letters = word.split('.');
    if letters.all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    }) {
        return Some(Abbreviation::Perhaps);
    }
    let folded = word.to_lowercase();
    let known = |list: &[&str]| list.contains(&folded.as_str());
    if known(ALWAYS) {
        Some(Abbreviation::Always)
    } else if known(BEFORE_NUMBER) {
        Some(Abbreviation::BeforeNumber)
    } else if known(PERHAPS) {
        // "the mass." and "in la." are words; "Mass." and "La." are not.
        let capital = word.starts_with(char::is_uppercase);
        (capital || !word.chars().all(char::is_alphabetic) || matches!(&*folded, "etc" | "al"))
            .then_some(Abbreviation::Perhaps)
    } else {
        None
    }
}

/// True for a word that rather begins a sentence than goes on with a name.
pub(super) fn starts_sentences(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && STARTERS.contains(&word.to_lowercase().as_str())
}
