//! The vocabulary of the field: what reports claim and deny, by its usual names.
//!
//! Words stand in the singular, as [`super::text::tokens`] makes them. Longer names win over shorter ones that begin alike.

use super::states::starts_with;
use super::text::Token;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Something a system should have. A report that has it and lacks it at once is at odds with itself.
pub(super) struct Topic {
    /// What people call it.
    pub(super) name: &'static str,
    /// Its names, in words with a space between.
    names: &'static [&'static str],
}

pub(super) const TOPICS: &[Topic] = &[
    Topic { name: "backups", names: &["backup", "database backup", "data backup", "db backup", "backup strategy", "backup procedure"] },
    Topic { name: "monitoring", names: &["monitoring", "observability", "application monitoring", "apm", "performance monitoring"] },
    Topic { name: "alerting", names: &["alerting", "alerting system"] },
    Topic { name: "metrics", names: &["metric", "metric endpoint", "metric collection"] },
    Topic { name: "tracing", names: &["tracing", "distributed tracing", "opentelemetry", "open telemetry", "otel"] },
    Topic { name: "error tracking", names: &["error tracking", "error monitoring", "crash reporting", "sentry"] },
    Topic { name: "log aggregation", names: &["log aggregation", "centralized logging", "centralised logging", "central logging"] },
    Topic { name: "structured logging", names: &["structured logging", "structured log"] },
    Topic { name: "request ids", names: &["request id", "correlation id", "request tracing"] },
    Topic { name: "audit logging", names: &["audit log", "audit logging", "audit trail"] },
    Topic { name: "rate limiting", names: &["rate limiting", "rate limit", "rate limiter", "throttling"] },
    Topic { name: "authentication", names: &["authentication", "auth"] },
    Topic { name: "authorization", names: &["authorization", "authorisation", "access control", "rbac", "role based access control"] },
    Topic { name: "multi-factor authentication", names: &["mfa", "2fa", "multi factor authentication", "two factor authentication"] },
    Topic { name: "encryption at rest", names: &["encryption at rest"] },
    Topic { name: "encryption in transit", names: &["encryption in transit", "tls", "https", "ssl", "https enforcement"] },
    Topic { name: "encryption", names: &["encryption", "data encryption"] },
    Topic { name: "input validation", names: &["input validation", "request validation"] },
    Topic { name: "CSRF protection", names: &["csrf protection", "csrf token", "csrf"] },
    Topic { name: "XSS protection", names: &["xss protection"] },
    Topic { name: "security headers", names: &["security header", "helmet", "helmet security header"] },
    Topic { name: "a content security policy", names: &["content security policy", "csp", "csp header"] },
    Topic { name: "CORS", names: &["cors", "cors configuration", "cors policy"] },
    Topic { name: "key rotation", names: &["key rotation", "secret rotation", "credential rotation"] },
    Topic { name: "secret management", names: &["secret management", "secret manager", "vault"] },
    Topic {
        name: "vulnerability scanning",
        names: &[
            "vulnerability scanning",
            "vulnerability scan",
            "dependency scanning",
            "dependency scan",
            "security scanning",
            "dependency audit",
        ],
    },
    Topic { name: "a penetration test", names: &["penetration test", "penetration testing", "pen test", "pentest"] },
    Topic { name: "tests", names: &["test", "automated test", "test suite", "automated testing"] },
    Topic { name: "unit tests", names: &["unit test", "unit testing"] },
    Topic { name: "integration tests", names: &["integration test", "integration testing"] },
    Topic { name: "end-to-end tests", names: &["e2e test", "e2e testing", "e2e", "end to end test", "end to end testing"] },
    Topic { name: "load tests", names: &["load test", "load testing", "stress test", "stress testing"] },
    Topic { name: "smoke tests", names: &["smoke test", "smoke testing"] },
    Topic { name: "CI/CD", names: &["ci cd", "ci", "ci cd pipeline", "ci pipeline", "continuous integration", "github action"] },
    Topic { name: "linting", names: &["linting", "linter", "eslint"] },
    Topic { name: "a staging environment", names: &["staging", "staging environment"] },
    Topic { name: "health checks", names: &["health check", "healthcheck", "health endpoint", "health check endpoint", "health probe"] },
    Topic { name: "a readiness probe", names: &["readiness probe", "readiness check", "readiness endpoint", "readyz"] },
    Topic { name: "graceful shutdown", names: &["graceful shutdown"] },
    Topic { name: "a rollback plan", names: &["rollback plan", "rollback procedure", "rollback strategy", "rollback mechanism"] },
    Topic { name: "disaster recovery", names: &["disaster recovery", "disaster recovery plan", "dr plan"] },
    Topic { name: "failover", names: &["failover", "fail over", "high availability"] },
    Topic { name: "circuit breakers", names: &["circuit breaker"] },
    Topic { name: "retries", names: &["retry", "retry logic", "retry mechanism"] },
    Topic { name: "caching", names: &["caching", "cache layer", "caching layer"] },
    Topic { name: "connection pooling", names: &["connection pooling", "connection pool", "database connection pooling"] },
    Topic { name: "containers", names: &["docker", "dockerfile", "containerization", "docker support"] },
    Topic { name: "migrations", names: &["database migration", "db migration", "schema migration", "migration system"] },
    Topic { name: "feature flags", names: &["feature flag", "feature toggle"] },
    Topic { name: "runbooks", names: &["runbook", "run book", "operational runbook", "incident runbook", "playbook"] },
    Topic {
        name: "API documentation",
        names: &["api documentation", "api doc", "openapi", "swagger", "openapi specification", "openapi spec"],
    },
    Topic { name: "documentation", names: &["documentation"] },
    Topic { name: "user documentation", names: &["user documentation", "user guide", "user manual"] },
    Topic { name: "a deployment guide", names: &["deployment guide", "deployment documentation", "deployment doc"] },
    Topic { name: "an on-call rota", names: &["on call", "on call rotation", "on call rota", "on call schedule"] },
    Topic { name: "an incident response plan", names: &["incident response", "incident response plan", "incident response procedure"] },
    Topic { name: "a data retention policy", names: &["data retention", "data retention policy", "retention policy"] },
    Topic { name: "a privacy policy", names: &["privacy policy"] },
    Topic { name: "pagination", names: &["pagination"] },
    Topic { name: "database indexes", names: &["database index", "db index"] },
    Topic { name: "idempotency", names: &["idempotency", "idempotency key"] },
    Topic { name: "session management", names: &["session management"] },
    Topic { name: "a service level objective", names: &["slo", "sla", "service level objective"] },
];

