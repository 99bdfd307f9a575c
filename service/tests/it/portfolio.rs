//! All projects that a person may see beside each other: on one category, by tag, as a table, in views that are kept.

use crate::standings::row;
use crate::world::{LATER, REPORT, World, at};
use domain::Version;
use domain::portfolio::Audits;
use service::assessments::{CategoryForm, StartForm};
use service::portfolio::{self, Query, ViewForm};
use service::projects::ProjectForm;
use service::{PageNumber, ServiceError, assessments, projects};

const FIRST: PageNumber = PageNumber::FIRST;

#[tokio::test]
async fn an_assessment_that_is_written_here_says_nothing_before_it_is_frozen() {
    let (world, olga) = World::with_project().await;
    let auditor = olga.auditor(&world.db, "kiln").await.unwrap();
    let id = assessments::start(&world.db, &auditor, &StartForm::default(), at()).await.unwrap();
    let form = CategoryForm { name: "Heat".into(), rating: "80".into(), ..CategoryForm::default() };
    assessments::add_category(&world.db, &auditor, id, &form, at()).await.unwrap();
    assert_eq!(row(&world, &olga, at()).await.standing.audits, Audits::default());
    let head = assessments::show_head(&world.db, &auditor, id).await.unwrap();
    assessments::freeze(&world.db, &auditor, id, (head.assessment.version, head.written), true, at()).await.unwrap();
    let audits = row(&world, &olga, at()).await.standing.audits;
    assert_eq!((audits.score, audits.delta, audits.scores.as_slice()), (Some(8_000), None, [8_000].as_slice()));
    let compared = portfolio::compare(&world.db, &olga, "1. HEAT", true, FIRST).await.unwrap();
    assert_eq!((compared.key.as_str(), compared.rows.rows[0].share), ("heat", Some(8_000)));
}

#[tokio::test]
async fn categories_are_compared_over_all_projects_that_one_may_see() {
    let (world, olga) = World::with_project().await;
    world.project(&olga, "loom").await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    world.saved(&olga.auditor(&world.db, "loom").await.unwrap(), LATER).await;
    let eve = world.person("eve", false).await;
    let found = portfolio::compare(&world.db, &olga, "", false, FIRST).await.unwrap();
    assert_eq!(found.key, "heat", "without one the category that most projects have, by its name");
    let rows: Vec<_> = found.rows.rows.iter().map(|row| (row.slug.as_str(), row.share)).collect();
    assert_eq!(rows, [("loom", Some(8_200)), ("kiln", Some(8_000))]);
    let nothing = portfolio::compare(&world.db, &eve, "heat", false, FIRST).await.unwrap();
    assert!(nothing.rows.rows.is_empty() && nothing.categories.is_empty());
    // Another report takes the place of the one before it.
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), LATER).await;
    let found = portfolio::compare(&world.db, &olga, "safety", false, FIRST).await.unwrap();
    assert!(found.rows.rows.iter().all(|row| row.share == Some(7_500)), "{:?}", found.rows.rows);
}

#[tokio::test]
async fn the_table_for_spreadsheets_has_one_line_for_each_project_and_no_formula() {
    let (world, olga) = World::with_project().await;
    world.saved(&olga.auditor(&world.db, "kiln").await.unwrap(), REPORT).await;
    let form = ProjectForm { name: "=HYPERLINK(\"x\")".into(), slug: "evil".into(), tags: "web, api".into(), ..ProjectForm::default() };
    projects::create(&world.db, &olga, &form, at()).await.unwrap();
    let table = portfolio::export(&world.db, &olga, &Query::default(), at()).await.unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    assert!(lines[0].starts_with("address,project,tags,score,"), "{table}");
    assert!(lines[1].starts_with("evil,\"'=HYPERLINK(\"\"x\"\")\",api web,,"), "{table}");
    assert!(lines[2].starts_with("kiln,kiln,,70,70,,2031-04-01,2031-04-01,4,"), "{table}");
    assert!(lines[2].ends_with(",1,0,0,0,1,2"), "{table}");
    let width = |line: &str| line.matches(',').count();
    assert_eq!(width(lines[0]), width(lines[2]));
    let none = Query { tag: "nothing".into(), ..Query::default() };
    assert_eq!(portfolio::export(&world.db, &olga, &none, at()).await.unwrap().lines().count(), 1);
}

