//! How the numbers were made: enough to make them again.

use maud::{Markup, html};
use serde_json::Value;

use super::super::findings::{FALSE_DISCOVERY, FEW};
use super::super::text::quoted;
use super::Page;
use crate::aggregates::REPLICATES;

pub(super) fn method(page: &Page) -> Markup {
    html! {
        section #method aria-labelledby="method-title" {
            h2 #method-title { "Method" }
            ul {
                li {
                    "A model rates each sentence by its words alone: how specific it is, how firmly \
                     the speaker stands behind it, and, as the score, whether it commits the speaker \
                     to something that can be checked. What the sentence before said is not known."
                }
                li {
                    "Intervals are 95%, by resampling whole documents " (REPLICATES) " times (seed "
                    (page.resampling.seed) "), since statements of one document resemble each other. \
                     Below " (page.resampling.min_documents) " documents none is given."
                }
                li {
                    "P-values are corrected over the topics by the procedure of Benjamini and \
                     Hochberg; below " (FALSE_DISCOVERY) ", with an interval that leaves zero out, a \
                     difference is called clear. Below " (FEW) " statements a title says how few there are."
                }
                li {
                    "Means here are of the actors’ own statements. cells.csv counts those too that \
                     one actor lends another, so there the two can differ."
                }
                li {
                    "Attribution errs: some statements are missing, and some stand with the wrong \
                     actor. Compare means of many statements, not single ones."
                }
            }
            h3 { "To make it again" }
            p { "Page made by hedgerow " (env!("CARGO_PKG_VERSION")) " from the tables of the results folder." }
            @match &page.results.run {
                Some(run) => {
                    p { "What run.json says of how they were made:" }
                    div.run { (value(run)) }
                },
                None => p.note {
                    "There is no run.json beside the tables, so the model, the command line and the \
                     thresholds are not known here."
                },
            }
        }
    }
}

/// JSON as lists, whatever is in it.
fn value(json: &Value) -> Markup {
    html! {
        @match json {
            Value::Object(entries) => dl {
                @for (key, entry) in entries { dt { (quoted(key)) } dd { (value(entry)) } }
            },
            Value::Array(entries) => ul { @for entry in entries { li { (value(entry)) } } },
            Value::String(text) => (quoted(text)),
            Value::Null => "not known",
            other => (other.to_string()),
        }
    }
}
