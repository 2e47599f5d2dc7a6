-- The ledger: what became of every file that was ever listed, and how each content was read.

CREATE TABLE run(
  -- A run of 'muistio load'.
  id INTEGER PRIMARY KEY,
  began TEXT NOT NULL,       -- UTC, ISO 8601; so are all times
  ended TEXT,                -- NULL while it runs, and for ever where it was killed
  program TEXT NOT NULL,     -- version of muistio
  rules TEXT NOT NULL,       -- hash over all rules
  process INTEGER NOT NULL,
  listed INTEGER,            -- files found in the folders
  outcome TEXT               -- done, interrupted, failed
);

CREATE TABLE content(
  -- What a file holds, whatever its paths; known by its SHA-256.
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  file INTEGER REFERENCES file(id),  -- the one it is read from; the others are duplicate_of
  state TEXT NOT NULL,               -- as file.state; listed until it has been read
  stage TEXT NOT NULL DEFAULT '',    -- open, read, analyse, save: how far reading came
  page INTEGER,                      -- the page in hand when reading ended early
  message TEXT NOT NULL DEFAULT '',
  pages INTEGER NOT NULL DEFAULT 0,  -- pages read
  interruptions INTEGER NOT NULL DEFAULT 0,  -- times a run ended while it was being read
  program TEXT, rules TEXT,          -- with which it came to this state
  decided TEXT                       -- when
);
CREATE INDEX content_by_file ON content(file);

CREATE TABLE file(
  -- A path that was ever listed. The states are a closed list (corpus/file_state.h), and
  -- every file has exactly one.
  id INTEGER PRIMARY KEY,
  path BLOB NOT NULL UNIQUE,  -- from the root of the file system, bytes as they are
  shown TEXT NOT NULL,        -- as it was given; bytes that are not UTF-8 percent-encoded
  run INTEGER NOT NULL REFERENCES run(id),  -- the last that found it
  content INTEGER REFERENCES content(id),   -- NULL where it could not be read yet
  state TEXT NOT NULL CHECK(state IN (
    'listed', 'ok', 'partial', 'no_text', 'duplicate_of', 'locked', 'not_pdf', 'broken',
    'timeout', 'memory', 'crash', 'too_big', 'unreadable', 'vanished', 'changed',
    'not_regular')),
  message TEXT NOT NULL DEFAULT ''
);
CREATE INDEX file_by_run ON file(run, state);
CREATE INDEX file_by_content ON file(content);

CREATE TABLE attempt(
  -- A try at reading a content, written before it began.
  id INTEGER PRIMARY KEY,
  content INTEGER NOT NULL REFERENCES content(id),
  run INTEGER NOT NULL REFERENCES run(id),
  began TEXT NOT NULL,
  ended TEXT,
  outcome TEXT,   -- answered, failed, timeout, memory, crash; interrupted where the run
                  -- ended first; NULL while it is in hand
  stage TEXT, page INTEGER, message TEXT
);
CREATE INDEX attempt_by_content ON attempt(content);
CREATE INDEX attempt_in_hand ON attempt(id) WHERE outcome IS NULL;
