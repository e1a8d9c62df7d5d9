//! Files and folders that are not what they seem.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::fault::{Fault, article, fault};
use crate::texts::{ARTICLE, is_root, is_there, pipe};

const CSV: &str = "text\nWe will see.\n";

/// Takes all rights to a file or folder.
fn lock(path: &Path) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o000)).unwrap();
}

/// One who is not root has to do with rights; root borrows nobody's.
fn as_nobody(fault: Fault) -> Fault {
    if !is_root() {
        return fault;
    }
    fault
        .make(|folder| {
            // Nobody may enter, and write into the folder.
            std::fs::set_permissions(folder, PermissionsExt::from_mode(0o777)).unwrap();
        })
        .launched_by("setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all")
        .skipped((!is_there("setpriv")).then_some("this is root, and setpriv is missing"))
}

pub(super) fn faults() -> Vec<Fault> {
    let mut faults = tables();
    faults.extend(articles());
    faults.extend(outputs());
    faults
}

fn tables() -> Vec<Fault> {
    vec![
        fault("a table that is not there")
            .run("split in.csv --out out.csv")
            .error(&["in.csv", "check its name and place"]),
        fault("a folder for a table")
            .make(|f| std::fs::create_dir(f.join("in.csv")).unwrap())
            .run("split in.csv --out out.csv")
            .error(&["in.csv", "is a folder", "hedgerow run"]),
        fault("a link to nothing")
            .make(|f| symlink("nothing", f.join("in.csv")).unwrap())
            .run("split in.csv --out out.csv")
            .error(&["in.csv", "check its name"]),
        fault("a link to itself")
            .make(|f| symlink("in.csv", f.join("in.csv")).unwrap())
            .run("split in.csv --out out.csv")
            .error(&["in.csv", "symbolic links"]),
        fault("a link to a table")
            .file("real.csv", CSV)
            .make(|f| symlink("real.csv", f.join("in.csv")).unwrap())
            .run("split in.csv --out out.csv")
            .result(1),
        fault("a path through a file")
            .file("file", "x")
            .run("split file/in.csv --out out.csv")
            .error(&["file/in.csv"]),
        fault("a name of 300 characters")
            .run("split")
            .arg("x".repeat(300))
            .run("--out out.csv")
            .error(&["xxx", "too long"]),
        fault("an empty device")
            .run("split /dev/null --out out.csv")
            .error(&["/dev/null", "empty"]),
        fault("a device that reads as an error")
            .run("split /proc/self/mem --out out.csv")
            .error(&["/proc/self/mem"]),
        fault("an empty name")
            .run("split")
            .arg("")
            .run("--out out.csv")
            .error(&["a value is required"]),
        fault("a table behind a pipe")
            .file("real.csv", CSV)
            .make(|f| {
                let (pipe_path, from) = (f.join("in.csv"), f.join("real.csv"));
                pipe(&pipe_path);
                std::thread::spawn(move || std::fs::copy(from, pipe_path));
            })
            .run("split in.csv --out out.csv")
            .result(1),
        fault("a packed table behind a pipe")
            .file("real.csv.gz", crate::texts::gzip(CSV.as_bytes()))
            .make(|f| {
                let (pipe_path, from) = (f.join("in.csv.gz"), f.join("real.csv.gz"));
                pipe(&pipe_path);
                std::thread::spawn(move || std::fs::copy(from, pipe_path));
            })
            .run("split in.csv.gz --out out.csv")
            .result(1),
        as_nobody(
            fault("a table that may not be read")
                .file("in.csv", CSV)
                .make(|f| lock(&f.join("in.csv")))
                .run("split in.csv --out out.csv"),
        )
        .error(&["in.csv", "ermission denied", "give yourself the right"]),
        as_nobody(
            fault("a table in a folder that may not be entered")
                .file("locked/in.csv", CSV)
                .make(|f| lock(&f.join("locked")))
                .run("split locked/in.csv --out out.csv"),
        )
        .error(&["locked/in.csv", "ermission denied"]),
        fault("a name that is not UTF-8")
            .make(|f| std::fs::write(f.join(OsStr::from_bytes(b"in\xff.csv")), CSV).unwrap())
            .run("split")
            .arg(OsStr::from_bytes(b"in\xff.csv"))
            .run("--out out.csv")
            .result(1),
        fault("a name of line ends and escapes")
            .run("split")
            .arg("a\nhedgerow: all good\u{1b}[2J\u{202e}.csv")
            .run("--out out.csv")
            .error(&["a\\nhedgerow: all good\\u{1b}[2J\\u{202e}.csv"]),
        fault("a name that looks like a flag")
            .file("-x.csv", CSV)
            .run("split --out out.csv -- -x.csv")
            .result(1),
    ]
}

