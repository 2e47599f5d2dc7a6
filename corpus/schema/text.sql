-- The text of the memos, page by page, and the full-text indices over it.

CREATE TABLE page(
  -- The text of one page as it reads, line-end hyphens mended. The texts of a memo's pages
  -- in the order of their ids are the memo's text.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,  -- position in the file, counted from 1
  width REAL NOT NULL,      -- points
  height REAL NOT NULL,
  source TEXT NOT NULL,     -- text-layer, ocr, none
  ocr_confidence REAL,
  text_begin INTEGER NOT NULL,  -- where text begins in the memo's text, in bytes
  text TEXT NOT NULL
);
CREATE INDEX page_by_memo ON page(memo);

CREATE TABLE layout(
  -- Where every word of a memo stands: words, lines, rows, blocks with boxes and fonts, as
  -- a zlib stream of muistio's own (corpus/document_codec.h).
  memo INTEGER PRIMARY KEY REFERENCES memo(id) ON DELETE CASCADE,
  bytes BLOB NOT NULL
);

CREATE TABLE page_words(
  -- What page_index holds of each page, word by word with its place in page.text, as a
  -- zlib stream (corpus/index.h). With it the index can be rebuilt, and hits be marked.
  page INTEGER PRIMARY KEY REFERENCES page(id) ON DELETE CASCADE,
  bytes BLOB NOT NULL
);

-- Words of the pages; rowid is page.id. Column surface holds the words as they stand; base
-- one base form a word, in the same order; more the other base forms a word may have and
-- the parts of compounds; decided once more the base forms of words that stand in decisions,
-- so that they weigh more. Words of which only a stem is known are written ˢstem; words of
-- Swedish texts ᵛstem. To find a word in any form: page_index MATCH '{base more} : kokous'.
CREATE VIRTUAL TABLE page_index USING fts5(
  surface, base, more, decided,
  content='', tokenize="unicode61 remove_diacritics 0");
-- Eight pieces of an index are made one, not four: a load spends less on joining what it has
-- written before, and joins all at its end.
INSERT INTO page_index(page_index, rank) VALUES('automerge', 8);

-- The words of page_index, column by column, and in how many pages each stands.
CREATE VIRTUAL TABLE page_terms USING fts5vocab(page_index, col);

CREATE TABLE fact(
  -- The texts of facts by which memos are found: one row a decision, action, item,
  -- attendee and header field.
  id INTEGER PRIMARY KEY,
  memo INTEGER NOT NULL REFERENCES memo(id) ON DELETE CASCADE,
  field TEXT NOT NULL,    -- decision, action, item, attendee, body, title, place, number
  row INTEGER NOT NULL,   -- id in the table of that name; for header fields that of memo
  surface TEXT NOT NULL,
  base TEXT NOT NULL,
  more TEXT NOT NULL
);
CREATE INDEX fact_by_memo ON fact(memo);
CREATE INDEX fact_by_row ON fact(field, row);

-- Full text of fact, column by column as in page_index.
CREATE VIRTUAL TABLE fact_index USING fts5(
  surface, base, more, field,
  content='fact', content_rowid='id', tokenize="unicode61 remove_diacritics 0");
INSERT INTO fact_index(fact_index, rank) VALUES('automerge', 8);
