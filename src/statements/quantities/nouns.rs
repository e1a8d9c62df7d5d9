//! What is counted: the noun behind a number, in the singular.

use crate::statements::tokens::{Kind, Token};

/// Words that end a noun phrase.
const ENDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "against",
    "all",
    "along",
    "also",
    "among",
    "an",
    "and",
    "annually",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "every",
    "except",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "i",
    "if",
    "in",
    "including",
    "into",
    "is",
    "it",
    "its",
    "may",
    "might",
    "must",
    "near",
    "not",
    "of",
    "off",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "over",
    "per",
    "plus",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "unless",
    "until",
    "up",
    "upon",
    "us",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "worth",
    "would",
    "you",
    "your",
    "yearly",
    "monthly",
    "ago",
    "says",
    "said",
    "ll",
    "'ll",
];

/// Plurals that do not end in s.
const PLURALS: &[&str] = &[
    "aircraft",
    "cattle",
    "children",
    "media",
    "men",
    "people",
    "personnel",
    "police",
    "sheep",
    "spacecraft",
    "swine",
    "staff",
    "women",
    "troops",
    "offspring",
    "fish",
];

/// Words in s that are no plurals.
const SINGULARS: &[&str] = &[
    "always",
    "besides",
    "news",
    "perhaps",
    "sometimes",
    "thus",
    "yes",
    "whereas",
    "us",
    "plus",
    "various",
    "serious",
    "previous",
    "religious",
    "dangerous",
    "famous",
    "afterwards",
    "needs",
    "makes",
    "takes",
    "gives",
    "means",
    "remains",
    "includes",
    "comes",
    "goes",
    "becomes",
];

/// Nouns that are numbered and not counted: "the two sides", "three times".
const UNCOUNTED: &[&str] = &[
    "side", "time", "thing", "way", "word", "reason", "point", "hand", "front", "another", "step",
    "other", "degree", "day", "issue", "fold",
];

/// Those whom "the two" names together.
const PARTIES: &[&str] = &[
    "country",
    "nation",
    "leader",
    "government",
    "president",
    "people",
    "team",
    "economy",
    "party",
    "power",
    "state",
    "minister",
    "delegation",
    "military",
    "army",
    "neighbour",
    "neighbor",
    "giant",
    "capital",
    "superpower",
    "head",
    "official",
    "principal",
    "chief",
    "man",
    "society",
    "system",
];

/// How far the noun may stand from its number.
const REACH: usize = 6;

/// The noun counted by the number that ends before a token, and the token behind
/// it.
pub(super) fn counted_at(
    tokens: &[Token],
    number: usize,
    at: usize,
    one: bool,
) -> Option<(String, usize)> {
    let hyphen = tokens
        .get(at)
        .is_some_and(|t| t.joined && t.is(&["-", "‑"]));
    if hyphen {
        // "a 200-aircraft order", but no "five-point plan".
        let noun = tokens.get(at + 1)?;
        let known = matches!(synonym(&singular(&noun.word)), "aircraft" | "ship");
        return known.then(|| (singular(&noun.word), at + 2));
    }
    let mut noun: Option<usize> = one
        .then_some(at)
        .filter(|at| tokens.get(*at).is_some_and(Token::is_word));
    let reach = if one { 0 } else { REACH };
    for (index, token) in tokens.iter().enumerate().skip(at).take(reach) {
        let inside = match token.kind {
            Kind::Word => !token.is(ENDS) && !token.word.starts_with('\''),
            Kind::Number => false,
            Kind::Mark => token.joined && token.is(&["-", "‑"]),
        };
        if !inside {
            break;
        }
        let plural = token.is_word() && is_plural(&token.word);
        match noun {
            // Of "goods trains" the last word is counted.
            Some(last) if !(plural && index == last + 1) => break,
            _ if plural => noun = Some(index),
            _ => {}
        }
    }
    let noun = noun?;
    let word = singular(&tokens[noun].word);
    if word.chars().count() < 3 || UNCOUNTED.contains(&word.as_str()) {
        return None;
    }
    let together = number > 0
        && tokens[number - 1].is(&["the", "our", "these", "those", "both", "between", "'s"]);
    if together && PARTIES.contains(&word.as_str()) {
        return None;
    }
    Some((word, noun + 1))
}

fn is_plural(word: &str) -> bool {
    PLURALS.contains(&word)
        || (word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
            && !SINGULARS.contains(&word))
}

/// The singular of a plural noun, in lower case.
pub(super) fn singular(word: &str) -> String {
    let irregular = match word {
        "people" => Some("person"),
        "men" => Some("man"),
        "women" => Some("woman"),
        "children" => Some("child"),
        "series" | "species" | "means" => Some(word),
        "criteria" => Some("criterion"),
        "heroes" => Some("hero"),
        "halves" => Some("half"),
        "lives" => Some("life"),
        "crises" => Some("crisis"),
        "analyses" => Some("analysis"),
        _ => None,
    };
    if let Some(singular) = irregular {
        return singular.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = [
        "sses", "shes", "ches", "xes", "zzes", "buses", "tatoes", "atoes",
    ];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if is_plural(word) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Groups of nouns that count the same things; each is compared by its first.
const SYNONYMS: &[&[&str]] = &[
    &[
        "aircraft",
        "plane",
        "jet",
        "airplane",
        "aeroplane",
        "airliner",
        "jetliner",
    ],
    &[
        "licence",
        "license",
        "permit",
        "authorisation",
        "authorization",
    ],
    &["company", "firm", "enterprise", "business", "corporation"],
    &["entity", "organisation", "organization"],
    &["ship", "vessel"],
    &["soldier", "troop"],
    &["agreement", "deal", "accord", "pact"],
    &["person", "individual"],
    &["product", "item", "good"],
    &["car", "automobile", "vehicle"],
];

/// The noun by which a counted noun is compared.
pub(super) fn synonym(noun: &str) -> &str {
    SYNONYMS
        .iter()
        .find(|group| group.contains(&noun))
        .map_or(noun, |group| group[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lead_to_their_singular() {
        for (plural, expected) in [
            ("licences", "licence"),
            ("companies", "company"),
            ("people", "person"),
            ("aircraft", "aircraft"),
            ("batches", "batch"),
            ("boxes", "box"),
            ("purchases", "purchase"),
            ("bus", "bus"),
            ("classes", "class"),
            ("series", "series"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }

    #[test]
    fn words_for_the_same_things_are_compared_as_one() {
        assert_eq!(synonym("jet"), synonym("plane"));
        assert_eq!(synonym("licence"), synonym("permit"));
        assert_ne!(synonym("licence"), synonym("ship"));
    }
}
