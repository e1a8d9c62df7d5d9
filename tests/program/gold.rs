//! The gold check is part of the suite, and the check itself is checked.

use crate::common::{checkout, column, hedgerow, rows, text};
use predicates::str::contains;
use tempfile::TempDir;

/// The gold set with its companions, in a folder where they may be changed.
fn copied_gold() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gold.csv", "gold.toml", "gold.scores.csv"] {
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
