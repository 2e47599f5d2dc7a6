-- What people have said about who is who. Kept by name, so that it outlives the loading of
-- memos again; the last row is what undo takes away.

CREATE TABLE person_ruling(
  -- 'same': the two names are one person, shown under the second. 'different': they are two,
  -- however alike they look.
  id INTEGER PRIMARY KEY,
  ruling TEXT NOT NULL CHECK(ruling IN ('same', 'different')),
  name TEXT NOT NULL,
  other TEXT NOT NULL,
  made_at TEXT NOT NULL  -- UTC, ISO 8601
);
