//! How a cue reports: whether it only says that something was said, or whether it
//! changes what was said.
//!
//! The words of a cue enter, its report leaves. Three lists are closed; every word
//! that is in none of them counts as one that changes what was said, because a
//! statement with a verb too many is read rightly and one without its "refused to"
//! is not.

use std::collections::HashSet;
use std::sync::LazyLock;

/// How a cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    /// It was said, and no more: "said", "according to", "is quoted as saying".
    Plain,
    /// It was said if a clause follows ("announced that the port would open"); a
    /// noun without the verb is nothing ("announced a toll").
    Clause,
    /// The cue tells what was done by the words, how sure the speaker is, or that
    /// it was not said: "refused to confirm", "hopes", "did not say".
    Sense,
}

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Verbs of saying. Those by which a reporter keeps a distance ("claimed") are
/// here as well: the distance is not the speaker's.
static SAYING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "say says said saying tell tells told telling add adds added adding \
         state states stated stating note notes noted noting \
         write writes wrote written writing explain explains explained explaining \
         reply replies replied replying answer answers answered answering \
         tweet tweets tweeted tweeting retweeted post posts posted posting \
         cite cites cited citing quote quotes quoted quoting quip quips quipped joked \
         according per read reads put puts \
         claim claims claimed claiming allege alleges alleged alleging \
         purport purports purported purporting",
    )
});

/// Verbs that say no more than "said" where a clause follows, and that have
/// something else than words as their object where a noun does.
static REPORTING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "announce announces announced announcing declare declares declared declaring \
         proclaim proclaims proclaimed stress stresses stressed stressing \
         emphasize emphasizes emphasized emphasizing emphasise emphasises emphasised \
         emphasising underline underlines underlined underlining \
         underscore underscores underscored underscoring \
         highlight highlights highlighted highlighting \
         reiterate reiterates reiterated reiterating repeat repeats repeated repeating \
         affirm affirms affirmed affirming reaffirm reaffirms reaffirmed reaffirming \
         confirm confirms confirmed confirming assert asserts asserted asserting \
         maintain maintains maintained maintaining insist insists insisted insisting \
         argue argues argued arguing contend contends contended contending \
         acknowledge acknowledges acknowledged acknowledging admit admits admitted \
         admitting concede concedes conceded conceding recall recalls recalled recalling \
         reveal reveals revealed revealing disclose discloses disclosed disclosing \
         conclude concludes concluded concluding indicate indicates indicated indicating \
         show shows showed shown showing find finds found finding \
         warn warns warned warning caution cautions cautioned cautioning \
         report reports reported reporting point points pointed pointing \
         comment comments commented commenting remark remarks remarked remarking \
         observe observes observed observing mention mentions mentioned mentioning \
         elaborate elaborated elaborating clarify clarifies clarified clarifying \
         testify testifies testified testifying complain complains complained \
         complaining respond responds responded responding \
         continue continues continued continuing lament laments lamented",
    )
});

/// What comes before the verb that counts: "went on to say", "is quoted as
/// saying", "issued a statement saying".
static LEADING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "went go goes going quoted cited heard began begins begun began started came \
         continued concluded issued released published posted statement statements",
    )
});

/// Before the infinitive of a verb of saying these make something else of it;
/// where a cue lacks them they are found before it.
static LEANING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "refuse refuses refused refusing decline declines declined declining fail fails \
         failed failing reluctant unwilling hesitant hesitated unable able likely unlikely \
         expected ready willing prepared eager set due want wants wanted hope hopes hoped \
         hoping plan plans planned planning intend intends intended agree agrees agreed \
         seek seeks sought try tries tried trying pledge pledges pledged promise promises \
         promised vow vows vowed threaten threatens threatened offer offers offered \
         continue continues continued",
    )
});

/// Helping verbs.
static HELPING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "is are was were be been being am has have had having do does did ’s 's ’re 're \
         ’ve 've ’m 'm",
    )
});

/// Helping verbs after which nothing has been said yet.
static MODAL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| set("will would can could may might must should shall ought ’ll 'll ’d 'd"));

/// Words that deny; "doesn" is what is left of "doesn’t" at an apostrophe.
static DENYING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "not never no nobody none nothing nor neither without hardly barely cannot \
         doesn didn don isn wasn aren weren won wouldn couldn shouldn hasn haven hadn ain",
    )
});

/// Words around a verb that are not it.
static SMALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "a an the this that these those it its he she they them we us i you his her their \
         our my who which what of to in on at by for from with about as into over under upon \
         against between among through during after before since until toward towards via \
         and or but so yet also again still then now later once twice too even just only \
         already always often soon ever thus therefore however meanwhile further \
         furthermore moreover instead rather earlier ago today yesterday first out up down \
         there here than if while when how why",
    )
});

