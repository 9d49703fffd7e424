-- From version 1.1 to 1.2: the day in the room.
-- A decision cites the round that it comes from.
ALTER TABLE decision ADD COLUMN "round" INTEGER REFERENCES record(n);
DROP VIEW decision_list;
-- Voting rounds and their ballots.
CREATE INDEX decision_by_round ON decision("round") WHERE "round" IS NOT NULL;
CREATE TABLE round(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "title_en" TEXT,
  "title_th" TEXT,
  "method" TEXT,
  "dots" INTEGER,
  "stack" INTEGER,
  "secrecy" TEXT,
  "electorate" TEXT,
  "serials" TEXT,
  "state" TEXT,
  "state_at" INTEGER,
  "note" TEXT) STRICT;
CREATE INDEX round_number ON round(number);
CREATE INDEX round_by_source ON round("source") WHERE "source" IS NOT NULL;
CREATE INDEX round_by_meeting ON round("meeting") WHERE "meeting" IS NOT NULL;
CREATE TABLE round_items(record INTEGER NOT NULL REFERENCES record(n), element INTEGER NOT NULL REFERENCES record(n), PRIMARY KEY(record, element)) STRICT, WITHOUT ROWID;
CREATE INDEX round_items_by ON round_items(element);
CREATE TABLE ballot(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "round" INTEGER REFERENCES record(n),
  "serial" INTEGER,
  "sector" TEXT,
  "voter" TEXT,
  "paper" TEXT,
  "paper_reason" TEXT,
  "marks" TEXT,
  "marks_keyed" INTEGER) STRICT;
CREATE INDEX ballot_by_source ON ballot("source") WHERE "source" IS NOT NULL;
CREATE INDEX ballot_by_meeting ON ballot("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX ballot_by_round ON ballot("round") WHERE "round" IS NOT NULL;
CREATE VIEW decision_list AS SELECT 'D-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."date" AS "date",
  (SELECT 'K-'||t.number FROM issue t WHERE t.n=x."issue") AS "issue",
  x."dissent" AS "dissent",
  (SELECT group_concat(s.element, ', ') FROM decision_tags s WHERE s.record=x.n) AS "tags",
  x."note" AS "note",
  (SELECT 'R-'||t.number FROM round t WHERE t.n=x."round") AS "round"
  FROM decision x WHERE NOT x.deleted ORDER BY x.number;
CREATE VIEW round_list AS SELECT 'R-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."method" AS "method",
  x."dots" AS "dots",
  x."stack" AS "stack",
  x."secrecy" AS "secrecy",
  x."electorate" AS "electorate",
  x."serials" AS "serials",
  (SELECT group_concat((SELECT 'K-'||t.number FROM issue t WHERE t.n=s.element), ', ') FROM round_items s WHERE s.record=x.n) AS "items",
  x."state" AS "state",
  x."state_at" AS "state_at",
  x."note" AS "note"
  FROM round x WHERE NOT x.deleted ORDER BY x.number;
CREATE TABLE attendance(n INTEGER PRIMARY KEY REFERENCES record(n),
  "deleted" INTEGER NOT NULL DEFAULT 0,
  "number" INTEGER,
  "label" TEXT,
  "label_reason" TEXT,
  "source" INTEGER REFERENCES record(n),
  "meeting" INTEGER REFERENCES record(n),
  "organisation" INTEGER REFERENCES record(n),
  "state" TEXT,
  "inside" INTEGER,
  "expected" INTEGER,
  "authority" TEXT,
  "post" INTEGER REFERENCES record(n),
  "arrived" TEXT CHECK("arrived" GLOB '[0-2][0-9]:[0-5][0-9]')) STRICT;
CREATE INDEX attendance_by_source ON attendance("source") WHERE "source" IS NOT NULL;
CREATE INDEX attendance_by_meeting ON attendance("meeting") WHERE "meeting" IS NOT NULL;
CREATE INDEX attendance_by_organisation ON attendance("organisation") WHERE "organisation" IS NOT NULL;
CREATE INDEX attendance_by_post ON attendance("post") WHERE "post" IS NOT NULL;
ALTER TABLE meeting ADD COLUMN "quorum" INTEGER;
DROP VIEW meeting_list;
CREATE VIEW meeting_list AS SELECT 'M-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."date" AS "date",
  x."state" AS "state",
  x."state_at" AS "state_at",
  x."venue" AS "venue",
  x."chair" AS "chair",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."host") AS "host",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."funder") AS "funder",
  x."purpose_en" AS "purpose_en",
  x."purpose_th" AS "purpose_th",
  x."note" AS "note",
  x."quorum" AS "quorum"
  FROM meeting x WHERE NOT x.deleted ORDER BY x.number;
ALTER TABLE agenda ADD COLUMN "state" TEXT;
ALTER TABLE agenda ADD COLUMN "state_at" INTEGER;
ALTER TABLE agenda ADD COLUMN "state_began_at" INTEGER;
ALTER TABLE agenda ADD COLUMN "state_used" INTEGER;
ALTER TABLE agenda ADD COLUMN "state_extended" INTEGER;
DROP VIEW agenda_list;
CREATE VIEW agenda_list AS SELECT 'G-'||x.number AS ref,
  x."label" AS "label",
  (SELECT 'S-'||t.number FROM organisation t WHERE t.n=x."source") AS "source",
  (SELECT 'M-'||t.number FROM meeting t WHERE t.n=x."meeting") AS "meeting",
  x."title_en" AS "title_en",
  x."title_th" AS "title_th",
  x."minutes" AS "minutes",
  x."start" AS "start",
  x."speaker" AS "speaker",
  x."chatham" AS "chatham",
  x."state" AS "state",
  x."state_at" AS "state_at",
  x."state_began_at" AS "state_began_at",
  x."state_used" AS "state_used",
  x."state_extended" AS "state_extended"
  FROM agenda x WHERE NOT x.deleted ORDER BY x.number;
ALTER TABLE workspace ADD COLUMN "question_en" TEXT;
ALTER TABLE workspace ADD COLUMN "question_th" TEXT;
ALTER TABLE workspace ADD COLUMN "hidden" TEXT;
