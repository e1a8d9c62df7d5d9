//! Scored statements → two accounts side by side: gaps, claims, commitments,
//! shifts.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use indicatif::ProgressBar;
use serde::{Serialize, Serializer};

use super::scored::{ScoredColumns, scored_column};
use crate::comparison::{
    Entry, Gap, LedgerRules, Outline, Outliner, Reading, Rules, Statement, blocks, gaps, ledger,
    shifts,
};
use crate::error::Error;
use crate::model::{Embedder, Quantized, Runner};
use crate::scores::Act;
use crate::statements::{Form, Gazetteer, Period, TopicFinder};
use crate::tables::{
    ColumnNames, Input, Reject, Rejects, Row, Style, Table, Written, find_column, missing_column,
};

mod spool;
mod tables;

use spool::Spool;

/// What to compare, with what, and where to.
pub struct ComparePlan {
    /// The scored statements.
    pub input: Input,
    /// Their columns' names.
    pub columns: ColumnNames,
    /// The folder of the tables.
    pub folder: PathBuf,
    /// How they are written.
    pub style: Style,
    /// The actors; each pair of them is compared.
    pub actors: Vec<String>,
    /// Gaps by period, where that is asked for.
    pub by: Option<Period>,
    /// The periods between which shifts are sought.
    pub shifts_by: Period,
    /// When a difference is stated.
    pub rules: Rules,
    /// What is a claim, and where its answer is sought.
    pub ledger: LedgerRules,
    /// The topics, for statements that come without.
    pub topics: TopicFinder,
    /// Names of actors in texts.
    pub gazetteer: Gazetteer,
    /// Says which statements are alike.
    pub embedder: Arc<Embedder>,
}

impl ComparePlan {
    /// Where the rows go that could not be used.
    #[must_use]
    pub fn rejects(&self) -> PathBuf {
        self.file("compare.rejects")
    }

