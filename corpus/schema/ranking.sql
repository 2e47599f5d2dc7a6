-- How often words stand in pages, packed, so that search finds the best pages without reading
-- every place of a common word. Made of the pages alone: without these tables all is found
-- as well, only later.

CREATE TABLE ranked_block(
  -- 8,192 ids of pages: block n begins with id 8192 * n + 1. The last block may have only the
  -- first of them; the words of later pages are in page_index alone.
  block INTEGER PRIMARY KEY,
  pages INTEGER NOT NULL,  -- it was made of
  gone INTEGER NOT NULL,   -- of them that have been taken out since
  lengths BLOB NOT NULL    -- for each id two bytes, the lower one first: how many words
                           -- page_index holds of the page, 65,535 at most; 0: no such page
);

CREATE TABLE ranked_word(
  -- The pages of a block that have a word, where they are 12 or more; in others page_index
  -- must be asked.
  block INTEGER NOT NULL REFERENCES ranked_block(block) ON DELETE CASCADE,
  word TEXT NOT NULL,    -- as in page_index: of base, more and decided; with '=' before it, of
                         -- surface, where it is no term of its own ("=kokousta")
  pages INTEGER NOT NULL,
  -- A number for each page: its distance from the page before (the first: from the block's
  -- first id) times 8, and the weight of its places if that is below 7; otherwise 7, and
  -- another number follows, the weight less 7. A place in base or decided weighs 2, in more 1,
  -- in surface 3. Numbers have 7 bits a byte, low ones first; all bytes but the last have the
  -- eighth bit set.
  places BLOB NOT NULL,
  PRIMARY KEY(block, word)
) WITHOUT ROWID;
