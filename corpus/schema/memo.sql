-- What is known of each memo: the record, one table for each kind of fact.

CREATE TABLE memo(
  -- A memo: a file, or the part of a file that is one memo. Header fields are NULL where
  -- the paper does not say; where on the page each stands is in meeting_evidence.
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,      -- SHA-256 of the file, and '#pFIRST-LAST' for a part
  path TEXT NOT NULL,            -- as it was given; bytes that are not UTF-8 percent-encoded
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  first_page INTEGER NOT NULL,   -- counted from 1
  last_page INTEGER NOT NULL,
  total_pages INTEGER NOT NULL,
  text_source TEXT NOT NULL,     -- text-layer, ocr, mixed, none
  ocr_confidence REAL,           -- 0 to 1
  pdf_title TEXT NOT NULL,       -- what the PDF says of itself; '' where nothing
  pdf_author TEXT NOT NULL,
  pdf_producer TEXT NOT NULL,
  pdf_created TEXT NOT NULL,     -- ISO 8601
  pdf_version TEXT NOT NULL,
  language TEXT NOT NULL,        -- BCP 47: fi, sv, en, und
  kind TEXT NOT NULL,            -- minutes, memo, agenda, notice, release, letter, other
  has_meeting INTEGER NOT NULL,  -- 0 where the paper records no meeting
  body TEXT,                     -- the body that met, nominative
  title TEXT,
  number TEXT,                   -- as the body numbers its meetings: 3, 10/23
  date TEXT,                     -- EDTF (ISO 8601-2)
  start TEXT,                    -- HH:MM, local time
  end TEXT,
  place TEXT,
  saved_at TEXT NOT NULL         -- UTC, ISO 8601
);
CREATE INDEX memo_by_path ON memo(path);
CREATE INDEX memo_by_date ON memo(date);
CREATE INDEX memo_by_body ON memo(body, date);

CREATE TABLE removed_memo(
  -- Memos that were here once and were taken out, so that those who copy the corpus can
  -- follow.
  key TEXT PRIMARY KEY,      -- as memo.key
  removed_at TEXT NOT NULL   -- UTC, ISO 8601
);

CREATE TABLE meeting_evidence(
  -- Where a header field of a memo stands and why it is believed. In this table and all
  -- below: page is counted from 1; left, top, right, bottom are points (1/72 inch) from the
  -- page's top left corner; span_begin and span_end are bytes of the memo's text, which is
  -- its page texts in order, one after the other; rule is the id of the rule that found it;
  -- confidence is 0 to 1.
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  field TEXT NOT NULL,  -- a column of memo: body, title, number, date, start, end, place
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY(memo, field)
);

CREATE TABLE attendee(
  -- A person named as present, absent or invited, in the order of the paper.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  name TEXT NOT NULL,      -- nominative, natural order: Juha Kinnunen
  written TEXT NOT NULL,   -- as it stands: Kinnunen, Juha
  presence TEXT NOT NULL,  -- present, absent, unknown
  remote INTEGER NOT NULL,
  partial TEXT,            -- what the paper says of partial attendance
  role TEXT,               -- chair, vice_chair, secretary, member, deputy, presenter, ...
  title TEXT,
  organisation TEXT,
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX attendee_by_memo ON attendee(memo);
CREATE INDEX attendee_by_name ON attendee(name);

CREATE TABLE item(
  -- An item of the agenda, in order.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  number TEXT,                    -- as printed, without '.' or '§'
  title TEXT NOT NULL,
  extent_begin INTEGER NOT NULL,  -- bytes: the heading and all that stands under it
  extent_end INTEGER NOT NULL,
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX item_by_memo ON item(memo);

CREATE TABLE decision(
  -- A decision, in the order of the paper.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  item TEXT,            -- number of the agenda item it stands under
  text TEXT NOT NULL,   -- the sentence or clause that states it
  kind TEXT NOT NULL,   -- elected, approved, decided, agreed, proposed, noted, rejected, ...
  has_vote INTEGER NOT NULL,
  votes_for INTEGER, votes_against INTEGER, votes_abstain INTEGER,
  proposal TEXT,        -- the accepted proposal, where the text only refers to it
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX decision_by_memo ON decision(memo);

CREATE TABLE decision_person(
  -- A person whom a decision names, nominative.
  decision INTEGER NOT NULL REFERENCES decision(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,  -- counted from 0
  name TEXT NOT NULL,
  PRIMARY KEY(decision, position)
);

CREATE TABLE action(
  -- Something that somebody is to do.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  who TEXT,
  what TEXT NOT NULL,
  due TEXT,   -- EDTF, the last day
  item TEXT,  -- number of the agenda item it stands under
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX action_by_memo ON action(memo);

CREATE TABLE date(
  -- Every date expression, in order.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  value TEXT NOT NULL,  -- EDTF
  use TEXT NOT NULL,    -- meeting, next_meeting, deadline, start, published, mention
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX date_by_memo ON date(memo);
CREATE INDEX date_by_value ON date(value);

CREATE TABLE amount(
  -- A sum of money.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  value REAL NOT NULL,
  currency TEXT NOT NULL,  -- ISO 4217
  page INTEGER NOT NULL,
  left REAL NOT NULL, top REAL NOT NULL, right REAL NOT NULL, bottom REAL NOT NULL,
  span_begin INTEGER NOT NULL, span_end INTEGER NOT NULL,
  rule TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX amount_by_memo ON amount(memo);

CREATE TABLE issue(
  -- Partial trouble of a memo: the rest of it is good.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  code TEXT NOT NULL,     -- stable, snake_case
  message TEXT NOT NULL,  -- for people
  page INTEGER
);
CREATE INDEX issue_by_memo ON issue(memo);

CREATE TABLE memo_sum(
  -- What a memo was when it was saved, so that a check can tell whether it is so still. Memos
  -- that an older muistio saved have no row.
  memo INTEGER PRIMARY KEY REFERENCES memo(id) ON DELETE CASCADE,
  record INTEGER NOT NULL,  -- CRC-32 over the values of its rows (corpus/memo_sum.h)
  text INTEGER NOT NULL     -- CRC-32 over its text, the page texts one after the other
);
