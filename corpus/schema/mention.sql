-- Where memos speak of matters that other meetings had in hand, found when a memo is saved.

CREATE TABLE mention(
  -- A case number, or an item of a meeting.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  page INTEGER NOT NULL,   -- counted from 1
  place INTEGER NOT NULL,  -- offset in the memo's text, in bytes
  written TEXT NOT NULL,   -- as it stands
  case_number TEXT,        -- in lower case; NULL where an item is meant
  is_plain INTEGER NOT NULL,  -- 1: a number and a year, which other bodies may have too
  item TEXT,               -- number of the item; NULL where a case is meant
  day TEXT,                -- EDTF, of the item's meeting; NULL: of the one before this
  before TEXT              -- what stands before the item, where its body may be named
);
CREATE INDEX mention_by_memo ON mention(memo);

CREATE TABLE mentions_found(
  -- Memos that have been looked through. Others were saved by an older muistio.
  memo INTEGER PRIMARY KEY REFERENCES memo(id) ON DELETE CASCADE
);