fn articles() -> Vec<Fault> {
    vec![
        article("an empty article", "a.txt", "").rejects(2, 1, &["a.txt", "the text is empty"]),
        article("an article of white space", "a.txt", " \n\t\n\u{a0}\n").rejects(2, 1, &["a.txt", "empty"]),
        article("a kind of file that is not read", "a.pdf", "%PDF-1.7").rejects(2, 1, &["a.pdf", ".pdf are not read"]),
        article("hidden files", ".a.txt", "secret").result(1),
        article("a table of statements among articles", "a.csv", "text,actor\nDone.,US\n").rejects(2, 1, &["a.csv", "statements"]),
        article("a malformed table among articles", "a.csv", "title,body\nx,y\n").rejects(2, 1, &["a.csv", "no column", "--text-column"]),
        article("a name with control characters", "a\u{1b}[31m\n.txt", "").rejects(2, 1, &["the text is empty"]),
        fault("no articles in a folder").make(|f| std::fs::create_dir(f.join("articles")).unwrap()).run("extract articles --out out.csv --workers 1").result(0),
        fault("a folder of articles that is not there").run("extract articles --out out.csv --workers 1").error(&["articles", "check its name"]),
        article("a pipe among articles", "b/c.txt", "").make(|f| pipe(&f.join("articles/a.txt"))).rejects(3, 2, &["a.txt", "is a pipe", "name it by itself"]),
        article("a socket among articles", "b.txt", "").make(|f| drop(std::os::unix::net::UnixListener::bind(f.join("articles/a.txt")).unwrap())).rejects(3, 2, &["a.txt", "a socket"]),
        article("a link to a device among articles", "b.txt", "").make(|f| symlink("/dev/zero", f.join("articles/a.txt")).unwrap()).rejects(3, 2, &["a.txt", "a device"]),
        article("a loop of links among articles", "b.txt", "").make(|f| symlink("..", f.join("articles/loop")).unwrap()).rejects(5, 3, &["loop"]),
        article("a link to itself among articles", "b.txt", "").make(|f| symlink("a.txt", f.join("articles/a.txt")).unwrap()).rejects(3, 2, &["a.txt", "symbolic links"]),
        article("a link to nothing among articles", "b.txt", "").make(|f| symlink("nothing", f.join("articles/a.txt")).unwrap()).rejects(3, 2, &["a.txt", "cannot be read"]),
        article("two names that differ in bytes that are not UTF-8", "b.txt", "").make(|f| {
            for name in [&b"a\xff.txt"[..], b"a\xfe.txt"] {
                let text = format!("{name:?} day\n\nThe harbour office said on Friday that boat {name:?} would sail again.\n");
                std::fs::write(f.join("articles").join(OsStr::from_bytes(name)), text).unwrap();
            }
        }).run("--keep-duplicates").rejects(4, 1, &["b.txt"]).has("a\\xff.txt").has("a\\xfe.txt"),
        as_nobody(article("an article that may not be read", "a.txt", ARTICLE).make(|f| lock(&f.join("articles/a.txt")))).rejects(2, 1, &["a.txt", "ermission denied"]),
        as_nobody(article("a folder of articles that may not be entered", "b/a.txt", ARTICLE).make(|f| lock(&f.join("articles/b")))).rejects(2, 1, &["articles/b", "ermission denied"]),
        fault("a device for an article").run("extract /dev/zero --out out.csv --workers 1").error(&["/dev/zero", "the limit is 4194304", "--text-limit"]),
        fault("folders 300 deep").make(|f| {
            let mut path = f.join("articles");
            for _ in 0..300 { path.push("d"); }
            std::fs::create_dir_all(&path).unwrap();
            std::fs::write(path.join("a.txt"), ARTICLE).unwrap();
        }).run("extract articles --out out.csv --workers 1").result(1),
        fault("one article by two paths").file("articles/a.txt", ARTICLE).run("extract articles articles/a.txt --out out.csv --workers 1").result(2),
    ]
}

