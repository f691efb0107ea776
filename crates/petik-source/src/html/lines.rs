//! From a part of the tree to lines as a reader sees them: a paragraph, a list item, a table row, a caption is one line.
//! Each line knows which of its bytes are links, for lines of links are rarely the article.

use super::words::squeezed;
use dom_query::{NodeData, NodeRef};
use std::ops::Range;

/// A line of the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Bytes of `text` that lead elsewhere, in order.
    pub(super) links: Vec<Range<usize>>,
    pub(super) kind: Kind,
}

/// What a line is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Paragraph,
    /// Behind a single line break.
    Broken,
    Item,
    Row,
    Caption,
}

impl Line {
    /// The share of the letters that are links, from 0 to 1.
    pub(super) fn linked(&self) -> f32 {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let linked: usize = self.links.iter().filter_map(|link| self.text.get(link.clone())).map(letters).sum();
        linked as f32 / letters(&self.text).max(1) as f32
    }
}

/// Lines as text: an empty line between paragraphs, none between items, rows and broken lines.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    let mut text = String::new();
    let mut last = None;
    for line in lines {
        let together =
            matches!(line.kind, Kind::Item | Kind::Row) && last == Some(line.kind) || line.kind == Kind::Broken;
        if last.is_some() {
            text += if together { "\n" } else { "\n\n" };
        }
        text += &line.text;
        last = Some(line.kind);
    }
    text
}

/// The lines below `root`.
pub(super) fn lines(root: &NodeRef<'_>) -> Vec<Line> {
    let mut writer = Writer::default();
    writer.node(root);
    writer.end(Kind::Paragraph);
    writer.lines
}

/// The lines of a text that is no HTML.
pub(super) fn plain(text: &str) -> Vec<Line> {
    let lines = text.lines().map(squeezed).filter(|text| !text.is_empty());
    lines.map(|text| Line { text, ..Line::default() }).collect()
}

/// Elements without text for readers of the article.
pub(super) const SILENT: [&str; 24] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "button", "input", "select",
    "textarea", "nav", "aside", "footer", "audio", "video", "canvas", "head", "dialog", "amp-ad", "rp", "rt",
];

/// Elements that stand inside of a line. All others begin and end one.
pub(super) const INLINE: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "picture", "source", "amp-img", "ruby", "rb",
];

/// Longer cells hold paragraphs: a table that only places them on the page.
const LONGEST_CELL: usize = 240;

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    line: Line,
    /// A blank is owed before the next letter.
    blank: bool,
    /// How many links are open.
    linked: usize,
    /// Line breaks since the last letter.
    breaks: usize,
    /// The next number of the innermost numbered list; `None` in one with bullets.
    number: Option<usize>,
    /// What the line under way will be.
    kind: Kind,
}