/// A word in lower case → whether it may stand between a subject and its verb.
pub(super) fn helps(word: &str) -> bool {
    let adverb = word.len() > 4
        && word.ends_with("ly")
        && !matches!(
            word,
            "reply" | "imply" | "apply" | "comply" | "supply" | "family"
        );
    let small = matches!(
        word,
        "also"
            | "again"
            | "still"
            | "then"
            | "now"
            | "later"
            | "once"
            | "already"
            | "always"
            | "often"
            | "ever"
            | "even"
            | "just"
            | "only"
            | "yet"
            | "so"
            | "far"
            | "all"
            | "both"
    );
    HELPING.contains(word) || MODAL.contains(word) || denies(word) || small || adverb
}

/// "refused" before "to confirm".
pub(super) fn leans(word: &str) -> bool {
    LEANING.contains(word)
}

/// A helping verb: what follows it and its subject is a clause.
pub(super) fn is_finite(word: &str) -> bool {
    MODAL.contains(word)
        || (HELPING.contains(word) && !matches!(word, "be" | "been" | "being" | "having"))
        || word.ends_with("n’t")
        || word.ends_with("n't")
}

fn denies(word: &str) -> bool {
    DENYING.contains(word) || word.ends_with("n’t") || word.ends_with("n't")
}

/// How a cue of these words, in lower case, reports.
pub(super) fn report(words: &[&str]) -> Report {
    if words.first() == Some(&"according") {
        return Report::Plain;
    }
    let head = head(words);
    let before = &words[..head.unwrap_or(words.len())];
    let denied = words.iter().enumerate().any(|(at, word)| {
        let only = words.get(at + 1) == Some(&"only");
        denies(word) && !only
    });
    if denied || before.iter().any(|word| MODAL.contains(word)) {
        return Report::Sense;
    }
    let Some(head) = head else {
        // "is" and "has" alone are a verb; "in", "for" and ":" are none.
        let verb = words.iter().any(|word| HELPING.contains(word));
        return if verb { Report::Sense } else { Report::Plain };
    };
    let word = words[head];
    let clear = matches!(word, "make" | "makes" | "made" | "making") && words.contains(&"clear");
    if SAYING.contains(word) {
        Report::Plain
    } else if REPORTING.contains(word) || clear {
        Report::Clause
    } else {
        Report::Sense
    }
}

/// The word that counts: the first that is neither a helping verb nor small, or
/// the verb of saying to which that leads.
fn head(words: &[&str]) -> Option<usize> {
    let counts =
        |word: &str| word.contains(char::is_alphabetic) && !SMALL.contains(word) && !helps(word);
    let first = words.iter().position(|word| counts(word))?;
    if !LEADING.contains(words[first]) {
        return Some(first);
    }
    let next = words[first + 1..].iter().position(|word| {
        (SAYING.contains(word) || REPORTING.contains(word)) && !LEADING.contains(word)
    });
    Some(next.map_or(first, |next| first + 1 + next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cue: &str) -> Report {
        report(&cue.split(' ').collect::<Vec<_>>())
    }

    #[test]
    fn verbs_of_saying_are_plain_in_all_forms_and_with_what_goes_along() {
        for cue in [
            "said",
            "says",
            "has said",
            "also told",
            "adding",
            "added :",
            "according to",
            "noted",
            "said in a statement",
            "is quoted as saying",
            "was quoted as saying",
            "once wrote",
            "went on to say",
            "issued a statement saying",
            "repeatedly said",
            "stated",
            ":",
            "in",
            "not only said",
            "according to a report that nobody denied",
        ] {
            assert_eq!(of(cue), Report::Plain, "{cue:?}");
        }
    }

    #[test]
    fn the_reporter_s_distance_is_not_the_speaker_s_sense() {
        for cue in ["claimed", "has alleged", "claims", "purported"] {
            assert_eq!(of(cue), Report::Plain, "{cue:?}");
        }
    }

    #[test]
    fn verbs_that_take_a_thing_are_plain_before_a_clause_only() {
        for cue in [
            "announced",
            "has made clear",
            "also stressed",
            "warned",
            "showed",
            "pointed out",
        ] {
            assert_eq!(of(cue), Report::Clause, "{cue:?}");
        }
    }

    #[test]
    fn what_denies_hedges_or_does_something_is_sense() {
        for cue in [
            "did not say",
            "never said",
            "has never agreed to",
            "would not say",
            "declined to comment on",
            "refused to confirm",
            "was reluctant to confirm",
            "didn’t announce",
            "doesn",
            "may announce",
            "hopes",
            "is expected",
            "urged",
            "denied",
            "agreed to",
            "promised",
            "believes",
            "said nothing",
            "refused to say",
            "plans",
            "is",
            "refusal",
            "will stress",
            "suggested",
        ] {
            assert_eq!(of(cue), Report::Sense, "{cue:?}");
        }
    }

    #[test]
    fn no_verb_is_in_two_lists() {
        assert_eq!(SAYING.intersection(&REPORTING).count(), 0);
        assert_eq!(SAYING.intersection(&DENYING).count(), 0);
    }
}
