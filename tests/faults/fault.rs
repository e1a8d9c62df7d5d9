//! A fault: what is wrong, what is run, and how that should end.

use std::ffi::OsString;
use std::path::Path;

/// Makes what a fault needs in a folder of its own.
type Make = Box<dyn Fn(&Path) + Send + Sync>;

/// How a command should end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// With a result, nothing rejected: exit status 0.
    Result,
    /// With so many rejects, whose file has all of these words: exit status 2.
    Rejects(u64, &'static [&'static str]),
    /// With an error on standard error that has all of these words, and no output:
    /// exit status 1.
    Error(&'static [&'static str]),
}

pub(crate) struct Fault {
    pub(crate) name: String,
    make: Vec<Make>,
    pub(crate) args: Vec<OsString>,
    pub(crate) stdin: Vec<u8>,
    pub(crate) env: Vec<(&'static str, &'static str)>,
    /// The program that starts ours, with its arguments.
    pub(crate) launcher: Vec<&'static str>,
    pub(crate) ending: Ending,
    /// How many rows, files or documents go in, where the command ends well.
    pub(crate) read: u64,
    /// Why it cannot be tried on this machine.
    pub(crate) skipped: Option<&'static str>,
    /// What must stand in the output.
    pub(crate) output_has: Vec<&'static str>,
}

/// A fault of this name.
pub(crate) fn fault(name: impl Into<String>) -> Fault {
    Fault {
        name: name.into(),
        make: Vec::new(),
        args: Vec::new(),
        stdin: Vec::new(),
        env: Vec::new(),
        launcher: Vec::new(),
        ending: Ending::Result,
        read: 0,
        skipped: None,
        output_has: Vec::new(),
    }
}

impl Fault {
    /// A file of this content.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let (name, content) = (name.to_owned(), content.as_ref().to_vec());
        self.make(move |folder| {
            let path = folder.join(&name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &content).unwrap();
        })
    }

    /// Whatever else is needed.
    pub(crate) fn make(mut self, make: impl Fn(&Path) + Send + Sync + 'static) -> Self {
        self.make.push(Box::new(make));
        self
    }

    /// The command line, its words parted by spaces.
    pub(crate) fn run(mut self, words: &str) -> Self {
        self.args
            .extend(words.split_whitespace().map(OsString::from));
        self
    }

    /// One more word of the command line, as it is.
    pub(crate) fn arg(mut self, word: impl Into<OsString>) -> Self {
        self.args.push(word.into());
        self
    }

    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.env.push((name, value));
        self
    }

    pub(crate) fn launched_by(mut self, words: &'static str) -> Self {
        self.launcher = words.split_whitespace().collect();
        self
    }

    pub(crate) fn skipped(mut self, reason: Option<&'static str>) -> Self {
        self.skipped = self.skipped.or(reason);
        self
    }

    /// The output has these words.
    pub(crate) fn has(mut self, words: &'static str) -> Self {
        self.output_has.push(words);
        self
    }

    /// All `read` go through.
    pub(crate) fn result(mut self, read: u64) -> Self {
        (self.ending, self.read) = (Ending::Result, read);
        self
    }

    /// Of `read`, `rejected` are rejected.
    pub(crate) fn rejects(
        mut self,
        read: u64,
        rejected: u64,
        words: &'static [&'static str],
    ) -> Self {
        (self.ending, self.read) = (Ending::Rejects(rejected, words), read);
        self
    }

    /// Nothing is done.
    pub(crate) fn error(mut self, words: &'static [&'static str]) -> Self {
        self.ending = Ending::Error(words);
        self
    }

    /// Makes what is needed.
    pub(crate) fn prepare(&self, folder: &Path) {
        for make in &self.make {
            make(folder);
        }
    }
}

/// A CSV table that is split into sentences: the least that reads a table.
pub(crate) fn split(name: impl Into<String>, csv: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", csv)
        .run("split in.csv --out out.csv")
}

/// As [`split`], of JSONL.
pub(crate) fn split_jsonl(name: impl Into<String>, jsonl: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.jsonl", jsonl)
        .run("split in.jsonl --out out.csv")
}

/// A table of statements that is scored.
pub(crate) fn score(name: impl Into<String>, csv: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", csv)
        .run("score in.csv --out out.csv --workers 1")
}

/// A file of an article beside a good one, in a folder that is extracted.
pub(crate) fn article(name: impl Into<String>, file: &str, content: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("articles/good.txt", super::texts::ARTICLE)
        .file(&format!("articles/{file}"), content)
        .run("extract articles --out out.csv --workers 1")
}
