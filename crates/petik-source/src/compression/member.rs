//! One member of a packed stream: what shows its packing, and the unpacking of it, a slice at a time. All three packings
//! are driven in the same way, so that those who read around damage need not know which one it is.

use flate2::{Decompress, FlushDecompress, Status};
use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
}

impl Packing {
    /// Bytes that [`Packing::of_content`] wants to see.
    pub(crate) const SHOWN_BY: usize = 10;

    /// The packing that the first bytes show.
    pub(crate) fn of_content(start: &[u8]) -> Option<Self> {
        [Packing::Gzip, Packing::Zstd, Packing::Bzip2].into_iter().find(|packing| packing.begins(start))
    }

    /// Whether a member of this packing begins here.
    pub(crate) fn begins(self, bytes: &[u8]) -> bool {
        bytes.starts_with(self.magic())
            && match self {
                // Three flags are reserved; a member that sets them is none.
                Packing::Gzip => bytes.get(3).is_none_or(|flags| flags & 0xE0 == 0),
                Packing::Zstd => true,
                // A level, then the mark of a block or of an empty stream: text can begin with "BZh".
                Packing::Bzip2 => match bytes.get(3..10) {
                    Some([b'1'..=b'9', mark @ ..]) => {
                        mark == b"\x31\x41\x59\x26\x53\x59" || mark == b"\x17\x72\x45\x38\x50\x90"
                    }
                    _ => false,
                },
            }
            || self == Packing::Zstd && skippable(bytes)
    }

    /// The bytes that every member begins with (but the skippable frames of zstd, which hold nothing).
    pub(crate) fn magic(self) -> &'static [u8] {
        match self {
            Packing::Gzip => b"\x1F\x8B\x08",
            Packing::Zstd => b"\x28\xB5\x2F\xFD",
            Packing::Bzip2 => b"BZh",
        }
    }

    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
            Packing::Bzip2 => "bzip2",
        }
    }
}

/// Whether a frame begins that zstd passes over.
fn skippable(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// The unpacking of one member.
pub(crate) enum Unpacker {
    Gzip(Decompress),
    Zstd(Box<Zstd>),
    Bzip2(bzip2::Decompress),
}

/// What one step did. A step that took nothing and gave nothing wants to see more bytes.
pub(crate) struct Step {
    /// Bytes of the input that were used up.
    pub(crate) taken: usize,
    /// Whether the member is whole now.
    pub(crate) done: bool,
}

/// Why a step failed.
pub(crate) struct Fault {
    /// Bytes of the input that were used up before.
    pub(crate) taken: usize,
    pub(crate) reason: String,
}

/// Room that a step gets for what it unpacks, so that a bomb goes off in small portions.
const ROOM: usize = 64 << 10;

impl Unpacker {
    /// For a member that begins with the next byte.
    pub(crate) fn new(packing: Packing) -> Self {
        match packing {
            Packing::Gzip => Unpacker::Gzip(Decompress::new_gzip(15)),
            Packing::Zstd => Unpacker::Zstd(Box::new(Zstd::new())),
            Packing::Bzip2 => Unpacker::Bzip2(bzip2::Decompress::new(false)),
        }
    }

    /// Unpacks some of `input` to the end of `output`.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<Step, Fault> {
        match self {
            Unpacker::Gzip(gzip) => {
                output.reserve(ROOM);
                let before = gzip.total_in();
                let status = gzip.decompress_vec(input, output, FlushDecompress::None);
                let taken = (gzip.total_in() - before) as usize;
                match status {
                    Ok(status) => Ok(Step { taken, done: status == Status::StreamEnd }),
                    Err(error) => {
                        let reason = error.message().unwrap_or("not readable");
                        Err(Fault { taken, reason: format!("damaged gzip: {reason}") })
                    }
                }
            }
            Unpacker::Bzip2(bzip2) => {
                output.reserve(ROOM);
                let before = bzip2.total_in();
                let status = bzip2.decompress_vec(input, output);
                let taken = (bzip2.total_in() - before) as usize;
                match status {
                    Ok(status) => Ok(Step { taken, done: status == bzip2::Status::StreamEnd }),
                    Err(error) => Err(Fault { taken, reason: format!("damaged bzip2: {error}") }),
                }
            }
            Unpacker::Zstd(zstd) => zstd.step(input, output).map_err(|reason| Fault { taken: 0, reason }),
        }
    }

    /// Gives out what was unpacked and held back, where the member breaks off.
    pub(crate) fn give_up(&mut self, output: &mut Vec<u8>) {
        if let Unpacker::Zstd(zstd) = self {
            zstd.give_up(output);
        }
    }
}

