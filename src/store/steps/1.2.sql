-- From version 1.1 to 1.2: the day in the room.
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
