//! The rules together, on a page with every kind of furniture.

use super::*;
use crate::articles::body::Body;
use crate::statements::parse_date;

fn clean(text: &str, title: Option<&str>) -> (Cleaned, Body) {
    let cleaner = Cleaner::new().unwrap();
    let cleaned = cleaner.clean(text, title, &Dates::new().unwrap());
    let body = Body::assemble(text, &cleaned.pieces);
    (cleaned, body)
}

/// The kept blocks, with their kinds.
fn kept(text: &str) -> Vec<(Kind, String)> {
    let (_, body) = clean(text, None);
    body.blocks()
        .iter()
        .map(|block| (block.kind, body.text()[block.span.clone()].to_owned()))
        .collect()
}

const PAGE: &str = "\
Advertisement
Lake District news
Harbours

North-South: two harbours, two accounts and a deadline

Northport names a date that Southport has never mentioned, a sign of how little is settled

Reading Time:4 minutes
Why you can trust the Courier
17
Ada Quill and Bo Voss shake hands on the north pier a week ago. No text has been signed. Photo: Lake Pictures
Mira Tannin Northport
Published: 9:00pm, 4 Mar 2025

The first test of the ferry truce is near.

Northport’s harbour master, Ada Quill, hopes to open the crossing by Friday, but pilots doubt it.
She said: “We will run four boats.”
Advertisement

Southport has been far more reserved, and speaks of “further talks”. It named no date.

Ada Quill says that four boats will run. Photo: Lake Pictures
Ada Quill says that four boats will run. Photo: Lake Pictures

A long week
Pilots on both shores say that nobody took notes, so that each side remembers what suits it.

Read more: Southport’s pilots threaten to strike
Sign up for our morning newsletter
We use cookies to make this site better.
Advertisement
Advertisement
Select Voice
Choose your listening speed
Get through articles 2x faster
1.25x
250 WPM
Slow
Average
Fast
1.25x";

#[test]
fn furniture_goes_and_text_stays() {
    use Kind::{Caption, Heading, Paragraph, Title};
    let expected = [
        (
            Title,
            "North-South: two harbours, two accounts and a deadline",
        ),
        (
            Paragraph,
            "Northport names a date that Southport has never mentioned, a sign of how little is settled",
        ),
        (
            Caption,
            "Ada Quill and Bo Voss shake hands on the north pier a week ago. No text has been signed. Photo: Lake Pictures",
        ),
        (Paragraph, "The first test of the ferry truce is near."),
        (
            Paragraph,
            "Northport’s harbour master, Ada Quill, hopes to open the crossing by Friday, but pilots doubt it.",
        ),
        (Paragraph, "She said: “We will run four boats.”"),
        (
            Paragraph,
            "Southport has been far more reserved, and speaks of “further talks”. It named no date.",
        ),
        (
            Caption,
            "Ada Quill says that four boats will run. Photo: Lake Pictures",
        ),
        (
            Paragraph,
            "Pilots on both shores say that nobody took notes, so that each side remembers what suits it.",
        ),
    ];
    let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).into();
    let found: Vec<_> = kept(PAGE)
        .into_iter()
        .filter(|(kind, _)| *kind != Heading)
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn what_was_removed_is_named_with_its_reason() {
    let (cleaned, body) = clean(PAGE, None);
    let reason = |line: &str| {
        body.removed()
            .iter()
            .find(|removed| &PAGE[removed.span.clone()] == line)
            .map(|removed| removed.reason)
    };
    assert_eq!(reason("Advertisement"), Some(Reason::Widget));
    assert_eq!(reason("Lake District news"), Some(Reason::Fragment));
    assert_eq!(reason("17"), Some(Reason::Symbols));
    assert_eq!(reason("Mira Tannin Northport"), Some(Reason::Byline));
    assert_eq!(
        reason("Ada Quill says that four boats will run. Photo: Lake Pictures"),
        Some(Reason::Repeated)
    );
    assert_eq!(reason("250 WPM"), Some(Reason::Widget));
    assert_eq!(cleaned.date, parse_date("2025-03-04"));
    assert_eq!(cleaned.author.as_deref(), Some("Mira Tann"));
    assert_eq!(
        cleaned.title.as_deref(),
        Some("North-South: two harbours, two accounts and a deadline")
    );
}

