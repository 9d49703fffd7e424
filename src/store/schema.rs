//! The schema, made from the table of fields. Rows hold only constraints that no merge can
//! break: types, the shape of dates, flags.

use std::fmt::Write as _;

use crate::domain::{
    cell::{Part, Type},
    fields,
    kind::Kind,
    record::{Field, common},
};

/// The tables of the log. Columns marked L are local and never leave the file.
const LOG: &str = "
CREATE TABLE actor(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT) STRICT;
CREATE TABLE writer(
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id)=16),
  actor INTEGER NOT NULL REFERENCES actor(n),
  device TEXT NOT NULL,
  program TEXT NOT NULL,
  opened_at INTEGER NOT NULL) STRICT;
CREATE TABLE operation(
  n INTEGER PRIMARY KEY,
  arrival INTEGER NOT NULL UNIQUE,
  writer INTEGER NOT NULL REFERENCES writer(n),
  seq INTEGER NOT NULL CHECK(seq>0),
  known INTEGER NOT NULL DEFAULT 1,
  here INTEGER NOT NULL DEFAULT 1,
  clock INTEGER,
  at INTEGER,
  kind TEXT,
  command TEXT,
  undoes INTEGER REFERENCES operation(n),
  hash BLOB,
  UNIQUE(writer, seq)) STRICT;
