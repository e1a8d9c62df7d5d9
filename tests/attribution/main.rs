//! Attributions on `PolNeAR`'s development part, beside a baseline of rules.
//!
//! `cargo test --release --test attribution -- --nocapture` prints the figures.
//! Needs the development data (`HEDGEROW_SHARED`, else `../shared`) and the model
//! (`HEDGEROW_ATTRIBUTION`, else `models/attribution`).

mod baseline;
mod corpus;
mod measures;
mod reference;

use std::time::Instant;

use hedgerow::model::Options;
use hedgerow::statements::{AttributionModel, Form};

use baseline::baseline;
use corpus::{InWords, articles, model, shared};
use measures::Tally;

#[test]
fn attributions_on_polnear_are_as_good_as_measured() {
    let (data, model) = match shared().and_then(|data| Ok((data, model()?))) {
        Ok(found) => found,
        Err(reason) => {
            println!("skipped: {reason}");
            return;
        }
    };
    let articles = articles(&data.join("polnear/dev.jsonl"));
    let model = AttributionModel::load(&model, &Options::default()).unwrap();
    let texts: Vec<&str> = articles.iter().map(|article| &article.text[..]).collect();
    let start = Instant::now();
    let found = model.find(&texts).unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let (mut by_model, mut by_rules) = (Tally::default(), Tally::default());
    for (article, found) in articles.iter().zip(&found) {
        let found: Vec<InWords> = found.iter().map(|found| article.in_words(found)).collect();
        by_model.add(&article.gold, &found);
        by_rules.add(&article.gold, &baseline(article));
    }
    println!(
        "{} articles, {:.2} a second",
        articles.len(),
        articles.len() as f64 / seconds
    );
    println!("model\n{by_model}\nquotation marks and verbs of saying\n{by_rules}");

    let [source, cue, content] = by_model.exact.map(|counts| counts.f1());
    assert!(source > 0.77 && cue > 0.70 && content > 0.63);
    let [source, cue, content] = by_model.words.map(|counts| counts.f1());
    assert!(source > 0.80 && cue > 0.69 && content > 0.87);
    assert!(by_model.linked.f1() > 0.80);
    assert!(by_model.right_source() > 0.88);
    for (model, rules) in by_model.exact.iter().zip(&by_rules.exact) {
        assert!(model.f1() > rules.f1() + 0.2);
    }
    assert!(by_model.linked.f1() > by_rules.linked.f1() + 0.2);
}

#[test]
fn strange_texts_break_nothing() {
    let Some(model) = loaded() else { return };
    let texts = [
        "",
        " \n\t\u{a0}",
        "“““ ” said \"",
        "İstanbul’da “Ǆ” dedi; ﬁne, e\u{301}\u{301}, 👩‍👩‍👧 said «hi",
        "[CLS] he said [SEP] that [MASK]",
        "水位下降了，他说。\u{0}\u{feff}\u{202e}",
        &"(".repeat(3000),
        &"said ".repeat(2000),
    ];
    for (text, found) in texts.iter().zip(model.attribute(&texts).unwrap()) {
        for found in found {
            assert!(!found.content.is_empty());
            let statement = found.statement(text);
            let spans = [&found.source, &found.cue, &found.content, &statement];
            for span in spans.into_iter().flatten() {
                assert!(
                    text.get(span.clone())
                        .is_some_and(|slice| !slice.is_empty())
                );
            }
        }
    }
}

#[test]
fn a_text_has_the_same_attributions_whatever_is_read_beside_it() {
    let Some(model) = loaded() else { return };
    let one =
        "“We will wait,” said Ada Roe, the minister of ports. She added that the weir is old.";
    let two = "MR. WEIL: The gates open in May.\nQUESTION: All of them?";
    let long = format!(
        "{one} {}",
        "The rain went on, the harbour master said. ".repeat(90)
    );
    let together = model.attribute(&[one, two, &long]).unwrap();
    let alone = model.attribute(&[one]).unwrap();
    assert_eq!(together[0], alone[0]);
    assert!(together[0].iter().any(|found| found.form == Form::Direct));
    assert_eq!(together[1][1].form, Form::Question);
}

/// The model, unless it is not there.
#[allow(clippy::print_stdout, clippy::unwrap_used)]
fn loaded() -> Option<AttributionModel> {
    match model() {
        Ok(folder) => Some(AttributionModel::load(&folder, &Options::default()).unwrap()),
        Err(reason) => {
            println!("skipped: {reason}");
            None
        }
    }
}