/// Something that should not be. A report that denies and reports it at once is at odds with itself.
pub(super) struct Harm {
    /// What people call it.
    pub(super) name: &'static str,
    /// What it is about; one of these is named …
    things: &'static [&'static str],
    /// … together with one of these; nothing else is needed where there are none.
    ways: &'static [&'static str],
}

pub(super) const HARMS: &[Harm] = &[
    Harm {
        name: "secrets in code",
        things: &["secret", "credential", "password", "api key", "key", "token", "private key", "access key", "jwt secret", "apikey"],
        ways: &[
            "hardcoded",
            "hard coded",
            "in code",
            "in the code",
            "in codebase",
            "in the codebase",
            "in source",
            "in the source",
            "in source code",
            "in git",
            "in repo",
            "in repository",
            "in the repo",
            "in the repository",
            "committed",
            "checked in",
            "to git",
            "to the repo",
            "to the repository",
            "to version control",
            "in version control",
            "in git history",
        ],
    },
    Harm {
        name: "default credentials",
        things: &["default credential", "default password", "default secret", "default admin password"],
        ways: &[],
    },
    Harm { name: "SQL injection", things: &["sql injection", "sqli"], ways: &[] },
    Harm { name: "cross-site scripting", things: &["xss", "cross site scripting"], ways: &[] },
    Harm { name: "N+1 queries", things: &["n 1 query", "n 1 problem", "n 1"], ways: &[] },
    Harm { name: "memory leaks", things: &["memory leak"], ways: &[] },
    Harm { name: "data loss", things: &["data loss"], ways: &[] },
    Harm { name: "race conditions", things: &["race condition"], ways: &[] },
    Harm { name: "flaky tests", things: &["flaky test", "test flakiness"], ways: &[] },
    Harm { name: "failing tests", things: &["failing test", "test failure", "failed test"], ways: &[] },
    Harm { name: "single points of failure", things: &["single point of failure", "spof"], ways: &[] },
    Harm {
        name: "type errors",
        things: &["typescript error", "type error", "compilation error", "compile error", "build error"],
        ways: &[],
    },
    Harm {
        name: "exposed stack traces",
        things: &["stack trace"],
        ways: &["exposed", "leaked", "in response", "in error response", "to client", "in prod", "in production"],
    },
    Harm { name: "vulnerable dependencies", things: &["vulnerable dependency", "outdated dependency"], ways: &[] },
];

