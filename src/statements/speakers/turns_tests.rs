//! Turns of invented transcripts, read with an invented list of actors.

use crate::statements::{
    Actors, Form, Gazetteer, Setting, Transcript, parse_date, resolve_speakers,
};

const LIST: &str = "
    [[actor]]
    id = 'AA'
    name = 'Avalon'
    kind = 'state'
    demonyms = ['Avalonian']
    institutions = ['Port Office']
    [[actor.person]]
    name = 'Thomas Weil'
    role = 'Port Office Spokesperson'
    from = 2024-01-01
    [[actor.person]]
    name = 'Ada Roe'
    role = 'Secretary of Ports'
    from = 2024-01-01
    [[actor]]
    id = 'LY'
    name = 'Lyonesse'
    kind = 'state'
    demonyms = ['Lyonese']
";

/// The label and the actors of each turn but questions.
fn turns(title: &str, text: &str, issuer: Option<&str>) -> Vec<(String, String)> {
    let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
    let setting = Setting {
        published: parse_date("2025-01-15"),
        issuer,
        outlet: None,
        title: Some(title),
    };
    let found = Transcript::read(text).attributions;
    let speakers = resolve_speakers(text, &found, &gazetteer, setting);
    let mut turns: Vec<(String, String)> = found
        .iter()
        .zip(speakers)
        .filter(|(said, _)| said.form == Form::Turn)
        .map(|(_, speaker)| (speaker.raw, speaker.actors.join(";")))
        .collect();
    turns.dedup();
    turns
}

fn turn(label: &str, actors: &str) -> (String, String) {
    (label.to_owned(), actors.to_owned())
}

#[test]
fn an_office_and_a_surname_of_the_list_are_enough() {
    let text = "Harbour Hall\n\nSECRETARY ROE: It opens in May.\n\nQUESTION: All of it?\n\nSECRETARY ROE: Yes.";
    assert_eq!(turns("Remarks", text, None), [turn("SECRETARY ROE", "AA")]);
}

#[test]
fn a_surname_of_the_list_is_enough_for_the_issuer_s_own() {
    let text = "Harbour Hall\n\nMR WEIL: Two questions.\n\nQUESTION: Why?\n\nMR WEIL: Next.";
    assert_eq!(
        turns("Remarks", text, Some("Port Office")),
        [turn("MR WEIL", "AA")]
    );
    assert_eq!(turns("Remarks", text, None), [turn("MR WEIL", "")]);
    let other = text.replace("MR", "MS");
    assert_eq!(
        turns("Remarks", &other, Some("Port Office")),
        [turn("MS WEIL", "")]
    );
}

#[test]
fn who_stands_in_the_heading_with_an_office_under_somebody_is_the_issuer_s() {
    let text = "Mia Orr, Deputy Secretary for Weirs\n\nJo Pell, Director of the Lyonese Fund\n\nBo Ott, President\n\n\
        MS ORR: Welcome, all.\n\nMR PELL: I thank you.\n\nMR OTT: So do I.";
    assert_eq!(
        turns("A Talk", text, Some("Port Office")),
        [
            turn("MS ORR", "AA"),
            turn("MR PELL", ""),
            turn("MR OTT", "")
        ]
    );
}

#[test]
fn guests_with_their_own_state_are_not_the_issuer_s() {
    let text = "Harbour Hall\n\nFOREIGN MINISTER ITO: I thank you.\n\nSENIOR LYONESE OFFICIAL: So do I.\n\nPRESIDENT ZED: And I.";
    assert_eq!(
        turns(
            "Lyonese Foreign Minister Bo Ito And Others",
            text,
            Some("Port Office")
        ),
        [
            turn("FOREIGN MINISTER ITO", "LY"),
            turn("SENIOR LYONESE OFFICIAL", "LY"),
            turn("PRESIDENT ZED", "")
        ]
    );
}

#[test]
fn whoever_opens_a_briefing_gives_it_and_journalists_never_do() {
    let text = "2:07 p.m.\n\nMS HALE: Good day.\n\nQUESTION: Is it open?\n\nMR OTT: I am a guest.\n\nMS HALE: It is.";
    let issuer = Some("Port Office");
    assert_eq!(
        turns("Port Office Press Briefing", text, issuer),
        [
            turn("MS HALE", "AA"),
            turn("MR OTT", ""),
            turn("MS HALE", "AA")
        ]
    );
    assert_eq!(turns("A Talk", text, issuer)[0], turn("MS HALE", ""));
    let asked = format!("QUESTION: Shall we?\n\n{text}");
    assert_eq!(
        turns("Press Briefing", &asked, issuer)[0],
        turn("MS HALE", "AA")
    );
}

#[test]
fn a_rank_within_a_department_is_the_issuer_s_and_an_envoy_s_may_be_a_guest_s() {
    let text = "Harbour Hall\n\nUNDER SECRETARY HALE: Welcome.\n\nAMBASSADOR OTT: I thank you.\n\nUNDER SECRETARY HALE: Sit.";
    let found = turns("A Talk", text, Some("Port Office"));
    assert_eq!(found[0], turn("UNDER SECRETARY HALE", "AA"));
    assert_eq!(found[1], turn("AMBASSADOR OTT", ""));
}

#[test]
fn officials_who_are_not_named_are_the_issuer_s() {
    let text = "MODERATOR: Welcome.\n\nSENIOR DEPARTMENT OFFICIAL ONE: Thank you.\n\nQUESTION: Why?\n\nSENIOR DEPARTMENT OFFICIAL ONE: See above.";
    assert_eq!(
        turns("A Call", text, Some("Port Office")),
        [turn("SENIOR DEPARTMENT OFFICIAL ONE", "AA")]
    );
    assert_eq!(
        turns("A Call", text, None),
        [turn("SENIOR DEPARTMENT OFFICIAL ONE", "")]
    );
}
