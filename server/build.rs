//! Tells the server the hash of the site it embeds.
//!
//! The site is made by `cargo xtask front`. A bare `cargo check` has none: then the folder is made empty with a hash that
//! stands for "not built", so that the server compiles all the same; its pages are without style and islands.

use std::path::Path;

const NOT_BUILT: &str = "not-built";

fn main() -> std::io::Result<()> {
    let site = Path::new("../target/site");
    let file = site.join("hash.txt");
    if !file.exists() {
        std::fs::create_dir_all(site)?;
        std::fs::write(&file, NOT_BUILT)?;
    }
    let hash = std::fs::read_to_string(&file)?;
    println!("cargo:rerun-if-changed={}", file.display());
    println!("cargo:rustc-env=HOLDPOINT_SITE_HASH={}", hash.trim());
    Ok(())
}
