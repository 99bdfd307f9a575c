use super::*;
use crate::Timestamp;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    Timestamp::start_of(day(text)).plus_seconds(12 * 3600)
}

fn week(number: i64, closed: u32) -> Week {
    Week { start: day("2031-03-03").plus_days(7 * number).unwrap(), open: 9, opened: 0, closed, over: true }
}

fn weeks(closed: &[u32]) -> Vec<Week> {
    (0..).zip(closed).map(|(number, closed)| week(number, *closed)).collect()
}

#[test]
fn a_row_is_open_from_its_entry_until_it_is_closed() {
    let rows = [Past::new(at("2031-05-02"), Some(at("2031-05-04"))), Past::new(at("2031-04-01"), None)];
    let series = series(&rows, day("2031-05-01"), day("2031-05-05"));
    let figures: Vec<_> = series.days.iter().map(|point| (point.open, point.opened, point.closed)).collect();
    assert_eq!(figures, [(1, 0, 0), (2, 1, 0), (2, 0, 0), (1, 0, 1), (1, 0, 0)]);
    assert_eq!(series.came_closed, 0);
}

#[test]
fn what_came_closed_is_in_no_figure_until_somebody_opens_it_again() {
    let came = Past::new(at("2031-05-02"), Some(at("2031-05-02")));
    let found = series(std::slice::from_ref(&came), day("2031-05-01"), day("2031-05-05"));
    assert_eq!(found.came_closed, 1);
    assert!(found.days.iter().all(|point| (point.open, point.opened, point.closed) == (0, 0, 0)));
    let again = Past { closed: None, turns: vec![(at("2031-05-04"), Turn::Opened)], ..came };
    let found = series(&[again], day("2031-05-01"), day("2031-05-05"));
    assert_eq!((found.came_closed, found.days[2].open), (0, 0));
    assert_eq!((found.days[3].open, found.days[3].opened), (1, 1));
}

#[test]
fn the_history_tells_what_a_row_has_forgotten() {
    let turns = vec![(at("2031-05-02"), Turn::Closed), (at("2031-05-03"), Turn::Opened), (at("2031-05-04"), Turn::Closed)];
    let row = Past { opened: at("2031-05-01"), closed: Some(at("2031-05-04")), turns: turns.clone() };
    let open: Vec<u32> = series(&[row], day("2031-05-01"), day("2031-05-05")).days.iter().map(|point| point.open).collect();
    assert_eq!(open, [1, 0, 1, 0, 0]);
    // Where it begins later than the row, it says how the row stood before.
    let row = Past { opened: at("2031-01-01"), closed: None, turns: turns[1..2].to_vec() };
    let open: Vec<u32> = series(&[row], day("2031-05-01"), day("2031-05-04")).days.iter().map(|point| point.open).collect();
    assert_eq!(open, [0, 0, 1, 1]);
}

#[test]
fn how_a_row_stands_outweighs_what_is_told_of_it() {
    let told = |turns| Past { opened: at("2031-05-01"), closed: None, turns };
    assert_eq!(told(vec![(at("2031-05-02"), Turn::Closed)]).moves().unwrap(), [(day("2031-05-01"), Turn::Opened)]);
    let closed = Past { closed: Some(at("2031-05-03")), ..told(vec![(at("2031-05-04"), Turn::Opened)]) };
    assert_eq!(closed.moves().unwrap(), [(day("2031-05-01"), Turn::Opened), (day("2031-05-03"), Turn::Closed)]);
}

#[test]
fn weeks_begin_on_monday_and_the_running_one_is_not_over() {
    let rows = [Past::new(at("2031-04-29"), Some(at("2031-05-06"))), Past::new(at("2031-05-05"), None)];
    let today = day("2031-05-07");
    assert_eq!(first_day(today, 2), day("2031-04-28"));
    let found = weekly(&series(&rows, first_day(today, 2), today).days);
    let figures: Vec<_> = found.iter().map(|week| (week.start.to_string(), week.open, week.opened, week.closed, week.over)).collect();
    assert_eq!(figures, [("2031-04-28".to_owned(), 1, 1, 0, true), ("2031-05-05".to_owned(), 1, 1, 1, false)]);
    assert!(weekly(&[]).is_empty());
}

