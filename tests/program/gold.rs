//! The gold check is part of the suite, and the check itself is checked.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{checkout, column, hedgerow, rows, text};
use predicates::str::contains;
use tempfile::TempDir;

/// The gold set with its companions, in a folder where they may be changed.
fn copied_gold() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gold.csv", "gold.toml", "gold.scores.csv", "behaviour.csv"] {
        std::fs::copy(checkout("data").join(name), folder.path().join(name)).unwrap();
    }
    folder
}

#[test]
fn the_model_passes_the_gold_check() {
    let folder = tempfile::tempdir().unwrap();
    hedgerow(&folder)
        .args(["gold", "check", "--diff", "diff.csv"])
        .assert()
        .code(0)
        .stdout(contains("gold check passed"));
    let diff = text(&folder, "diff.csv");
    assert_eq!(rows(&diff).len(), 1 + column(&text_of_gold(), "id").len());
}

fn text_of_gold() -> String {
    std::fs::read_to_string(checkout("data/gold.csv")).unwrap()
}

#[test]
fn the_gold_set_has_every_level_and_act_in_numbers() {
    let gold = text_of_gold();
    for scale in ["specificity", "firmness", "overall"] {
        for reader in ["a", "b"] {
            let levels = column(&gold, &format!("{scale}_{reader}"));
            for level in ["0", "1", "2", "3", "4"] {
                let count = levels.iter().filter(|found| *found == level).count();
                assert!(count >= 15, "{scale}_{reader}: {count} of level {level}");
            }
        }
    }
    for act in ["c", "d", "a", "e", "x"] {
        assert!(
            column(&gold, "act_a")
                .iter()
                .filter(|found| *found == act)
                .count()
                >= 15
        );
    }
}

#[test]
fn a_limit_that_is_missed_fails_the_check_and_is_named() {
    let folder = copied_gold();
    std::fs::write(
        folder.path().join("gold.toml"),
        "[spearman]\nfirmness = 0.999\n",
    )
    .unwrap();
    hedgerow(&folder)
        .args(["gold", "check", "--gold", "gold.csv"])
        .assert()
        .code(1)
        .stdout(contains("MISSED"))
        .stdout(contains("gold check FAILED"));
}

#[test]
fn scores_that_moved_fail_the_check_until_they_are_accepted() {
    let folder = copied_gold();
    let accepted = text(&folder, "gold.scores.csv");
    let mut moved = rows(&accepted);
    let old: f64 = moved[1][1].parse().unwrap();
    moved[1][1] = format!("{:.4}", (old - 0.3).abs());
    let moved: Vec<String> = moved.iter().map(|row| row.join(",")).collect();
    std::fs::write(folder.path().join("gold.scores.csv"), moved.join("\n")).unwrap();
    hedgerow(&folder)
        .args(["gold", "check", "--gold", "gold.csv"])
        .assert()
        .code(1)
        .stdout(contains("moved most since the accepted scores"));
    hedgerow(&folder)
        .args(["gold", "record", "--gold", "gold.csv"])
        .assert()
        .code(0)
        .stderr(contains("1 of 260 accepted scores changed"));
    assert_eq!(text(&folder, "gold.scores.csv"), accepted);
}

#[test]
fn an_unknown_key_among_the_limits_is_an_error() {
    let folder = copied_gold();
    std::fs::write(
        folder.path().join("gold.toml"),
        "[spearmen]\noverall = 0.5\n",
    )
    .unwrap();
    hedgerow(&folder)
        .args(["gold", "check", "--gold", "gold.csv"])
        .assert()
        .code(1)
        .stderr(contains("spearmen"));
}

#[test]
fn the_model_passes_the_behaviour_check_and_every_case_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    hedgerow(&folder)
        .args(["gold", "check", "--behaviour", "--diff", "diff.csv"])
        .assert()
        .code(0)
        .stdout(contains("behaviour check passed"));
    let diff = text(&folder, "diff.csv");
    let cases = std::fs::read_to_string(checkout("data/behaviour.csv")).unwrap();
    assert_eq!(column(&diff, "case"), column(&cases, "case"));
    let (values, holds) = (column(&diff, "value"), column(&diff, "holds"));
    let (relations, bounds) = (column(&diff, "relation"), column(&diff, "bound"));
    for index in 0..holds.len() {
        let value: f64 = values[index].parse().unwrap();
        let bound: f64 = bounds[index].parse().unwrap();
        // Values that are shown to four decimals can be either at the bound itself.
        if (value.abs() - bound).abs() <= 1e-4 {
            continue;
        }
        let expected = match relations[index].as_str() {
            "lower" => value < -bound,
            "higher" | "at_least" => value > bound,
            "same" => value.abs() < bound,
            "not_lower" => value > -bound,
            _ => value < bound,
        };
        assert_eq!(holds[index] == "yes", expected, "case {}", index + 1);
    }
}

#[test]
fn the_behaviour_cases_are_many_and_each_capability_has_a_floor() {
    let cases = std::fs::read_to_string(checkout("data/behaviour.csv")).unwrap();
    let capabilities = column(&cases, "capability");
    assert!(capabilities.len() >= 300);
    let ids: BTreeSet<String> = column(&cases, "case").into_iter().collect();
    assert_eq!(ids.len(), capabilities.len());
    // Swaps are cheap to invent and say little: at most a third.
    let swaps = capabilities
        .iter()
        .filter(|name| name.ends_with("not matter"));
    assert!(swaps.count() * 3 <= capabilities.len());
    let limits = std::fs::read_to_string(checkout("data/gold.toml")).unwrap();
    let limits: toml::Table = limits.parse().unwrap();
    let floors: BTreeSet<&String> = limits["behaviour"].as_table().unwrap().keys().collect();
    assert_eq!(floors, capabilities.iter().collect());
    let mut per_kind: BTreeMap<String, usize> = BTreeMap::new();
    for kind in column(&cases, "kind") {
        *per_kind.entry(kind).or_default() += 1;
    }
    assert_eq!(per_kind.keys().collect::<Vec<_>>(), ["DIR", "INV", "MFT"]);
    assert!(per_kind.values().all(|&count| count >= 50));
}

#[test]
fn a_capability_that_falls_below_its_floor_fails_the_check() {
    let folder = copied_gold();
    let check = |limits: &str, code: i32| {
        std::fs::write(folder.path().join("gold.toml"), limits).unwrap();
        hedgerow(&folder)
            .args(["gold", "check", "--behaviour", "--gold", "gold.csv"])
            .assert()
            .code(code)
    };
    check("[behaviour]\n\"a hedge lowers firmness\" = 1.0\n", 1)
        .stdout(contains("MISSED"))
        .stdout(contains("behaviour check FAILED"));
    check("[behaviour]\n\"a hegde lowers firmness\" = 0.1\n", 1).stderr(contains("hegde"));
    check("", 0);
}