#[test]
fn every_byte_but_white_space_is_kept_or_removed() {
    let (_, body) = clean(PAGE, None);
    let mut covered = vec![false; PAGE.len()];
    let kept = body.blocks().iter().map(|block| &block.original);
    for span in kept.chain(body.removed().iter().map(|removed| &removed.span)) {
        for place in span.clone() {
            assert!(!covered[place], "twice at {place}");
            covered[place] = true;
        }
    }
    for (place, c) in PAGE.char_indices() {
        assert!(covered[place] || c.is_whitespace(), "{c:?} at {place}");
    }
}

#[test]
fn a_transcript_loses_no_turn() {
    let transcript = "\
Department Press Briefing
Ada Quill, Spokesperson of the Harbour Board
Northport, Lakeland
MS. QUILL: Good afternoon.
QUESTION: Thank you.
MS. QUILL: Yes.
Thank you.
QUESTION: And what about the piers?
MS. QUILL: Yes.
Q: Yes.
Q: Yes.
Thank you.
Bo Voss: More.
# # #";
    let text: Vec<String> = kept(transcript).into_iter().map(|(_, text)| text).collect();
    let turns: Vec<&str> = transcript
        .lines()
        .filter(|line| line.contains(": ") || line.starts_with("Thank") || line.contains(','))
        .filter(|line| !line.starts_with("Northport"))
        .collect();
    for turn in &turns {
        let count =
            |lines: &mut dyn Iterator<Item = &str>| lines.filter(|line| line == turn).count();
        assert_eq!(
            count(&mut text.iter().map(String::as_str)),
            count(&mut transcript.lines()),
            "{turn:?} in {text:#?}"
        );
    }
}

#[test]
fn furniture_within_a_line_is_cut_out() {
    use Kind::{Caption, Paragraph};
    let text = "Ada Quill opens the pier on Monday. [Photo by Bo Voss/Lake Courier] Ferries will run \
        again, the board said. var widget_config = {\"track\":false};";
    assert_eq!(
        kept(text),
        [
            (
                Caption,
                "Ada Quill opens the pier on Monday. [Photo by Bo Voss/Lake Courier]".to_owned()
            ),
            (
                Paragraph,
                "Ferries will run again, the board said.".to_owned()
            ),
        ]
    );
}

#[test]
fn wrapped_lines_are_one_paragraph() {
    let text = "\
Allow me to congratulate you on your election to the
chair of this board. I am sure that, with your patience
and the help of all members, we shall finish what was
begun last year. My thanks go to your predecessor.
The ferries are our only link in winter, and they carry
more than goods: they carry those who work across the
water.
We shall therefore vote for the budget.";
    let kept = kept(text);
    assert_eq!(kept.len(), 2, "{kept:#?}");
    assert!(kept[0].1.ends_with("across the\nwater."));
}

#[test]
fn a_known_headline_is_found_in_the_text() {
    let text = "Ferries to run again\n\nThe board said so on Monday.\nFerries to run again";
    let (_, body) = clean(text, Some("Ferries To Run Again"));
    assert_eq!(body.blocks()[0].kind, Kind::Title);
    assert_eq!(body.blocks().len(), 2);
    assert_eq!(body.removed()[0].reason, Reason::Repeated);
}

#[test]
fn each_document_of_a_corpus_loses_the_line_that_many_have() {
    let cleaner = Cleaner::new().unwrap();
    let dates = Dates::new().unwrap();
    let texts: Vec<String> = (0..10)
        .map(|n| {
            let footer = if n < 3 { "The Courier is printed on the north shore by its readers." } else { "" };
            format!("Boat {n} sailed on Monday with {n} passengers, its captain said in the evening.\n{footer}")
        })
        .collect();
    let mut pieces: Vec<Vec<Piece>> = texts
        .iter()
        .map(|text| cleaner.clean(text, None, &dates).pieces)
        .collect();
    let mut boilerplate = Boilerplate::default();
    boilerplate.learn(
        texts
            .iter()
            .zip(&pieces)
            .map(|(text, pieces)| (text.as_str(), pieces.as_slice())),
    );
    for (text, pieces) in texts.iter().zip(&mut pieces) {
        boilerplate.remove(text, pieces);
        let body = Body::assemble(text, pieces);
        assert!(!body.text().contains("Courier"));
        assert!(body.text().contains("passengers"));
    }
}
