use std::path::Path;

use super::*;

const TELL: Tell = |_| {};

fn facts(precision: &str) -> Facts {
    Facts::of("score").with("--precision", &precision)
}

fn begin(journal: &mut Journal, precision: &str) -> Result<Option<Done<u64>>, Error> {
    journal.begin(|| Ok(Some(facts(precision))))
}

fn resume(path: &Path) -> (Journal, Option<Done<u64>>) {
    let mut journal = Journal::at(path, false, TELL);
    let done = begin(&mut journal, "fp32").unwrap();
    (journal, done)
}

/// A window of two rows, with words that must be escaped.
fn window(journal: &mut Journal, number: u64, finished: bool) {
    let number_word = number.to_string();
    journal.row("scored", &[&number_word, "a\n\"b\""]).unwrap();
    journal.row("rejects", &[&number_word, "é,"]).unwrap();
    let kept = format!("{number} windows");
    let state = number;
    journal
        .seal(&Done {
            kept,
            finished,
            state,
        })
        .unwrap();
}

fn rows(journal: &mut Journal) -> Vec<(String, Vec<String>)> {
    let mut rows = Vec::new();
    journal
        .replay(|table, fields| {
            rows.push((table.to_owned(), fields));
            Ok(())
        })
        .unwrap();
    rows
}

fn state(done: Option<Done<u64>>) -> Option<u64> {
    done.map(|done| done.state)
}

/// A journal of three windows as an interruption leaves it, and its bytes.
fn interrupted(path: &Path) -> Vec<u8> {
    let (mut journal, done) = resume(path);
    assert_eq!(done, None);
    for number in 1..=3 {
        window(&mut journal, number, false);
    }
    drop(journal);
    std::fs::read(path).unwrap()
}

#[test]
fn rows_come_back_as_they_were_added() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    interrupted(&path);
    let (mut journal, done) = resume(&path);
    assert_eq!(state(done), Some(3));
    let rows = rows(&mut journal);
    assert_eq!(rows.len(), 6);
    let field = |text: &str| text.to_owned();
    assert_eq!(
        rows[2],
        (field("scored"), vec![field("2"), field("a\n\"b\"")])
    );
    journal.remove().unwrap();
    assert!(!path.exists());
}

#[test]
fn wherever_the_file_is_torn_it_ends_at_a_seal_and_goes_on_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let whole = interrupted(&path);
    for length in 0..=whole.len() {
        std::fs::write(&path, &whole[..length]).unwrap();
        let (mut journal, done) = resume(&path);
        let done = state(done).unwrap_or_default();
        let added = rows(&mut journal);
        assert_eq!(added.len() as u64, 2 * done, "cut at {length}");
        // Each seal waits for the disk.
        if length % 23 != 0 {
            continue;
        }
        for number in done + 1..=3 {
            window(&mut journal, number, false);
        }
        drop(journal);
        assert!(std::fs::read(&path).unwrap() == whole, "cut at {length}");
    }
}

#[test]
fn a_byte_that_is_not_as_it_was_written_ends_the_journal_at_the_seal_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let whole = interrupted(&path);
    // Behind the first seal, since one without a seal is thrown away or refused.
    let first = whole.windows(6).position(|six| six == b"\"seal\"").unwrap() + 28;
    for place in (first..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x04;
        std::fs::write(&path, &bytes).unwrap();
        let (mut journal, done) = resume(&path);
        let done = state(done).unwrap_or_default();
        assert!(done < 3, "changed at {place}");
        assert_eq!(rows(&mut journal).len() as u64, 2 * done);
        assert!(whole.starts_with(&std::fs::read(&path).unwrap()));
    }
}

#[test]
fn other_facts_are_refused_by_name_and_nothing_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let whole = interrupted(&path);
    let mut journal = Journal::at(&path, false, TELL);
    let error = begin(&mut journal, "bf16").unwrap_err();
    let words = error.to_string();
    for part in ["--precision was fp32 and is bf16", "3 windows", "--fresh"] {
        assert!(words.contains(part), "{words}");
    }
    assert_eq!(
        journal.leave(error).to_string(),
        words,
        "nothing to add to it"
    );
    assert!(std::fs::read(&path).unwrap() == whole);
}

#[test]
fn other_facts_are_no_matter_where_nothing_is_kept_or_a_fresh_start_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    drop(resume(&path));
    let mut journal = Journal::at(&path, false, TELL);
    assert_eq!(begin(&mut journal, "bf16").unwrap(), None);
    window(&mut journal, 1, false);
    drop(journal);
    let mut journal = Journal::at(&path, true, TELL);
    assert_eq!(begin(&mut journal, "fp32").unwrap(), None);
    assert!(rows(&mut journal).is_empty());
}

#[test]
fn stages_follow_one_another_in_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let second = || Ok(Some(Facts::of("second")));
    let (mut journal, _) = resume(&path);
    window(&mut journal, 1, true);
    assert_eq!(journal.begin::<u64>(second).unwrap(), None);
    window(&mut journal, 5, false);
    drop(journal);

    let (mut journal, done) = resume(&path);
    assert!(done.unwrap().finished);
    assert_eq!(rows(&mut journal)[0].1[0], "1");
    let done = journal.begin::<u64>(second).unwrap();
    assert_eq!(state(done), Some(5));
    assert_eq!(rows(&mut journal).len(), 2);
    assert_eq!(rows(&mut journal)[0].1[0], "5");
}

#[test]
fn an_error_says_what_is_kept_and_without_anything_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let error = || Error::Usage("no".to_owned());
    let (journal, _) = resume(&path);
    assert_eq!(journal.leave(error()).to_string(), "no");
    assert!(!path.exists());

    let whole = interrupted(&path);
    let (mut journal, _) = resume(&path);
    journal.row("scored", &["4", "not sealed"]).unwrap();
    let words = journal.leave(error()).to_string();
    assert!(words.contains("3 windows are kept in"), "{words}");
    assert!(std::fs::read(&path).unwrap() == whole);
}

#[test]
fn two_commands_do_not_share_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let (mut first, _) = resume(&path);
    window(&mut first, 1, false);
    let mut second = Journal::at(&path, true, TELL);
    let error = begin(&mut second, "fp32").unwrap_err();
    assert!(matches!(error, Error::InUse { .. }));
    let error = second.leave(error);
    assert!(matches!(error, Error::InUse { .. }));
    window(&mut first, 2, false);
    drop(first);
    assert_eq!(state(resume(&path).1), Some(2));
}

#[test]
fn a_file_of_somebody_else_s_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    std::fs::write(&path, "Dear diary").unwrap();
    for fresh in [false, true] {
        let mut journal = Journal::at(&path, fresh, TELL);
        let error = begin(&mut journal, "fp32").unwrap_err();
        assert!(
            journal
                .leave(error)
                .to_string()
                .contains("no journal of ours")
        );
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "Dear diary");
}

#[test]
fn what_cannot_be_read_twice_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut journal = Journal::at(&path, false, TELL);
    assert_eq!(journal.begin::<u64>(|| Ok(None)).unwrap(), None);
    assert!(!journal.keeps());
    assert!(!path.exists());
}
