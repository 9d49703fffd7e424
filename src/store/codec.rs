//! Values of the log in SQL: a reference is the 16 bytes of the record's global id (in a
//! compound, their hexadecimal text), so that a program which does not know a field passes it
//! on unharmed.

use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};

use crate::domain::{
    cell::{Merge, Type},
    record::Field,
    value::{Id, Value},
};

/// The two ways between records of this file and their global ids.
pub(super) trait Ids {
    /// The global id of a record.
    fn global(&self, id: Id) -> rusqlite::Result<[u8; 16]>;
    /// The record with this global id.
    fn local(&self, global: &[u8]) -> rusqlite::Result<Option<Id>>;
}

/// A value as the log stores it.
pub(super) fn to_sql(value: &Value, ids: &dyn Ids) -> rusqlite::Result<ToSqlOutput<'static>> {
    Ok(ToSqlOutput::Owned(match value {
        Value::Null => Sql::Null,
        Value::Int(number) => Sql::Integer(*number),
        Value::Text(text) => Sql::Text(text.to_string()),
        Value::Ref(id) => Sql::Blob(ids.global(*id)?.to_vec()),
        Value::List(parts) => {
            let mut json = Vec::with_capacity(parts.len());
            for part in parts {
                json.push(match part {
                    Value::Null | Value::List(_) => serde_json::Value::Null,
                    Value::Int(number) => (*number).into(),
                    Value::Text(text) => (&**text).into(),
                    Value::Ref(id) => hex(&ids.global(*id)?).into(),
                });
            }
            Sql::Text(serde_json::Value::Array(json).to_string())
        }
    }))
}

/// A value of a field from the log. What cannot be read as the field's is nothing.
pub(super) fn value_from(
    sql: ValueRef<'_>,
    field: &Field,
    ids: &dyn Ids,
) -> rusqlite::Result<Value> {
    if matches!(field.merge, Merge::Compound | Merge::Order)
        && let ValueRef::Text(text) = sql
    {
        return list_from(text, field, ids);
    }
    plain(sql, ids)
}

/// An element, or a value that is no compound.
pub(super) fn plain(sql: ValueRef<'_>, ids: &dyn Ids) -> rusqlite::Result<Value> {
    Ok(match sql {
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::text(&String::from_utf8_lossy(text)),
        ValueRef::Blob(global) => ids.local(global)?.map_or(Value::Null, Value::Ref),
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    })
}

fn list_from(text: &[u8], field: &Field, ids: &dyn Ids) -> rusqlite::Result<Value> {
    let Ok(json) = serde_json::from_slice::<Vec<serde_json::Value>>(text) else {
        return Ok(Value::Null);
    };
    let mut parts = Vec::with_capacity(json.len());
    for (at, part) in json.iter().enumerate() {
        let of = field.parts.get(at).map_or(Type::Text, |part| part.of);
        parts.push(match part {
            serde_json::Value::Number(number) => number.as_i64().map_or(Value::Null, Value::Int),
            serde_json::Value::String(text) if of.is_ref() => match unhex(text) {
                Some(global) => ids.local(&global)?.map_or(Value::Null, Value::Ref),
                None => Value::Null,
            },
            serde_json::Value::String(text) => Value::text(text),
            _ => Value::Null,
        });
    }
    Ok(Value::List(parts))
}

/// Bytes as hexadecimal text.
#[must_use]
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen bytes from their hexadecimal text.
pub(super) fn unhex(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
