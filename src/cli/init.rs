//! `hedgerow init`

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use hedgerow::Error;

use super::{Done, say, settings};

/// Write a commented settings file, hedgerow.toml
///
/// It holds every setting with its help and its default, none of them in force
/// until the # before it is taken away. A file that is there already stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  hedgerow init
  hedgerow init data/")]
pub(super) struct Args {
    /// The folder that it goes into: that of the articles or tables, beside them
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Done, Error> {
    super::make_folder(&args.folder)?;
    let path = args.folder.join(settings::FILE);
    let failed = |source: io::Error| {
        if source.kind() == io::ErrorKind::AlreadyExists {
            let problem = format!(
                "{} is there already; edit it, or move it away",
                path.display()
            );
            return Error::Usage(problem);
        }
        Error::Write {
            path: path.clone(),
            source,
        }
    };
    let text = settings::template(&super::definition());
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    say::line(&format!(
        "settings that you may change are in {}",
        path.display()
    ));
    Ok(Done::Well)
}