/// A frame of zstd, unpacked block by block: ruzstd left alone would unpack all blocks that are there, and a few
/// kilobytes of blocks can hold gigabytes.
pub(crate) struct Zstd {
    decoder: FrameDecoder,
    stage: Stage,
}

/// Where in a frame the next byte stands.
enum Stage {
    Start,
    /// So many bytes of a skippable frame are left.
    Skip(u64),
    Blocks {
        checksum: bool,
    },
}

impl Zstd {
    /// Most that a frame may look back, as in the program `zstd` without options.
    const WINDOW: u64 = 128 << 20;
    /// Most bytes of a block.
    const BLOCK: usize = 128 << 10;

    fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(Self::WINDOW);
        Zstd { decoder, stage: Stage::Start }
    }

    fn step(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<Step, String> {
        match self.stage {
            Stage::Start if skippable(input) => match input.get(4..8) {
                None => Ok(Step { taken: 0, done: false }),
                Some(length) => {
                    let length = length.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
                    self.stage = Stage::Skip(length);
                    Ok(Step { taken: 8, done: length == 0 })
                }
            },
            Stage::Skip(left) => {
                let taken = input.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                let left = left - taken as u64;
                self.stage = Stage::Skip(left);
                Ok(Step { taken, done: left == 0 })
            }
            Stage::Start => self.header(input),
            Stage::Blocks { checksum } => self.block(input, checksum, output),
        }
    }

    fn header(&mut self, input: &[u8]) -> Result<Step, String> {
        let wanted = Ok(Step { taken: 0, done: false });
        let Some(descriptor) = input.get(4) else { return wanted };
        let single = descriptor & 0x20 != 0;
        let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
        let content = [usize::from(single), 2, 4, 8][usize::from(descriptor >> 6)];
        let length = 5 + usize::from(!single) + dictionary + content;
        let Some(header) = input.get(..length) else { return wanted };
        self.decoder.reset(header).map_err(|error| match error {
            FrameDecoderError::DictNotProvided { dict_id } => format!(
                "zstd with dictionary {dict_id}, which petik does not read: unpack the file with `zstd -d -D DICTIONARY`"
            ),
            other => format!("damaged zstd: {other}"),
        })?;
        self.stage = Stage::Blocks { checksum: descriptor & 4 != 0 };
        Ok(Step { taken: length, done: false })
    }

    fn block(&mut self, input: &[u8], checksum: bool, output: &mut Vec<u8>) -> Result<Step, String> {
        let wanted = Ok(Step { taken: 0, done: false });
        let Some([low, middle, high]) = input.first_chunk::<3>() else { return wanted };
        let head = u32::from_le_bytes([*low, *middle, *high, 0]);
        let (last, kind, size) = (head & 1 != 0, head >> 1 & 3, (head >> 3) as usize);
        if kind == 3 || size > Self::BLOCK {
            return Err("damaged zstd: no block begins here".into());
        }
        // A block of one letter holds that letter; the checksum of the frame stands behind its last block.
        let length = 3 + if kind == 1 { 1 } else { size } + if last && checksum { 4 } else { 0 };
        let Some(block) = input.get(..length) else { return wanted };
        let decoded = self.decoder.decode_blocks(block, BlockDecodingStrategy::UptoBlocks(1));
        decoded.map_err(|error| format!("damaged zstd: {error}"))?;
        self.decoder.collect_to_writer(&mut *output).map_err(|error| error.to_string())?;
        if last && checksum && self.decoder.get_checksum_from_data() != self.decoder.get_calculated_checksum() {
            return Err("damaged zstd: the checksum does not fit".into());
        }
        Ok(Step { taken: length, done: last })
    }

    /// The decoder holds back what later blocks may refer to. An empty last block makes it give that out.
    fn give_up(&mut self, output: &mut Vec<u8>) {
        if matches!(self.stage, Stage::Blocks { .. }) && !self.decoder.is_finished() {
            let last = [1, 0, 0, 0, 0, 0, 0];
            let ended = self.decoder.decode_blocks(&last[..], BlockDecodingStrategy::UptoBlocks(1));
            if ended.is_ok() {
                let _ = self.decoder.collect_to_writer(output);
            }
        }
    }
}
