//! The tables of a results folder → one page.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use indicatif::ProgressBar;

use super::scored::ScoredColumns;
use crate::error::Error;
use crate::report::{
    Choice, Corpus, Folder, Names, Page, Resampling, Results, Shown, Statement, choose,
    fingerprint, highlights, page,
};
use crate::statements::{Actors, TopicFinder};
use crate::tables::{
    ColumnNames, Format, Input, Output, Reject, Rejects, Row, Style, Table, Target, find_column,
};

/// Rows whose topics are found together.
const WINDOW: usize = 4096;

/// What to report on, and where to.
pub struct ReportPlan {
    /// The folder with the scored statements and what else was written.
    pub folder: PathBuf,
    /// The columns of the scored statements.
    pub columns: ColumnNames,
    /// The page.
    pub output: Target,
    /// The folder for the pictures as SVG files, where they are wanted.
    pub pictures: Option<PathBuf>,
    /// How the rejects are written.
    pub style: Style,
    /// The scored rows that could not be used.
    pub rejects: PathBuf,
    /// The topics, for statements that come without, and their names.
    pub topics: TopicFinder,
    /// The actors' spellings and names.
    pub actors: Actors,
    /// Below so many documents a mean has no interval.
    pub min_documents: u64,
    /// Seeds the bootstrap and the sample.
    pub seed: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportReport {
    /// Statements that the page is about.
    pub statements: u64,
    /// Statements that it shows.
    pub shown: u64,
    /// Scored rows that could not be used.
    pub rejected: u64,
    /// Pictures that the page has.
    pub pictures: usize,
    /// Bytes of the page.
    pub bytes: u64,
    /// Tables that are not there, and so parts that the page lacks.
    pub missing: Vec<&'static str>,
}

/// Writes the page.
pub fn report(plan: &ReportPlan, progress: &ProgressBar) -> Result<ReportReport, Error> {
    let folder = Folder::open(&plan.folder)?;
    let table = Table::open(&Input::new(&folder.scored()?, Format::Csv))?;
    let fields = Fields::find(plan, &table)?;
    let output = Output::create(&plan.output)?;
    let mut rejects = Rejects::new(&plan.rejects, plan.style)?;

    let mut results = Results::read(&folder)?;
    progress.set_length(table.len());
    let corpus = read(plan, &table, &fields, progress)?;
    for reject in &corpus.rejects {
        rejects.add(reject)?;
    }
    if !corpus.rejects.is_empty() {
        results
            .left_out
            .add("scored, as the report read it", &corpus.rejects);
    }
    let cast = corpus.cast(&results.compared());
    let choices = choose(&corpus, &cast, plan.seed);
    let shown = shown(&table, &fields, choices)?;
    let report = ReportReport {
        statements: corpus.statements.len() as u64,
        shown: shown.len() as u64,
        rejected: corpus.rejects.len() as u64,
        pictures: 0,
        bytes: 0,
        missing: results.missing(),
    };
    let made = page(&Page {
        names: names(plan, &corpus, &results),
        corpus: &corpus,
        results: &results,
        cast,
        shown,
        resampling: Resampling {
            min_documents: plan.min_documents,
            seed: plan.seed,
        },
    })?;
    if let Some(folder) = &plan.pictures {
        for (name, picture) in &made.pictures {
            let target = Target::File(folder.join(name));
            write(Output::create(&target)?, &target, picture)?;
        }
    }
    write(output, &plan.output, &made.html)?;
    rejects.finish()?;
    progress.finish_and_clear();
    Ok(ReportReport {
        pictures: made.pictures.len(),
        bytes: made.html.len() as u64,
        ..report
    })
}

fn write(mut output: Output, target: &Target, text: &str) -> Result<(), Error> {
    output
        .write_all(text.as_bytes())
        .map_err(Error::write(&target.path()))?;
    output.finish()
}

/// Reads the statements, without their texts: of these few are shown.
fn read(
    plan: &ReportPlan,
    table: &Table,
    fields: &Fields,
    progress: &ProgressBar,
) -> Result<Corpus, Error> {
    let mut corpus = Corpus::default();
    let mut known = HashSet::new();
    let mut place = 0;
    let mut rows = table.rows(fields.scored.columns.id).peekable();
    while rows.peek().is_some() {
        let mut window: Vec<(Statement, String)> = Vec::new();
        for row in rows.by_ref().take(WINDOW) {
            let row = row?;
            progress.inc(1);
            place += 1;
            if row
                .as_ref()
                .is_ok_and(|row| row.field(fields.voice) == "lent")
            {
                corpus.lent += 1;
                continue;
            }
            match row.and_then(|row| fields.statement(plan, &row, place - 1, &mut known)) {
                Ok(read) => window.push(read),
                Err(reject) => corpus.rejects.push(reject),
            }
        }
        let untold = |statement: &Statement| statement.topics.is_empty();
        let texts = window.iter().filter(|(statement, _)| untold(statement));
        let texts: Vec<&str> = texts.map(|(_, text)| &text[..]).collect();
        let mut found = plan.topics.find(&texts)?.into_iter().map(|topics| {
            let topics = topics.into_iter().map(|topic| shared(&mut known, topic));
            topics.collect::<Vec<_>>()
        });
        for (mut statement, _) in window.iter().map(|(s, t)| (s.clone(), t)) {
            if untold(&statement) {
                statement.topics = found.next().unwrap_or_default();
            }
            corpus.statements.push(statement);
        }
    }
    let sum = corpus.statements.len() as u64 + corpus.lent + corpus.rejects.len() as u64;
    if sum != table.len() {
        let problem = format!("the table has {} rows, {sum} were read", table.len());
        return Err(Error::Internal(problem));
    }
    Ok(corpus)
}

/// One copy of a text that many statements share.
fn shared(known: &mut HashSet<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(known) = known.get(text) {
        return Arc::clone(known);
    }
    let text: Arc<str> = Arc::from(text);
    known.insert(Arc::clone(&text));
    text
}

/// The rows of the chosen statements, read again.
fn shown(table: &Table, fields: &Fields, choices: Vec<Choice>) -> Result<Vec<Shown>, Error> {
    let mut shown = Vec::new();
    let mut choices = choices.into_iter().peekable();
    for (place, row) in (0..).zip(table.rows(fields.scored.columns.id)) {
        let Some(choice) = choices.next_if(|choice| choice.statement.row == place) else {
            if choices.peek().is_none() {
                break;
            }
            continue;
        };
        let row = row?.map_err(|reject| Error::Internal(format!("{reject:?} was read before")))?;
        let problem = |problem| {
            let line = row.line;
            let problem = format!("line {line}: score_evidence: {problem}; score the table again");
            Error::malformed(table.path(), problem)
        };
        shown.push(fields.shown(&row, choice).map_err(problem)?);
    }
    Ok(shown)
}

/// What the actors and topics of all tables are called.
fn names(plan: &ReportPlan, corpus: &Corpus, results: &Results) -> Names {
    let mut names = Names::default();
    let compared = results.compared();
    let counterparts = results.counterparts();
    let actors = corpus.sizes().into_keys().collect::<Vec<_>>();
    for id in actors
        .into_iter()
        .chain(compared.iter().map(|id| &id[..]))
        .chain(counterparts)
    {
        names.add_actor(id, plan.actors.name(id));
    }
    for id in corpus.topics() {
        names.add_topic(id, plan.topics.name(id));
    }
    names
}

/// Where in a row the needed fields stand.
struct Fields {
    scored: ScoredColumns,
    /// Whether the voice is the actor's own or lent, where the table says so.
    voice: Option<usize>,
    title: Option<usize>,
    url: Option<usize>,
    /// The words that carry the score, where the table tells them.
    evidence: Option<usize>,
    /// The sentence's place in what `id` names, in a table that was split.
    sentence: Option<usize>,
}

impl Fields {
    fn find(plan: &ReportPlan, table: &Table) -> Result<Self, Error> {
        let scored = ScoredColumns::find(table, &plan.columns)?;
        scored.need_actor(table)?;
        scored.need_text(table)?;
        Ok(Self {
            scored,
            voice: find_column(table, "voice", None)?,
            title: find_column(table, "title", None)?,
            url: find_column(table, "url", None)?,
            evidence: find_column(table, "score_evidence", None)?,
            sentence: find_column(table, "sentence", None)?,
        })
    }

