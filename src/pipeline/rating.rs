//! Tokenized statements → what scoring adds to their rows, however these come.

use std::path::PathBuf;

use crate::error::Error;
use crate::model::{Encoder, Options};
use crate::scores::{
    Cues, EVIDENCE_COLUMN, Evidence, INTERVAL_COLUMNS, Intervals, SCORE_COLUMNS, Score, Scorer,
    Thresholds, number, weigh,
};

/// Statements that are weighed together: each is scored once for each of its words.
const WEIGHED: usize = 256;

/// With what statements are rated, and what is said of them.
#[derive(Debug)]
pub struct Rating {
    /// The model's folder.
    pub model: PathBuf,
    /// How it is run.
    pub options: Options,
    /// Where the labels part.
    pub thresholds: Thresholds,
    /// Whether the interval of each score is written.
    pub intervals: bool,
    /// What cuts statements into words to weigh; `None` where no evidence is asked
    /// for.
    pub evidence: Option<Cues>,
}

impl Rating {
    /// The columns that it adds.
    pub(super) fn columns(&self) -> Vec<&'static str> {
        let intervals = self.intervals.then_some(INTERVAL_COLUMNS);
        let evidence = self.evidence.as_ref().map(|_| EVIDENCE_COLUMN);
        let beside = intervals.into_iter().flatten().chain(evidence);
        SCORE_COLUMNS.into_iter().chain(beside).collect()
    }
}

/// A rating with its model in memory.
pub(super) struct Rater<'a> {
    rating: &'a Rating,
    scorer: Scorer,
    intervals: Option<Intervals>,
}

impl<'a> Rater<'a> {
    pub(super) fn load(rating: &'a Rating) -> Result<Self, Error> {
        let scorer = Scorer::load(&rating.model, &rating.options)?;
        let intervals = rating
            .intervals
            .then(|| Intervals::of(scorer.folder()))
            .transpose()?;
        Ok(Self {
            rating,
            scorer,
            intervals,
        })
    }

    pub(super) fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// The tokenizer, which may be used while the engines are at work.
    pub(super) fn encoder(&self) -> &Encoder {
        self.scorer.encoder()
    }

    /// The fields of [`Rating::columns`] for each statement, given its text and its
    /// tokens. `done` is called with the number of statements that are through.
    pub(super) fn rate(
        &self,
        statements: &[(&str, &[u32])],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<String>>, Error> {
        let tokens: Vec<&[u32]> = statements.iter().map(|(_, ids)| *ids).collect();
        let cues = self.rating.evidence.as_ref();
        let scores = self.scorer.score_encoded(&tokens, &|through| {
            if cues.is_none() {
                done(through);
            }
        })?;
        let mut rated: Vec<Vec<String>> = scores.iter().map(|score| self.fields(score)).collect();
        let Some(cues) = cues else {
            return Ok(rated);
        };
        let statements = statements.iter().map(|(text, _)| *text).zip(scores);
        let statements: Vec<(&str, Score)> = statements.collect();
        let parts = statements.chunks(WEIGHED);
        for (part, rated) in parts.zip(rated.chunks_mut(WEIGHED)) {
            let evidence = weigh(&self.scorer, cues, part)?;
            for (fields, evidence) in rated.iter_mut().zip(&evidence) {
                fields.push(Evidence::field(evidence));
            }
            done(part.len());
        }
        Ok(rated)
    }

    fn fields(&self, score: &Score) -> Vec<String> {
        let mut fields = score.fields(self.rating.thresholds).to_vec();
        let limits = self.intervals.as_ref().map(|known| known.around(score));
        fields.extend(limits.into_iter().flatten().map(number));
        fields
    }
}
