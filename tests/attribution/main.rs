//! Attributions on PolNeAR's development part, beside a baseline of rules.
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
use hedgerow::statements::AttributionModel;

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
}
