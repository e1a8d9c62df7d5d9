//! The worked example of the README: what it shows is what the program makes.

use regex::Regex;
use tempfile::TempDir;

use crate::common::{checkout, hedgerow, rows, text};

/// How far a number may be off: one step of its last place, and the tolerance of scores.
const NEAR: f64 = 0.011;

/// Whether two texts are the same but for decimal fractions that are nearly so.
fn near(a: &str, b: &str) -> bool {
    let pieces = Regex::new(r"\d+\.\d+|\d+|[^\s\d]+").unwrap();
    let a: Vec<&str> = pieces.find_iter(a).map(|piece| piece.as_str()).collect();
    let b: Vec<&str> = pieces.find_iter(b).map(|piece| piece.as_str()).collect();
    a.len() == b.len()
        && a.iter().zip(&b).all(|(a, b)| {
            let fraction =
                |piece: &str| -> Option<f64> { piece.parse().ok().filter(|_| piece.contains('.')) };
            match (fraction(a), fraction(b)) {
                (Some(a), Some(b)) => f64::abs(a - b) <= NEAR,
                _ => a == b,
            }
        })
}

/// The section of the README.
fn section() -> String {
    let readme = std::fs::read_to_string(checkout("README.md")).unwrap();
    let from = readme.split("## An example").nth(1).unwrap();
    from.split("\n## ").next().unwrap().to_owned()
}

/// What stands between the fences, block by block.
fn blocks(section: &str) -> Vec<&str> {
    section.split("```\n").skip(1).step_by(2).collect()
}

/// Runs the commands of the section in a folder that has the sample data; what they
/// say comes back.
fn run(section: &str, folder: &TempDir) -> String {
    let articles = folder.path().join("data/sample/articles");
    std::fs::create_dir_all(&articles).unwrap();
    for file in std::fs::read_dir(checkout("data/sample/articles")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), articles.join(file.file_name())).unwrap();
    }
    let mut said = String::new();
    for line in blocks(section)[0].lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let done = hedgerow(folder).args(&words[1..]).assert().code(0);
        said += &String::from_utf8(done.get_output().stderr.clone()).unwrap();
    }
    said
}

/// The lettering of a picture, piece by piece.
fn lettering(svg: &str) -> String {
    let text = Regex::new(r"<text[^>]*>([^<]*)").unwrap();
    let pieces = text.captures_iter(svg).map(|found| found[1].to_owned());
    pieces.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_example_of_the_readme_is_what_the_program_makes() {
    let folder = tempfile::tempdir().unwrap();
    let section = section();
    let said = run(&section, &folder);

    for line in blocks(&section)[1].lines() {
        assert!(
            said.lines().any(|found| near(found, line)),
            "{line}\n{said}"
        );
    }

    let page = text(&folder, "results/report.html");
    let quoted = section.split("*\"").nth(1).unwrap();
    let finding = quoted.split("\"*").next().unwrap();
    let items = page
        .split("<li>")
        .map(|item| item.split("</li>").next().unwrap());
    let tags = Regex::new("<[^>]*>").unwrap();
    let mut items = items.map(|item| tags.replace_all(item, "").into_owned());
    assert!(items.any(|item| near(&item, finding)), "{finding}");

    let pictures = Regex::new(r"\(data/sample/pictures/([^)]*)\)").unwrap();
    let mut shown = 0;
    for picture in pictures.captures_iter(&section) {
        let name = &picture[1];
        let kept = checkout(&format!("data/sample/pictures/{name}"));
        let kept = std::fs::read_to_string(kept).unwrap();
        let made = text(&folder, &format!("results/pictures/{name}"));
        let (kept, made) = (lettering(&kept), lettering(&made));
        assert!(near(&kept, &made), "{name}\n{kept}\n{made}");
        shown += 1;
    }
    assert_eq!(shown, 2);

    let claims = rows(&text(&folder, "results/claims.csv"));
    let table = section.lines().filter(|line| line.contains("| `"));
    let mut shown = 0;
    for line in table {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (actor, claim) = cells[1].split_once(": ").unwrap();
        let state = cells[2].trim_matches('`');
        assert!(
            claims.iter().any(|row| {
                let has = |cell: &str| row.iter().any(|field| field == cell);
                has(actor) && has(claim) && has(state) && row.iter().any(|f| f.contains(cells[3]))
            }),
            "{line}"
        );
        shown += 1;
    }
    assert_eq!(shown, 4);
}
