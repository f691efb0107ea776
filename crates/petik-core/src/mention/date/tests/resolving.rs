use super::when::Point;
use super::*;
use jiff::civil::date;

/// Clues as the pipeline would collect them: the years behind the word for year, and what `more` adds.
fn clues(world: &World, raw: &str, more: impl FnOnce(&mut Clues)) -> Clues {
    let years = world.with(raw, |_, found| {
        let year = |m: &DateMention| match m.value {
            DateValue::Point(Point { year: Some(year), month: None, .. }) => {
                Some(YearClue { year, span: Some(m.span), kind: YearKind::Stated })
            }
            _ => None,
        };
        found.iter().filter_map(year).collect()
    });
    let mut clues = Clues { years, ..Clues::default() };
    more(&mut clues);
    clues
}

fn check(raw: &str, more: impl FnOnce(&mut Clues), wanted: &str) {
    let world = World::get();
    let clues = clues(world, raw, more);
    assert_eq!(world.resolved(raw, &clues), wanted, "{raw}");
}

fn published(y: i16, m: i8, d: i8) -> impl FnOnce(&mut Clues) {
    move |clues| clues.published = Some(date(y, m, d))
}

fn nothing(_: &mut Clues) {}

const HERE: Span = Span { start: 0, end: 1 };

fn minister(clues: &mut Clues) {
    clues.terms.push(Term { from: Some(date(2019, 10, 23)), to: Some(date(2023, 5, 19)), span: HERE });
}

#[test]
fn full_dates_keep_what_is_written() {
    check("Selasa (28/02/2023)", nothing, "Selasa (28/02/2023)=2023-02-28");
    check("Rabu (28/02/2023)", nothing, "Rabu (28/02/2023)=2023-02-28 !W3/W2");
    check("Rabu (22/05/3017)", nothing, "Rabu (22/05/3017)=? !impossible");
    let slip = "Senin (22/05/3017)=2017-05-22 <weekday+published> !impossible";
    check("Senin (22/05/3017)", published(2017, 5, 23), slip);
    check("Rabu (22/05/3017)", published(2017, 5, 23), "Rabu (22/05/3017)=? !impossible");
    check("Senin (22/05/3017)", published(2017, 9, 1), "Senin (22/05/3017)=? !impossible");
    check("22/05/3017", published(2017, 5, 23), "22/05/3017=? !impossible");
    check("Senin (31/02/2022)", nothing, "Senin (31/02/2022)=? !impossible");
    check("Kamis (31/4)", nothing, "Kamis (31/4)=? !impossible");
    check("29 Februari 2023", nothing, "29 Februari 2023=? !impossible");
    check("(12/22/22)", nothing, "12/22/22=2022-12-22 <only_reading> !impossible");
    check("05/22/2017 10:00", nothing, "05/22/2017=2017-05-22 <only_reading> !impossible");
    // 12 January 2022 was a Wednesday, 1 December 2022 a Thursday.
    check("Kamis (12/01/22)", nothing, "Kamis (12/01/22)=2022-01-12 {2022-12-01} !W4/W3");
    check("Rabu (15/5/19)", nothing, "Rabu (15/5/19)=2019-05-15");
    check("April 2022", nothing, "April 2022=2022-04");
    check("awal Maret 2022", nothing, "awal Maret 2022=2022-03");
    check("pertengahan 2022", nothing, "pertengahan 2022=2022");
    check("triwulan IV 2022", nothing, "triwulan IV 2022=2022-10/2022-12");
    check("Senin-Rabu (3-4/9/2018)", nothing, "Senin-Rabu (3-4/9/2018)=2018-09-03/2018-09-04 !W3/W2");
    check("30 Desember hingga 2 Januari 2020", nothing, "30 Desember hingga 2 Januari 2020=2019-12-30/2020-01-02");
}