    /// A table of the folder, by its name.
    fn file(&self, name: &str) -> PathBuf {
        let extension = self.style.extension();
        self.folder.join(format!("{name}.{extension}"))
    }
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CompareReport {
    /// Rows that were read.
    pub read: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Statements of the actors, each with how many.
    pub of_actors: Vec<(String, usize)>,
    /// Statements of others, left aside.
    pub of_others: u64,
    /// Statements that one actor lends another ("Washington says that Beijing
    /// agreed"), left aside.
    pub lent: u64,
    /// Statements without a date that can be read: they are in no period, and
    /// claim and answer nothing.
    pub undated: u64,
    /// Statements too long for the encoder: they are like no other.
    pub unread: u64,
    /// The gaps, in the order of their table.
    #[serde(skip)]
    pub gaps: Vec<Gap>,
    /// For each pair of actors and each state, how many claims are in it.
    #[serde(serialize_with = "by_words")]
    pub claims: BTreeMap<(String, String, String), u64>,
    /// Commitments found.
    pub commitments: u64,
    /// Shifts that are certain.
    pub shifts: u64,
    /// The tables that were written.
    #[serde(skip)]
    pub tables: Vec<Written>,
}

impl CompareReport {
    fn count(&mut self, entries: &[Entry]) {
        for entry in entries {
            let (actor, other) = (entry.actor.clone(), entry.counterpart.clone());
            let key = (actor, other, entry.state.to_string());
            *self.claims.entry(key).or_default() += 1;
        }
    }
}

/// The counts of claims as JSON can have them: `US on CN: silent`.
fn by_words<S: Serializer>(
    claims: &BTreeMap<(String, String, String), u64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(
        claims
            .iter()
            .map(|((actor, other, state), count)| (format!("{actor} on {other}: {state}"), count)),
    )
}

/// Compares the actors' statements and writes the tables. Of each statement only its
/// outline stays in memory; whole statements come back from a temporary file, those of
/// some months at a time.
pub fn compare(
    plan: &ComparePlan,
    reading: &ProgressBar,
    comparing: &ProgressBar,
) -> Result<CompareReport, Error> {
    let table = Table::open(&plan.input)?;
    let fields = Fields::find(plan, &table)?;
    let mut tables = tables::Tables::create(plan)?;
    let mut rejects = Rejects::new(&plan.rejects(), plan.style)?;
    let mut report = CompareReport::default();
    reading.set_length(table.len());
    let mut gathered = Gathered::new(plan)?;
    gathered.read(&table, &fields, &mut rejects, &mut report, reading)?;
    let Gathered {
        outlines, spool, ..
    } = gathered;
    reading.finish_and_clear();

    report.of_actors = plan
        .actors
        .iter()
        .map(|actor| {
            let of_actor = outlines.iter().filter(|outline| outline.of(actor));
            (actor.clone(), of_actor.count())
        })
        .collect();
    if let Some((actor, _)) = report.of_actors.iter().find(|(_, n)| *n == 0) {
        let problem = format!(
            "has no statement of {actor}; the column actor (or speaker) must name it, \
             and `hedgerow aggregate --by actor` shows whom it names"
        );
        return Err(Error::malformed(table.path(), problem));
    }

    let pairs = pairs(&plan.actors);
    for [a, b] in &pairs {
        report
            .gaps
            .extend(gaps(&outlines, [a, b], plan.by, &plan.rules));
    }
    let whole = |place| spool.get(place);
    for actor in &plan.actors {
        let of_actor = shifts(&outlines, actor, plan.shifts_by, &plan.rules, &whole)?;
        report.shifts += tables.write_shifts(&of_actor)?;
    }
    let blocks = blocks(&outlines, &plan.ledger);
    drop(outlines);
    let held: usize = blocks.iter().map(|block| block.places.len()).sum();
    comparing.set_length((spool.len() + held) as u64);
    for start in (0..spool.len()).step_by(Runner::WINDOW) {
        let places = start..spool.len().min(start + Runner::WINDOW);
        comparing.inc(places.len() as u64);
        let statements = spool.all(places)?;
        report.commitments += tables.write_commitments(&statements, &plan.gazetteer)?;
    }
    for block in blocks {
        let statements = spool.all(block.places.iter().copied())?;
        let readings = Reading::all(&statements, &plan.gazetteer);
        let mut entries: Vec<Entry> = Vec::new();
        for [a, b] in &pairs {
            for pair in [[&a[..], &b[..]], [&b[..], &a[..]]] {
                entries.extend(ledger(
                    &statements,
                    &readings,
                    pair,
                    Some(&block.said),
                    &plan.gazetteer,
                    &plan.ledger,
                ));
            }
        }
        // So that it does not show where a block ends.
        entries.sort_by_key(|entry| entry.claim.date);
        report.count(&entries);
        tables.write_claims(&entries)?;
        comparing.inc(block.places.len() as u64);
    }
    comparing.finish_and_clear();
    tables.write_gaps(&report.gaps)?;
    report.tables.extend(tables.finish()?);
    report.tables.extend(rejects.finish()?);
    Ok(report)
}

/// Every two of the actors, in their order.
fn pairs(actors: &[String]) -> Vec<[String; 2]> {
    let mut pairs = Vec::new();
    for (index, a) in actors.iter().enumerate() {
        for b in &actors[index + 1..] {
            pairs.push([a.clone(), b.clone()]);
        }
    }
    pairs
}

/// The statements of the actors that are compared.
struct Gathered<'p> {
    plan: &'p ComparePlan,
    /// Read, and not embedded yet.
    window: Vec<Statement>,
    outliner: Outliner,
    outlines: Vec<Outline>,
    /// For each outline the whole statement.
    spool: Spool,
}

impl<'p> Gathered<'p> {
    fn new(plan: &'p ComparePlan) -> Result<Self, Error> {
        Ok(Self {
            plan,
            window: Vec::new(),
            outliner: Outliner::default(),
            outlines: Vec::new(),
            spool: Spool::create(&plan.folder)?,
        })
    }

