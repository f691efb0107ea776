//! What each part of a page is for: headline, dateline, body, caption, and the parts that are no report at all (links to
//! other articles, comment forms, footers, banners). Facts come only from the first group.

mod aside;
mod item;
mod lines;
mod quotation;
#[allow(clippy::module_inception)]
mod zone;
mod zones;

pub use crate::record::Zone;
pub use lines::{ZoneLists, ZoneWords};
pub use zones::Zones;
