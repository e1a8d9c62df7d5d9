//! Whole documents, read with an invented list of actors.

use proptest::prelude::*;

use super::*;
use crate::statements::{Actors, parse_date};

const LIST: &str = "
    [[actor]]
    id = 'AA'
    name = 'Avalon'
    kind = 'state'
    demonyms = ['Avalonian', 'Avalonians']
    capital = ['Camelot']
    seats = ['Glass House']
    institutions = ['Trade Bureau']
    [[actor.person]]
    name = 'Mira Voss'
    role = 'Minister of Trade'
    from = 2024-01-01
    to = 2025-06-30
    [[actor]]
    id = 'LY'
    name = 'Lyonesse'
    kind = 'state'
    demonyms = ['Lyonese']
    capital = ['Scilly']
    [[actor]]
    id = 'LAKE'
    name = 'Lake Union'
    kind = 'organisation'
";

/// A text with `[sources]` and `{contents}` marked, in the order of the sources.
fn read(marked: &str, date: &str) -> Vec<Speaker> {
    let mut text = String::new();
    let (mut sources, mut contents, mut open) = (Vec::new(), Vec::new(), Vec::new());
    for character in marked.chars() {
        match character {
            '[' | '{' => open.push(text.len()),
            ']' => sources.push(open.pop().unwrap()..text.len()),
            '}' => contents.push(open.pop().unwrap()..text.len()),
            other => text.push(other),
        }
    }
    contents.resize(sources.len(), 0..0);
    contents.sort_by_key(|content| content.start);
    let attributions: Vec<Attribution> = sources
        .into_iter()
        .zip(contents)
        .map(|(source, content)| Attribution {
            source: vec![source],
            cue: Vec::new(),
            content: vec![content],
            form: Form::Indirect,
        })
        .collect();
    let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
    let setting = Setting {
        published: parse_date(date),
        ..Setting::default()
    };
    resolve_speakers(&text, &attributions, &gazetteer, setting)
}

fn all(marked: &str) -> Vec<(Option<String>, String)> {
    read(marked, "2025-01-15")
        .into_iter()
        .map(|speaker| (speaker.name, speaker.actors.join(";")))
        .collect()
}

fn last(marked: &str) -> (Option<String>, String) {
    all(marked).pop().unwrap()
}

fn named(name: &str, actors: &str) -> (Option<String>, String) {
    (Some(name.to_owned()), actors.to_owned())
}

fn nameless(actors: &str) -> (Option<String>, String) {
    (None, actors.to_owned())
}

#[test]
fn titles_give_the_actor_even_of_people_who_are_not_listed() {
    for (text, expected) in [
        (
            "[Avalonian Finance Minister Tilda Orr] agreed.",
            named("Tilda Orr", "AA"),
        ),
        (
            "[Tilda Orr, Avalon's deputy trade minister,] agreed.",
            named("Tilda Orr", "AA"),
        ),
        (
            "[Tilda Orr, a spokesperson for the Glass House,] agreed.",
            named("Tilda Orr", "AA"),
        ),
        (
            "[Vice Minister of Commerce of Lyonesse Tilda Orr] agreed.",
            named("Tilda Orr", "LY"),
        ),
        (
            "[The Avalonian ambassador, Tilda Orr,] agreed.",
            named("Tilda Orr", "AA"),
        ),
        (
            "[Lake Union chief economist Tilda Orr] agreed.",
            named("Tilda Orr", "LAKE"),
        ),
    ] {
        assert_eq!(last(text), expected, "{text}");
    }
}

#[test]
fn a_speaker_is_not_on_the_side_they_speak_about() {
    for (text, actors) in [
        (
            "[The top negotiator on Lyonesse at the Trade Bureau] agreed.",
            "AA",
        ),
        ("[The Avalonian ambassador to Lyonesse] agreed.", "AA"),
        ("[Avalon's envoy to Scilly] agreed.", "AA"),
        ("[The ambassador of Lyonesse to Avalon] agreed.", "LY"),
    ] {
        assert_eq!(last(text), nameless(actors), "{text}");
    }
}

#[test]
fn bodies_capitals_and_peoples_speak_for_their_state() {
    for (text, expected) in [
        ("[Camelot] agreed.", named("Avalon", "AA")),
        ("[the Lyonese] agreed.", named("Lyonesse", "LY")),
        ("[A senior Glass House official] agreed.", nameless("AA")),
        (
            "[The Lyonese government] agreed.",
            named("Lyonese government", "LY"),
        ),
        ("[Officials in Camelot] agreed.", nameless("AA")),
        (
            "[Avalonian and Lyonese officials] agreed.",
            nameless("AA;LY"),
        ),
        (
            "[Avalon and Lyonesse] agreed.",
            named("Avalon; Lyonesse", "AA;LY"),
        ),
        (
            "[The Ministry of Trade of Lyonesse] agreed.",
            named("Ministry of Trade", "LY"),
        ),
    ] {
        assert_eq!(last(text), expected, "{text}");
    }
}

#[test]
fn experts_firms_citizens_and_former_officials_speak_for_nobody() {
    for text in [
        "[Tilda Orr, a professor at a Camelot university,] agreed.",
        "[Tilda Orr, an analyst at the Avalon Institute,] agreed.",
        "[Former Avalonian minister Tilda Orr] agreed.",
        "[Tilda Orr, president of the Avalon Chamber of Commerce,] agreed.",
        "[Avalonian farmers] agreed.",
        "[Avalonian state media] agreed.",
        "[a Camelot-based economist] agreed.",
        "[Former Avalonian officials] agreed.",
        "[Sources close to the Glass House] agreed.",
        "[The Camelot Post] agreed.",
        "[Brightwater's Avalon spokesman] agreed.",
        "[A poll of Avalonians] agreed.",
        "[the Orr campaign] agreed.",
    ] {
        assert_eq!(last(text).1, "", "{text}");
    }
}

