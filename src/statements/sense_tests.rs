//! Attributions in marked texts: `[source]`, `<cue>`, `{content}`.

use super::*;
use proptest::prelude::*;

pub(in crate::statements) fn parse(marked: &str) -> (String, Attribution) {
    let mut text = String::new();
    let (mut source, mut cue, mut content) = (Vec::new(), Vec::new(), Vec::new());
    let mut open = 0;
    for c in marked.chars() {
        match c {
            '[' | '<' | '{' => open = text.len(),
            ']' => source.push(open..text.len()),
            '>' => cue.push(open..text.len()),
            '}' => content.push(open..text.len()),
            other => text.push(other),
        }
    }
    let quoted = content
        .iter()
        .all(|piece| text[piece.clone()].starts_with('“') && text[piece.clone()].ends_with('”'));
    let form = if quoted { Form::Direct } else { Form::Indirect };
    let found = Attribution {
        source,
        cue,
        content,
        form,
    };
    (text, found)
}

/// The statement's pieces, with a stroke between them.
fn statement(marked: &str) -> String {
    let (text, found) = parse(marked);
    let pieces: Vec<&str> = found
        .statement(&text)
        .into_iter()
        .map(|span| &text[span])
        .collect();
    pieces.join(" | ")
}

#[test]
fn what_is_plainly_said_is_the_content_alone() {
    for (marked, expected) in [
        (
            "[Arden] <said> {that the weir would hold}.",
            "the weir would hold",
        ),
        (
            "[Arden] <noted> {the age of the weir}.",
            "the age of the weir",
        ),
        (
            "{“The weir will hold,”} [Roe] <added>.",
            "The weir will hold",
        ),
        (
            "<According to> [the ministry], {the weir held}.",
            "the weir held",
        ),
        (
            "[Roe] <is quoted as saying> {the weir held}.",
            "the weir held",
        ),
        (
            "[Arden] <announced> {that the weir would be shut}.",
            "the weir would be shut",
        ),
        (
            "[Arden] <announced> {the weir would be shut}.",
            "the weir would be shut",
        ),
        (
            "[Roe] <vowed>: {“We will fill the basin again by May.”}",
            "We will fill the basin again by May.",
        ),
        (
            "{The weir will be shut}, [Arden] <warned>.",
            "The weir will be shut",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn the_that_of_a_turn_is_a_word_of_its_sentence() {
    let text = "MS HALE: That number is wrong.";
    let turn = Attribution {
        source: vec![0..7],
        cue: Vec::new(),
        content: vec![9..text.len()],
        form: Form::Turn,
    };
    assert_eq!(turn.statement(text), [9..text.len()]);
}

#[test]
fn a_cue_that_carries_the_sense_is_part_of_the_statement_with_its_subject() {
    for (marked, expected) in [
        (
            "[Arden] <has never agreed to> {the toll}.",
            "Arden has never agreed to the toll",
        ),
        (
            "In May [the ministry] <refused to confirm> {the sale}.",
            "the ministry refused to confirm the sale",
        ),
        (
            "[Roe] <was reluctant to name> {a date} for it.",
            "Roe was reluctant to name a date",
        ),
        (
            "[Arden] <hopes> {that the weir will hold}.",
            "Arden hopes that the weir will hold",
        ),
        (
            "[Arden] <announced> {a toll on barges}.",
            "Arden announced a toll on barges",
        ),
        (
            "[Roe] <vowed> {to “fill the basin again.”}",
            "Roe vowed to “fill the basin again.”",
        ),
        (
            "[Arden’s] <refusal> {to open the weir} annoyed all.",
            "Arden’s refusal to open the weir",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn saying_that_is_denied_or_put_off_is_not_plain() {
    for (marked, expected) in [
        (
            "[Roe] <would not say> {whether it held}.",
            "Roe would not say whether it held",
        ),
        (
            "[Roe] <declined to comment on> {the leak}.",
            "Roe declined to comment on the leak",
        ),
        (
            "[Roe] did not <say> {when it would open}.",
            "Roe did not say when it would open",
        ),
        (
            "[Roe] refused to <confirm> {that it held}.",
            "Roe refused to confirm that it held",
        ),
        (
            "[Roe] <doesn>’t want {a new weir}.",
            "Roe doesn’t want a new weir",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn cues_behind_and_inside_the_content_are_taken_too() {
    for (marked, expected) in [
        (
            "{The weir will break}, [locals] <fear>.",
            "The weir will break, locals fear",
        ),
        (
            "{The weir} <is expected> {to break}.",
            "The weir is expected to break",
        ),
        (
            "{The plan} <was rejected by> [Arden].",
            "The plan was rejected by Arden",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn a_subject_further_off_is_a_piece_of_its_own() {
    for (marked, expected) in [
        (
            "[Arden] said that it was late and <refused> {to pay}.",
            "Arden | refused to pay",
        ),
        (
            "[Ada Roe, who has run the ports of the inland sea since the flood,] <rejects> {the toll}.",
            "Ada Roe | rejects the toll",
        ),
        (
            "[Arden], in a long note, <rejected> {the toll}.",
            "Arden | rejected the toll",
        ),
        (
            "[Arden] spoke of the rains, <rejecting> {the toll}.",
            "rejecting the toll",
        ),
        ("Roe, [who] <rejects> {the toll}, left.", "rejects the toll"),
        (
            "[Arden] was late. It <rejected> {the toll}.",
            "rejected the toll",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn words_of_the_reporter_s_distance_stay_out() {
    for (marked, expected) in [
        ("[Arden] <claimed> {the weir held}.", "the weir held"),
        (
            "[Arden] <reportedly refused> {to pay}.",
            "Arden | refused to pay",
        ),
        (
            "[Arden] <refused> {to pay the alleged debt}.",
            "Arden refused to pay the alleged debt",
        ),
    ] {
        assert_eq!(statement(marked), expected, "{marked}");
    }
}

#[test]
fn only_the_cue_s_sentence_is_changed() {
    assert_eq!(
        statement("[Roe] <promised> {to repair the weir. It would take a year}."),
        "Roe promised to repair the weir. | It would take a year"
    );
    assert_eq!(
        statement("[Roe] <was defiant>. {It will hold.}"),
        "It will hold."
    );
}

#[test]
fn a_gap_between_verb_and_content_is_filled_if_it_is_short() {
    assert_eq!(
        statement("[Roe] <signed> a note {to end the toll}."),
        "Roe signed a note to end the toll"
    );
    assert_eq!(
        statement("[Roe] <denied>, as she always does, {that it leaked}."),
        "Roe denied | that it leaked"
    );
}

proptest! {
    #[test]
    fn pieces_are_in_order_and_slice_the_text(
        parts in prop::collection::vec(prop::sample::select(vec![
            "Arden", " ", "refused to", " reportedly ", "sign", ", ", ". ", "“", "”", "\n\n", "é", "that ", "n’t", "who", " (", "said",
        ]), 1..30),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 6),
    ) {
        let text = parts.concat();
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let span = |from: usize| {
            let (one, other) = (*cuts[from].get(&places), *cuts[from + 1].get(&places));
            one.min(other)..one.max(other)
        };
        let some = |span: Span| if span.is_empty() { Vec::new() } else { vec![span] };
        prop_assume!(!span(4).is_empty());
        let found = Attribution {
            source: some(span(0)),
            cue: some(span(2)),
            content: vec![span(4)],
            form: Form::Indirect,
        };
        let pieces = found.statement(&text);
        prop_assert!(!pieces.is_empty());
        for piece in &pieces {
            prop_assert!(text.get(piece.clone()).is_some_and(|slice| !slice.is_empty()));
        }
        for pair in pieces.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
    }
}
