//! The gold set's three files: statements with ratings (`gold.csv`), limits
//! (`gold.toml`), last accepted scores (`gold.scores.csv`).

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::Error;
use crate::scores::{Act, Score, Thresholds};
use crate::tables::{Input, Style, Table, TableWriter, Target, dictionary};

/// The codebook's top level; ratings are divided by it.
const TOP: f64 = 4.0;

/// One reader's rating of a statement, on the codebook's scale from 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Rating {
    specificity: f64,
    firmness: f64,
    overall: f64,
}

/// A statement with the ratings of two independent readers.
#[derive(Debug, Clone, PartialEq)]
pub struct Rated {
    /// Names the statement.
    pub id: String,
    /// The statement.
    pub text: String,
    ratings: [Rating; 2],
    /// The act that each reader saw.
    pub acts: [Act; 2],
}

/// What is rated, and by which column of the ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The headline score.
    Overall,
    /// How precise.
    Specificity,
    /// How far the speaker stands behind it.
    Firmness,
}

impl Scale {
    /// All scales, the headline first.
    pub const ALL: [Self; 3] = [Self::Overall, Self::Specificity, Self::Firmness];

    /// The scale's name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overall => "overall",
            Self::Specificity => "specificity",
            Self::Firmness => "firmness",
        }
    }

    /// What a score says on this scale, 0 to 1.
    #[must_use]
    pub fn of(self, score: &Score) -> f64 {
        match self {
            Self::Overall => score.overall,
            Self::Specificity => score.specificity,
            Self::Firmness => score.firmness,
        }
    }
}

impl Rated {
    /// What one reader says on a scale, 0 to 1.
    #[must_use]
    pub fn reading(&self, reader: usize, scale: Scale) -> f64 {
        let rating = &self.ratings[reader];
        let level = match scale {
            Scale::Overall => rating.overall,
            Scale::Specificity => rating.specificity,
            Scale::Firmness => rating.firmness,
        };
        level / TOP
    }

    /// The mean of both readings, 0 to 1.
    #[must_use]
    pub fn rating(&self, scale: Scale) -> f64 {
        f64::midpoint(self.reading(0, scale), self.reading(1, scale))
    }
}

/// The statements and where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldSet {
    path: PathBuf,
    /// The statements, in the order of the file.
    pub statements: Vec<Rated>,
}

impl GoldSet {
    /// Reads a gold set. Any row that cannot be used is an error: a check that
    /// leaves out rows would hide what it is for.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let statements = records(path, |row| {
            let rating = |reader: char| {
                let level = |scale: &str| row.level(&format!("{scale}_{reader}"));
                Ok::<_, Error>(Rating {
                    specificity: level("specificity")?,
                    firmness: level("firmness")?,
                    overall: level("overall")?,
                })
            };
            Ok(Rated {
                id: row.field("id")?.to_owned(),
                text: row.field("text")?.to_owned(),
                ratings: [rating('a')?, rating('b')?],
                acts: [row.parsed("act_a")?, row.parsed("act_b")?],
            })
        })?;
        let mut seen = std::collections::HashSet::new();
        if let Some(twice) = statements.iter().find(|row| !seen.insert(&row.id)) {
            let problem = format!("two statements have the id {:?}; rename one", twice.id);
            return Err(Error::malformed(path, problem));
        }
        Ok(Self {
            path: path.to_owned(),
            statements,
        })
    }

    /// The file with the limits that belongs to this set.
    #[must_use]
    pub fn limits_path(&self) -> PathBuf {
        self.path.with_extension("toml")
    }

    /// The file with the behaviour cases that belongs to this set.
    #[must_use]
    pub fn behaviour_path(&self) -> PathBuf {
        self.path.with_file_name("behaviour.csv")
    }

    /// The file with the accepted scores that belongs to this set.
    #[must_use]
    pub fn scores_path(&self) -> PathBuf {
        self.path.with_extension("scores.csv")
    }
}

