use super::docs::documented;
use super::*;
use crate::domain::{
    row::Row,
    tokens::Priority,
    types::{Choice, Number, Refs},
};

fn id(n: i64) -> Id {
    Id::new(n).expect("a positive number")
}

fn row(kind: Kind, at: i64, number: i64, title: &str) -> Row {
    let mut row = Row::new(kind, id(at));
    let entity = row.entity_mut();
    entity.put(common::ALIVE, &Value::Null, &Value::Int(1)).unwrap();
    entity.put(common::NUMBER, &Value::Null, &Value::Int(number)).unwrap();
    let fields = entity.fields();
    if let Some(at) = fields.iter().position(|field| field.name == "title") {
        entity.put(at, &Value::text("en"), &Value::text(title)).unwrap();
    }
    row
}

fn put(row: &mut Row, name: &str, element: &Value, value: &Value) {
    let entity = row.entity_mut();
    let at = entity.fields().iter().position(|field| field.name == name).expect(name);
    entity.put(at, element, value).unwrap();
}

/// Two ideas in a cluster, an action behind it, two agencies and a link.
fn picture() -> Snapshot {
    let mut w = Snapshot::whole();
    let mut iom = row(Kind::Organisation, 1, 1, "Migration");
    put(&mut iom, "abbr", &Value::text("en"), &Value::text("IOM"));
    let dsi = row(Kind::Organisation, 2, 2, "Investigation");
    let mut cluster = row(Kind::Issue, 3, 1, "Interpreters");
    put(
        &mut cluster,
        "column",
        &Value::Null,
        &Value::List(vec![Value::text("cluster"), Value::text("V")]),
    );
    let mut late = row(Kind::Idea, 4, 1, "Roster");
    put(&mut late, "issue", &Value::Null, &Value::List(vec![id(3).into(), Value::text("b")]));
    put(&mut late, "source", &Value::Null, &Value::Ref(id(1)));
    let mut early = row(Kind::Idea, 5, 2, "Hotline");
    put(&mut early, "issue", &Value::Null, &Value::List(vec![id(3).into(), Value::text("a")]));
    let mut action = row(Kind::Action, 6, 1, "Set up");
    put(&mut action, "issue", &Value::Null, &Value::Ref(id(3)));
    put(&mut action, "lead", &Value::Null, &Value::List(vec![id(1).into(), Value::Null]));
    put(
        &mut action,
        "span",
        &Value::Null,
        &Value::List(vec![Value::Null, Value::text("2026-07-01")]),
    );
    put(&mut action, "label", &Value::Null, &Value::text("TLP:GREEN"));
    put(&mut action, "tags", &Value::text("b"), &Value::Int(1));
    put(&mut action, "support", &Value::Ref(id(2)), &Value::Int(1));
    let mut link = Row::new(Kind::Link, id(7));
    put(&mut link, "alive", &Value::Null, &Value::Int(1));
    put(&mut link, "giver", &Value::Null, &Value::Ref(id(1)));
    put(&mut link, "taker", &Value::Null, &Value::Ref(id(2)));
    put(&mut link, "kind", &Value::Null, &Value::text("funds"));
    for row in [iom, dsi, cluster, late, early, action, link] {
        w.put(row);
    }
    w
}

fn of(w: &Snapshot, at: i64) -> Json {
    Records::new(w, 0).object(w.live(id(at)).unwrap().unwrap(), true).unwrap()
}

