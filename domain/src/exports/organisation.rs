//! Whose reports these are: the name and the logo on their first page.

use crate::Version;
use crate::text::Title;

/// The organisation that runs this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Title,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Optimistic lock.
    pub version: Version,
}

/// A picture of which kind and size are known. Vector graphics are none: they can hold scripts and addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    bytes: Vec<u8>,
    kind: Kind,
    width: u32,
    height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Png,
    Jpeg,
}

/// Why a picture cannot be a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It takes too much room.
    #[error("is larger than 256 KiB; make it smaller")]
    TooLarge,
    /// Neither PNG nor JPEG.
    #[error("is neither a PNG nor a JPEG picture; save it as one of them")]
    Unknown,
    /// Its head is broken.
    #[error("is broken; save it again")]
    Broken,
    /// It has too many points.
    #[error("is more than 4,000 points wide or high; make it smaller")]
    TooWide,
}

impl Logo {
    /// The most bytes of a logo.
    pub const MOST: usize = 256 * 1024;
    /// The most points in either direction: what unpacks to more is refused before anybody unpacks it.
    const WIDEST: u32 = 4_000;

    /// Takes a picture, told by its first bytes.
    ///
    /// # Errors
    /// Why it cannot be a logo.
    pub fn read(bytes: Vec<u8>) -> Result<Self, LogoError> {
        if bytes.len() > Self::MOST {
            return Err(LogoError::TooLarge);
        }
        let (kind, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (Kind::Png, png(&bytes))
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            (Kind::Jpeg, jpeg(&bytes))
        } else {
            return Err(LogoError::Unknown);
        };
        let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(LogoError::Broken)?;
        if width > Self::WIDEST || height > Self::WIDEST {
            return Err(LogoError::TooWide);
        }
        Ok(Self { bytes, kind, width, height })
    }

    /// The picture as it was given.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its media type.
    #[must_use]
    pub const fn media(&self) -> &'static str {
        match self.kind {
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
        }
    }

    /// Its width and height in points.
    #[must_use]
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }
}

/// Width and height, which stand at the same place in every PNG (PNG specification, 11.2.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    (bytes.get(12..16)? == b"IHDR").then_some((number(16)?, number(20)?))
}

/// Width and height from the first frame header (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc | 0x01 | 0xd0..=0xd9 => at += 2 + if bytes[at + 1] == 0xc4 { usize::from(short(at + 2)?) } else { 0 },
            0xc0..=0xcf => return Some((u32::from(short(at + 7)?), u32::from(short(at + 5)?))),
            _ => at += 2 + usize::from(short(at + 2)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_and_its_size_before_it_is_unpacked() {
        let logo = Logo::read(png_of(300, 80)).unwrap();
        assert_eq!((logo.size(), logo.media()), ((300, 80), "image/png"));
        let jpeg = [&[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 0, 40, 0, 60][..], &[0; 12]].concat();
        let logo = Logo::read(jpeg).unwrap();
        assert_eq!((logo.size(), logo.media()), ((60, 40), "image/jpeg"));
    }

    #[test]
    fn what_is_no_picture_or_too_large_a_one_is_refused() {
        assert_eq!(Logo::read(b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).unwrap_err(), LogoError::Unknown);
        assert_eq!(Logo::read(png_of(100_000, 10)).unwrap_err(), LogoError::TooWide);
        assert_eq!(Logo::read(png_of(0, 10)).unwrap_err(), LogoError::Broken);
        assert_eq!(Logo::read(vec![0; Logo::MOST + 1]).unwrap_err(), LogoError::TooLarge);
        for cut in 0..png_of(1, 1).len() {
            assert!(Logo::read(png_of(1, 1)[..cut].to_vec()).is_err());
        }
        for end in [&[0xff_u8][..], &[0xff, 0xc0], &[0xff, 0xe0, 0, 0], &[0xff, 0xff, 0xff], &[]] {
            assert!(Logo::read([&[0xff, 0xd8, 0xff, 0xe0, 0, 2][..], end].concat()).is_err());
        }
    }
}
