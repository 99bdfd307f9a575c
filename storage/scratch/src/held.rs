//! Parts of documents that are made of the code, and held to it by tests.

/// Names the run that writes the parts anew instead of holding them.
const WRITE: &str = "HOLDPOINT_WRITE_ROLES";

/// Holds a part of a document in `docs` to what was made of the code. It stands between two comments that name it.
///
/// # Panics
/// Where the document says something else, or has no such part.
pub fn held(document: &str, part: &str, made: &str) {
    let path = format!("{}/../../docs/{document}", env!("CARGO_MANIFEST_DIR"));
    let (begin, end) = (format!("<!-- made: {part} -->\n"), format!("<!-- end: {part} -->"));
    let text = std::fs::read_to_string(&path).unwrap();
    let (front, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("docs/{document} has no part “{part}”"));
    let (there, back) = rest.split_once(&end).unwrap_or_else(|| panic!("the part “{part}” of docs/{document} has no end"));
    let made = format!("\n{}\n\n", made.trim());
    if there == made {
        return;
    }
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, format!("{front}{begin}{made}{end}{back}")).unwrap();
        return;
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let (old, new) = (lines(there), lines(&made));
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    let come = new.difference(&old).map(|line| format!("+ {line}"));
    let differs = gone.chain(come).collect::<Vec<_>>().join("\n");
    panic!("docs/{document} says something else than the code. Run this test with {WRITE}=1, then look at what changed:\n{differs}");
}
