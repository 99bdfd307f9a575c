//! The part that runs in the browser: `app` as WASM, its loader, the styles and the files of `public/`.
//!
//! wasm-opt is left out: on this profile it saves little over one percent on the wire, and the result would depend on
//! which version of it a machine happens to have.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::wasm_toolchain::{TARGET, WasmToolchain};
use crate::{css, exec, inputs, paths, say, site};

/// Builds the site when anything it is made of has changed, and returns its hash.
///
/// # Errors
/// When there is no compiler for it, it does not compile, or the disk refuses.
pub(crate) fn build() -> Result<String> {
    let toolchain = WasmToolchain::find()?;
    build_with(&toolchain)
}

/// As [`build`], with a compiler that was found before.
///
/// # Errors
/// As [`build`].
pub(crate) fn build_with(toolchain: &WasmToolchain) -> Result<String> {
    let root = paths::root();
    let fingerprint = inputs::fingerprint(&root, toolchain.name())?;
    let record = paths::target_front().join("inputs.txt");
    if std::fs::read_to_string(&record).is_ok_and(|built| built == fingerprint)
        && let Some(hash) = site::read_hash(&paths::site())
    {
        say::note("The front is up to date.");
        return Ok(hash);
    }
    say::step("Building the front (WASM; the first time takes some minutes)");
    let (js, wasm) = bind(&compile(toolchain)?)?;
    let parts = site::Parts {
        js: js.into_bytes(),
        wasm,
        css: css::joined(&root.join("style"))?.into_bytes(),
        public: public(&root.join("public"))?,
    };
    let hash = site::write(&parts, &paths::site())?;
    std::fs::write(record, fingerprint)?;
    say::note(&format!("{} kB of WASM and JavaScript to load (brotli)", site::loaded_bytes(&paths::site())?.div_ceil(1000)));
    Ok(hash)
}

fn compile(toolchain: &WasmToolchain) -> Result<PathBuf> {
    let mut command = toolchain.cargo("rustc");
    command.args(["--package", "app", "--lib", "--crate-type", "cdylib", "--profile", "front"]);
    exec::run(command.args(["--no-default-features", "--features", "hydrate"]))?;
    Ok(paths::target_front().join(TARGET).join("front/app.wasm"))
}

/// Makes the loader and strips the WASM of what only tools need.
fn bind(wasm: &Path) -> Result<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name("holdpoint").typescript(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    // Leptos' loader says where the WASM is; a default path would carry a name that no file has.
    bindgen.omit_default_module_path(true);
    let mut output = bindgen.web(true)?.generate_output().context("wasm-bindgen cannot read what the compiler made")?;
    let snippets = output.snippets().values().flatten().count() + output.local_modules().len();
    if snippets > 0 {
        bail!("{snippets} script snippets of libraries would have to be served beside the loader, which nothing does");
    }
    Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
}

fn public(folder: &Path) -> Result<std::collections::BTreeMap<PathBuf, Vec<u8>>> {
    inputs::files(folder)
        .into_iter()
        .map(|path| {
            let content = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            Ok((path.strip_prefix(folder)?.to_owned(), content))
        })
        .collect()
}
