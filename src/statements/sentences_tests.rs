use proptest::prelude::*;

use super::*;

fn split(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|span| &text[span])
        .collect()
}

/// Joined by a space, the sentences must be found again.
fn assert_parts(parts: &[&str]) {
    assert_eq!(split(&parts.join(" ")), parts);
}

#[test]
fn titles_initials_and_ranks_do_not_end_a_sentence() {
    assert_parts(&[
        "Mr. Ito met Gen. Ada B. Roe.",
        "Lt. Col. Weil was there, too.",
    ]);
    assert_parts(&[
        "Dr. J. K. Brandão spoke to Sen. Quist.",
        "Prof. Dahl did not.",
    ]);
}

#[test]
fn acronyms_end_a_sentence_only_before_a_word_that_starts_one() {
    assert_parts(&[
        "The U.S. Treasury waited.",
        "So did the U.N. Security Council.",
    ]);
    assert_parts(&["They flew to the U.S.", "The talks began."]);
    assert_parts(&[
        "He works for Orel Inc. in Arden.",
        "She left Orel Inc.",
        "It went on.",
    ]);
    assert_parts(&[
        "They met at 5 p.m. Monday.",
        "It ended at 6 p.m.",
        "Then they ate.",
    ]);
}

#[test]
fn dates_and_numbers_after_an_abbreviation_belong_to_it() {
    assert_parts(&[
        "On Nov. 4 the rate fell.",
        "Under No. 5 of Art. 12 it may rise in Dec. 2031.",
        "It is named in Port Order (P.O.) 5512.",
    ]);
    assert_parts(&["The answer is no.", "Five men left."]);
    assert_parts(&[
        "Rates rose by 3.5 percent to $1.25 billion.",
        "Then they fell by 0.4.",
    ]);
    assert_parts(&["It grew by 4.", "40 people came.", "2031 was better."]);
}

#[test]
fn latin_abbreviations_do_not_end_a_sentence() {
    assert_parts(&[
        "Metals, e.g. Tin and lead, i.e. Heavy ones, count.",
        "Gold does not.",
    ]);
    assert_parts(&["It was Arden v. Orel, cf. Weil et al. on it.", "Arden won."]);
}

#[test]
fn closing_marks_stay_with_their_sentence() {
    assert_parts(&[
        "“We will go.”",
        "“They won’t,” he said.",
        "(Nobody asked.)",
        "So it was.",
    ]);
    assert_parts(&[
        "\"We will go.\"",
        "\"They won't,\" he said.",
        "'No.'",
        "So it was.",
    ]);
    assert_parts(&["«On y va.»", "Il est parti."]);
}

#[test]
fn a_quotation_over_several_sentences_is_several_sentences() {
    assert_parts(&[
        "“We waited.",
        "We waited long.",
        "Now we act,” she said.",
        "He nodded.",
    ]);
}

#[test]
fn a_quoted_question_stays_with_its_reporting_clause() {
    assert_parts(&[
        "“Why now?” he asked.",
        "“Enough!” Ms. Quist said on Monday.",
        "“Why not?”",
        "The room was still.",
    ]);
    assert_parts(&["\"Why?\" Tomas Weil asked.", "No one knew."]);
}

#[test]
fn an_ellipsis_ends_a_sentence_at_the_end_of_a_word() {
    assert_parts(&[
        "We shall see...",
        "Perhaps soon.",
        "It is … odd.",
        "Well… we wait.",
    ]);
    assert_parts(&["The premier ... Arden’s first ... has left.", "He is gone."]);
}

#[test]
fn blank_lines_and_headlines_always_end_a_sentence() {
    assert_eq!(
        split("A headline without a stop\n\nThe text begins. It goes\n\non here"),
        [
            "A headline without a stop",
            "The text begins.",
            "It goes",
            "on here"
        ]
    );
}

#[test]
fn lines_are_paragraphs_unless_the_text_is_wrapped() {
    assert_eq!(
        split("Office of the Speaker\nArden, March 4\nThe premier spoke today.\nShe left."),
        [
            "Office of the Speaker",
            "Arden, March 4",
            "The premier spoke today.",
            "She left."
        ]
    );
    let wrapped = "The port authority said on Monday that the delays at the eastern\n\
        Terminal would last for nine days or more, and that two of the five\n\
        cranes had stopped. Its director, Tomas Weil, would not say when the\n\
        others might stop.\n\
        A strike is not ruled out, and the union said on Tuesday that it had\n\
        seen no offer.";
    assert_eq!(split(wrapped).len(), 3, "{:?}", split(wrapped));
}

#[test]
fn bullets_and_list_numbers_keep_their_sentence() {
    assert_eq!(
        split("The plan:\n• build a weir\n• repair the gates\n1. Dig. 2. Fill."),
        [
            "The plan:",
            "• build a weir",
            "• repair the gates",
            "1. Dig.",
            "2. Fill."
        ]
    );
}

#[test]
fn a_turn_keeps_its_label() {
    assert_eq!(
        split("MR. WEIL: Good morning. Any questions?\nQUESTION: Yes. Why?"),
        [
            "MR. WEIL: Good morning.",
            "Any questions?",
            "QUESTION: Yes.",
            "Why?"
        ]
    );
}

#[test]
fn sentences_that_lost_the_space_between_them_are_parted() {
    assert_parts(&["The rate rose."]);
    assert_eq!(
        split("It rose to new heights.The bank waited. See orel.com for it."),
        [
            "It rose to new heights.",
            "The bank waited.",
            "See orel.com for it."
        ]
    );
}

#[test]
fn other_scripts_end_their_sentences_too() {
    assert_eq!(
        split("水位下降了。他们等待。"),
        ["水位下降了。", "他们等待。"]
    );
}

proptest! {
    #[test]
    fn spans_are_ordered_and_cover_all_but_white_space(
        text in "([A-Za-z]{1,6}|[.!?…]|[\"“”'’()]|[ \n\t]|U\\.S\\.|Mr\\.|4\\.5|é|。|•){0,60}"
    ) {
        let spans = sentences(&text);
        let mut end = 0;
        for span in &spans {
            prop_assert!(span.start >= end && span.start < span.end);
            prop_assert!(text[end..span.start].trim().is_empty());
            prop_assert_eq!(text[span.clone()].trim(), &text[span.clone()]);
            end = span.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
