//! `hedgerow gold check --behaviour`

use std::path::Path;

use hedgerow::Error;
use hedgerow::gold::{Behaviour, Capability, Judged, Limits, Scale, judge};
use hedgerow::scores::{Score, Scorer};
use hedgerow::tables::{Style, TableWriter, Target, dictionary};

use super::{Done, say};

/// Failed cases that are shown.
const SHOWN: usize = 10;

/// Judges the cases, and shows how many of each capability hold.
pub(super) fn check(
    cases: &Path,
    limits: &Limits,
    scorer: &Scorer,
    diff: Option<&Path>,
    style: Style,
) -> Result<Done, Error> {
    let behaviour = Behaviour::read(cases)?;
    let texts = behaviour.texts();
    let scores: Vec<Score> = scorer
        .score(&texts)?
        .into_iter()
        .zip(&texts)
        .map(|(score, text)| {
            score.map_err(|reason| Error::Usage(format!("behaviour case {text:?}: {reason}")))
        })
        .collect::<Result<_, Error>>()?;
    let (judged, capabilities) = judge(&behaviour, &scores, &limits.behaviour)?;
    if let Some(path) = diff {
        write_diff(path, style, &judged)?;
        say::line(&format!("every case is in {}", path.display()));
    }
    show(&judged, &capabilities)?;
    if capabilities.iter().all(Capability::passed) {
        say::result("behaviour check passed")?;
        Ok(Done::Well)
    } else {
        say::result("behaviour check FAILED")?;
        Ok(Done::CheckFailed)
    }
}

fn show(judged: &[Judged], capabilities: &[Capability]) -> Result<(), Error> {
    let mut rows: Vec<Vec<String>> = capabilities
        .iter()
        .map(|capability| {
            let (limit, verdict) = match capability.floor {
                None => (String::new(), ""),
                Some(floor) => {
                    let verdict = if capability.passed() { "ok" } else { "MISSED" };
                    (format!("at least {floor}"), verdict)
                }
            };
            vec![
                capability.name.clone(),
                format!("{} of {}", capability.held, capability.cases),
                format!("{:.2}", capability.rate()),
                limit,
                verdict.to_owned(),
            ]
        })
        .collect();
    let held = judged.iter().filter(|judged| judged.holds).count();
    let rate = held as f64 / judged.len().max(1) as f64;
    rows.push(vec![
        "all".to_owned(),
        format!("{held} of {}", judged.len()),
        format!("{rate:.2}"),
        String::new(),
        String::new(),
    ]);
    say::result_table(&["capability", "hold", "share", "limit", ""], &rows)?;
    let mut failed: Vec<&Judged> = judged.iter().filter(|judged| !judged.holds).collect();
    if failed.is_empty() {
        return Ok(());
    }
    failed.sort_by(|a, b| b.off().total_cmp(&a.off()));
    let rows: Vec<Vec<String>> = failed
        .iter()
        .take(SHOWN)
        .map(|judged| {
            let case = &judged.case;
            let texts = case.other.as_ref().map_or(case.text.clone(), |other| {
                format!("{} → {other}", case.text)
            });
            vec![
                case.id.clone(),
                format!("{:+.2}", judged.value),
                format!("{} {}", case.relation, case.bound),
                texts,
            ]
        })
        .collect();
    say::result("farthest from what is demanded:")?;
    say::result_table(&["case", "value", "demanded", "statement"], &rows)
}

fn write_diff(path: &Path, style: Style, judged: &[Judged]) -> Result<(), Error> {
    let target = Target::File(path.to_owned());
    let mut writer = TableWriter::create(&target, style, dictionary::BEHAVIOUR.schema())?;
    for judged in judged {
        writer.write(diff_row(judged))?;
    }
    say::excess(&[writer.finish()?]);
    Ok(())
}

/// The fields of [`dictionary::BEHAVIOUR`].
fn diff_row(judged: &Judged) -> Vec<String> {
    let case = &judged.case;
    let holds = if judged.holds { "yes" } else { "no" };
    let mut fields = vec![
        case.id.clone(),
        case.capability.clone(),
        holds.to_owned(),
        case.relation.to_string(),
        case.bound.to_string(),
        format!("{:.4}", judged.value),
    ];
    let both = [
        (Some(&case.text), Some(&judged.score)),
        (case.other.as_ref(), judged.other.as_ref()),
    ];
    for (text, score) in both {
        fields.push(text.cloned().unwrap_or_default());
        fields.extend(
            Scale::ALL.map(|scale| {
                score.map_or(String::new(), |score| format!("{:.4}", scale.of(score)))
            }),
        );
    }
    fields
}