#[test]
fn a_missing_year_is_read_backwards_from_publication() {
    check("Kamis (21/4)", published(2022, 4, 22), "Kamis (21/4)=2022-04-21 <published+weekday>");
    check("Rabu (15/05)", published(2019, 5, 16), "Rabu (15/05)=2019-05-15 <published+weekday>");
    check("Kamis (29/12)", published(2023, 1, 2), "Kamis (29/12)=2022-12-29 <published+weekday>");
    check("Kamis (5/6)", published(2024, 6, 5), "Kamis (5/6)=? {2024-06-05} !W4/W3");
    check(
        "Kamis (5/6) sejak tahun 2014",
        published(2024, 6, 5),
        "Kamis (5/6)=? {2024-06-05, 2014-06-05} !W4/W3; 2014=2014",
    );
    // The weekday fits within the next weeks.
    check("Kamis (21/4) mendatang", published(2022, 4, 14), "Kamis (21/4)=2022-04-21 <published+weekday>");
    check("Kamis (21/4)", published(2022, 4, 14), "Kamis (21/4)=2022-04-21 <published+weekday>");
    check("pada 9 April", published(2018, 5, 8), "9 April=2018-04-09 <published>");
    check("pada 9 Juni", published(2018, 5, 8), "9 Juni=2017-06-09 <published>");
    check("pada 19 Mei", published(2018, 5, 8), "19 Mei=? {2017-05-19, 2018-05-19}");
    check("pada 19 Mei mendatang", published(2018, 5, 8), "19 Mei=2018-05-19 <published>");
    check("pada 29 Februari", published(2023, 3, 1), "29 Februari=2020-02-29 <published>");
    check(
        "Senin dan Selasa (3-4/9)",
        published(2018, 9, 5),
        "Senin dan Selasa (3-4/9)=2018-09-03/2018-09-04 <published+weekday>",
    );
    check("30 Desember-2 Januari", published(2020, 1, 5), "30 Desember-2 Januari=2019-12-30/2020-01-02 <published>");
    check("awal Mei lalu", published(2017, 5, 22), "awal Mei=2017-05 <published>");
    check("Desember lalu", published(2017, 5, 22), "Desember=2016-12 <published>");
}

#[test]
fn without_publication_the_article_itself_is_read() {
    check(
        "Rapat Selasa (08/05/2018). Pada 9 April diputuskan",
        nothing,
        "Selasa (08/05/2018)=2018-05-08; 9 April=2018-04-09 <article_date>",
    );
    check(
        "Selasa (11/6/2024). Pada 5 Maret lalu, tahun 2017 dan tahun 2019",
        nothing,
        "Selasa (11/6/2024)=2024-06-11; 5 Maret=2024-03-05 <article_date>; 2017=2017; 2019=2019",
    );
    check(
        "Surat 3 Juni 2022. Rapat Kamis (7/7)",
        nothing,
        "3 Juni 2022=2022-06-03; Kamis (7/7)=2022-07-07 <weekday+article_date>",
    );
    check(
        "Rabu, 5 Juni 2024. Rapat Kamis (5/6)",
        nothing,
        "Rabu, 5 Juni 2024=2024-06-05; Kamis (5/6)=? {2024-06-05, 2014-06-05, 2008-06-05, 2003-06-05} !W4/W3",
    );
    check("Merdeka 17 Agustus 1945. Pada 9 April lalu", nothing, "17 Agustus 1945=1945-08-17; 9 April=?");
    check(
        "Selasa (5/3) pada tahun 2024 dan tahun 2023",
        nothing,
        "Selasa (5/3)=2024-03-05 <weekday+stated_year>; 2024=2024; 2023=2023",
    );
    check(
        "Selasa (3/10), sejak tahun 2022. Tahun 2023 ini",
        nothing,
        "Selasa (3/10)=2023-10-03 <weekday+stated_year>; 2022=2022; 2023=2023",
    );
    check(
        "Selasa (5/3) dan pada 2 Februari di tahun 2024",
        nothing,
        "Selasa (5/3)=2024-03-05 <weekday+stated_year>; 2 Februari=2024-02-02 <article_date>; 2024=2024",
    );
}