CREATE TABLE record(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind TEXT NOT NULL) STRICT;
CREATE TABLE field(n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE change(
  n INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation(n),
  i INTEGER NOT NULL,
  record INTEGER REFERENCES record(n),
  field INTEGER REFERENCES field(n),
  element ANY,
  value ANY,
  salt BLOB,
  vhash BLOB,
  base INTEGER REFERENCES change(n),
  restores INTEGER REFERENCES change(n),
  void INTEGER NOT NULL DEFAULT 0,
  head INTEGER NOT NULL DEFAULT 0,
  UNIQUE(operation, i)) STRICT;
CREATE TABLE change_base(
  change INTEGER NOT NULL, base INTEGER NOT NULL, PRIMARY KEY(change, base)) STRICT, WITHOUT ROWID;
CREATE TABLE change_covers(
  change INTEGER NOT NULL, covered INTEGER NOT NULL,
  PRIMARY KEY(change, covered)) STRICT, WITHOUT ROWID;
CREATE INDEX change_heads ON change(record, field, element) WHERE head>0;
CREATE INDEX change_base_of ON change(base) WHERE base IS NOT NULL;
CREATE TABLE pending(record INTEGER, field INTEGER, why TEXT) STRICT;
CREATE VIEW history AS
  SELECT o.n AS operation, datetime(o.at/1000, 'unixepoch') AS at_utc, a.name AS who, o.command,
         r.kind, c.record, f.name AS field, c.element,
         (SELECT coalesce(v.value, b.value) FROM change b
            LEFT JOIN change v ON v.n=b.restores WHERE b.n=c.base) AS before,
         coalesce((SELECT v.value FROM change v WHERE v.n=c.restores), c.value) AS after
    FROM change c
    JOIN operation o ON o.n=c.operation
    JOIN writer w ON w.n=o.writer
    JOIN actor a ON a.n=w.actor
    JOIN record r ON r.n=c.record
    JOIN field f ON f.n=c.field;
";

/// The counts of the first page: they count from the whole and its exceptions: SQLite counts all entries of
/// an index by its pages, so that a list costs what lacks something, not what it holds.
const LISTS: &str = "
CREATE INDEX action_lacks ON action(deleted, lead, due)
  WHERE deleted OR lead IS NULL OR due IS NULL;
CREATE INDEX idea_lacks ON idea(deleted, issue) WHERE deleted OR issue IS NULL;
CREATE INDEX action_open ON action(due, number, status)
  WHERE NOT deleted AND (status IS NULL OR status IN ('proposed','agreed','in-progress','blocked'));
CREATE INDEX action_asks ON action(status, due)
  WHERE NOT deleted AND status IN ('blocked','done');
CREATE INDEX issue_board ON issue(board) WHERE NOT deleted;
CREATE INDEX organisation_gone ON organisation(n) WHERE deleted;
CREATE INDEX point_gone ON point(n) WHERE deleted;
CREATE INDEX decision_gone ON decision(n) WHERE deleted;
CREATE INDEX objective_gone ON objective(n) WHERE deleted;
CREATE INDEX issue_gone ON issue(n) WHERE deleted;
";

/// Everything that a new file is made of.
pub(super) fn create() -> String {
    let mut sql = LOG.to_owned();
    for kind in Kind::ALL {
        table(kind, &mut sql);
    }
    set_table(FROM, Type::AnyRef, &mut sql);
    sql.push_str(LISTS);
    for kind in Kind::ALL {
        view(kind, &mut sql);
    }
    sql
}

/// Writing to a string cannot fail.
macro_rules! add {
    ($to:expr, $($text:tt)*) => {{ let _infallible = write!($to, $($text)*); }};
}

fn table(kind: Kind, sql: &mut String) {
    let name = kind.name();
    add!(sql, "CREATE TABLE {name}(n INTEGER PRIMARY KEY REFERENCES record(n)");
    for field in fields::of(kind).iter().filter(|field| !field.is_set()) {
        for part in field.parts {
            add!(sql, ",\n  \"{}\" {}", field.column(part), column_type(field, part));
        }
    }
    sql.push_str(") STRICT;\n");
    for (at, field) in fields::of(kind).iter().enumerate() {
        if field.is_set() {
            if !is_common(field) {
                set_table(&set_name(kind, field), element_type(field), sql);
            }
            continue;
        }
        if at == common::NUMBER && kind.letter().is_some() {
            add!(sql, "CREATE INDEX {name}_number ON {name}(number);\n");
        }
        for part in field.parts.iter().filter(|part| part.of.is_ref()) {
            let column = field.column(part);
            add!(
                sql,
                "CREATE INDEX {name}_by_{column} ON {name}(\"{column}\") \
                 WHERE \"{column}\" IS NOT NULL;\n"
            );
        }
    }
}

fn column_type(field: &Field, part: &Part) -> String {
    let column = field.column(part);
    match part.of {
        Type::Flag => "INTEGER NOT NULL DEFAULT 0".to_owned(),
        Type::Int => "INTEGER".to_owned(),
        Type::Text | Type::Token(_) => "TEXT".to_owned(),
        Type::Date => {
            format!("TEXT CHECK(\"{column}\" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')")
        }
        Type::Time => format!("TEXT CHECK(\"{column}\" GLOB '[0-2][0-9]:[0-5][0-9]')"),
        Type::Ref(_) | Type::AnyRef => "INTEGER REFERENCES record(n)".to_owned(),
    }
}

fn set_table(table: &str, of: Type, sql: &mut String) {
    let is_ref = of.is_ref();
    let element = if is_ref { "INTEGER NOT NULL REFERENCES record(n)" } else { "TEXT NOT NULL" };
    add!(
        sql,
        "CREATE TABLE {table}(record INTEGER NOT NULL REFERENCES record(n), element {element}, \
         PRIMARY KEY(record, element)) STRICT, WITHOUT ROWID;\n"
    );
    if is_ref {
        add!(sql, "CREATE INDEX {table}_by ON {table}(element);\n");
    }
}

/// The table of what records were made from, one for all kinds.
pub(super) const FROM: &str = "record_from";

/// The table of a set.
pub(super) fn set_name(kind: Kind, field: &Field) -> String {
    if is_common(field) { FROM.to_owned() } else { format!("{}_{}", kind.name(), field.name) }
}

/// Whether a set is that which every kind has.
pub(super) fn is_common(set: &Field) -> bool {
    fields::of(Kind::Workspace).get(common::FROM).is_some_and(|from| from.name == set.name)
}

fn element_type(field: &Field) -> Type {
    field.parts.first().map_or(Type::Text, |part| part.of)
}

/// A view of the live records for people with another SQLite program: refs as people write
/// them, sets as lists. What only the program or a close reader needs stays in the tables: every
/// opening parses every view.
fn view(kind: Kind, sql: &mut String) {
    let Some(letter) = kind.letter() else { return };
    let name = kind.name();
    add!(sql, "CREATE VIEW {name}_list AS SELECT '{letter}-'||x.number AS ref");
    for (at, field) in fields::of(kind).iter().enumerate() {
        if [common::ALIVE, common::NUMBER, common::LABEL_REASON, common::FROM].contains(&at) {
            continue;
        }
        if field.is_set() {
            add!(
                sql,
                ",\n  (SELECT group_concat({}, ', ') FROM {} s WHERE s.record=x.n) AS \"{}\"",
                shown(element_type(field), "s.element"),
                set_name(kind, field),
                field.name
            );
            continue;
        }
        for part in field.parts.iter().filter(|part| !left_out(part)) {
            let column = field.column(part);
            add!(sql, ",\n  {} AS \"{column}\"", shown(part.of, &format!("x.\"{column}\"")));
        }
    }
    add!(sql, "\n  FROM {name} x WHERE NOT x.deleted ORDER BY x.number;\n");
}

fn left_out(part: &Part) -> bool {
    ["_key", "_reason", "_why"].iter().any(|end| part.name.ends_with(end))
}

/// An SQL expression that shows a column to people.
fn shown(of: Type, column: &str) -> String {
    match of {
        Type::Ref(kind) => match kind.letter() {
            Some(letter) => {
                let table = kind.name();
                format!("(SELECT '{letter}-'||t.number FROM {table} t WHERE t.n={column})")
            }
            None => column.to_owned(),
        },
        _ => column.to_owned(),
    }
}
