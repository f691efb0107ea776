//! CoNLL-2003: a token a line with its tag in IOB2, an empty line behind each line of the text, `-DOCSTART-` before each article.
//! Part of speech and chunk are not known.

use crate::tokens::tokens;
use crate::{apart, letters};
use petik_core::record::ArticleRecord;
use std::io::{self, Write};

/// Writes an article, and tells how many mentions overlap a longer one and are left out. A record without its text gives nothing.
///
/// # Errors
///
/// Those of `out`.
pub fn write(record: &ArticleRecord<'_>, mut out: impl Write) -> io::Result<usize> {
    let Some(letters) = letters(record) else { return Ok(0) };
    let (mentions, left) = apart(record);
    out.write_all(b"-DOCSTART- -X- -X- O\n\n")?;
    let mut next = mentions.iter().peekable();
    let mut is_open = false;
    for token in tokens(&letters, &mentions) {
        let words: String = letters[token.start..token.end].iter().collect();
        if token.is_space {
            if is_open && words.contains('\n') {
                out.write_all(b"\n")?;
                is_open = false;
            }
            continue;
        }
        while next.next_if(|mention| mention.end <= token.start).is_some() {}
        let of = next.peek().filter(|mention| mention.start <= token.start);
        match of {
            Some(mention) => {
                let sign = if mention.start == token.start { 'B' } else { 'I' };
                writeln!(out, "{words} -X- -X- {sign}-{}", mention.value.kind().as_str())?;
            }
            None => writeln!(out, "{words} -X- -X- O")?,
        }
        is_open = true;
    }
    out.write_all(b"\n")?;
    Ok(left)
}
