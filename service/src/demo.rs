//! Six invented projects with their audits, for a first look around.
