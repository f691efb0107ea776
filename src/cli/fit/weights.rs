//! The list of weights as a file that can be laid over the built-in one.

use petik::gazetteer::Weights;
use petik::score::fit::Fitted;
use std::io::Write;

/// Writes every feature with its weight after the fit, and its note as it was.
pub(super) fn write(out: &mut impl Write, weights: &Weights, fitted: &Fitted) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["feature", "weight", "note"])?;
    for (feature, _, note) in weights.rows() {
        table.write_record([feature.as_str(), &fitted.weight(feature, weights).to_string(), note])?;
    }
    table.flush()?;
    Ok(())
}
