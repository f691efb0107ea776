//! Annotated articles, read and decided.

use crate::cli::lists::Lists;
use crate::cli::message;
use crate::cli::reading::{Faults, Reading};
use crate::cli::score::input::annotations;
use anyhow::bail;
use petik::Article;
use petik::in_order;
use petik::score::fit::Lesson;
use petik::score::{Annotations, ArticleAnnotation};
use std::collections::HashMap;
use std::path::PathBuf;

/// What there is to learn from.
pub(super) struct Lessons {
    /// Of each annotated article, in the order of the articles.
    pub(super) lessons: Vec<Lesson>,
    /// Whether something could not be read, or an annotation has no article.
    pub(super) failed: bool,
}

/// Reads the articles that the annotations of `gold` are about. `None` where the annotations have faults; each was told.
pub(super) fn lessons(
    gold: &[PathBuf],
    texts: &[PathBuf],
    reading: &Reading,
    lists: &Lists,
) -> anyhow::Result<Option<Lessons>> {
    let mut faults = Faults::new(true);
    let mut articles: Vec<Article<'static>> = Vec::new();
    for item in reading.inputs(texts, lists) {
        match item {
            Ok(mut article) => {
                reading.complete(&mut article);
                articles.push(article);
            }
            Err(fault) => faults.report(&fault),
        }
    }
    let at_hand: HashMap<&str, &str> =
        articles.iter().filter_map(|article| Some((article.id.as_deref()?, article.text.as_ref()))).collect();
    let mut read = Vec::new();
    for file in gold {
        read.push(annotations(file, &lists.engine.gazetteer().regions, &at_hand)?);
    }
    let Some(read) = read.into_iter().collect::<Option<Vec<Annotations>>>() else { return Ok(None) };
    let annotations = Annotations::join(read);
    let mut by_id: HashMap<&str, &ArticleAnnotation> = HashMap::new();
    for annotation in annotations.articles() {
        if by_id.insert(annotation.id(), annotation).is_some() {
            bail!("the article {:?} is annotated twice: leave one of the annotations", annotation.id());
        }
    }
    let mut left: Vec<&str> = annotations.articles().iter().map(ArticleAnnotation::id).collect();
    let mut annotated = Vec::new();
    for article in &articles {
        let Some(annotation) = article.id.as_deref().and_then(|id| by_id.get(id)) else { continue };
        // Of articles with one id the first is meant.
        if let Some(at) = left.iter().position(|id| *id == annotation.id()) {
            left.remove(at);
            annotated.push((article, *annotation));
        }
    }
    for id in &left {
        message::error(format_args!("{id:?} is annotated, and no article of --texts has this id"));
    }
    let mut lessons = Vec::new();
    in_order(
        annotated,
        0,
        |(article, _)| article.text.len(),
        |(article, annotation)| Lesson::of(annotation, &lists.engine.explain(article), &article.text),
        |lesson| {
            lessons.push(lesson);
            Ok::<(), anyhow::Error>(())
        },
    )?;
    Ok(Some(Lessons { lessons, failed: faults.lost() > 0 || !left.is_empty() }))
}
