//! `petik serve`: the service over HTTP, until it is stopped.

use super::ending::{Outcome, usage};
use super::language::LanguageChoice;
use super::lists;
use super::output::Output;
use super::reading::threads;
use super::reconcile::ListChoice;
use super::{message, stop};
use anyhow::Context;
use petik::reconcile::{Row, read_unresolved};
use petik::serve::matcher::RegionMatcher;
use petik::serve::recon::{self, Catalogue, FileSource};
use petik::serve::{self, App, Desk, HostName, Limits, Part, Server, Speaks, Work};
use petik::source::ArticleLimit;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Judge a reconciliation in a browser, and answer programs over HTTP, on this machine
///
/// With DIR, the folder that `petik reconcile` wrote, the steward's desk stands at the address that is printed: what needs judging,
/// with its quotes. Every judgement is a line of the file of decisions, which `petik reconcile --decisions` applies.
///
/// POST /v1/extract reads articles (text, HTML, JSON, JSON Lines) and answers what `petik extract` writes; POST /v1/explain says why.
/// GET /openapi.json describes all of it, and docs/SERVICE.md shows how to call it.
///
/// The address stands on standard output as soon as the service answers, all else on standard error. Ctrl-C or SIGTERM ends it with
/// exit code 0: what is under way is answered for some seconds still.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik serve hasil
  petik serve hasil --decisions decisions.jsonl --lang id
  petik serve --list daftar.xlsx            for OpenRefine: http://127.0.0.1:3838/reconcile
  petik serve
  petik serve --port 0                      at any free port; the address is on standard output
  curl --data-binary @artikel.txt -H 'Content-Type: text/plain' http://127.0.0.1:3838/v1/extract")]
pub(super) struct Serve {
    /// The folder that `petik reconcile` wrote, for the steward's desk
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,

    /// The file of decisions; else the one that DIR was made with, else decisions.jsonl beside DIR
    #[arg(long, value_name = "FILE", requires = "dir")]
    decisions: Option<PathBuf>,

    /// A list to match names against, for OpenRefine and other clients of the Reconciliation Service API
    ///
    /// CSV, TSV, XLSX or ODS, of any programme or of none; it is read anew when it changes. Regions, officials and programmes are
    /// always served so.
    #[arg(long, value_name = "LIST")]
    list: Option<PathBuf>,

    #[command(flatten)]
    columns: ListChoice,

    #[command(flatten)]
    language: LanguageChoice,

    /// The address of this machine to listen at
    ///
    /// Any other than a loopback address can be reached by others, who then read what the service offers without a password.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    address: IpAddr,

    /// The name of a server of yours that passes requests on to this one over TLS (a reverse proxy), petik.example.org
    ///
    /// Requests for that name, and by pages at it, are answered beside those for the address. docs/SERVICE.md shows how to set it up.
    #[arg(long, value_name = "NAME")]
    host: Option<HostName>,

    /// The port to listen at; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = PORT)]
    port: u16,

    /// The most bytes that one article may have; what is larger is refused (64KiB, 1GiB)
    #[arg(long, value_name = "SIZE", default_value_t)]
    max_article_bytes: ArticleLimit,

    /// Threads that read articles; 0 takes one a core
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true, value_parser = threads)]
    threads: usize,
}

/// Claims of a row that names are matched with: a row may have thousands.
const CLAIMS: usize = 20;

fn shortened(row: &Row) -> Row {
    let Row { schema, id, programme, region, listed, reasons, decision, claims, .. } = row;
    Row {
        schema: schema.clone(),
        id: id.clone(),
        status: row.status,
        programme: programme.clone(),
        cohort_year: row.cohort_year,
        region: region.clone(),
        listed: listed.clone(),
        reasons: reasons.clone(),
        sources: row.sources,
        articles: row.articles,
        decision: decision.clone(),
        claims: claims[..claims.len().min(CLAIMS)].to_vec(),
        ..Row::default()
    }
}

/// The port unless told otherwise: one that no common program listens at.
const PORT: u16 = 3838;

impl Serve {
    pub(super) fn run(self, gazetteers: Option<&Path>) -> anyhow::Result<Outcome> {
        let server = self.bind(self.app(gazetteers)?)?;
        stop::gently();
        if !server.is_local() {
            message::warning(format_args!(
                "{} can be reached from other machines: whoever reaches it can use the service",
                server.address()
            ));
        }
        let mut out = Output::stdout();
        writeln!(out, "{}", server.address())?;
        out.finish()?;
        let first = server.first_address();
        let open = first.as_ref().map(|address| format!("open {address}\n")).unwrap_or_default();
        message::summary(format_args!("{open}names are matched at {}reconcile", server.address()));
        message::summary(format_args!("petik answers at {}, until Ctrl-C", server.address()));
        server.run(stop::asked).context("the system took the address away")?;
        Ok(Outcome::Fine)
    }

    fn app(&self, gazetteers: Option<&Path>) -> anyhow::Result<App> {
        let lists = lists::open(gazetteers)?;
        let mut limits = Limits { article: self.max_article_bytes, ..Limits::default() };
        if self.threads > 0 {
            limits.threads = self.threads;
        }
        let mut catalogue = Catalogue::of(&lists.engine).telling(|words| message::warning(words));
        let mut own = None;
        if let Some(dir) = &self.dir {
            let mut rows = Vec::new();
            own = Some(self.desk(dir, catalogue.matcher(), gazetteers, |row| rows.push(shortened(row)))?);
            catalogue = catalogue.with_rows(&dir.display().to_string(), &rows, &read_unresolved(dir)?);
        }
        if let Some(list) = &self.list {
            let source = Box::new(FileSource(list.clone()));
            let options = self.columns.options(&lists.engine)?;
            catalogue = catalogue.with_list(source, options).map_err(|fault| usage(format_args!("--list {fault}")))?;
        }
        let open = Part::new(recon::router(Arc::new(catalogue)), recon::paths());
        let work = Work::new(&limits);
        let shows_own_data = self.dir.is_some() || self.list.is_some();
        Ok(App {
            engine: &lists.engine,
            pages: Arc::clone(&lists.pages),
            limits,
            work,
            open,
            shows_own_data,
            own,
            host: self.host.clone(),
        })
    }

    fn desk(
        &self,
        dir: &Path,
        matcher: Arc<RegionMatcher>,
        gazetteers: Option<&Path>,
        also: impl FnMut(&Row),
    ) -> anyhow::Result<Part> {
        let files = lists::files(gazetteers)??;
        let speaks = Speaks { always: self.language.asked(), otherwise: self.language.language() };
        let desk = Desk::open(matcher, &files, dir, self.decisions.as_deref(), speaks, also)?;
        message::summary(format_args!("judgements go to {}", desk.decisions().display()));
        Ok(serve::desk(Arc::new(desk)))
    }

    fn bind(&self, app: App) -> anyhow::Result<Server> {
        let address = SocketAddr::new(self.address, self.port);
        Server::bind(address, app).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => usage(format_args!(
                "port {} is taken, perhaps by another `petik serve`: choose one with --port, or any free one with --port 0",
                self.port
            )),
            io::ErrorKind::AddrNotAvailable => {
                usage(format_args!("--address {}: no address of this machine", self.address))
            }
            io::ErrorKind::PermissionDenied => {
                usage(format_args!("port {}: the system keeps it; choose one from 1024 with --port", self.port))
            }
            _ => anyhow::Error::new(error).context(format!("cannot listen at {address}")),
        })
    }
}
