//! The machine: libtorch, processor, memory, temporary folder.

use std::arch::is_x86_feature_detected;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use hedgerow::model::{EngineKind, Options, Precision};
use raw_cpuid::CpuId;
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System, get_current_pid};

use super::Finding;

/// The libtorch that the program is made for (scripts/setup).
const LIBTORCH: &str = "2.4.0";
/// The library by which libtorch is recognised.
const LIBRARY: &str = "libtorch_cpu.so";
/// Bytes of memory that should be left when all models are loaded: texts, tables
/// and the batches at work.
const SPARE: u64 = 1 << 29;
/// Bytes in a gigabyte, as memory is sold.
const GIGABYTE: f64 = (1_u64 << 30) as f64;

pub(super) fn examine(options: &Options) -> Vec<Finding> {
    vec![
        libtorch(),
        engine(options),
        processor(),
        cores(options),
        temporary_folder(),
    ]
}

/// The library that is loaded, by what the system says of this process.
fn libtorch() -> Finding {
    let what = "libtorch";
    let next = "run scripts/setup, and build again";
    let Some(path) = loaded_library() else {
        let found = "it is loaded, but this system does not say from where";
        return Finding::warning(what, found, "see that it is version 2.4.0");
    };
    let place = path.display();
    match version(&path) {
        Some(version) if version.starts_with(LIBTORCH) => {
            Finding::ok(what, format!("{version} in {place}"))
        }
        Some(version) => {
            let found = format!("{version} in {place}, but {LIBTORCH} is needed");
            Finding::problem(what, found, next)
        }
        None => {
            let found = format!("{place}, without a file build-version");
            Finding::warning(what, found, &format!("see that it is version {LIBTORCH}"))
        }
    }
}

/// What computes.
fn engine(options: &Options) -> Finding {
    let found = match &options.engine {
        EngineKind::Torch => {
            "libtorch; OpenVINO would be faster, and `scripts/setup` fetches it".to_owned()
        }
        EngineKind::OpenVino(library) => {
            format!("{} in {}", options.engine, library.path().display())
        }
    };
    Finding::ok("engine", found)
}

fn loaded_library() -> Option<PathBuf> {
    let maps = std::fs::read_to_string("/proc/self/maps").ok()?;
    let line = maps.lines().find(|line| line.ends_with(LIBRARY))?;
    Some(PathBuf::from(&line[line.find('/')?..]))
}

/// What the file beside the library's folder says.
fn version(library: &Path) -> Option<String> {
    let root = library.parent()?.parent()?;
    let text = std::fs::read_to_string(root.join("build-version")).ok()?;
    Some(text.trim().to_owned())
}

fn processor() -> Finding {
    let cpu = CpuId::new();
    let name = cpu.get_processor_brand_string().map_or_else(
        || "unknown processor".to_owned(),
        |brand| brand.as_str().trim().to_owned(),
    );
    let extended = cpu.get_extended_feature_info();
    let features = [
        ("avx2", is_x86_feature_detected!("avx2")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("avx512_bf16", is_x86_feature_detected!("avx512bf16")),
        ("amx_bf16", extended.is_some_and(|info| info.has_amx_bf16())),
    ];
    let named = |there: bool| -> String {
        let named = features.iter().filter(|(_, has)| *has == there);
        named.map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    };
    let (with, without) = (named(true), named(false));
    let found = match (with.is_empty(), without.is_empty()) {
        (_, true) => format!("{name}: {with}"),
        (true, _) => format!("{name}: without {without}"),
        _ => format!("{name}: {with}; without {without}"),
    };
    if !is_x86_feature_detected!("avx2") {
        return Finding::warning("processor", found, "scoring is slow without avx2");
    }
    let faster = match Precision::fastest() {
        Precision::Bf16 => "--precision auto computes in bf16",
        Precision::Fp32 => "--precision auto computes in fp32",
    };
    Finding::ok("processor", format!("{found}; {faster}"))
}

fn cores(options: &Options) -> Finding {
    let workers = options.workers.get();
    let Ok(cores) = available_parallelism() else {
        let found = format!("{workers} workers; this system does not say how many cores it has");
        return Finding::ok("cores", found);
    };
    let found = format!("{cores} for this process, {workers} workers");
    if workers > cores.get() {
        let next = "more workers than cores only take memory; set --workers lower";
        return Finding::warning("cores", found, next);
    }
    Finding::ok("cores", found)
}

/// Bytes of memory that this process may still take, where the system says so.
pub(super) fn free_memory() -> Option<u64> {
    let mut system = System::new();
    system.refresh_memory();
    let free = system.available_memory();
    // A container may have less than the machine.
    let limit = system.cgroup_limits().map(|limits| limits.free_memory);
    let free = limit.map_or(free, |limit| free.min(limit));
    (free > 0).then_some(free)
}

/// Memory when all models are loaded, and what was free before.
pub(super) fn memory(before: Option<u64>, options: &Options) -> Finding {
    let what = "memory";
    let (Some(before), Some(left), Some(used)) = (before, free_memory(), used_memory()) else {
        return Finding::ok(what, "this system does not say how much there is");
    };
    let gigabytes = |bytes: u64| bytes as f64 / GIGABYTE;
    let found = format!(
        "{:.1} GB were free; with all models on {} workers the program has {:.1} GB",
        gigabytes(before),
        options.workers,
        gigabytes(used)
    );
    if left < SPARE {
        let next = "little is left for texts and tables; set --workers lower";
        return Finding::warning(what, found, next);
    }
    Finding::ok(what, found)
}

fn used_memory() -> Option<u64> {
    let id = get_current_pid().ok()?;
    let mut system = System::new();
    let only = ProcessesToUpdate::Some(&[id]);
    let memory = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(only, true, memory);
    Some(system.process(id)?.memory())
}

/// Where standard input is kept while it is read twice.
fn temporary_folder() -> Finding {
    let what = "temporary folder";
    let folder = std::env::temp_dir();
    match tempfile::tempfile() {
        Ok(_) => Finding::ok(what, format!("{} can be written to", folder.display())),
        Err(error) => {
            let found = format!("{} cannot be written to: {error}", folder.display());
            Finding::problem(what, found, "set TMPDIR to a folder that can")
        }
    }
}
