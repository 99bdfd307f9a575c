//! What leaves the installation: files, links, badges, and a whole project.

use crate::Many;
use crate::samples::{assessment, at, id, title};
use domain::exports::{Choice, Extent, Format, Preset, Request, Subject};
use storage::exports::{self, Export, LIMIT, Parts, State};
use storage::shares::{self, Share};
use storage::{Tx, Window, assessments, badges, organisation};

pub(crate) async fn read(tx: &mut Tx, many: &Many) {
    let (project, few) = (many.project.id, Window { limit: 20, offset: 20 });
    let request =
        Request { format: Format::Pdf, subject: Subject::Present, sections: Choice::from(Preset::Auditor), extent: Extent::default() };
    let asked = Export {
        id: id(),
        project,
        user: Some(many.user),
        request,
        state: State::Running,
        percent: 0,
        message: String::new(),
        filename: "x.pdf".into(),
        bytes: None,
        sha256: None,
        created_at: at(),
        alive_at: at(),
    };
    exports::insert(tx, &asked).await.unwrap();
    exports::beat(tx, asked.id, at()).await.unwrap();
    exports::set_progress(tx, asked.id, (State::Running, 20, "half"), at()).await.unwrap();
    exports::count_open(tx, many.user, at()).await.unwrap();
    exports::list(tx, project, many.user, few).await.unwrap();
    exports::find(tx, project, asked.user, asked.id).await.unwrap();
    exports::finish(tx, asked.id, b"file", "00", at()).await.unwrap();
    exports::content(tx, asked.id).await.unwrap();
    exports::delete_beyond(tx, project, many.user, 20).await.unwrap();
    exports::delete_old(tx, at()).await.unwrap();

    let audit = assessment(project, "2031-01-01");
    assessments::insert(tx, &audit).await.unwrap();
    let share = Share {
        id: id(),
        project,
        audit: Some(audit.assessment.id),
        label: title("Board"),
        token_sha256: "00".into(),
        password_hash: None,
        sections: Choice::from(Preset::Executive),
        files: true,
        views: 0,
        viewed_at: None,
        created_at: at(),
        created_by: Some(many.user),
        created_by_name: title("Ada"),
        expires_at: at(),
        revoked: None,
    };
    shares::insert(tx, &share).await.unwrap();
    shares::get_by_token(tx, "00").await.unwrap().unwrap();
    shares::find(tx, project, share.id).await.unwrap();
    shares::list(tx, project, few).await.unwrap();
    shares::count(tx, project).await.unwrap();
    shares::viewed(tx, share.id, at()).await.unwrap();
    shares::revoke(tx, project, share.id, &title("Ada"), at()).await.unwrap();

    badges::allow(tx, project, &title("Ada"), at()).await.unwrap();
    badges::get(tx, project).await.unwrap().unwrap();
    badges::forbid(tx, project).await.unwrap();
    organisation::get(tx).await.unwrap();
    exports::read(tx, project, &Parts::all(), LIMIT).await.unwrap();
}
