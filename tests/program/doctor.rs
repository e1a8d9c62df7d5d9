//! `hedgerow doctor` from the outside.

use crate::common::{checkout, folder_with, hedgerow};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

#[test]
fn all_is_well_in_a_checkout_and_the_speed_is_measured() {
    let folder = folder_with("unused", "");
    let output = hedgerow(&folder)
        .args(["doctor", "--json"])
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success(), "{report:#}");
    assert_eq!(report["ok"], true);
    let findings = report["findings"].as_array().unwrap();
    let of = |what: &str| {
        let mut findings = findings.iter();
        findings.find(|finding| finding["what"] == what).unwrap()
    };
    for what in [
        "libtorch",
        "gold set",
        "scorer",
        "attribution model",
        "encoder",
    ] {
        assert_eq!(of(what)["state"], "ok", "{}", of(what));
    }
    assert!(
        of("libtorch")["found"]
            .as_str()
            .unwrap()
            .starts_with("2.4.0")
    );
    let speed = &report["speed"][0];
    assert_eq!(speed["precision"], "fp32");
    assert!(speed["statements_per_second"].as_f64().unwrap() > 1.0);
}

#[test]
fn a_damaged_model_is_a_problem_that_names_the_next_step() {
    let folder = folder_with("unused", "");
    let copy = folder.path().join("scorer");
    std::fs::create_dir(&copy).unwrap();
    for file in std::fs::read_dir(checkout("models/scorer")).unwrap() {
        let path = file.unwrap().path();
        std::fs::copy(&path, copy.join(path.file_name().unwrap())).unwrap();
    }
    let weights = copy.join("model.safetensors");
    let mut bytes = std::fs::read(&weights).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&weights, bytes).unwrap();
    hedgerow(&folder)
        .args(["doctor", "--model", "scorer"])
        .assert()
        .code(1)
        .stdout(
            contains("is damaged")
                .and(contains("restore"))
                .and(contains("PROBLEM")),
        );
}