#[test]
fn an_action_names_what_is_behind_it() {
    let json = of(&picture(), 6);
    assert_eq!(json["ref"], "A-1");
    assert_eq!(json["title"], "Set up");
    assert_eq!(json["title_th"], Json::Null);
    assert_eq!(json["due"], "2026-07-01");
    assert_eq!(json["start"], Json::Null);
    assert_eq!(json["tlp"], "TLP:GREEN");
    assert_eq!(json["lead"].to_string(), r#"{"ref":"S-1","abbr":"IOM","name":"Migration"}"#);
    assert_eq!(
        json["support"].to_string(),
        r#"[{"ref":"S-2","abbr":null,"name":"Investigation"}]"#
    );
    assert_eq!(json["issue"].to_string(), r#"{"ref":"K-1","title":"Interpreters"}"#);
    assert_eq!(
        json["cards"].to_string(),
        r#"[{"ref":"I-2","title":"Hotline"},{"ref":"I-1","title":"Roster"}]"#
    );
    assert_eq!((&json["slips"], &json["updates"]), (&0.into(), &Json::Array(vec![])));
    assert_eq!(json["tags"].to_string(), r#"["b"]"#);
}

#[test]
fn an_idea_has_an_issue_once_its_cluster_is_one() {
    let mut w = picture();
    let json = of(&w, 4);
    assert_eq!(json["cluster"]["ref"], "K-1");
    assert_eq!(json["issue"], Json::Null);
    assert_eq!(json["author"]["abbr"], "IOM");
    assert_eq!(json["actions"].to_string(), r#"["A-1"]"#);
    let mut issue = w.row(id(3)).unwrap().unwrap();
    put(&mut issue, "column", &Value::Null, &Value::List(vec![Value::text("candidate")]));
    w.put(issue);
    assert_eq!(of(&w, 4)["issue"]["ref"], "K-1");
    assert_eq!(of(&w, 3)["actions"].to_string(), r#"["A-1"]"#);
    assert_eq!(of(&w, 3)["cards"][0]["ref"], "I-2");
    assert_eq!(of(&w, 3)["column"], "candidate");
}

#[test]
fn a_link_is_called_by_its_ends() {
    let json = of(&picture(), 7);
    assert_eq!(json["ref"], "S-1>S-2:funds");
    assert_eq!(json["title"], "IOM > Investigation: funds");
    assert_eq!(json["from"]["ref"], "S-1");
    assert_eq!(json["weight"], Json::Null);
}

#[test]
fn every_record_has_the_documented_names_in_their_order() {
    for kind in Kind::ALL {
        let mut w = Snapshot::whole();
        w.put(row(kind, 1, 1, "x"));
        let json = of(&w, 1);
        let names: Vec<&String> = json.as_object().unwrap().keys().collect();
        let documented = documented(kind);
        let want: Vec<&String> = documented.iter().map(|entry| &entry.name).collect();
        assert_eq!(names, want, "{kind:?}");
        for entry in &documented {
            assert!(!entry.doc.is_empty(), "{kind:?}.{}", entry.name);
        }
    }
}

#[test]
fn a_partial_picture_asks_for_what_it_needs() {
    let w = Snapshot::partial();
    let mut idea = Idea::new(id(1));
    idea.priority = Choice(Some(Priority::High));
    idea.table = Number(Some(3));
    idea.from = Refs::of([id(9)]);
    assert_eq!(Records::new(&w, 0).object(&idea, true), Err(Need::Record(id(9))));
}

/// The page that documents the JSON.
fn page() -> String {
    let mut page = include_str!("json_page.md").trim_end().to_owned();
    for kind in Kind::ALL {
        let commands = match kind {
            Kind::Workspace => "config --json".to_owned(),
            kind => format!("{0} list --json`, `{0} show --json", kind.noun()),
        };
        if kind == Kind::Workspace {
            continue;
        }
        page.push_str(&format!("\n\n## {}\n\n`{commands}`\n\n", kind.noun()));
        page.push_str("| Name | Value | Meaning |\n|---|---|---|\n");
        let rows = documented(kind);
        let rows: Vec<String> = rows
            .iter()
            .map(|entry| format!("| `{}` | {} | {} |", entry.name, entry.of, entry.doc))
            .collect();
        page.push_str(&rows.join("\n"));
    }
    page.push('\n');
    page
}

#[test]
fn the_page_says_what_the_code_does() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md");
    let (is, want) = (std::fs::read_to_string(path).unwrap_or_default(), page());
    if is != want && std::env::var_os("PLENARY_WRITE_DOCS").is_some() {
        std::fs::write(path, &want).unwrap();
        return;
    }
    assert_eq!(is, want, "docs/json.md: PLENARY_WRITE_DOCS=1 cargo test writes it anew");
}
