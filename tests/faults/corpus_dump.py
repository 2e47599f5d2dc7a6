"""A corpus file in a form that two loads of the same folder must agree on, whatever happened
on the way: no row numbers, no times, no count of tries."""
import contextlib
import sqlite3

QUERIES = {
    "files": "SELECT file.path, file.state, file.message, content.sha256 FROM file LEFT JOIN content"
             " ON content.id = file.content",
    "contents": "SELECT sha256, bytes, state, stage, page, message, pages FROM content",
    "memos": "SELECT key, path, sha256, bytes, total_pages, text_source, language, kind, body, title, number,"
             " date, start, end, place FROM memo",
    "pages": "SELECT memo.key, page.number, page.source, page.text FROM page JOIN memo ON memo.id = page.memo",
    "attendees": "SELECT memo.key, name, written, presence, role FROM attendee JOIN memo ON memo.id = attendee.memo",
    "decisions": "SELECT memo.key, text, decision.kind, rule FROM decision JOIN memo ON memo.id = decision.memo",
    "dates": "SELECT memo.key, text, value, use FROM date JOIN memo ON memo.id = date.memo",
    "facts": "SELECT memo.key, field, surface, base, more FROM fact JOIN memo ON memo.id = fact.memo",
    "issues": "SELECT memo.key, code, message, issue.page FROM issue JOIN memo ON memo.id = issue.memo",
    "terms": "SELECT term, col, doc, cnt FROM page_terms",
    "layouts": "SELECT memo.key, layout.bytes FROM layout JOIN memo ON memo.id = layout.memo",
}


def dump(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        return {name: sorted(database.execute(sql).fetchall(), key=repr) for name, sql in QUERIES.items()}


def troubles(path):
    """What is wrong with the file by itself, as a list of sentences."""
    found = []
    with contextlib.closing(sqlite3.connect(path)) as database:
        for row, in database.execute("PRAGMA integrity_check"):
            if row != "ok":
                found.append(row)
        found += [str(row) for row in database.execute("PRAGMA foreign_key_check")]
        for sql, what in [("SELECT count(*) FROM page WHERE id NOT IN (SELECT id FROM page_index_docsize)",
                           "pages that are not in the index"),
                          ("SELECT count(*) FROM page_index_docsize WHERE id NOT IN (SELECT id FROM page)",
                           "rows of the index without a page"),
                          ("SELECT count(*) FROM content WHERE state IN ('ok', 'partial', 'no_text')"
                           " AND sha256 NOT IN (SELECT sha256 FROM memo)", "files said to be read without a memo"),
                          ("SELECT count(*) FROM memo WHERE id NOT IN (SELECT memo FROM layout)",
                           "memos without their layout")]:
            count, = database.execute(sql).fetchone()
            if count:
                found.append(f"{count} {what}")
        try:
            database.execute("INSERT INTO fact_index(fact_index, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            found.append(f"index of facts: {error}")
    return found