    /// A statement, and its text for finding its topics.
    fn statement(
        &self,
        plan: &ReportPlan,
        row: &Row,
        place: u64,
        known: &mut HashSet<Arc<str>>,
    ) -> Result<(Statement, String), Reject> {
        let text = row.field(self.scored.columns.text);
        let mut share = |texts: Vec<String>| -> Vec<Arc<str>> {
            texts.iter().map(|text| shared(known, text)).collect()
        };
        let mut topics = share(self.scored.topics(row));
        topics.sort_unstable();
        topics.dedup();
        let statement = Statement {
            row: place,
            measured: self.scored.measured(row)?,
            actors: share(self.scored.actors(row, &plan.actors)),
            topics,
            date: self.scored.date(row),
            words: text.split_whitespace().count(),
            fingerprint: fingerprint(text),
            document: shared(known, &self.scored.document(row)),
        };
        Ok((statement, text.to_owned()))
    }

    fn shown(&self, row: &Row, choice: Choice) -> Result<Shown, String> {
        let field = |column| row.field(column).to_owned();
        let columns = &self.scored.columns;
        let (id, sentence) = (field(columns.id), field(self.sentence));
        Ok(Shown {
            choice,
            id: if id.is_empty() || sentence.is_empty() {
                id
            } else {
                format!("{id}/{sentence}")
            },
            // As it stands: spans of highlights are of these bytes.
            text: columns
                .text
                .map_or_else(String::new, |text| row.fields[text].clone()),
            speaker: field(columns.speaker),
            source: field(columns.source),
            title: field(self.title),
            url: field(self.url),
            highlights: highlights(row.field(self.evidence))?,
        })
    }
}
