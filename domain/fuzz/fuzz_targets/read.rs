//! Any bytes are a report or are refused, and every line of a report has a place.
#![no_main]

mod invariants;

use domain::exchange::{decode, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes) {
        invariants::hold(&decoded.text, &read(&decoded.text));
    }
});
