//! Reprints: texts that are one source, and what each copy adds to the earliest or leaves out.

use super::claims::{write_origin, write_page_link};
use super::escape::Text;
use super::words::{Out, Voice, size};
use crate::reconciliation::{Cluster, Reprint};
use std::io;

/// An archive of years has thousands of reprints, and nobody reads them here.
const MOST_CLUSTERS: usize = 300;
const MOST_COPIES: usize = 50;
const MOST_SENTENCES: usize = 12;

/// The clusters in their order.
pub(super) fn write_copies(clusters: &[Cluster], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if clusters.is_empty() {
        return writeln!(out, r#"<p class="nothing">{}</p>"#, voice.say("report.no_copies"));
    }
    for cluster in clusters.iter().take(MOST_CLUSTERS) {
        let copies = voice.count("report.count_copies", size(cluster.reprints.len()));
        writeln!(out, r#"<details class="cluster"><summary><span class="origin">"#)?;
        write_origin(&cluster.earliest, voice, out)?;
        writeln!(out, r#"</span> <span class="count">{copies}</span></summary><div class="inside">"#)?;
        let basis = voice.known("basis", &cluster.basis);
        write!(out, r#"<p class="fine">{}"#, voice.fill("report.compared_by", &[("basis", &basis)]))?;
        write_page_link(&cluster.earliest, out)?;
        writeln!(out, "</p><ol class=\"claims\">")?;
        for reprint in cluster.reprints.iter().take(MOST_COPIES) {
            write_reprint(reprint, voice, out)?;
        }
        writeln!(out, "</ol>")?;
        voice.write_left_out(
            cluster.reprints.len().saturating_sub(MOST_COPIES),
            "report.more_copies",
            "reprints.csv",
            out,
        )?;
        writeln!(out, "</div></details>")?;
    }
    voice.write_left_out(clusters.len().saturating_sub(MOST_CLUSTERS), "report.more_texts", "reprints.csv", out)
}

fn write_reprint(reprint: &Reprint, voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    let percent = format!("{:.0}", reprint.similarity * 100.0);
    let alike = voice.fill("report.alike", &[("percent", &percent)]);
    write!(out, r#"<li class="claim"><p class="origin"><b class="stance">{alike}</b> "#)?;
    write_origin(&reprint.article, voice, out)?;
    write_page_link(&reprint.article, out)?;
    writeln!(out, "</p>")?;
    write_sentences(&voice.say("report.adds"), "added", &reprint.added, voice, out)?;
    write_sentences(&voice.say("report.leaves_out"), "missing", &reprint.left_out, voice, out)?;
    writeln!(out, "</li>")
}

fn write_sentences(what: &str, class: &str, sentences: &[String], voice: Voice<'_>, out: Out<'_>) -> io::Result<()> {
    if sentences.is_empty() {
        return Ok(());
    }
    write!(out, r#"<div class="sentences {class}"><b>{what}</b><ul lang="id">"#)?;
    for sentence in sentences.iter().take(MOST_SENTENCES) {
        write!(out, r#"<li dir="auto">{}</li>"#, Text(sentence))?;
    }
    writeln!(out, "</ul>")?;
    voice.write_left_out(
        sentences.len().saturating_sub(MOST_SENTENCES),
        "report.more_sentences",
        "reprints.csv",
        out,
    )?;
    writeln!(out, "</div>")
}
