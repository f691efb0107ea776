//! `petik merge`: the runs of all shares of one input put together to the run that nobody shared.

use super::Outcome;
use super::ending::usage;
use super::extract::run::{About, Begin, Earlier, Input, Listing, Other, Plan, Run, Settings, is_between, listed};
use super::message::{self, Log, summary};
use super::progress::Progress;
use super::stop;
use petik::source::{Meter, Place, Share, Workers};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Put the runs of several machines together to one
///
/// Each DIR is the folder of a run over a share: `petik extract --run DIR --shard 3/16`. They have to be all shares of one input,
/// read by one version of petik with the same lists and options, over the same files. What is missing or differs is said, and
/// nothing is written then.
///
/// The folder of --run becomes that of one run without --shard, byte for byte: records in the order of the input, failures, totals.
/// Of a text that several shares have, --dedupe keeps the first. Where something failed in a share the exit code is 1, as it is for one
/// run, and `petik extract --run DIR --retry` reads it again.
///
/// Memory stays the same for any number of articles. A merge that is stopped goes on with the same command. Tables of Parquet are
/// not merged: what reads them takes several at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  petik extract --run hasil-3 --shard 3/16 arsip/*.warc.gz      on the third of sixteen machines
  petik merge hasil-* --run hasil                                when all are at their end")]
pub(super) struct Merge {
    /// The folders of the runs, in any order
    #[arg(required = true, value_name = "DIR")]
    shares: Vec<PathBuf>,

    /// Write to the folder DIR: a new one, an empty one, or that of a merge that was stopped
    #[arg(long, required = true, value_name = "DIR")]
    run: PathBuf,

    /// Start over, whatever the folder of --run holds of an earlier run
    #[arg(long)]
    fresh: bool,

    /// No summary and no progress, only errors
    #[arg(short, long)]
    quiet: bool,

    /// The form of what is said on standard error
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: Log,
}

/// How a share is typed.
const SHARD: &str = "--shard ";

/// The run of a share.
struct OfShare {
    folder: PathBuf,
    about: About,
    share: Share,
}

impl Merge {
    pub(super) fn run(self) -> anyhow::Result<Outcome> {
        message::set_log(self.log);
        let shares = self.shares()?;
        all_together(&shares)?;
        let Some(first) = shares.first() else { return Err(usage("no run to merge")) };
        same_files(&shares)?;
        let settings = Settings { options: first.options(), ..first.about.settings.clone() };
        let meter = Meter::default();
        let open = |share: &OfShare| Earlier::open(&share.folder, share.about.clone(), &meter);
        let runs = shares.iter().map(open).collect::<anyhow::Result<Vec<_>>>()?;
        let header = runs.first().map_or(Vec::new(), |run| run.header().to_owned());
        let plan = Plan::of(&settings, header, Workers::new(0));
        let plan = shares.iter().fold(plan, |plan, share| plan.with_output_of(share.about.seconds));
        let other = if self.fresh { Other::AlwaysFresh } else { Other::Refused };
        match Run::open(&self.run, plan, settings, || joined(&shares), other)? {
            Begin::At(run, place) => {
                let progress = Progress::new(self.quiet, output_bytes(&shares));
                self.put_together(runs, *run, place, progress, &meter)
            }
            Begin::Done(done) => {
                if !self.quiet {
                    summary(format_args!("{} is complete: nothing to do", self.run.display()));
                }
                Ok(done.told(self.quiet))
            }
        }
    }

    /// Hands the pieces of all runs behind `place` to `into`, to the end or until a signal comes.
    fn put_together(
        &self,
        mut runs: Vec<Earlier>,
        mut into: Run,
        place: Place,
        mut progress: Option<Progress>,
        meter: &Meter,
    ) -> anyhow::Result<Outcome> {
        stop::gently();
        for run in &mut runs {
            while run.place().is_some_and(|next| next <= place) {
                run.skip()?;
            }
        }
        while let Some(next) = earliest(&mut runs).filter(|_| !stop::asked()) {
            next.take(&mut into)?;
            if let Some(progress) = &mut progress {
                progress.at(into.done().state(meter.bytes()));
            }
        }
        if stop::asked() {
            into.pause()?.told(self.quiet);
            summary(format_args!("stopped; the same command goes on from here"));
            return Ok(Outcome::Stopped);
        }
        Ok(into.finish()?.told(self.quiet))
    }

    /// The runs, each with its share. A pattern that fits all of them may fit the folder of the merge as well.
    fn shares(&self) -> anyhow::Result<Vec<OfShare>> {
        let place = self.run.canonicalize().ok();
        let is_other = |path: &&PathBuf| place.is_none() || path.canonicalize().ok() != place;
        let mut shares =
            self.shares.iter().filter(is_other).map(|path| OfShare::of(path)).collect::<anyhow::Result<Vec<_>>>()?;
        shares.sort_by_key(|share| share.share.number());
        Ok(shares)
    }
}