#[test]
fn the_pace_is_the_median_of_the_last_six_weeks_with_its_quartiles() {
    assert_eq!(pace(&weeks(&[90, 1, 2, 3, 4, 5, 6])).unwrap(), Pace { low: 9, likely: 14, high: 19 });
    assert_eq!(pace(&weeks(&[2, 2, 2])).unwrap(), Pace { low: 8, likely: 8, high: 8 });
    assert_eq!(pace(&weeks(&[0, 4, 8])).unwrap(), Pace { low: 8, likely: 16, high: 24 });
}

#[test]
fn without_three_weeks_there_is_no_pace() {
    assert_eq!(pace(&weeks(&[5, 5])), None);
    let mut running = weeks(&[5, 5, 5]);
    running[2].over = false;
    assert_eq!(pace(&running), None);
    // Weeks before anything was entered say nothing.
    let mut early = weeks(&[0, 0, 0, 5, 5]);
    early.iter_mut().take(3).for_each(|week| week.open = 0);
    assert_eq!(pace(&early), None);
}

#[test]
fn an_estimate_has_an_early_and_a_late_day_and_none_where_nothing_moves() {
    let today = day("2031-05-07");
    let found = estimate(12, &weeks(&[0, 4, 8]), today).unwrap();
    // 12 rows at 4, 6 and 2 a week.
    assert_eq!((found.likely, found.early, found.late), (day("2031-05-28"), day("2031-05-21"), Some(day("2031-06-18"))));
    assert_eq!(estimate(12, &weeks(&[0, 0, 0]), today), None);
    assert_eq!(estimate(12, &weeks(&[0, 0, 1, 1, 1]), today).unwrap().late, None);
    assert_eq!(estimate(0, &[], today).unwrap().likely, today);
    assert_eq!(estimate(u32::MAX, &weeks(&[1, 1, 1]), today), None, "beyond the calendar");
}

proptest! {
    #[test]
    fn opened_and_closed_make_up_what_is_open(rows in prop::collection::vec((0_i64..90, prop::option::of(0_i64..90)), 0..40)) {
        let start = at("2031-01-06");
        let moment = |days: i64| start.plus_seconds(days * 86_400);
        let rows: Vec<Past> = rows.into_iter().map(|(from, length)| Past::new(moment(from), length.map(|days| moment(from + days)))).collect();
        let (from, to) = (day("2031-02-03"), day("2031-03-19"));
        let found = series(&rows, from, to);
        prop_assert_eq!(i64::try_from(found.days.len()).unwrap(), to.days_since(from) + 1);
        for point in &found.days {
            // Open at the end of the day: entered by then, and not closed by then; what came closed was never open.
            let open = rows.iter().filter(|row| row.moves().is_some() && row.opened.today() <= point.day
                && row.closed.is_none_or(|closed| closed.today() > point.day)).count();
            prop_assert_eq!(usize::try_from(point.open).unwrap(), open);
        }
        let weeks = weekly(&found.days);
        prop_assert_eq!(weeks.iter().map(|week| week.opened).sum::<u32>(), found.days.iter().map(|point| point.opened).sum::<u32>());
        prop_assert_eq!(weeks.last().map(|week| week.open), found.days.last().map(|point| point.open));
    }

    #[test]
    fn quartiles_stand_in_order_within_the_counts(closed in prop::collection::vec(0_u32..50, 3..9), open in 1_u32..500) {
        let weekly = weeks(&closed);
        let found = pace(&weekly).unwrap();
        let last: Vec<u64> = closed.iter().rev().take(6).map(|count| u64::from(*count) * 4).collect();
        prop_assert!(last.iter().min().unwrap() <= &found.low && found.low <= found.likely);
        prop_assert!(found.likely <= found.high && &found.high <= last.iter().max().unwrap());
        if let Some(days) = estimate(open, &weekly, day("2031-05-07")) {
            prop_assert!(days.early <= days.likely && days.late.is_none_or(|late| days.likely <= late));
        }
    }
}
