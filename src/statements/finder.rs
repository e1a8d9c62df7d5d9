//! Articles in, attributions out: the attribution model behind an engine, and
//! beside it the rules for formats that a news model has not seen.

use std::path::Path;

use rayon::prelude::*;

use super::decode::{Heads, Roles, WordList, Words};
use super::link::{Rules, link};
use super::quotes::{quotations, quoted_share};
use super::transcript::Transcript;
use super::{Attribution, Form, Span};
use crate::error::Error;
use crate::model::{Encoder, Kind, ModelFolder, Options, Pieces, Pooling, Runner, Window, Windows};

/// Content is direct from this quoted share on: a model may cut a word off.
const DIRECT_SHARE: f64 = 0.9;
/// Below this share no word worth the name is quoted.
const MIXED_SHARE: f64 = 0.02;

/// Finds who says what in articles. The same text has the same attributions,
/// whatever is read beside it.
pub struct AttributionModel {
    folder: ModelFolder,
    encoder: Encoder,
    runner: Runner,
    heads: Heads,
    windows: Windows,
    markers: [u32; 2],
    rules: Rules,
}

/// A text and what the model put out for its pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The text's pieces.
    pub pieces: Pieces,
    /// The logits of each piece, all heads after one another.
    pub logits: Vec<Vec<f32>>,
}

impl AttributionModel {
    /// Loads an attribution model from its folder.
    pub fn load(path: &Path, options: &Options) -> Result<Self, Error> {
        let folder = ModelFolder::open(path, Kind::Attribution)?;
        let encoder = Encoder::load(&folder)?;
        let heads = Heads::find(&folder)?;
        let windows = folder.windows()?;
        let markers = encoder
            .markers()
            .ok_or_else(|| folder.problem("has a tokenizer without [CLS] and [SEP]"))?;
        let rules = folder.setting("linking")?.unwrap_or_default();
        let runner = Runner::load(&folder, Pooling::Tokens, options)?;
        Ok(Self {
            folder,
            encoder,
            runner,
            heads,
            windows,
            markers,
            rules,
        })
    }

    /// The model's folder.
    #[must_use]
    pub fn folder(&self) -> &ModelFolder {
        &self.folder
    }

    /// The attributions of each document, in the order of the text: transcripts
    /// and press conferences by their labels, everything else by the model. What
    /// the issuer of a release says is for [`super::issued`].
    pub fn attribute(&self, bodies: &[&str]) -> Result<Vec<Vec<Attribution>>, Error> {
        let transcripts: Vec<Transcript> = bodies
            .par_iter()
            .map(|body| Transcript::read(body))
            .collect();
        let mut parts: Vec<(usize, Span)> = Vec::new();
        for (index, (body, transcript)) in bodies.iter().zip(&transcripts).enumerate() {
            let open = uncovered(body, &transcript.covered);
            parts.extend(open.into_iter().map(|span| (index, span)));
        }
        let texts: Vec<&str> = parts
            .iter()
            .map(|(index, span)| &bodies[*index][span.clone()])
            .collect();
        let mut found: Vec<Vec<Attribution>> = vec![Vec::new(); bodies.len()];
        for ((index, span), attributions) in parts.into_iter().zip(self.find(&texts)?) {
            let moved = attributions.into_iter().map(|a| moved(a, span.start));
            found[index].extend(moved);
        }
        for (transcript, found) in transcripts.into_iter().zip(&mut found) {
            found.extend(transcript.attributions);
            found.sort_by_key(|a| a.content.first().map_or(0, |span| span.start));
        }
        Ok(found)
    }

    /// The attributions that the model finds in each text, in the order of their
    /// cues.
    pub fn find(&self, bodies: &[&str]) -> Result<Vec<Vec<Attribution>>, Error> {
        let read = self.read(bodies)?;
        let texts = bodies.par_iter().zip(&read);
        Ok(texts.map(|(text, read)| self.decode(text, read)).collect())
    }

    /// The attributions of a text by what the model put out for it: whatever the numbers,
    /// they are slices of the text.
    #[must_use]
    pub fn decode(&self, text: &str, read: &Read) -> Vec<Attribution> {
        let (words, roles) = self.roles(text, read);
        attributions(text, &words, &roles, &self.rules)
    }

