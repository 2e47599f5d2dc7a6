-- Views for people and other programs. Their names and columns are stable.

CREATE VIEW memos AS
  -- One row a memo.
  SELECT key AS id, path, language, kind, body, title, number, date, start, end, place,
         (SELECT count(*) FROM page WHERE page.memo = memo.id) AS pages,
         (SELECT count(*) FROM decision WHERE decision.memo = memo.id) AS decisions,
         (SELECT count(*) FROM issue WHERE issue.memo = memo.id) AS issues
  FROM memo;

CREATE VIEW attendance AS
  -- One row a person and memo.
  SELECT memo.key AS memo, memo.body, memo.date, attendee.name, attendee.presence,
         attendee.role, attendee.title, attendee.organisation, attendee.remote,
         attendee.partial, attendee.page, attendee.confidence
  FROM attendee JOIN memo ON memo.id = attendee.memo;

CREATE VIEW decisions AS
  -- One row a decision.
  SELECT memo.key AS memo, memo.body, memo.date, decision.item, decision.kind, decision.text,
         decision.proposal, decision.votes_for, decision.votes_against, decision.votes_abstain, decision.page,
         decision.rule, decision.confidence
  FROM decision JOIN memo ON memo.id = decision.memo;

CREATE VIEW actions AS
  -- One row a task.
  SELECT memo.key AS memo, memo.body, memo.date, action.who, action.what, action.due,
         action.item, action.page, action.confidence
  FROM action JOIN memo ON memo.id = action.memo;

CREATE VIEW dates AS
  -- One row a date expression.
  SELECT memo.key AS memo, memo.body, memo.date AS meeting_date, date.text, date.value,
         date.use, date.page, date.confidence
  FROM date JOIN memo ON memo.id = date.memo;

CREATE VIEW people AS
  -- One row a name, over all memos.
  SELECT name,
         count(DISTINCT memo) AS memos,
         count(DISTINCT CASE presence WHEN 'present' THEN memo END) AS present,
         count(DISTINCT CASE presence WHEN 'absent' THEN memo END) AS absent,
         min(memo.date) AS first_date,
         max(memo.date) AS last_date
  FROM attendee JOIN memo ON memo.id = attendee.memo
  GROUP BY name;
