//! Commands that an interruption does not undo.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;

use hedgerow::Error;
use hedgerow::pipeline::{Journal, Kept};
use hedgerow::tables::Target;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::say;

/// What to do about an interrupted run.
#[derive(Debug, clap::Args)]
pub(super) struct ResumeArgs {
    /// Start anew, where an interrupted run of the same command would be resumed
    #[arg(long)]
    fresh: bool,
}

/// The journal's place beside an output; none where that is standard output.
pub(super) fn beside(output: &Target) -> Option<PathBuf> {
    match output {
        Target::Stdout => None,
        Target::File(path) => {
            let mut path = path.clone().into_os_string();
            path.push(".journal");
            Some(path.into())
        }
    }
}

impl ResumeArgs {
    /// Does the work with a journal at `place`, which is removed when all of it is
    /// done, and else left for the next run.
    pub(super) fn journaled<T>(
        &self,
        place: Option<PathBuf>,
        work: impl FnOnce(&mut Journal) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Some(place) = place else {
            return work(&mut Journal::none());
        };
        let mut journal = Journal::at(&place, self.fresh, say::line);
        watch(place, journal.kept())?;
        match work(&mut journal) {
            Ok(done) => journal.remove().map(|()| done),
            Err(error) => Err(journal.leave(error)),
        }
    }
}

/// From now on, an interruption says what is kept before it ends the program.
fn watch(place: PathBuf, kept: Kept) -> Result<(), Error> {
    let signals: Vec<i32> = [SIGINT, SIGTERM]
        .into_iter()
        .filter(|signal| !is_ignored(*signal))
        .collect();
    let mut signals = Signals::new(signals).map_err(|source| Error::Read {
        path: PathBuf::from("the signals"),
        source,
    })?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if let Some(kept) = kept.words() {
                // There may be nobody left to read it.
                let _ = writeln!(
                    std::io::stderr(),
                    "\ninterrupted; {kept} are kept in {}, and the same command goes on from there",
                    say::harmless(&place.display().to_string())
                );
            }
            let _ = emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// Whether whoever started the program has it ignore a signal, as `nohup` does.
fn is_ignored(signal: i32) -> bool {
    std::fs::read_to_string(Path::new("/proc/self/status"))
        .ok()
        .and_then(|status| {
            let mask = status
                .lines()
                .find_map(|line| line.strip_prefix("SigIgn:"))?;
            u64::from_str_radix(mask.trim(), 16).ok()
        })
        .is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