#[test]
fn a_surname_stands_for_the_full_name_and_keeps_its_side() {
    let text = "Lyonese Trade Minister Tilda Orr came. [Orr] agreed. [Ms. Orr] left.";
    assert_eq!(all(text), vec![named("Tilda Orr", "LY"); 2]);
    let text = "Mira Voss came. [Voss] agreed.";
    assert_eq!(last(text), named("Mira Voss", "AA"));
    assert_eq!(read(text, "2025-09-01")[0].actors, Vec::<String>::new());
}

#[test]
fn a_namesake_who_is_no_official_is_not_the_minister() {
    let text = "[Mira Voss, chief economist with Brightwater Securities,] agreed. [Voss] left.";
    assert_eq!(all(text), vec![named("Mira Voss", ""); 2]);
}

#[test]
fn pronouns_and_descriptions_point_back() {
    let text = "[Lyonese spokeswoman Tilda Orr] agreed. [She] left. [The spokeswoman] came back.";
    assert_eq!(all(text), vec![named("Tilda Orr", "LY"); 3]);
    let text = "[Mrs. Voss] agreed with Lyonese envoy Edward Pell. [He] left.";
    assert_ne!(last(text).1, "AA");
    let text = "The Lyonese Ministry of Trade wrote. [The ministry] agreed.";
    assert_eq!(last(text).1, "LY");
    assert_eq!(last("[She] left."), nameless(""));
}

#[test]
fn a_ministry_without_its_country_is_that_of_the_only_state_it_can_be() {
    let one = "Lyonesse is calm. [The Finance Ministry] agreed.";
    assert_eq!(last(one), named("Finance Ministry", "LY"));
    let two = "Lyonesse and Avalon are calm. [The Finance Ministry] agreed.";
    assert_eq!(last(two), named("Finance Ministry", ""));
    let told = "Avalon's Finance Ministry and Lyonesse are calm. [The Finance Ministry] agreed.";
    assert_eq!(last(told), named("Finance Ministry", "AA"));
}

#[test]
fn what_another_lends_a_voice_to_is_marked() {
    let speakers = read(
        "[Camelot] says that {[Scilly] agreed to {open the port}}.",
        "2025-01-15",
    );
    assert_eq!(speakers[0].voice, Voice::Own);
    assert_eq!(speakers[1].voice, Voice::Lent { by: 0 });
    assert_eq!(speakers[1].actors, ["LY"]);
}

fn said(source: Span, cue: Span, content: Span, form: Form) -> Attribution {
    let present = |span: Span| (!span.is_empty()).then_some(span).into_iter().collect();
    Attribution {
        source: present(source),
        cue: present(cue),
        content: present(content),
        form,
    }
}

#[test]
fn the_reporters_distance_is_recorded() {
    let text = "Camelot reportedly claimed that the port is open.";
    let said = said(0..7, 19..26, 27..48, Form::Indirect);
    let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
    let speakers = resolve_speakers(text, &[said], &gazetteer, Setting::default());
    assert_eq!(speakers[0].distancing, Some(8..18));
}

#[test]
fn a_release_without_sources_is_its_issuers() {
    let text = "The port opens on Monday.";
    let said = said(0..0, 0..0, 0..25, Form::Release);
    let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
    let setting = Setting {
        issuer: Some("Office of the Spokesperson, Trade Bureau"),
        ..Setting::default()
    };
    let speakers = resolve_speakers(text, &[said], &gazetteer, setting);
    assert_eq!(speakers[0].actors, ["AA"]);
    assert_eq!(speakers[0].how, Evidence::Issuer);
}

proptest! {
    #[test]
    fn any_text_and_any_spans_are_read_without_harm(
        pieces in prop::collection::vec(
            prop_oneof![
                "\\PC{0,4}",
                prop::sample::select(vec![
                    " ", ", ", ". ", " (", ") ", "\"", "’s", "\n\n", "Avalon", "Avalonian", "Camelot", "AV", "Mira Voss",
                    "Voss", "minister", "Ministry of Trade", "(MT)", "the", "MT", "he", "they", "who", "and", "of",
                    "spokesman", "former", "campaign", "Sen.", "É", "one of", "deputy", "officials", "Republicans",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        ),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
    ) {
        let text = pieces.concat();
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        offsets.push(text.len());
        let attributions: Vec<Attribution> = cuts
            .chunks(2)
            .map(|pair| {
                let span = |(one, other): &(prop::sample::Index, prop::sample::Index)| {
                    let (one, other) = (*one.get(&offsets), *other.get(&offsets));
                    one.min(other)..one.max(other)
                };
                Attribution {
                    source: vec![span(&pair[0])],
                    cue: Vec::new(),
                    content: pair.get(1).map(span).into_iter().collect(),
                    form: Form::Direct,
                }
            })
            .collect();
        let gazetteer = Gazetteer::new(Actors::read(LIST).unwrap()).unwrap();
        let speakers = resolve_speakers(&text, &attributions, &gazetteer, Setting::default());
        prop_assert_eq!(speakers.len(), attributions.len());
    }
}