impl OfShare {
    fn of(folder: &Path) -> anyhow::Result<Self> {
        let refused = |why: &str| Err(usage(format_args!("{}: {why}", folder.display())));
        if folder.is_file() {
            return refused(
                "a file, which does not say whether it is all of a share: name the folder of its run (`petik extract --run DIR \
                 --shard K/N`); `cat` puts files of records behind one another",
            );
        }
        let Some(about) = About::read(folder)? else {
            return refused("no folder of a run: it has no run.json (`petik extract --run DIR --shard K/N` makes one)");
        };
        if about.done.is_none() || is_between(folder)? {
            return refused("the run is not at its end: its own command goes on with it");
        }
        let typed = about.settings.options.iter().find_map(|option| option.strip_prefix(SHARD));
        match typed.and_then(|typed| typed.parse().ok()) {
            Some(share) => Ok(OfShare { folder: folder.to_owned(), about, share }),
            None => refused("the run of no share, but of the whole input: there is nothing to merge it with"),
        }
    }

    /// The options, but for the share.
    fn options(&self) -> Vec<String> {
        self.about.settings.options.iter().filter(|option| !option.starts_with(SHARD)).cloned().collect()
    }
}

/// Whether the shares are all of one whole, and were read in the same way.
fn all_together(shares: &[OfShare]) -> anyhow::Result<()> {
    let Some(first) = shares.first() else { return Ok(()) };
    let of = first.share.of();
    let mut by_number: BTreeMap<u64, &OfShare> = BTreeMap::new();
    for share in shares {
        let (one, other) = (first.folder.display(), share.folder.display());
        let differ = |what: &str, here: &str, there: &str| {
            Err(usage(format_args!("{one} and {other} do not belong together: {what} ({here}, {there})")))
        };
        let (here, there) = (&first.about.settings, &share.about.settings);
        if share.share.of() != of {
            return differ("they are shares of different wholes", &first.share.to_string(), &share.share.to_string());
        }
        if here.petik != there.petik {
            return differ("they were made by different versions of petik", &here.petik, &there.petik);
        }
        if here.lists != there.lists {
            return differ("they were made with different lists or rules, by their digests", &here.lists, &there.lists);
        }
        if first.options() != share.options() {
            let shown = |share: &OfShare| format!("{:?}", share.options());
            return differ("they were made with different options", &shown(first), &shown(share));
        }
        if let Some(twice) = by_number.insert(share.share.number(), share) {
            let (one, share) = (twice.folder.display(), share.share);
            return Err(usage(format_args!("the share {share} is there twice, {one} and {other}: name one of them")));
        }
    }
    if first.about.settings.petik != env!("CARGO_PKG_VERSION") {
        let made = &first.about.settings.petik;
        return Err(usage(format_args!("the runs were made by petik {made}, this is {}", env!("CARGO_PKG_VERSION"))));
    }
    let missing = (1..=of).filter(|number| !by_number.contains_key(number));
    let shown: Vec<String> = missing.clone().take(MOST_NAMED).map(|number| format!("{number}/{of}")).collect();
    let number = missing.count();
    if number == 0 {
        return Ok(());
    }
    let more = if number > shown.len() { ", ..." } else { "" };
    Err(usage(format_args!("{number} of {of} shares missing: {}{more}", shown.join(", "))))
}

/// How many shares that are missing a message names.
const MOST_NAMED: usize = 20;

/// Whether all shares were taken of the same files.
fn same_files(shares: &[OfShare]) -> anyhow::Result<()> {
    for other in shares.iter().skip(1) {
        let one = &shares[0];
        let differ = |what: String| {
            let (one, other) = (one.folder.display(), other.folder.display());
            Err(usage(format_args!("{one} and {other} do not belong together: {what}; extract one of them again")))
        };
        let (mut here, mut there) = (listed(&one.folder)?, listed(&other.folder)?);
        loop {
            match (here.next().transpose()?, there.next().transpose()?) {
                (None, None) => break,
                (Some(here), Some(there)) if here.path == there.path && here.bytes == there.bytes => {}
                (Some(here), Some(there)) if here.path == there.path => {
                    return differ(format!("{} had {} bytes, and {} there", here.path, here.bytes, there.bytes));
                }
                (Some(here), there) => {
                    let there = there.map_or("nothing".to_owned(), |there| there.path);
                    return differ(format!("they did not read the same files ({}, {there})", here.path));
                }
                (None, Some(there)) => {
                    return differ(format!("they did not read the same files (nothing, {})", there.path));
                }
            }
        }
    }
    Ok(())
}

/// The files that all of them read. Copies on several machines may be of different times.
fn joined(shares: &[OfShare]) -> anyhow::Result<Listing<'static>> {
    let mut all = shares.iter().map(|share| listed(&share.folder)).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Box::new(std::iter::from_fn(move || {
        let mut joined: Option<Input> = None;
        for listing in &mut all {
            match (listing.next()?, &mut joined) {
                (Ok(input), None) => joined = Some(Input { done: None, ..input }),
                (Ok(input), Some(joined)) if input.modified != joined.modified => joined.modified = None,
                (Ok(_), Some(_)) => {}
                (Err(error), _) => return Some(Err(error)),
            }
        }
        joined.map(Ok)
    })))
}

/// The run whose next piece comes first in the order of the input.
fn earliest(runs: &mut [Earlier]) -> Option<&mut Earlier> {
    runs.iter_mut().filter(|run| run.place().is_some()).min_by_key(|run| run.place())
}

/// Bytes of all outputs, as they lie there.
fn output_bytes(shares: &[OfShare]) -> Option<u64> {
    let bytes = |share: &OfShare| Some(share.folder.join(&share.about.settings.output).metadata().ok()?.len());
    shares.iter().map(bytes).sum()
}
