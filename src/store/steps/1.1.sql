-- From version 1.0 to 1.1: agenda items, briefing points, posts, capabilities and levels. What is
-- released is never changed.
CREATE TABLE post(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "title_en" TEXT,
  "title_th" TEXT,
  "organisation" INTEGER REFERENCES record(n),
  "contact" TEXT,
  "authority" TEXT,
  "note" TEXT) STRICT;
CREATE INDEX post_number ON post(number);
CREATE INDEX post_by_source ON post("source") WHERE "source" IS NOT NULL;
CREATE INDEX post_by_meeting ON post("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX post_by_organisation ON post("organisation") WHERE "organisation" IS NOT NULL;
CREATE TABLE capability(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "title_en" TEXT,
  "title_th" TEXT,
  "required" INTEGER,
  "note" TEXT) STRICT;
CREATE INDEX capability_number ON capability(number);
CREATE INDEX capability_by_source ON capability("source") WHERE "source" IS NOT NULL;
CREATE INDEX capability_by_meeting ON capability("meeting") WHERE "meeting" IS NOT NULL;
CREATE TABLE capability_places(record INTEGER NOT NULL REFERENCES record(n), element TEXT NOT NULL, PRIMARY KEY(record, element)) STRICT, WITHOUT ROWID;
CREATE TABLE agenda(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "title_en" TEXT,
  "title_th" TEXT,
  "minutes" INTEGER,
  "start" TEXT CHECK("start" GLOB '[0-2][0-9]:[0-5][0-9]'),
  "speaker" TEXT,
  "chatham" TEXT,
  "order_key" TEXT) STRICT;
CREATE INDEX agenda_number ON agenda(number);
CREATE INDEX agenda_by_source ON agenda("source") WHERE "source" IS NOT NULL;
CREATE INDEX agenda_by_meeting ON agenda("meeting") WHERE "meeting" IS NOT NULL;
CREATE TABLE point(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "title_en" TEXT,
  "title_th" TEXT,
  "agenda" INTEGER REFERENCES record(n)) STRICT;
CREATE INDEX point_number ON point(number);
CREATE INDEX point_by_source ON point("source") WHERE "source" IS NOT NULL;
CREATE INDEX point_by_meeting ON point("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX point_by_agenda ON point("agenda") WHERE "agenda" IS NOT NULL;
CREATE TABLE point_tags(record INTEGER NOT NULL REFERENCES record(n), element TEXT NOT NULL, PRIMARY KEY(record, element)) STRICT, WITHOUT ROWID;
CREATE TABLE point_places(record INTEGER NOT NULL REFERENCES record(n), element TEXT NOT NULL, PRIMARY KEY(record, element)) STRICT, WITHOUT ROWID;
CREATE TABLE level(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "organisation" INTEGER REFERENCES record(n),
  "capability" INTEGER REFERENCES record(n),
  "level" INTEGER) STRICT;
CREATE INDEX level_by_source ON level("source") WHERE "source" IS NOT NULL;
CREATE INDEX level_by_meeting ON level("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX level_by_organisation ON level("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX level_by_capability ON level("capability") WHERE "capability" IS NOT NULL;
CREATE VIEW post_list AS SELECT 'P-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."organisation") AS "organisation",
  x."contact" AS "contact",
  x."authority" AS "authority",
  x."note" AS "note"
  FROM post x WHERE NOT x.deleted ORDER BY x.number;
CREATE VIEW capability_list AS SELECT 'C-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."required" AS "required",
  (SELECT group_concat(s.element, ', ') FROM capability_places s WHERE s.record=x.n) AS "places",
  x."note" AS "note"
  FROM capability x WHERE NOT x.deleted ORDER BY x.number;
CREATE VIEW agenda_list AS SELECT 'G-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."minutes" AS "minutes",
  x."start" AS "start",
  x."speaker" AS "speaker",
  x."chatham" AS "chatham"
  FROM agenda x WHERE NOT x.deleted ORDER BY x.number;
CREATE VIEW point_list AS SELECT 'B-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  (SELECT 'G-'||t.number FROM agenda t WHERE t.n=x."agenda") AS "agenda",
  (SELECT group_concat(s.element, ', ') FROM point_tags s WHERE s.record=x.n) AS "tags",
  (SELECT group_concat(s.element, ', ') FROM point_places s WHERE s.record=x.n) AS "places"
  FROM point x WHERE NOT x.deleted ORDER BY x.number;
DROP VIEW action_list;
CREATE VIEW action_list AS SELECT 'A-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."lead") AS "lead",
  (SELECT 'P-'||t.number FROM post t WHERE t.n=x."lead_post") AS "lead_post",
  (SELECT group_concat((SELECT 'S-'||t.number FROM organisation t WHERE t.n=s.element), ', ') FROM action_support s WHERE s.record=x.n) AS "support",
  (SELECT group_concat((SELECT 'S-'||t.number FROM organisation t WHERE t.n=s.element), ', ') FROM action_consulted s WHERE s.record=x.n) AS "consulted",
  (SELECT group_concat((SELECT 'S-'||t.number FROM organisation t WHERE t.n=s.element), ', ') FROM action_informed s WHERE s.record=x.n) AS "informed",
  x."start" AS "start",
  x."due" AS "due",
  x."days" AS "days",
  x."risk" AS "risk",
  x."priority" AS "priority",
  x."status" AS "status",
  x."status_evidence" AS "status_evidence",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."status_to") AS "status_to",
  x."status_on" AS "status_on",
  x."status_by" AS "status_by",
  (SELECT 'K-'||t.number FROM issue t WHERE t.n=x."issue") AS "issue",
  (SELECT 'D-'||t.number FROM decision t WHERE t.n=x."decision") AS "decision",
  (SELECT 'O-'||t.number FROM objective t WHERE t.n=x."objective") AS "objective",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."funder") AS "funder",
  (SELECT group_concat((SELECT 'A-'||t.number FROM action t WHERE t.n=s.element), ', ') FROM action_depends s WHERE s.record=x.n) AS "depends",
  (SELECT group_concat(s.element, ', ') FROM action_tags s WHERE s.record=x.n) AS "tags",
  (SELECT group_concat(s.element, ', ') FROM action_places s WHERE s.record=x.n) AS "places",
  x."budget" AS "budget",
  x."budget_currency" AS "budget_currency",
  x."rag" AS "rag",
  x."rag_by" AS "rag_by",
  x."note" AS "note"
  FROM action x WHERE NOT x.deleted ORDER BY x.number;
-- No list is read by them any more: what shows first is counted, and lists are sorted in memory.
DROP INDEX IF EXISTS action_plan;
DROP INDEX IF EXISTS idea_wall;
-- What Home counts first.
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