    /// Reads a table to its end.
    fn read(
        &mut self,
        table: &Table,
        fields: &Fields,
        rejects: &mut Rejects,
        report: &mut CompareReport,
        progress: &ProgressBar,
    ) -> Result<(), Error> {
        let plan = self.plan;
        for row in table.rows(fields.scored.columns.id) {
            report.read += 1;
            let statement = row?.and_then(|row| {
                let lent = row.field(fields.voice) == "lent";
                Ok((lent, fields.statement(plan, &row)?))
            });
            match statement {
                Err(reject) => {
                    rejects.add(&reject)?;
                    report.rejected += 1;
                }
                Ok((_, statement)) if !plan.actors.iter().any(|actor| statement.of(actor)) => {
                    report.of_others += 1;
                }
                Ok((true, _)) => report.lent += 1,
                Ok((false, statement)) => {
                    report.undated += u64::from(statement.date.is_none());
                    self.window.push(statement);
                    if self.window.len() == Runner::WINDOW {
                        self.embed(report, progress)?;
                    }
                    // It is done when it has been embedded.
                    continue;
                }
            }
            progress.inc(1);
        }
        self.embed(report, progress)?;
        self.spool.flush()?;
        let sum = report.rejected + report.of_others + report.lent + self.outlines.len() as u64;
        if report.read != table.len() || sum != report.read {
            let problem = format!("the table has {} rows, but {report:?}", table.len());
            return Err(Error::Internal(problem));
        }
        Ok(())
    }

    /// Finds the places of a window's statements among all texts, and the topics of
    /// those that come without.
    fn embed(&mut self, report: &mut CompareReport, progress: &ProgressBar) -> Result<(), Error> {
        let texts: Vec<&str> = self.window.iter().map(|s| &s.text[..]).collect();
        let embedder = &self.plan.embedder;
        let embeddings = embedder.embed(&texts, &|done| progress.inc(done as u64))?;
        for (mut statement, embedding) in self.window.drain(..).zip(embeddings) {
            let embedding = embedding.ok();
            report.unread += u64::from(embedding.is_none());
            if statement.topics.is_empty() {
                let topics = self.plan.topics.of(&statement.text, embedding.as_ref());
                statement.topics = topics.into_iter().map(str::to_owned).collect();
            }
            statement.embedding = embedding.as_ref().map(Quantized::of);
            self.outlines.push(self.outliner.outline(&statement));
            self.spool.push(&statement)?;
        }
        Ok(())
    }
}

/// Where in a row the needed fields stand.
struct Fields {
    scored: ScoredColumns,
    text: usize,
    act: usize,
    /// Whether the voice is the actor's own or lent, where the table says so.
    voice: Option<usize>,
    /// How it was quoted, where the table says so.
    form: Option<usize>,
    /// The sentence's place in what `id` names, in a table that was split.
    sentence: Option<usize>,
}

impl Fields {
    fn find(plan: &ComparePlan, table: &Table) -> Result<Self, Error> {
        let scored = ScoredColumns::find(table, &plan.columns)?;
        scored.need_actor(table)?;
        scored.need_date(table)?;
        let text = scored
            .columns
            .text
            .ok_or_else(|| missing_column(table, "text", "--text-column"))?;
        Ok(Self {
            scored,
            text,
            act: scored_column(table, "act")?,
            voice: find_column(table, "voice", None)?,
            form: find_column(table, "form", None)?,
            sentence: find_column(table, "sentence", None)?,
        })
    }

    fn statement(&self, plan: &ComparePlan, row: &Row) -> Result<Statement, Reject> {
        let act = row.fields[self.act].trim().parse::<Act>();
        Ok(Statement {
            id: self.id(row),
            text: row.fields[self.text].clone(),
            date: self.scored.date(row),
            document: self.scored.document(row),
            actors: self.scored.actors(row, plan.gazetteer.actors()),
            topics: self.scored.topics(row),
            measured: self.scored.measured(row)?,
            reported: row.field(self.form) == Form::Indirect.to_string(),
            act: act.map_err(|reason| row.reject(self.scored.columns.id, reason))?,
            embedding: None,
        })
    }

    /// What names a statement in the tables.
    fn id(&self, row: &Row) -> String {
        let id = row.field(self.scored.columns.id);
        let sentence = row.field(self.sentence);
        match (id.is_empty(), sentence.is_empty()) {
            (true, _) => format!("line {}", row.line),
            (false, true) => id.to_owned(),
            (false, false) => format!("{id}/{sentence}"),
        }
    }
}
