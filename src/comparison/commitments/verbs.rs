//! A verb's form → its base.

use super::words::{ACTS, NO_ACTS, PROMISES};

/// Participles that no rule leads back.
const IRREGULAR: &[(&str, &str)] = &[
    ("begun", "begin"),
    ("bought", "buy"),
    ("brought", "bring"),
    ("built", "build"),
    ("chosen", "choose"),
    ("cut", "cut"),
    ("drawn", "draw"),
    ("forgone", "forgo"),
    ("fought", "fight"),
    ("frozen", "freeze"),
    ("given", "give"),
    ("held", "hold"),
    ("kept", "keep"),
    ("laid", "lay"),
    ("lent", "lend"),
    ("let", "let"),
    ("made", "make"),
    ("met", "meet"),
    ("paid", "pay"),
    ("put", "put"),
    ("sent", "send"),
    ("set", "set"),
    ("shown", "show"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("taken", "take"),
    ("undertaken", "undertake"),
    ("upheld", "uphold"),
    ("withdrawn", "withdraw"),
    ("withheld", "withhold"),
    ("written", "write"),
];

fn is_known(verb: &str) -> bool {
    ACTS.contains(verb) || NO_ACTS.contains(verb) || PROMISES.iter().any(|(base, _)| *base == verb)
}

/// "buying" → "buy"; `None` where the word is no such form.
pub(super) fn of_gerund(word: &str) -> Option<String> {
    let others = [
        "during",
        "according",
        "regarding",
        "concerning",
        "including",
        "pending",
        "following",
        "excluding",
        "sterling",
        "everything",
        "nothing",
        "something",
        "anything",
        "beijing",
        "morning",
        "evening",
        "going",
    ];
    if others.contains(&word) {
        return None;
    }
    let stem = word.strip_suffix("ing")?;
    (stem.chars().count() > 1 && stem.contains(['a', 'e', 'i', 'o', 'u', 'y']))
        .then(|| restore(stem))
}

/// "bought", "suspended" → their base; `None` where the word is no participle.
pub(super) fn of_participle(word: &str) -> Option<String> {
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return Some((*base).to_owned());
    }
    let stem = word.strip_suffix("ed").filter(|stem| stem.len() > 1)?;
    if let Some(stem) = stem.strip_suffix('i') {
        return Some(format!("{stem}y"));
    }
    Some(restore(stem))
}

/// The base to a stem without its ending: a known verb where one fits, else by
/// the rules of spelling.
fn restore(stem: &str) -> String {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let double = last == before && last.is_some_and(|last| !last.is_ascii_digit());
    let single = if double {
        &stem[..stem.len() - last.map_or(0, char::len_utf8)]
    } else {
        stem
    };
    let with_e = format!("{stem}e");
    for candidate in [stem, with_e.as_str(), single] {
        if is_known(candidate) {
            return candidate.to_owned();
        }
    }
    if double && !matches!(last, Some('l' | 's' | 'z' | 'f' | 'e' | 'o')) {
        return single.to_owned();
    }
    let soft = [
        "at", "ut", "iz", "is", "us", "uc", "rc", "nc", "rg", "dg", "v", "as", "in", "os", "ir",
        "ar", "ur", "it",
    ];
    if soft.iter().any(|end| stem.ends_with(end)) && !stem.ends_with("ain") {
        return with_e;
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_base() {
        for (form, base) in [
            ("buying", "buy"),
            ("cutting", "cut"),
            ("selling", "sell"),
            ("reducing", "reduce"),
            ("imposing", "impose"),
            ("lifting", "lift"),
            ("fabricating", "fabricate"),
            ("shutting", "shut"),
        ] {
            assert_eq!(of_gerund(form).as_deref(), Some(base));
        }
        for (form, base) in [
            ("suspended", "suspend"),
            ("removed", "remove"),
            ("applied", "apply"),
            ("withdrawn", "withdraw"),
            ("dropped", "drop"),
        ] {
            assert_eq!(of_participle(form).as_deref(), Some(base));
        }
        assert_eq!(of_gerund("during"), None);
        assert_eq!(of_participle("ready"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_word_is_read_without_harm(word in "\\PC{0,6}(ing|ed|ied)?") {
            let _ = (of_gerund(&word), of_participle(&word));
        }
    }
}