    /// What the model puts out for each text's pieces. Windows of all texts go
    /// through the engines together.
    pub fn read(&self, bodies: &[&str]) -> Result<Vec<Read>, Error> {
        let pieces: Vec<Pieces> = bodies
            .par_iter()
            .map(|text| self.encoder.pieces(text))
            .collect::<Result<_, _>>()
            .map_err(|error| {
                self.folder
                    .failed("has a tokenizer that failed on a text", error)
            })?;
        let windows: Vec<(usize, Window)> = pieces
            .iter()
            .enumerate()
            .flat_map(|(index, pieces)| {
                let windows = self.windows.over(pieces.ids.len());
                windows.into_iter().map(move |window| (index, window))
            })
            .collect();
        let [begin, end] = self.markers;
        let shown: Vec<Vec<u32>> = windows
            .iter()
            .map(|(index, window)| {
                let ids = &pieces[*index].ids[window.shown.clone()];
                [&[begin], ids, &[end]].concat()
            })
            .collect();
        let rows: Vec<&[u32]> = shown.iter().map(Vec::as_slice).collect();
        let outputs = self.runner.run(&rows, &|_| ())?;
        let mut read: Vec<Read> = pieces
            .into_iter()
            .map(|pieces| Read {
                pieces,
                logits: Vec::new(),
            })
            .collect();
        for ((index, window), outputs) in windows.into_iter().zip(outputs) {
            // The first row is the begin marker's.
            let rows = outputs.chunks_exact(self.heads.outputs()).skip(1);
            let served =
                window.served.start - window.shown.start..window.served.end - window.shown.start;
            let rows = rows.skip(served.start).take(served.len());
            read[index].logits.extend(rows.map(<[f32]>::to_vec));
        }
        for read in &read {
            if read.logits.len() != read.pieces.ids.len() {
                let problem = format!(
                    "{} pieces, {} outputs",
                    read.pieces.ids.len(),
                    read.logits.len()
                );
                return Err(Error::Internal(problem));
            }
            if read.logits.iter().flatten().any(|logit| !logit.is_finite()) {
                return Err(self
                    .folder
                    .problem("put out what is not a number; its weights are damaged"));
            }
        }
        Ok(read)
    }

    fn roles(&self, text: &str, read: &Read) -> (WordList, Roles) {
        // A word has its first piece's label.
        let starts = &read.pieces.word_starts;
        let rows: Vec<&[f32]> = starts.iter().map(|&at| &read.logits[at][..]).collect();
        let words = WordList::of_pieces(text, &read.pieces);
        let roles = self.heads.read(&words, &rows);
        (words, roles)
    }
}

/// Linked spans as attributions.
fn attributions(text: &str, words: &WordList, roles: &Roles, rules: &Rules) -> Vec<Attribution> {
    let quotations = quotations(text);
    let bytes =
        |pieces: &[Words]| -> Vec<Span> { pieces.iter().map(|piece| words.bytes(piece)).collect() };
    link(text, words, roles, &quotations, rules)
        .into_iter()
        .map(|linked| {
            let content = bytes(&linked.content);
            Attribution {
                source: bytes(&linked.source),
                cue: bytes(&[linked.cue]),
                form: form(quoted_share(text, &content, &quotations)),
                content,
            }
        })
        .collect()
}

fn form(quoted: f64) -> Form {
    if quoted >= DIRECT_SHARE {
        Form::Direct
    } else if quoted >= MIXED_SHARE {
        Form::Mixed
    } else {
        Form::Indirect
    }
}

fn moved(mut found: Attribution, by: usize) -> Attribution {
    for span in found
        .source
        .iter_mut()
        .chain(&mut found.cue)
        .chain(&mut found.content)
    {
        *span = span.start + by..span.end + by;
    }
    found
}

/// The parts of a text that are not covered, those of white space left out.
fn uncovered(text: &str, covered: &[Span]) -> Vec<Span> {
    let mut open = Vec::new();
    let mut at = 0;
    for span in covered.iter().cloned().chain([text.len()..text.len()]) {
        if at < span.start && !text[at..span.start].trim().is_empty() {
            open.push(at..span.start);
        }
        at = span.end;
    }
    open
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_transcripts_leave_open_goes_to_the_model() {
        let text = "Head\nMR. WEIL: Yes.\n(The briefing was concluded at 2.)";
        let open = uncovered(text, &Transcript::read(text).covered);
        let parts: Vec<&str> = open.into_iter().map(|span| text[span].trim()).collect();
        assert_eq!(parts, ["Head", "(The briefing was concluded at 2.)"]);
        assert_eq!(uncovered("plain", &[]), [0..5]);
    }

    proptest! {
        /// Whatever a model puts out, on whatever text.
        #[test]
        fn attributions_are_slices_of_the_text_and_so_are_their_statements(
            text in "([a-zA-Zé\u{301}稀İ]{1,6}|said|that|[“”\"'’.,:;?!()—…-]|[ \n\u{a0}]{1,3}){0,60}",
            logits in prop::collection::vec(prop::array::uniform15(-9_i8..9), 1..40),
        ) {
            let spans: Vec<Span> = crate::statements::tokens::tokens(&text)
                .into_iter()
                .map(|token| token.span)
                .collect();
            let rows: Vec<Vec<f32>> = logits
                .iter()
                .cycle()
                .take(spans.len())
                .map(|row| row.iter().map(|&logit| f32::from(logit)).collect())
                .collect();
            let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            let words = WordList::new(&text, spans);
            let roles = Heads::for_tests().read(&words, &rows);
            for found in attributions(&text, &words, &roles, &Rules::default()) {
                prop_assert!(!found.content.is_empty());
                for span in found.source.iter().chain(&found.cue).chain(&found.content) {
                    prop_assert!(text.get(span.clone()).is_some_and(|slice| !slice.is_empty()));
                }
                for statement in crate::statements::Statement::of(&text, &found) {
                    for span in statement.spans {
                        prop_assert!(text.get(span).is_some());
                    }
                }
            }
        }
    }

    #[test]
    fn the_form_follows_the_quoted_share() {
        assert_eq!(form(1.0), Form::Direct);
        assert_eq!(form(0.4), Form::Mixed);
        assert_eq!(form(0.0), Form::Indirect);
    }
}
