#include "analysis/experiment/result_schema.hpp"

#include <charconv>

namespace outpost::analysis {

void make_result_tables(Database& database) {
  // Tables keyed by several columns have no row ids of their own: rows of a run lie next to each other, and no second
  // index is kept.
  database.execute(R"(
CREATE TABLE provenance(
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE design_point(
  point INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,            -- of the point's canonical scenario
  label TEXT NOT NULL,
  label_zh TEXT NOT NULL);
CREATE TABLE factor(
  point INTEGER NOT NULL REFERENCES design_point(point),
  key TEXT NOT NULL,               -- such as grids.households
  value TEXT NOT NULL,
  PRIMARY KEY(point, key)) WITHOUT ROWID;
CREATE TABLE run(
  id TEXT PRIMARY KEY NOT NULL,    -- digest of canonical scenario, point, replication and model version
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  status TEXT NOT NULL,            -- done, or failed: tried again on --resume
  result_digest TEXT,              -- none of a run that failed
  started TEXT NOT NULL,           -- UTC
  seconds REAL NOT NULL,           -- of wall clock
  message TEXT,                    -- why it failed
  UNIQUE(point, replication)) WITHOUT ROWID;
CREATE TABLE value(
  run TEXT NOT NULL REFERENCES run(id),
  measure TEXT NOT NULL,
  statistic TEXT NOT NULL,
  scope TEXT NOT NULL,             -- such as all, or priority=1 role=grid_worker
  value REAL NOT NULL,             -- times in milliseconds, shares in [0, 1]
  PRIMARY KEY(run, measure, statistic, scope)) WITHOUT ROWID;
CREATE TABLE histogram(
  run TEXT NOT NULL REFERENCES run(id),
  measure TEXT NOT NULL,
  scope TEXT NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY(run, measure, scope)) WITHOUT ROWID;
CREATE TABLE breakdown(
  run TEXT NOT NULL REFERENCES run(id),
  measure TEXT NOT NULL,
  statistic TEXT NOT NULL,
  scope TEXT NOT NULL,             -- what is broken down, such as all, or role=grid_worker
  part TEXT NOT NULL,              -- hour or grid
  entries TEXT NOT NULL,           -- JSON: {"08": 93.5, "09": 120.25}
  PRIMARY KEY(run, measure, statistic, scope, part)) WITHOUT ROWID;
CREATE TABLE session(
  session INTEGER PRIMARY KEY,     -- each time that the program ran for this file
  begun TEXT NOT NULL,             -- UTC
  ended TEXT,                      -- none: it was killed, or still runs
  version TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  threads INTEGER NOT NULL,
  done INTEGER NOT NULL,           -- runs finished in it, at its end
  command_line TEXT NOT NULL);
CREATE VIEW tidy AS
  SELECT run.id AS run, run.point AS point, design_point.label AS label, run.replication AS replication,
         value.measure AS measure, value.statistic AS statistic, value.scope AS scope, value.value AS value
  FROM run JOIN value ON value.run = run.id LEFT JOIN design_point ON design_point.point = run.point
  UNION ALL
  SELECT run.id, run.point, design_point.label, run.replication, breakdown.measure, breakdown.statistic,
         CASE breakdown.scope WHEN 'all' THEN '' ELSE breakdown.scope || ' ' END || breakdown.part || '=' || entry.key,
         entry.value
  FROM run JOIN breakdown ON breakdown.run = run.id JOIN json_each(breakdown.entries) AS entry
       LEFT JOIN design_point ON design_point.point = run.point;
)");
  database.execute("PRAGMA application_id = " + std::to_string(result_application_id) + ";" +
                   "PRAGMA user_version = " + std::to_string(result_schema_version) + ";");
}

void make_trace_tables(Database& database) {
  // Times in milliseconds since midnight of day 0, places in metres on the city's plane.
  database.execute(R"(
CREATE TABLE IF NOT EXISTS orders(
  run TEXT NOT NULL REFERENCES run(id),
  order_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  priority INTEGER NOT NULL,
  building INTEGER NOT NULL,
  grid TEXT NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  PRIMARY KEY(run, order_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stages(
  run TEXT NOT NULL REFERENCES run(id),
  order_id INTEGER NOT NULL,
  stage TEXT NOT NULL,
  at INTEGER NOT NULL,
  responder TEXT,
  reason TEXT);                    -- of one that was returned
CREATE TABLE IF NOT EXISTS deadlines(
  run TEXT NOT NULL REFERENCES run(id),
  order_id INTEGER NOT NULL,
  change TEXT NOT NULL,            -- set, stood_still, extended, passed
  at INTEGER NOT NULL,
  due_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS asks(
  run TEXT NOT NULL REFERENCES run(id),
  order_id INTEGER NOT NULL,       -- that asks for another
  ask TEXT NOT NULL,               -- NAME of [demand.kind.KIND.ask.NAME]
  change TEXT NOT NULL,            -- asked, opened, came, given_up
  at INTEGER NOT NULL,
  opened INTEGER);                 -- the order that was opened
CREATE TABLE IF NOT EXISTS settlements(
  run TEXT NOT NULL REFERENCES run(id),
  at INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  responder TEXT NOT NULL,         -- who mediated
  result TEXT NOT NULL,            -- settled, recurs, escalates, rests
  at_first INTEGER NOT NULL,       -- handled for the first time, by who came first
  delay INTEGER NOT NULL,
  times INTEGER NOT NULL);         -- that it has come back or grown before
CREATE TABLE IF NOT EXISTS reports(
  run TEXT NOT NULL REFERENCES run(id),
  at INTEGER NOT NULL,
  sort TEXT NOT NULL,
  channel TEXT,                    -- of calls without a matter: none
  order_id INTEGER,                -- that it opened
  number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS seats(
  run TEXT NOT NULL REFERENCES run(id),
  desk TEXT NOT NULL,
  work TEXT NOT NULL,
  order_id INTEGER,                -- of a call without a matter: none
  since_at INTEGER NOT NULL,
  begin_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS counter_steps(
  run TEXT NOT NULL REFERENCES run(id),
  counter TEXT NOT NULL,           -- code of the first community of its police area
  order_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  step TEXT NOT NULL,              -- came, called, broken_off, settled, passed_on, left, sent_home, turned
  at INTEGER NOT NULL,
  since_at INTEGER NOT NULL,       -- in line
  responder TEXT,                  -- at the desk
  first INTEGER NOT NULL);         -- not at a desk before
CREATE TABLE IF NOT EXISTS coverage(
  run TEXT NOT NULL REFERENCES run(id),
  at INTEGER NOT NULL,
  role TEXT,                       -- none: whoever may answer urgent orders
  covered REAL NOT NULL,           -- people
  of_people REAL NOT NULL);
CREATE TABLE IF NOT EXISTS planned_work(
  run TEXT NOT NULL REFERENCES run(id),
  work TEXT NOT NULL,
  result TEXT NOT NULL,
  responder TEXT,
  grid TEXT NOT NULL,              -- by grid, never by household: who is visited is nobody's to look up
  begin_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  late INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS absences(
  run TEXT NOT NULL REFERENCES run(id),
  responder TEXT NOT NULL,
  reason TEXT NOT NULL,
  begin_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS risks(
  run TEXT NOT NULL REFERENCES run(id),
  risk INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  at INTEGER NOT NULL,
  onset_at INTEGER NOT NULL,
  finder TEXT,
  responder TEXT,
  order_id INTEGER,                -- of one that was ended by an order
  displaced INTEGER NOT NULL,
  written_up INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS legs(
  run TEXT NOT NULL REFERENCES run(id),
  responder TEXT NOT NULL,
  order_id INTEGER,                -- none: on the way back to the post
  way TEXT NOT NULL,
  begin_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  from_x REAL NOT NULL,
  from_y REAL NOT NULL,
  to_x REAL NOT NULL,
  to_y REAL NOT NULL);
CREATE TABLE IF NOT EXISTS status_spans(
  run TEXT NOT NULL REFERENCES run(id),
  responder TEXT NOT NULL,
  status TEXT NOT NULL,
  begin_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS decisions(
  run TEXT NOT NULL REFERENCES run(id),
  at INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  chosen TEXT,                     -- none: nobody could be sent
  rule TEXT NOT NULL,
  reason TEXT NOT NULL,
  candidates TEXT NOT NULL);       -- JSON: [{"responder": "W007", "expected_ms": 90000}, ...]
CREATE TABLE IF NOT EXISTS commands(
  run TEXT NOT NULL REFERENCES run(id),
  at INTEGER NOT NULL,
  text TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS stages_by_order ON stages(run, order_id);
CREATE INDEX IF NOT EXISTS legs_by_responder ON legs(run, responder);
CREATE INDEX IF NOT EXISTS status_spans_by_responder ON status_spans(run, responder);
CREATE INDEX IF NOT EXISTS decisions_by_order ON decisions(run, order_id);
)");
}

void require_results(Database& database, const std::filesystem::path& path) {
  const std::string file = path.string() + ": error: ";
  const std::int64_t version = database.integer("PRAGMA user_version");
  if (database.integer("PRAGMA application_id") != result_application_id) {
    throw InputError(file + "this is not a results file; give one that outpost has written");
  }
  if (version > result_schema_version) {
    throw InputError(file + "this results file has schema " + std::to_string(version) +
                     ", newer than this program, which reads up to " + std::to_string(result_schema_version) +
                     "; read it with the version of outpost that wrote it, or a later one");
  }
}

std::optional<DigestValue> digest_from(const std::string& hex) {
  DigestValue value;
  if (hex.size() != 32) return std::nullopt;
  const char* begin = hex.data();
  const auto high = std::from_chars(begin, begin + 16, value.high, 16);
  const auto low = std::from_chars(begin + 16, begin + 32, value.low, 16);
  if (high.ptr != begin + 16 || low.ptr != begin + 32) return std::nullopt;
  return value;
}

DigestValue digest_of_results(Database& database) {
  Digest digest;
  auto select = database.prepare(
      "SELECT point, replication, result_digest FROM run WHERE status = 'done' ORDER BY point, replication");
  while (select.next()) {
    digest.add(select.integer(0)).add(select.integer(1)).add(digest_from(select.text(2)).value_or(DigestValue{}));
  }
  return digest.value();
}

}  // namespace outpost::analysis
