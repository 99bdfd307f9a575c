//! Any document of any name is read or refused with a place in it. The first byte chooses the name.
#![no_main]

mod invariants;

use domain::exchange::decode;
use domain::exchange::inputs::read_any;
use domain::exchange::profile::Profile;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["", "report.md", "report.json", "table.csv", "scan.sarif", "scorecard.json"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let Ok(decoded) = decode(bytes) else { return };
    match read_any(NAMES[usize::from(*first) % NAMES.len()], &decoded.text, &Profile::default()) {
        Ok(reading) => invariants::hold(&decoded.text, &reading),
        Err(error) => assert!(error.line >= 1 && error.column >= 1 && !error.problem.is_empty()),
    }
});
