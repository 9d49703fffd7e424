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
