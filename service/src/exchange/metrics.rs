//! Figures of a report become measurements: of a metric that is known by its name and unit, else of a new one.

use super::save::Import;
use crate::{ServiceError, new_id};
use domain::Version;
use domain::exchange::MetricReading;
use domain::ids::MetricId;
use domain::metrics::{Measurement, Metric, key};
use domain::text::Title;
use std::collections::HashMap;
use storage::{Tx, metrics};

impl Import<'_> {
    /// What people have set of a metric stays, whatever a later report says of its target.
    pub(super) async fn metrics(&mut self, tx: &mut Tx) -> Result<(), ServiceError> {
        let project = self.importer.id();
        let mut known: HashMap<String, MetricId> = metrics::keys(tx, project).await?.into_iter().collect();
        let mut at = metrics::next_place(tx, project).await?;
        for row in &self.reading.metrics {
            let key = key(&row.name, row.unit.as_deref());
            let metric = if let Some(metric) = known.get(&key) {
                self.is_new(false);
                *metric
            } else {
                self.is_new(true);
                let metric = self.new_metric(row, key.clone(), at);
                metrics::insert(tx, &metric).await?;
                at = at.saturating_add(1);
                known.insert(key, metric.id);
                metric.id
            };
            let measurement = Measurement {
                id: new_id(),
                metric,
                value: row.value,
                previous: row.previous,
                date: self.date,
                assessment: Some(self.assessment),
                lines: Some(row.lines),
                by_name: self.importer.actor().name().clone(),
            };
            metrics::insert_measurement(tx, project, &measurement).await?;
        }
        Ok(())
    }

    fn new_metric(&self, row: &MetricReading, key: String, position: i32) -> Metric {
        Metric {
            id: new_id(),
            project: self.importer.id(),
            key,
            position,
            name: Title::cut(&row.name).map_or_else(Title::untitled, |cut| cut.0),
            unit: row.unit.as_deref().and_then(|unit| unit.parse().ok()),
            direction: row.direction,
            threshold: row.threshold(),
            set_aside_at: None,
            version: Version::FIRST,
        }
    }
}
