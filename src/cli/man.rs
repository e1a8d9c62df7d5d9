//! `hedgerow man`

use std::path::PathBuf;

use clap_mangen::Man;
use hedgerow::Error;

use super::{Done, say};

/// Print the manual page, or write one for each command
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow man | man -l -
  hedgerow man --out ~/.local/share/man/man1    then: man hedgerow-score")]
pub(super) struct Args {
    /// The folder to write pages of all commands to; it is made where it is missing
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    let command = super::definition();
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        // Writing to memory cannot fail.
        let _ = Man::new(command).render(&mut page);
        say::result_bytes(&page)?;
        return Ok(Done::Well);
    };
    super::make_folder(folder)?;
    clap_mangen::generate_to(command, folder).map_err(|source| Error::Write {
        path: folder.clone(),
        source,
    })?;
    say::line(&format!("manual pages are in {}", folder.display()));
    Ok(Done::Well)
}
