//! The models and the data: there, whole, and doing what they should.

use std::path::{Path, PathBuf};

use hedgerow::Error;
use hedgerow::gold::{GoldSet, Limits, Recorded, Scale, check, spearman};
use hedgerow::model::{Embedder, Kind, ModelFolder, Options, Precision};
use hedgerow::scores::{Score, Scorer, Thresholds};
use hedgerow::statements::{Actors, AttributionModel, Topics};

use super::super::{assets, causes, model};
use super::{Args, Finding};

/// What to do where files are missing or damaged.
const RESTORE: &str =
    "restore the folders models and data beside the program, from git for example";

/// A sentence in which somebody says something.
const SAID: &str = "\"The port will open in May,\" Trade Minister Mira Voss said on Tuesday.";
/// What is said in it.
const CONTENT: &str = "The port will open in May";

/// Two sentences that say the same, and one that does not.
const ALIKE: [&str; 3] = [
    "The ministry cut its tariff on steel bolts to four percent.",
    "Duties on steel bolts were lowered to 4% by the ministry.",
    "The two choirs sang in the old cathedral.",
];

/// What was found, and what speed can be measured with: a scorer's folder and
/// texts.
pub(super) struct Models {
    pub(super) findings: Vec<Finding>,
    pub(super) scorer: Option<(PathBuf, Vec<String>)>,
    /// Kept so that the memory of all models together can be looked at.
    _loaded: (Option<Scorer>, Option<AttributionModel>, Option<Embedder>),
}

pub(super) fn examine(args: &Args, options: &Options) -> Models {
    // The reference precision, in which the accepted scores are.
    let options = Options {
        precision: Precision::Fp32,
        ..options.clone()
    };
    let (list, gold) = (lists(), gold());
    let (gold_finding, gold) = split("gold set", gold);
    let scorer = scorer(args, gold.as_ref(), &options);
    let (scorer_finding, scorer) = split("scorer", scorer);
    let (attribution_finding, attribution) =
        split("attribution model", attribution(args, &options));
    let (encoder_finding, encoder) = split("encoder", encoder(args, &options));
    let measurable = scorer.as_ref().zip(gold).map(|(scorer, gold)| {
        let texts = gold.statements.into_iter().map(|row| row.text).collect();
        (scorer.folder().path().to_owned(), texts)
    });
    Models {
        findings: vec![
            list,
            gold_finding,
            scorer_finding,
            attribution_finding,
            encoder_finding,
        ],
        scorer: measurable,
        _loaded: (scorer, attribution, encoder),
    }
}

/// A finding and the thing itself, where it is there.
type Examined<T> = Result<(Finding, T), Error>;

fn split<T>(what: &str, examined: Examined<T>) -> (Finding, Option<T>) {
    match examined {
        Ok((finding, thing)) => (finding, Some(thing)),
        Err(error) => {
            let next = error.next_step().unwrap_or(RESTORE);
            (Finding::problem(what, causes(&error), next), None)
        }
    }
}

fn lists() -> Finding {
    let what = "topics and actors";
    match Topics::built_in().and(Actors::built_in()) {
        Ok(_) => Finding::ok(what, "those that come with the program can be read"),
        Err(error) => Finding::problem(what, causes(&error), "build the program again"),
    }
}

fn gold() -> Examined<GoldSet> {
    let path = assets::find("the gold set", "data/gold.csv", "gold check --gold")?;
    let gold = GoldSet::read(&path)?;
    let found = format!("{} statements in {}", gold.statements.len(), path.display());
    Ok((Finding::ok("gold set", found), gold))
}

fn scorer(args: &Args, gold: Option<&GoldSet>, options: &Options) -> Examined<Scorer> {
    let what = "scorer";
    let folder = model::scorer(args.model.as_deref())?;
    let scorer = Scorer::load(&folder, options)?;
    let found = format!("{} in {}", scorer.folder().version(), folder.display());
    let Some(gold) = gold else {
        let next = "its scores are not checked without the gold set";
        return Ok((Finding::warning(what, found, next), scorer));
    };
    let scores = known_scores(&scorer, gold)?;
    let own = args.model.is_some();
    let finding = judged(what, &found, gold, &scores, own)?;
    Ok((finding, scorer))
}

fn known_scores(scorer: &Scorer, gold: &GoldSet) -> Result<Vec<Score>, Error> {
    let texts: Vec<&str> = gold.statements.iter().map(|row| &row.text[..]).collect();
    let scores = scorer.score(&texts)?.into_iter().zip(&gold.statements);
    scores
        .map(|(score, row)| {
            score.map_err(|reason| Error::Usage(format!("gold statement {}: {reason}", row.id)))
        })
        .collect()
}

/// The scores against the readers' ratings and, but for a model of the user's
/// `own`, against the accepted scores.
fn judged(
    what: &str,
    found: &str,
    gold: &GoldSet,
    scores: &[Score],
    own: bool,
) -> Result<Finding, Error> {
    let mut limits = Limits::read(&gold.limits_path())?;
    let recorded = Recorded::read(&gold.scores_path())?.filter(|_| !own);
    if own {
        limits.largest_move = None;
    }
    let outcome = check(
        gold,
        scores,
        recorded.as_ref(),
        &limits,
        Thresholds::default(),
    );
    let rated: Vec<f64> = gold
        .statements
        .iter()
        .map(|row| row.rating(Scale::Overall))
        .collect();
    let scored: Vec<f64> = scores.iter().map(|score| score.overall).collect();
    let agreement = spearman(&scored, &rated)
        .map(|value| format!("; agrees with the gold set's readers by {value:.2} (Spearman)"))
        .unwrap_or_default();
    let found = format!("{found}, whole{agreement}");
    if outcome.passed() {
        return Ok(Finding::ok(what, found));
    }
    let next = "its scores of the gold set are not as they should be: `hedgerow gold check` says \
                which";
    Ok(Finding::problem(what, found, next))
}

fn attribution(args: &Args, options: &Options) -> Examined<AttributionModel> {
    let what = "attribution model";
    let path = args.attribution.folder()?;
    let model = AttributionModel::load(&path, options)?;
    let found = whole(&path, model.folder());
    let attributions = model.find(&[SAID])?;
    let works = attributions.iter().flatten().any(|attribution| {
        let mut content = attribution.content.iter();
        content.any(|span| SAID[span.clone()].contains(CONTENT))
    });
    let finding = if works {
        Finding::ok(what, found)
    } else {
        let next = format!("it does not find what is said in {SAID}; take another model");
        Finding::problem(what, found, &next)
    };
    Ok((finding, model))
}

fn encoder(args: &Args, options: &Options) -> Examined<Embedder> {
    let what = "encoder";
    let path = args.encoder.folder()?;
    let found = whole(&path, &ModelFolder::open(&path, Kind::Encoder)?);
    let model = Embedder::load(&path, options)?;
    let embeddings = model.embed(&ALIKE, &|_| ())?;
    let works = match &embeddings[..] {
        [Ok(a), Ok(b), Ok(other)] => a.cosine(b) > a.cosine(other),
        _ => false,
    };
    let finding = if works {
        Finding::ok(what, found)
    } else {
        let next = "it does not tell sentences that say the same from others; take another model";
        Finding::problem(what, found, next)
    };
    Ok((finding, model))
}

fn whole(path: &Path, folder: &ModelFolder) -> String {
    format!("{} in {}, whole", folder.version(), path.display())
}