/// What the check demands. A measure that is not named is shown and not judged.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Least Spearman correlation with the mean rating.
    pub spearman: Scales,
    /// Greatest mean distance from the mean rating, 0 to 1.
    pub mean_absolute_error: Scales,
    /// Least share of statements whose label is that of the mean rating.
    pub label_agreement: Option<f64>,
    /// Least share of statements whose act one of the readers saw.
    pub act_agreement: Option<f64>,
    /// Greatest distance of any score from the accepted one, 0 to 1.
    pub largest_move: Option<f64>,
    /// Least share of the cases of a capability that hold, by its name.
    pub behaviour: BTreeMap<String, f64>,
}

/// A limit for each scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scales {
    overall: Option<f64>,
    specificity: Option<f64>,
    firmness: Option<f64>,
}

impl Scales {
    /// The limit for one scale.
    #[must_use]
    pub fn get(&self, scale: Scale) -> Option<f64> {
        match scale {
            Scale::Overall => self.overall,
            Scale::Specificity => self.specificity,
            Scale::Firmness => self.firmness,
        }
    }
}

impl Limits {
    /// Reads the limits.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(Error::read(path))?;
        toml::from_str(&text).map_err(|error| Error::malformed(path, error.to_string()))
    }
}

/// The scores of the last accepted model, by statement id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recorded {
    scores: HashMap<String, Score>,
}

impl Recorded {
    /// Reads the accepted scores; `None` where none were accepted yet.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        if !path.exists() {
            return Ok(None);
        }
        let scores = records(path, |row| {
            let score = Score {
                overall: row.parsed("score")?,
                specificity: row.parsed("specificity")?,
                firmness: row.parsed("firmness")?,
                act: row.parsed("act")?,
            };
            Ok((row.field("id")?.to_owned(), score))
        })?;
        Ok(Some(Self {
            scores: scores.into_iter().collect(),
        }))
    }

    /// The accepted score of a statement.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Score> {
        self.scores.get(id)
    }

    /// Writes scores as accepted, with the version of the model that gave them.
    pub fn write(
        path: &Path,
        gold: &GoldSet,
        scores: &[Score],
        thresholds: Thresholds,
        model: &str,
    ) -> Result<(), Error> {
        let mut writer = TableWriter::create(
            &Target::File(path.to_owned()),
            Style::Csv,
            dictionary::GOLD_SCORES.schema(),
        )?;
        for (statement, score) in gold.statements.iter().zip(scores) {
            let fields = score.fields(thresholds);
            let id = std::iter::once(statement.id.as_str());
            writer.write(id.chain(fields.iter().map(String::as_str)).chain([model]))?;
        }
        writer.finish()?;
        Ok(())
    }
}

/// A row whose fields are asked for by name.
pub(super) struct Record<'a> {
    table: &'a Table,
    line: u64,
    fields: &'a [String],
}

impl Record<'_> {
    pub(super) fn field(&self, name: &str) -> Result<&str, Error> {
        let index = self.table.header().iter().position(|column| column == name);
        index
            .map(|index| self.fields[index].as_str())
            .ok_or_else(|| {
                Error::malformed(self.table.path(), format!("has no column {name:?}; add it"))
            })
    }

    pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<T, Error> {
        let field = self.field(name)?;
        field.parse().map_err(|error| self.problem(name, error))
    }

    /// The error for a field that cannot be used.
    pub(super) fn problem(&self, name: &str, problem: impl std::fmt::Display) -> Error {
        let problem = format!("line {}, column {name}: {problem}", self.line);
        Error::malformed(self.table.path(), problem)
    }

    fn level(&self, name: &str) -> Result<f64, Error> {
        let level: f64 = self.parsed(name)?;
        if (0.0..=TOP).contains(&level) {
            return Ok(level);
        }
        Err(self.problem(
            name,
            format!("{level} is not in 0..4, the scale of ratings"),
        ))
    }
}

pub(super) fn records<T>(
    path: &Path,
    read: impl Fn(&Record<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let table = Table::open(&Input::File(path.to_owned()))?;
    table
        .rows(None)
        .map(|row| {
            let row = row?.map_err(|reject| {
                let line = reject.line.unwrap_or_default();
                let problem = format!("line {line}: {}", reject.reason);
                Error::malformed(path, problem)
            })?;
            read(&Record {
                table: &table,
                line: row.line,
                fields: &row.fields,
            })
        })
        .collect()
}