#[tokio::test]
async fn projects_stand_under_each_of_their_tags_with_what_they_come_to() {
    let (world, olga) = World::with_project().await;
    for (slug, tags) in [("loom", "web, api"), ("mill", "web")] {
        let form = ProjectForm { name: slug.into(), slug: slug.into(), tags: tags.into(), ..ProjectForm::default() };
        projects::create(&world.db, &olga, &form, at()).await.unwrap();
        world.saved(&olga.auditor(&world.db, slug).await.unwrap(), if slug == "loom" { REPORT } else { LATER }).await;
    }
    let groups = portfolio::by_tag(&world.db, &olga, &Query::default(), FIRST, at()).await.unwrap();
    let found: Vec<_> = groups
        .tags
        .rows
        .iter()
        .map(|group| {
            let (scored, sum) = group.sums.scored;
            let slugs: Vec<_> = group.rows.iter().map(|row| row.project.slug.as_str()).collect();
            (group.sums.tag.as_ref().unwrap().as_str(), slugs, domain::portfolio::average(sum, scored))
        })
        .collect();
    assert_eq!(found, [("api", vec!["loom"], Some(7_000)), ("web", vec!["loom", "mill"], Some(7_460))]);
    let bare = groups.untagged.unwrap();
    assert_eq!((bare.rows[0].project.slug.as_str(), bare.sums.projects, groups.projects), ("kiln", 1, 3));
    let tagged = Query { tag: "api".into(), ..Query::default() };
    let narrowed = portfolio::by_tag(&world.db, &olga, &tagged, FIRST, at()).await.unwrap();
    assert!(narrowed.untagged.is_none() && narrowed.projects == 1);
}

#[tokio::test]
async fn a_view_is_kept_renamed_and_deleted_by_its_person_alone() {
    let (world, olga) = World::with_project().await;
    let eve = world.person("eve", false).await.person().unwrap();
    let olga = olga.person().unwrap();
    let db = &world.db;
    let form = |name: &str, query: &str| ViewForm { name: name.into(), query: query.into() };
    let view = portfolio::save_view(db, &olga, &form(" Late ones ", "sort=-overdue"), at()).await.unwrap();
    let twice = portfolio::save_view(db, &olga, &form("LATE ones", ""), at()).await.unwrap_err();
    assert!(matches!(&twice, ServiceError::Invalid { field: "name", message } if message.contains("another view of yours")), "{twice}");
    for (name, query, field) in [("", "", "name"), (&"x".repeat(81), "", "name"), ("ok", "a\"><b>", "query")] {
        let error = portfolio::save_view(db, &olga, &form(name, query), at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field: wrong, .. } if wrong == field), "{error}");
    }
    assert!(portfolio::views(db, &eve).await.unwrap().is_empty());
    assert!(matches!(portfolio::change_view(db, &eve, view.id, view.version, &form("Mine", "")).await, Err(ServiceError::NotFound)));
    assert!(matches!(portfolio::delete_view(db, &eve, view.id).await, Err(ServiceError::NotFound)));
    let renamed = portfolio::change_view(db, &olga, view.id, view.version, &form("Overdue", "")).await.unwrap();
    assert_eq!((renamed.query.as_str(), renamed.version), ("sort=-overdue", Version(2)));
    assert!(matches!(portfolio::change_view(db, &olga, view.id, view.version, &form("Other", "")).await, Err(ServiceError::Stale)));
    portfolio::delete_view(db, &olga, view.id).await.unwrap();
    for number in 0..30 {
        portfolio::save_view(db, &olga, &form(&format!("View {number}"), ""), at()).await.unwrap();
    }
    let many = portfolio::save_view(db, &olga, &form("One more", ""), at()).await.unwrap_err();
    assert!(matches!(&many, ServiceError::Refused(words) if words.contains("30 views")), "{many}");
}

#[tokio::test]
async fn no_project_takes_the_address_of_a_page() {
    let (world, olga) = World::with_project().await;
    for slug in ["new", "views", "compare"] {
        let form = ProjectForm { name: "Any".into(), slug: slug.into(), ..ProjectForm::default() };
        let error = projects::create(&world.db, &olga, &form, at()).await.unwrap_err();
        assert!(matches!(error, ServiceError::Invalid { field: "slug", .. }), "{error}");
    }
}
