//! The folder the server embeds: one hash in all names, every text also compressed.
//!
//! ```text
//! target/site/hash.txt                         the hash, which the server puts into its links
//! target/site/pkg/holdpoint.<hash>.js          what wasm-bindgen wrote
//! target/site/pkg/holdpoint.<hash>_bg.wasm     the name Leptos asks for when files are not hashed by it
//! target/site/pkg/holdpoint.<hash>.css         all of style/
//! target/site/…                                all of public/
//! ```

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::inputs;

/// Digits of the hash that go into the names: 64 bits, far more than versions there will ever be.
const HASH_DIGITS: usize = 16;
/// Contents below this are not worth a second form: the header would be longer than what is saved.
const SMALLEST_COMPRESSED: usize = 256;

/// What goes into the site before it has a name.
pub(crate) struct Parts {
    /// The module that loads the WASM.
    pub(crate) js: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
    pub(crate) css: Vec<u8>,
    /// Files of `public/` by their path in it.
    pub(crate) public: BTreeMap<PathBuf, Vec<u8>>,
}

impl Parts {
    /// A hash of everything, names included.
    pub(crate) fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, content) in [("js", &self.js), ("wasm", &self.wasm), ("css", &self.css)] {
            inputs::add(&mut hasher, Path::new(name), content);
        }
        for (path, content) in &self.public {
            inputs::add(&mut hasher, path, content);
        }
        let mut hash = inputs::hex(&hasher.finalize());
        hash.truncate(HASH_DIGITS);
        hash
    }

    /// Every file of the site by its path, compressed forms left out.
    fn files(&self, hash: &str) -> BTreeMap<PathBuf, &[u8]> {
        let built = [("js", &self.js), ("_bg.wasm", &self.wasm), ("css", &self.css)].map(|(kind, content)| {
            let dot = if kind.starts_with('_') { "" } else { "." };
            (PathBuf::from(format!("pkg/holdpoint.{hash}{dot}{kind}")), content.as_slice())
        });
        let public = self.public.iter().map(|(path, content)| (path.clone(), content.as_slice()));
        public.chain(built).collect()
    }
}

/// Writes the site, unless the same one is there already: untouched files spare the server a build.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn write(parts: &Parts, folder: &Path) -> Result<String> {
    let hash = parts.hash();
    if read_hash(folder).as_deref() == Some(&hash) {
        return Ok(hash);
    }
    // Made beside the old one and moved in place: a build that is interrupted leaves the old site whole.
    let fresh = folder.with_extension("new");
    remove(&fresh)?;
    for (path, content) in parts.files(&hash) {
        write_with_compressed(&fresh.join(path), content)?;
    }
    std::fs::write(fresh.join("hash.txt"), &hash)?;
    remove(folder)?;
    std::fs::rename(&fresh, folder).with_context(|| format!("cannot put {} in place", folder.display()))?;
    Ok(hash)
}

/// The hash of the site in a folder, when one was built there.
pub(crate) fn read_hash(folder: &Path) -> Option<String> {
    let hash = std::fs::read_to_string(folder.join("hash.txt")).ok()?;
    (hash.len() == HASH_DIGITS).then_some(hash)
}

/// Bytes of WASM and JavaScript a browser loads, in their brotli form.
///
/// # Errors
/// When the site is not built.
pub(crate) fn loaded_bytes(folder: &Path) -> Result<u64> {
    let hash = read_hash(folder).context("the front is not built")?;
    let mut sum = 0;
    for name in [format!("holdpoint.{hash}.js"), format!("holdpoint.{hash}_bg.wasm")] {
        let plain = folder.join("pkg").join(&name);
        let compressed = folder.join("pkg").join(name + ".br");
        sum += std::fs::metadata(compressed).or_else(|_| std::fs::metadata(plain))?.len();
    }
    Ok(sum)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// The file, and `.br` and `.gz` beside it where they are smaller (pictures and fonts are compressed in themselves).
fn write_with_compressed(path: &Path, content: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(path, content)?;
    for (extension, compressed) in [("br", brotli(content)?), ("gz", gzip(content)?)] {
        if content.len() >= SMALLEST_COMPRESSED && compressed.len() < content.len() {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{extension}"));
            std::fs::write(name, compressed)?;
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    // Best quality and the largest window (16 MiB) that every browser accepts.
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 24);
    writer.write_all(content)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        Parts {
            js: b"export default 1; ".repeat(40),
            wasm: vec![0; 4000],
            css: b"a{}".to_vec(),
            public: BTreeMap::from([(PathBuf::from("favicon.svg"), b"<svg/>".to_vec())]),
        }
    }

    #[test]
    fn every_part_changes_the_hash() {
        let before = parts().hash();
        assert_eq!(before.len(), HASH_DIGITS);
        let js = Parts { js: vec![1], ..parts() };
        let wasm = Parts { wasm: vec![1], ..parts() };
        let css = Parts { css: vec![1], ..parts() };
        let renamed = Parts { public: BTreeMap::from([(PathBuf::from("icon.svg"), b"<svg/>".to_vec())]), ..parts() };
        for changed in [js, wasm, css, renamed] {
            assert_ne!(changed.hash(), before);
        }
    }

    #[test]
    fn a_site_has_hashed_names_and_compressed_forms_where_they_are_smaller() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let hash = write(&parts(), &site).unwrap();
        for name in [".js", ".js.br", ".js.gz", "_bg.wasm", "_bg.wasm.br", ".css"] {
            assert!(site.join(format!("pkg/holdpoint.{hash}{name}")).exists(), "{name}");
        }
        assert!(!site.join(format!("pkg/holdpoint.{hash}.css.br")).exists());
        assert!(site.join("favicon.svg").exists());
        assert_eq!(read_hash(&site), Some(hash));
    }

    #[test]
    fn the_same_parts_leave_the_folder_untouched_and_others_replace_it() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        write(&parts(), &site).unwrap();
        std::fs::write(site.join("witness"), "").unwrap();
        write(&parts(), &site).unwrap();
        assert!(site.join("witness").exists());
        write(&Parts { css: vec![1], ..parts() }, &site).unwrap();
        assert!(!site.join("witness").exists());
    }

    #[test]
    fn what_is_compressed_comes_back_whole() {
        let content = b"readiness ".repeat(1000);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli(&content).unwrap().as_slice(), &mut back).unwrap();
        assert_eq!(back, content);
    }

    #[test]
    fn the_bytes_a_browser_loads_are_those_of_the_compressed_script_and_wasm() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        write(&parts(), &site).unwrap();
        let expected = brotli(&parts().js).unwrap().len() + brotli(&parts().wasm).unwrap().len();
        assert_eq!(loaded_bytes(&site).unwrap(), expected as u64);
    }
}