#[test]
fn evidence_must_leave_one_year() {
    check(
        "Kamis (21/4) tahun 2022",
        minister,
        "Kamis (21/4)=2022-04-21 <weekday+official_term+stated_year>; 2022=2022",
    );
    check("Kamis (21/4)", minister, "Kamis (21/4)=2022-04-21 <weekday+official_term>");
    check(
        "Kamis (21/4), tahun 2016, tahun 2022, tahun 2022",
        nothing,
        "Kamis (21/4)=2022-04-21 {2016-04-21} <weekday+stated_year>; 2016=2016; 2022=2022; 2022=2022",
    );
    check(
        "Kamis (21/4), tahun 2016, tahun 2022",
        nothing,
        "Kamis (21/4)=? {2016-04-21, 2022-04-21}; 2016=2016; 2022=2022",
    );
    let programme = |clues: &mut Clues| clues.programme_years = vec![(2017, 2019), (2021, 2024)];
    check("Kamis (20/5)", programme, "Kamis (20/5)=2021-05-20 <weekday+programme_years>");
    check("20 Mei", programme, "20 Mei=? {2024-05-20, 2023-05-20}");
    check("Kamis (20/5)", nothing, "Kamis (20/5)=?");
    let copyright = |clues: &mut Clues| clues.copyright = Some((2021, HERE));
    check("Kamis (20/5)", copyright, "Kamis (20/5)=2021-05-20 <weekday+copyright_line>");
    // The template of the page says 2024: no Thursday, and the weekday leaves several years.
    let template = |clues: &mut Clues| clues.copyright = Some((2024, HERE));
    check("Kamis (20/5)", template, "Kamis (20/5)=? {2021-05-20, 2010-05-20, 2004-05-20}");
    // A term that contradicts the copyright line wins.
    let both = |clues: &mut Clues| {
        clues.copyright = Some((2021, HERE));
        clues.terms.push(Term { from: Some(date(2009, 10, 22)), to: Some(date(2014, 10, 20)), span: HERE });
    };
    check("Kamis (20/5)", both, "Kamis (20/5)=2010-05-20 <weekday+official_term>");
}

#[test]
fn weekdays_and_relative_words_need_a_day_to_count_from() {
    check("keterangannya, Kamis. Tadi Rabu", nothing, "Kamis=?; Rabu=?");
    check(
        "Selasa (3/10/2023) di Jakarta. Ucapnya, Selasa sore",
        nothing,
        "Selasa (3/10/2023)=2023-10-03; Selasa=2023-10-03 <same_weekday>",
    );
    check("ucapnya, Kamis.", published(2024, 6, 5), "Kamis=2024-05-30 <published>");
    check("ucapnya, Rabu.", published(2024, 6, 5), "Rabu=2024-06-05 <published>");
    check("ucapnya, Rabu lalu.", published(2024, 6, 5), "Rabu=2024-05-29 <published>");
    check("hari Senin depan", published(2024, 6, 5), "Senin=2024-06-10 <published>");
    check("Kamis pekan lalu", published(2024, 6, 5), "Kamis pekan lalu=2024-05-30 <published>");
    check("Kamis (5/6), lalu Kamis sore", published(2024, 6, 5), "Kamis (5/6)=? {2024-06-05} !W4/W3; Kamis=?");
    check("kemarin", published(2024, 3, 1), "kemarin=2024-02-29 <published>");
    check(
        "hari ini, pekan lalu, bulan lalu",
        published(2024, 1, 3),
        "hari ini=2024-01-03 <published>; pekan lalu=2023-12-25/2023-12-31 <published>; bulan lalu=2023-12 <published>",
    );
    check(
        "tahun depan; kuartal lalu",
        published(2024, 2, 3),
        "tahun depan=2025 <published>; kuartal lalu=2023-10/2023-12 <published>",
    );
    check(
        "3 hari lalu, 5 tahun yang lalu",
        published(2024, 1, 2),
        "3 hari lalu=2023-12-30 <published>; 5 tahun yang lalu=2019 <published>",
    );
    check("kemarin", nothing, "kemarin=?");
    check("kemarin Kamis 21 April 2022", published(2022, 4, 23), "Kamis 21 April 2022=2022-04-21");
}

#[test]
fn no_input_is_too_much() {
    check("999 tahun lalu", published(100, 1, 1), "999 tahun lalu=-899 <published>");
    let world = World::get();
    let long = "Kamis (21/4) ".repeat(2000);
    let years = clues(world, "", |_| {});
    assert!(world.resolved(&long, &years).len() > long.len());
    for raw in [
        "(",
        "21/",
        "Kamis (",
        "3 hari",
        "1/1/",
        "9999-99-99",
        "0/0/0000",
        "31/12/0000",
        "tahun",
        "－21/4",
        "ke-",
        "Kamis (",
    ] {
        world.resolved(raw, &years);
    }
}