/// Which word a name begins with, and what it names; made once.
struct Index {
    by_first: HashMap<&'static str, Vec<Entry>>,
}

struct Entry {
    words: Vec<&'static str>,
    names: Named,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Topic(usize),
    Thing(usize),
    Way(usize),
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let topics = TOPICS.iter().enumerate().flat_map(|(at, topic)| topic.names.iter().map(move |name| (name, Named::Topic(at))));
    let things = HARMS.iter().enumerate().flat_map(|(at, harm)| harm.things.iter().map(move |name| (name, Named::Thing(at))));
    let ways = HARMS.iter().enumerate().flat_map(|(at, harm)| harm.ways.iter().map(move |name| (name, Named::Way(at))));
    let mut by_first: HashMap<&'static str, Vec<Entry>> = HashMap::new();
    for (name, names) in topics.chain(things).chain(ways) {
        let words: Vec<&str> = name.split(' ').collect();
        by_first.entry(words[0]).or_default().push(Entry { words, names });
    }
    Index { by_first }
});

impl Index {
    fn entries<'a>(&'a self, words: &'a [Token]) -> impl Iterator<Item = &'a Entry> {
        let first = words.first().map_or("", |token| token.word.as_str());
        self.by_first.get(first).into_iter().flatten().filter(|entry| starts_with(words, &entry.words))
    }
}

/// What words name, and which of the words do so.
pub(super) struct Mentions<T> {
    /// What is named.
    pub(super) what: T,
    /// For each word, whether it is part of a name.
    pub(super) part: Vec<bool>,
}

/// The topics that the words name.
pub(super) fn topics(words: &[Token]) -> Mentions<Vec<&'static Topic>> {
    let mut found = Mentions { what: Vec::new(), part: vec![false; words.len()] };
    let mut at = 0;
    while at < words.len() {
        let topic = |entry: &Entry| if let Named::Topic(topic) = entry.names { Some((entry.words.len(), topic)) } else { None };
        match INDEX.entries(&words[at..]).filter_map(topic).max() {
            Some((length, topic)) => {
                found.part[at..at + length].fill(true);
                found.what.push(&TOPICS[topic]);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The harms that the words name, each with the words that do so.
pub(super) fn harms(words: &[Token]) -> Vec<Mentions<&'static Harm>> {
    let mut seen: BTreeMap<usize, (bool, bool, Vec<bool>)> = BTreeMap::new();
    for at in 0..words.len() {
        for entry in INDEX.entries(&words[at..]) {
            let (harm, is_thing) = match entry.names {
                Named::Topic(_) => continue,
                Named::Thing(harm) => (harm, true),
                Named::Way(harm) => (harm, false),
            };
            let (thing, way, part) = seen.entry(harm).or_insert_with(|| (false, HARMS[harm].ways.is_empty(), vec![false; words.len()]));
            *thing |= is_thing;
            *way |= !is_thing;
            part[at..at + entry.words.len()].fill(true);
        }
    }
    let whole = seen.into_iter().filter(|(_, (thing, way, _))| *thing && *way);
    whole.map(|(harm, (_, _, part))| Mentions { what: &HARMS[harm], part }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::text::tokens;
    use super::*;

    fn harms_of(text: &str) -> Vec<&'static str> {
        harms(&tokens(text)).into_iter().map(|found| found.what.name).collect()
    }

    #[test]
    fn longer_names_win() {
        let names = |text: &str| topics(&tokens(text)).what.into_iter().map(|topic| topic.name).collect::<Vec<_>>();
        assert_eq!(names("Unit tests and a load test"), ["unit tests", "load tests"]);
        assert_eq!(names("Audit logs"), ["audit logging"]);
        assert!(names("A wooden bridge").is_empty());
    }

    #[test]
    fn a_harm_is_a_thing_and_a_way() {
        assert_eq!(harms_of("API keys in code"), ["secrets in code"]);
        assert_eq!(harms_of("Hard-coded passwords"), ["secrets in code"]);
        assert!(harms_of("Rotate the API keys").is_empty() && harms_of("Committed to the plan").is_empty());
        assert_eq!(harms_of("SQL injection"), ["SQL injection"]);
    }

    #[test]
    fn every_name_is_written_as_words_are_compared() {
        let names = TOPICS.iter().flat_map(|topic| topic.names).chain(HARMS.iter().flat_map(|harm| harm.things.iter().chain(harm.ways)));
        for name in names {
            let words: Vec<String> = tokens(name).into_iter().map(|token| token.word).collect();
            assert_eq!(words.join(" "), *name);
        }
    }
}