impl Writer {
    fn node(&mut self, node: &NodeRef<'_>) {
        enum What {
            Text(String),
            Element(String),
            Other,
        }
        let what = node.query_or(What::Other, |node| match &node.data {
            NodeData::Text { contents } => What::Text(contents.to_string()),
            NodeData::Element(element) => What::Element(element.name.local.to_string()),
            _ => What::Other,
        });
        match what {
            What::Text(text) => self.text(&text),
            What::Element(name) => self.element(node, &name),
            What::Other => self.children(node),
        }
    }

    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str) {
        if SILENT.contains(&name) || is_hidden(node) {
            return;
        }
        match name {
            "a" => {
                // Anchors without an address lead nowhere.
                let leads = usize::from(node.has_attr("href"));
                self.linked += leads;
                self.children(node);
                self.linked -= leads;
            }
            "br" => {
                self.breaks += 1;
                self.blank = true;
            }
            "ul" | "ol" => {
                let number = (name == "ol").then(|| node.attr("start").and_then(|n| n.parse().ok()).unwrap_or(1));
                let outer = std::mem::replace(&mut self.number, number);
                self.block(node, self.kind);
                self.number = outer;
            }
            "li" => {
                self.end(self.kind);
                let marker = self.number.map_or("- ".to_owned(), |number| format!("{number}. "));
                self.number = self.number.map(|number| number.saturating_add(1));
                let (from, outer) = (self.lines.len(), self.number);
                self.block(node, Kind::Item);
                self.number = outer;
                if let Some(line) = self.lines.get_mut(from).filter(|line| !is_marked(&line.text)) {
                    line.text.insert_str(0, &marker);
                    line.links.iter_mut().for_each(|link| *link = link.start + marker.len()..link.end + marker.len());
                }
            }
            "table" => match rows(node) {
                Some(rows) => self.table(&rows),
                None => self.block(node, self.kind),
            },
            "figcaption" | "caption" => self.block(node, Kind::Caption),
            "pre" => {
                self.end(self.kind);
                self.lines.extend(plain(&node.text()));
            }
            _ if INLINE.contains(&name) => self.children(node),
            _ => self.block(node, self.kind),
        }
    }

    /// An element that stands alone on its lines, which are of `kind`.
    fn block(&mut self, node: &NodeRef<'_>, kind: Kind) {
        self.end(self.kind);
        let outer = std::mem::replace(&mut self.kind, kind);
        self.children(node);
        self.end(kind);
        self.kind = outer;
    }

    fn table(&mut self, rows: &[Vec<NodeRef<'_>>]) {
        self.end(self.kind);
        for row in rows {
            let mut whole = Line { kind: Kind::Row, ..Line::default() };
            for cell in row {
                let mut inside = Writer::default();
                inside.children(cell);
                inside.end(Kind::Paragraph);
                // An empty cell keeps its place, or the cells behind it would change their meaning.
                if !std::ptr::eq(cell, &row[0]) {
                    whole.text += " |";
                }
                for line in inside.lines {
                    if !whole.text.is_empty() {
                        whole.text.push(' ');
                    }
                    let at = whole.text.len();
                    whole.links.extend(line.links.iter().map(|link| link.start + at..link.end + at));
                    whole.text += &line.text;
                }
            }
            if whole.text.contains(char::is_alphanumeric) {
                self.lines.push(whole);
            }
        }
    }

    fn text(&mut self, text: &str) {
        // No-break spaces stay, the text of the page is not changed; only what HTML itself holds for nothing goes.
        for piece in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let word = piece.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !word.is_empty() {
                self.word(word);
            }
            self.blank |= word.len() < piece.len();
        }
    }

    fn word(&mut self, word: &str) {
        if self.breaks > 0 {
            self.broken(word);
        }
        if std::mem::take(&mut self.blank) && !self.line.text.is_empty() {
            self.line.text.push(' ');
        }
        let from = self.line.text.len();
        self.line.text += word;
        if self.linked == 0 {
            return;
        }
        match self.line.links.last_mut() {
            // A blank between two words of a link is part of it.
            Some(link) if link.end + 1 >= from => link.end = self.line.text.len(),
            _ => self.line.links.push(from..self.line.text.len()),
        }
    }

    /// Line breaks before `word`: two end a paragraph, one ends a line, except where an editor program broke a sentence.
    fn broken(&mut self, word: &str) {
        let breaks = std::mem::take(&mut self.breaks);
        let inside = |c: char| c.is_lowercase() || c == ',';
        let at_link = self.linked > 0 || self.line.links.last().is_some_and(|link| link.end == self.line.text.len());
        let sentence_goes_on = !at_link && self.line.text.ends_with(inside) && word.starts_with(char::is_lowercase);
        if breaks > 1 {
            self.end(self.kind);
        } else if !sentence_goes_on && !self.line.text.is_empty() {
            self.end(self.kind);
            self.line.kind = Kind::Broken;
        }
    }

    /// Ends the line under way, which is of `kind`.
    fn end(&mut self, kind: Kind) {
        (self.blank, self.breaks) = (false, 0);
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        // A link may have ended in the blank that went.
        line.links.iter_mut().for_each(|link| link.end = link.end.min(line.text.len()));
        if line.text.trim().is_empty() {
            return;
        }
        if line.kind != Kind::Broken {
            line.kind = kind;
        }
        self.lines.push(line);
    }
}

pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    let styled = || node.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
    // Long hidden texts are articles behind a button to show the rest.
    (node.has_attr("hidden") || styled()) && node.normalized_char_count() < 500
}

/// Whether an item brings its own bullet or number.
pub(super) fn is_marked(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(['-', '•', '*', '–', '·']) || digits.len() < text.len() && digits.starts_with(['.', ')'])
}

/// The rows of a table of data; `None` for a table that only places parts of the page.
fn rows<'a>(table: &NodeRef<'a>) -> Option<Vec<Vec<NodeRef<'a>>>> {
    let named = |node: &NodeRef<'_>, names: &[&str]| {
        node.query_or(false, |node| {
            node.as_element().is_some_and(|element| names.contains(&element.name.local.as_ref()))
        })
    };
    let mut rows = Vec::new();
    for part in table.children_it(false) {
        if named(&part, &["tr"]) {
            rows.push(part);
        } else if named(&part, &["thead", "tbody", "tfoot"]) {
            rows.extend(part.children_it(false).filter(|row| named(row, &["tr"])));
        }
    }
    let rows: Vec<Vec<NodeRef<'a>>> =
        rows.iter().map(|row| row.children_it(false).filter(|cell| named(cell, &["td", "th"])).collect()).collect();
    let wide = rows.iter().filter(|row| row.len() > 1).count();
    let places_parts = |cell: &NodeRef<'_>| {
        cell.descendants_it().any(|inner| named(&inner, &["table", "h1", "h2", "form", "figure"]))
            || cell.normalized_char_count() > LONGEST_CELL
    };
    (wide * 2 >= rows.len().max(1) && wide > 0 && !rows.iter().flatten().any(places_parts)).then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn text(html: &str) -> String {
        joined(&lines(&Document::fragment(html).root()))
    }

    #[test]
    fn paragraphs_and_breaks() {
        assert_eq!(text("<p>Satu <b>dua</b>,\n tiga.</p><div>Empat<p>Lima</div>"), "Satu dua, tiga.\n\nEmpat\n\nLima");
        assert_eq!(text("Satu.<br>Dua.<br/>\n<br>Tiga dan<br>empat"), "Satu.\nDua.\n\nTiga dan empat");
        assert_eq!(text("<p>&nbsp;</p><p>a<script>x</script><span hidden>y</span>b"), "ab");
    }

    #[test]
    fn lists_and_tables() {
        assert_eq!(text("<p>Daftar:</p><ul><li>Batang<li>Solok</ul>"), "Daftar:\n\n- Batang\n- Solok");
        assert_eq!(text("<ol start=3><li><p>Batang</p><li>4. Solok<li>Pati</ol>"), "3. Batang\n4. Solok\n5. Pati");
        let table = "<table><tr><th>No<th>Daerah<th>Skor<tr><td>1<td><p>Batang</p><td><tr><td>2<td>Solok<td>80</table>";
        assert_eq!(text(table), "No | Daerah | Skor\n1 | Batang |\n2 | Solok | 80");
        assert_eq!(text("<table><tr><td><h1>Judul</h1><td>Isi</table>"), "Judul\n\nIsi");
    }

    #[test]
    fn links_are_known() {
        let document = Document::fragment("<p>Baca: <a href=x>Judul <i>lain</i></a> ya</p><p><a href=y>a</a></p>");
        let lines = lines(&document.root());
        assert_eq!(lines[0].links.first(), Some(&(6..16)));
        assert_eq!(lines[1].linked(), 1.0);
    }
}
