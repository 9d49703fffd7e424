-- From version 1.1 to 1.2: the day in the room.
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
