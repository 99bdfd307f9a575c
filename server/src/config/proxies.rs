//! Which neighbours are believed when they say for whom they ask.

use std::net::IpAddr;
use std::str::FromStr;

use super::values::NotAllowed;

/// The proxies in front of the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Network>);

/// Addresses that share their first bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl TrustedProxies {
    /// The address of the client: that of the connection, unless a trusted proxy sits there.
    ///
    /// `forwarded` is what `X-Forwarded-For` says. It is read from its end, where each proxy adds the address it was
    /// asked from: what stands left of the first address that is not a trusted proxy can be made up by anybody.
    pub fn client(&self, peer: IpAddr, forwarded: &str) -> IpAddr {
        let mut client = canonical(peer);
        for hop in forwarded.rsplit(',') {
            if !self.trusts(client) {
                break;
            }
            match hop.trim().parse() {
                Ok(address) => client = canonical(address),
                Err(_) => break,
            }
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

impl FromStr for TrustedProxies {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "none" {
            return Ok(Self::default());
        }
        text.split(',').map(|network| network.trim().parse()).collect::<Result<_, _>>().map(Self)
    }
}

impl Network {
    /// Whether the address lies in it.
    pub fn contains(self, address: IpAddr) -> bool {
        match (self.address, canonical(address)) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same_start(own.to_bits().into(), other.to_bits().into(), 32 - self.bits),
            (IpAddr::V6(own), IpAddr::V6(other)) => same_start(own.to_bits(), other.to_bits(), 128 - self.bits),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address = canonical(address.parse().map_err(|_| NotAllowed)?);
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NotAllowed)?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(NotAllowed) }
    }
}

/// An IPv4 address that came through an IPv6 socket is the same neighbour.
fn canonical(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

/// Whether both agree in all but the last `free` bits.
fn same_start(left: u128, right: u128, free: u8) -> bool {
    (left ^ right).checked_shr(free.into()).unwrap_or(0) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, forwarded: &str) -> String {
        trusted.parse::<TrustedProxies>().unwrap().client(peer.parse().unwrap(), forwarded).to_string()
    }

    #[test]
    fn without_a_trusted_proxy_the_header_is_ignored() {
        assert_eq!(client("none", "127.0.0.1", "203.0.113.9"), "127.0.0.1");
        assert_eq!(client("10.0.0.0/8", "192.0.2.1", "203.0.113.9"), "192.0.2.1");
    }

    #[test]
    fn what_a_client_wrote_before_the_proxies_added_theirs_is_not_believed() {
        assert_eq!(client("127.0.0.1", "127.0.0.1", "198.51.100.1, 203.0.113.9"), "203.0.113.9");
        assert_eq!(client("127.0.0.1, 10.0.0.0/8", "127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3"), "203.0.113.9");
    }

    #[test]
    fn a_header_that_is_not_a_list_of_addresses_leaves_the_last_known_one() {
        assert_eq!(client("127.0.0.1", "127.0.0.1", "unknown"), "127.0.0.1");
        assert_eq!(client("127.0.0.1", "127.0.0.1", ""), "127.0.0.1");
        assert_eq!(client("::/0", "::1", "2001:db8::7"), "2001:db8::7");
    }

    #[test]
    fn ipv4_through_an_ipv6_socket_is_the_same_neighbour() {
        assert_eq!(client("127.0.0.1", "::ffff:127.0.0.1", "203.0.113.9"), "203.0.113.9");
    }

    #[test]
    fn a_network_that_is_none_is_refused() {
        for text in ["", "all", "10.0.0.0/33", "::1/129", "10.0.0/8", "127.0.0.1,"] {
            assert!(text.parse::<TrustedProxies>().is_err(), "{text}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().contains("8.8.8.8".parse().unwrap()));
        assert!(!"10.0.0.0/9".parse::<Network>().unwrap().contains("10.128.0.1".parse().unwrap()));
    }
}
