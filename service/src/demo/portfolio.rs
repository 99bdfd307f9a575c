//! What is invented. Each project's reports have a structure of their own, as those of real teams do.

/// A project of the demonstration.
pub(super) struct Project {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) tags: &'static str,
    /// Oldest first.
    pub(super) audits: &'static [Audit],
}

/// An audit, and what was done in the days after it.
pub(super) struct Audit {
    /// Days before the demonstration is made.
    pub(super) days_ago: i64,
    pub(super) file: &'static str,
    pub(super) report: &'static str,
    /// Texts of items, ticked one a day.
    pub(super) ticked: &'static [&'static str],
    /// Titles of blockers, resolved one a day from the second day on.
    pub(super) resolved: &'static [&'static str],
}

macro_rules! audit {
    ($days_ago:literal, $file:literal, ticked: $ticked:expr, resolved: $resolved:expr) => {
        Audit {
            days_ago: $days_ago,
            file: $file,
            report: include_str!(concat!("../../demo/", $file)),
            ticked: &$ticked,
            resolved: &$resolved,
        }
    };
}

pub(super) const PORTFOLIO: &[Project] = &[
    Project {
        slug: "ferrywatch",
        name: "Ferrywatch",
        description: "Tells passengers of the harbour ferries when the next boat *really* leaves. Audited in six weighted phases.",
        tags: "harbour, public",
        audits: &[
            audit!(92, "ferrywatch-1.md",
                ticked: ["Alert when the feed stops (blocking)", "Load test with 1000 messages (blocking)"],
                resolved: ["No alert when the feed stops", "Messages are sent one after the other"]),
            audit!(58, "ferrywatch-2.md",
                ticked: ["Rota for weekends", "Audio announcements at the north pier", "Message log is deleted after thirty days"],
                resolved: ["Nobody is on call at weekends"]),
            audit!(9, "ferrywatch-3.md", ticked: [], resolved: []),
        ],
    },
    Project {
        slug: "larder",
        name: "Larder",
        description: "Stock keeping for school kitchens: what is there, what runs out, what has to be ordered. Twelve pillars in traffic-light colours.",
        tags: "schools, kitchens",
        audits: &[
            audit!(75, "larder-1.md",
                ticked: ["Personal accounts for all cooks (blocking)", "Orders survive a supplier that is away (blocking)", "Data protection notice at every tablet"],
                resolved: ["Security: Kitchens share one account per school", "Resilience: An order is lost when the supplier does not answer"]),
            audit!(40, "larder-2.md",
                ticked: ["Tablets sign out at the end of the shift", "Runbook is tried out by somebody new"],
                resolved: ["Tracing: A slow Thursday cannot be explained"]),
            audit!(12, "larder-3.md", ticked: ["Codes of six digits"], resolved: []),
        ],
    },
    Project {
        slug: "tollgate",
        name: "Tollgate",
        description: "Parking permits for residents, applied for online. Looked at from seven angles; blockers stand in three tiers.",
        tags: "town, public, payments",
        audits: &[
            audit!(47, "tollgate-1.md",
                ticked: [],
                resolved: ["Clerks share one password", "Number plates are kept for ever", "A permit can be issued twice"]),
            audit!(6, "tollgate-2.md", ticked: ["Sign at the town hall with the address"], resolved: []),
        ],
    },
    Project {
        slug: "quillbox",
        name: "Quillbox",
        description: "Keeps signed contracts so that their signatures can still be checked in thirty years. Its risks are followed from review to review.",
        tags: "archive, legal",
        audits: &[
            audit!(120, "quillbox-1.md",
                ticked: ["Renewal job has run once without help (blocking)", "Check digit on every client number"],
                resolved: ["Renewal of time stamps is done by hand"]),
            audit!(64, "quillbox-2.md",
                ticked: ["Third copy is complete (blocking)", "Third copy with the other office (blocking)", "Preview asks for rights first (blocking)"],
                resolved: ["Both copies lie in one building", "Preview shows titles of foreign clients"]),
            audit!(15, "quillbox-3.md", ticked: [], resolved: []),
        ],
    },
    Project {
        slug: "lanternbus",
        name: "Lanternbus",
        description: "Where is the school bus? Six areas, each on one of five levels of maturity.",
        tags: "schools, public",
        audits: &[
            audit!(83, "lanternbus-1.md",
                ticked: ["Numbers instead of names (blocking)", "Tablet dims after sunset", "Estimate in the tunnel"],
                resolved: ["Names of children are readable on the tablet"]),
            audit!(20, "lanternbus-2.md", ticked: [], resolved: []),
        ],
    },
    Project {
        slug: "paperclip",
        name: "Paperclip",
        description: "One newsletter a month for the allotment gardens. Too small for scores: two checklists will do.",
        tags: "small",
        audits: &[
            audit!(33, "paperclip-1.md",
                ticked: ["Somebody else has read everything once", "Every mail has a link to unsubscribe (blocking)", "Test mail looks right on an old phone"],
                resolved: []),
            audit!(3, "paperclip-2.md", ticked: ["Letters to the editor are answered"], resolved: []),
        ],
    },
];
