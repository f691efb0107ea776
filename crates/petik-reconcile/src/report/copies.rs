//! Reprints: texts that are one source, and what each copy adds to the earliest or leaves out.

use super::claims::{write_origin, write_page_link};
use super::escape::Text;
use super::words::{Out, counted, size, write_left_out};
use crate::reconciliation::{Cluster, Reprint};
use std::io;

/// An archive of years has thousands of reprints, and nobody reads them here.
const MOST_CLUSTERS: usize = 300;
const MOST_COPIES: usize = 50;
const MOST_SENTENCES: usize = 12;

/// The clusters in their order.
pub(super) fn write_copies(clusters: &[Cluster], out: Out<'_>) -> io::Result<()> {
    if clusters.is_empty() {
        return writeln!(out, r#"<p class="nothing">Every article is a text of its own.</p>"#);
    }
    for cluster in clusters.iter().take(MOST_CLUSTERS) {
        let copies = counted(size(cluster.reprints.len()), "copy", "copies");
        writeln!(out, r#"<details class="cluster"><summary><span class="origin">"#)?;
        write_origin(&cluster.earliest, out)?;
        writeln!(out, r#"</span> <span class="count">{copies}</span></summary><div class="inside">"#)?;
        write!(out, r#"<p class="fine">Compared by {}. Earliest copy:"#, Text(&cluster.basis))?;
        write_page_link(&cluster.earliest, out)?;
        writeln!(out, "</p><ol class=\"claims\">")?;
        for reprint in cluster.reprints.iter().take(MOST_COPIES) {
            write_reprint(reprint, out)?;
        }
        writeln!(out, "</ol>")?;
        write_left_out(cluster.reprints.len().saturating_sub(MOST_COPIES), "copies stand", "reprints.csv", out)?;
        writeln!(out, "</div></details>")?;
    }
    write_left_out(clusters.len().saturating_sub(MOST_CLUSTERS), "texts with copies stand", "reprints.csv", out)
}

fn write_reprint(reprint: &Reprint, out: Out<'_>) -> io::Result<()> {
    write!(
        out,
        r#"<li class="claim"><p class="origin"><b class="stance">{:.0}% alike</b> "#,
        reprint.similarity * 100.0
    )?;
    write_origin(&reprint.article, out)?;
    write_page_link(&reprint.article, out)?;
    writeln!(out, "</p>")?;
    write_sentences("Adds", "added", &reprint.added, out)?;
    write_sentences("Leaves out", "missing", &reprint.left_out, out)?;
    writeln!(out, "</li>")
}

fn write_sentences(what: &str, class: &str, sentences: &[String], out: Out<'_>) -> io::Result<()> {
    if sentences.is_empty() {
        return Ok(());
    }
    write!(out, r#"<div class="sentences {class}"><b>{what}</b><ul lang="id">"#)?;
    for sentence in sentences.iter().take(MOST_SENTENCES) {
        write!(out, r#"<li dir="auto">{}</li>"#, Text(sentence))?;
    }
    writeln!(out, "</ul>")?;
    write_left_out(sentences.len().saturating_sub(MOST_SENTENCES), "sentences stand", "reprints.csv", out)?;
    writeln!(out, "</div>")
}