fn outputs() -> Vec<Fault> {
    let table = |name: &str| fault(name).file("in.csv", CSV);
    vec![
        fault("a folder of results whose name is not UTF-8")
            .file("in/a.txt", ARTICLE)
            .run("run in --workers 1 --out")
            .arg(OsStr::from_bytes(b"results\xff"))
            .result(1),
        table("an output in a folder that is not there")
            .run("split in.csv --out no/out.csv")
            .error(&["no/out.csv", "make its folder first"]),
        table("a folder for an output")
            .make(|f| std::fs::create_dir(f.join("out")).unwrap())
            .run("split in.csv --out out")
            .error(&["out", "is a folder; name a file"]),
        table("an output over the input")
            .run("split in.csv --out in.csv")
            .error(&["in.csv", "over what is read", "name another file"]),
        table("an output over the input by a link")
            .make(|f| symlink("in.csv", f.join("o.csv")).unwrap())
            .run("split in.csv --out o.csv")
            .error(&["o.csv", "name another file"]),
        table("rejects over the output")
            .run("split in.csv --out out.csv --rejects ./out.csv")
            .error(&["out.csv", "over another output"]),
        table("rejects over the input")
            .run("split in.csv --out out.csv --rejects in.csv")
            .error(&["in.csv", "over what is read"]),
        fault("duplicates over the statements")
            .file("a.txt", ARTICLE)
            .run("extract a.txt --out out.csv --duplicates out.csv")
            .error(&["out.csv", "over another output"]),
        fault("statements over the article")
            .file("a.txt", ARTICLE)
            .run("extract a.txt --out a.txt")
            .error(&["a.txt", "over what is read"]),
        table("an output in a device")
            .run("split in.csv --out /dev/full --rejects r.csv")
            .error(&["/dev/full", "No space left", "free some space"]),
        as_nobody(
            table("an output in a folder that may not be written to")
                .make(|f| {
                    std::fs::create_dir(f.join("locked")).unwrap();
                    std::fs::set_permissions(f.join("locked"), PermissionsExt::from_mode(0o555))
                        .unwrap();
                })
                .run("split in.csv --out locked/out.csv"),
        )
        .error(&["locked/out.csv", "a place that you may write to"]),
        table("rejects in a folder that is not there")
            .run("split in.csv --out out.csv --rejects no/r.csv")
            .error(&["no/r.csv", "make its folder first"]),
        table("an output that would have to be packed")
            .run("split in.csv --out out.csv.gz")
            .error(&["out.csv.gz", "unpacked"]),
        table("a format that contradicts the name")
            .run("split in.csv --out out.csv --format parquet")
            .error(&["--format parquet", "out.csv", "drop one"]),
        fault("a file for the folder of results")
            .file("articles/a.txt", ARTICLE)
            .file("results", "x")
            .run("run articles --out results")
            .error(&["results"]),
        fault("an output name that is not UTF-8")
            .file("in.csv", CSV)
            .run("split in.csv --out")
            .arg(OsStr::from_bytes(b"o\xff.csv"))
            .result(1),
        table("old rejects are taken away")
            .file("out.csv.rejects.csv", "stale")
            .run("split in.csv --out out.csv")
            .result(1),
    ]
}
