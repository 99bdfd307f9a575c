//! Reads reports and writes what was understood of each as JSON into a folder:
//! `cargo run -p domain --features markdown --example read -- FOLDER FILE …`, for judging a reader by eye or by a scorer.

use domain::exchange::{decode, json, read};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("say the folder to write into")?;
    for file in words {
        let reading = read(&decode(&std::fs::read(&file)?)?.text);
        let name = Path::new(&file).file_stem().ok_or("a file has a name")?.to_string_lossy().into_owned();
        std::fs::write(Path::new(&folder).join(name + ".json"), serde_json::to_string_pretty(&json(&reading))?)?;
    }
    Ok(())
}
