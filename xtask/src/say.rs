//! What the driver tells the person in front of it: plain lines on standard error, so that output can be piped.

/// Announces the next thing that takes time.
pub(crate) fn step(text: &str) {
    eprintln!("==> {text}");
}

/// Adds a detail to the step under way.
pub(crate) fn note(text: &str) {
    eprintln!("    {text}");
}

/// Reports why the command ends without success, outermost reason first.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("error: {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}
