//! Tells the linker where the binary finds libtorch at run time: relative to
//! itself, so that it starts from any directory and the checkout can move.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // target/release/hedgerow, target/release/deps/test-…, and a binary that was
    // packed together with its libraries.
    for place in [
        "$ORIGIN/../../.libtorch/lib",
        "$ORIGIN/../../../.libtorch/lib",
        "$ORIGIN/../lib",
    ] {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{place}");
    }
    // A target folder elsewhere (CARGO_TARGET_DIR) is not relative to .libtorch.
    if let Some(target) = env::var_os("CARGO_TARGET_DIR")
        && let Some(root) = env::var_os("CARGO_MANIFEST_DIR")
    {
        println!("cargo:rerun-if-env-changed=CARGO_TARGET_DIR");
        let lib = PathBuf::from(root).join(".libtorch/lib");
        println!(
            "cargo:warning=target folder {}: the binary will look for libtorch in {}",
            PathBuf::from(target).display(),
            lib.display()
        );
        println!("cargo:rustc-link-arg=-Wl,-rpath,{}", lib.display());
    }
}
