//! Machines and environments that lack what others have.

use crate::fault::{Fault, fault};
use crate::texts::{ARTICLE, is_root, is_there};

fn score(name: &str) -> Fault {
    fault(name)
        .file(
            "in.csv",
            "text\nWe will buy 12 million tonnes by 31 December.\nWe will see.\n",
        )
        .run("score in.csv --out out.csv")
}

fn without(program: &'static str, reason: &'static str) -> Option<&'static str> {
    (!is_there(program)).then_some(reason)
}

pub(super) fn faults() -> Vec<Fault> {
    vec![
        // Without AVX2 libtorch computes.
        score("a processor without AVX")
            .env("ATEN_CPU_CAPABILITY", "default")
            .env("DNNL_MAX_CPU_ISA", "SSE41")
            .run("--engine torch")
            .result(2),
        score("a processor with AVX2 alone")
            .env("ATEN_CPU_CAPABILITY", "avx2")
            .env("DNNL_MAX_CPU_ISA", "AVX2")
            .result(2),
        score("bf16 on a processor without it")
            .env("ATEN_CPU_CAPABILITY", "default")
            .env("DNNL_MAX_CPU_ISA", "SSE41")
            .run("--engine torch --precision bf16")
            .result(2),
        score("one processor")
            .launched_by("taskset -c 0")
            .skipped(without("taskset", "taskset is missing"))
            .result(2),
        score("a checkout that may not be written to")
            .file(
                "read-only",
                format!(
                    "mount --bind '{0}' '{0}' && mount -o remount,bind,ro '{0}' && exec \"$@\"\n",
                    env!("CARGO_MANIFEST_DIR")
                ),
            )
            .launched_by("unshare --mount sh read-only")
            .skipped((!is_root()).then_some("only root can mount"))
            .skipped(without("unshare", "unshare is missing"))
            .result(2),
        score("no home")
            .launched_by("env -u HOME -u USER -u LOGNAME")
            .result(2),
        score("no environment at all")
            .launched_by("env -i")
            .result(2),
        score("the plainest locale")
            .env("LC_ALL", "C")
            .env("LANG", "C")
            .result(2),
        score("a locale that is not there")
            .env("LC_ALL", "tlh_TLH.UTF-8")
            .result(2),
        score("a locale with commas for points")
            .env("LC_ALL", "de_DE.UTF-8")
            .result(2)
            .has("0."),
        score("a terminal that is unknown")
            .env("TERM", "\u{1b}[31m")
            .result(2),
        score("a time zone that is not there")
            .env("TZ", "Nowhere/Nowhere")
            .result(2),
        score("a time zone at the end of the world")
            .env("TZ", "Pacific/Kiritimati")
            .result(2),
        score("a stack of 1 MB")
            .launched_by("prlimit --stack=1048576")
            .skipped(without("prlimit", "prlimit is missing"))
            .result(2),
        score("64 open files")
            .launched_by("prlimit --nofile=64")
            .skipped(without("prlimit", "prlimit is missing"))
            .result(2),
        fault("temporary files without a place")
            .stdin("text\nDone.\n")
            .env("TMPDIR", "/nowhere")
            .run("split - --out out.csv")
            .error(&["/nowhere", "set TMPDIR"]),
        fault("an article at the turn of a time zone")
            .file("a.txt", ARTICLE)
            .env("TZ", "Pacific/Apia")
            .run("extract a.txt --out out.csv --workers 1")
            .result(1),
    ]
}
