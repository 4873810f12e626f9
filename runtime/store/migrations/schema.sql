CREATE TABLE alerts (
  client_id TEXT NOT NULL REFERENCES clients (id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  cleared_at TEXT,
  PRIMARY KEY (client_id, id)
) STRICT;

CREATE UNIQUE INDEX alerts_standing ON alerts (client_id, subject, kind) WHERE cleared_at IS NULL;

CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  role TEXT NOT NULL,
  client_ids TEXT,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT
, created_by TEXT) STRICT;

CREATE INDEX api_keys_of_partner ON api_keys (partner_id, created_at);

CREATE TABLE audit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL,
  client_id TEXT,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  at TEXT NOT NULL,
  details TEXT
) STRICT;

CREATE INDEX audit_newest ON audit_entries (partner_id, at, id);

CREATE TABLE blob_uses (
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  PRIMARY KEY (client_id, hash, owner_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_uses_of_owner ON blob_uses (client_id, owner_id);

CREATE TABLE blobs (
  client_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  encoding TEXT NOT NULL,
  size INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (client_id, hash)
) STRICT;

CREATE TABLE branding (
  partner_id TEXT PRIMARY KEY REFERENCES partners (id),
  settings TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE branding_images (
  partner_id TEXT NOT NULL REFERENCES branding (partner_id) ON DELETE CASCADE,
  image TEXT NOT NULL,
  hash TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (partner_id, image)
) STRICT;

CREATE UNIQUE INDEX branding_images_by_hash ON branding_images (hash);

CREATE TABLE bulk_replays (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  filter TEXT NOT NULL,
  version TEXT NOT NULL,
  note TEXT,
  status TEXT NOT NULL,
  total INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  replayed_at_end INTEGER,
  last_refusal TEXT,
  at_created TEXT,
  at_id TEXT,
  requested_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  stopped_by TEXT,
  PRIMARY KEY (client_id, id)
) STRICT;

CREATE INDEX bulk_replays_running ON bulk_replays (id) WHERE status = 'running';

CREATE TABLE chat_channels (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  program TEXT NOT NULL,
  host TEXT NOT NULL,
  address BLOB NOT NULL,
  settings TEXT NOT NULL,
  told_until TEXT NOT NULL,
  digest_day TEXT NOT NULL,
  sent_at TEXT,
  failure TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (partner_id, id)
) STRICT;

CREATE TABLE clients (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  created_at TEXT NOT NULL, closed_at TEXT,
  UNIQUE (partner_id, slug)
) STRICT;

CREATE TABLE connections (
  client_id TEXT NOT NULL REFERENCES clients (id),
  id TEXT NOT NULL,
  environment TEXT NOT NULL,
  connector TEXT NOT NULL,
  name TEXT NOT NULL,
  config TEXT NOT NULL,
  status TEXT NOT NULL,
  status_message TEXT,
  checked_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (client_id, id)
) STRICT;

CREATE TABLE custom_connectors (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (id, version)
) STRICT;

CREATE INDEX custom_connectors_by_partner ON custom_connectors (partner_id, id, version);

CREATE TABLE data_keys (
  client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id),
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE deployments (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version INTEGER NOT NULL,
  slots TEXT NOT NULL,
  active INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id, version) REFERENCES flow_versions (client_id, flow_id, version) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX deployments_active ON deployments (client_id, flow_id, environment) WHERE active = 1;

CREATE INDEX deployments_of_version ON deployments (client_id, flow_id, version);

CREATE TABLE echoes (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  channel TEXT NOT NULL,
  lane TEXT NOT NULL,
  content TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (client_id, environment, channel, lane)
) STRICT, WITHOUT ROWID;

CREATE INDEX echoes_old ON echoes (client_id, at);

CREATE TABLE effects (
  event_id INTEGER NOT NULL,
  idempotency_key TEXT NOT NULL,
  client_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  record TEXT NOT NULL,
  safety TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  output TEXT,
  error TEXT,
  retry_at TEXT,
  PRIMARY KEY (event_id, idempotency_key)
) STRICT;

CREATE TABLE exceptions (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  record TEXT NOT NULL,
  event_key TEXT NOT NULL,
  error TEXT NOT NULL,
  input TEXT,
  status TEXT NOT NULL,
  replay_run_id TEXT,
  resolved_by TEXT,
  resolved_at TEXT,
  note TEXT,
  created_at TEXT NOT NULL, code TEXT GENERATED ALWAYS AS (json_extract(error, '$.code')) VIRTUAL, disposition TEXT GENERATED ALWAYS AS (json_extract(error, '$.disposition')) VIRTUAL, bulk_id TEXT, missing_table TEXT GENERATED ALWAYS AS (json_extract(error, '$.details.table')) VIRTUAL, missing_key TEXT GENERATED ALWAYS AS (json_extract(error, '$.details.key')) VIRTUAL,
  PRIMARY KEY (client_id, id),
  UNIQUE (run_id, node_id, record)
) STRICT;

CREATE INDEX exceptions_by_cause ON exceptions (client_id, flow_id, environment, node_id, code, disposition, created_at, id)
  WHERE status = 'open';

CREATE INDEX exceptions_newest ON exceptions (client_id, created_at, id);

CREATE INDEX exceptions_of_bulk ON exceptions (client_id, bulk_id) WHERE bulk_id IS NOT NULL;

CREATE INDEX exceptions_open ON exceptions (client_id, created_at, id) WHERE status = 'open';

CREATE INDEX exceptions_unmapped ON exceptions (client_id, environment, missing_table, missing_key, created_at)
  WHERE status = 'open' AND code = 'lookup-missing';

CREATE TABLE facts (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE feed_pieces (
  client_id TEXT NOT NULL,
  feed_id TEXT NOT NULL,
  piece INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (client_id, feed_id, piece),
  FOREIGN KEY (client_id, feed_id) REFERENCES feeds (client_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  cursor TEXT,
  status TEXT NOT NULL,
  next_at INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  error TEXT,
  records INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  size INTEGER NOT NULL,
  owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL DEFAULT 0,
  read_at INTEGER,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX feeds_due ON feeds (next_at) WHERE status = 'active';

CREATE UNIQUE INDEX feeds_file ON feeds (client_id, flow_id, environment, source) WHERE kind = 'file' AND status <> 'receiving';

CREATE INDEX feeds_of_flow ON feeds (client_id, flow_id, environment, id);

CREATE UNIQUE INDEX feeds_poll ON feeds (client_id, flow_id, environment) WHERE kind = 'poll';

CREATE TABLE flow_calls (
  client_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  status TEXT NOT NULL,
  output TEXT,
  answered INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  PRIMARY KEY (client_id, run_id)
) STRICT;

CREATE TABLE flow_controls (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  settings TEXT NOT NULL,
  kept TEXT,
  live TEXT,
  PRIMARY KEY (client_id, connection_id),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE flow_reservations (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  PRIMARY KEY (client_id, connection_id, key),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE flow_versions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL, template_version TEXT,
  PRIMARY KEY (client_id, flow_id, version),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE flow_viewers (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  seat TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  node_id TEXT,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (client_id, flow_id, seat),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE flows (
  client_id TEXT NOT NULL REFERENCES clients (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision INTEGER NOT NULL,
  latest_version INTEGER NOT NULL,
  template_id TEXT,
  template_version TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id)
) STRICT;

CREATE TABLE heartbeat (
  id INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE hooks (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  connector TEXT NOT NULL,
  event TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  subscription_id TEXT,
  active INTEGER NOT NULL,
  created_at TEXT NOT NULL, address TEXT, swept_at TEXT, restored_at TEXT, recovered INTEGER NOT NULL DEFAULT 0, expires_at TEXT, failing_since TEXT, failure TEXT,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX hooks_of_flow ON hooks (client_id, flow_id, environment);

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  event_key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  body BLOB NOT NULL, body_blob TEXT, forgotten INTEGER NOT NULL DEFAULT 0,
  UNIQUE (client_id, flow_id, environment, event_key)
) STRICT;

CREATE INDEX inbox_forgotten ON inbox (client_id, received_at) WHERE forgotten = 1;

CREATE TABLE lane_members (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  lane TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  holds INTEGER NOT NULL,
  released INTEGER NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment, lane, event_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lane_versions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  lane TEXT NOT NULL,
  version TEXT NOT NULL,
  run_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment, lane)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookup_revisions (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL,
  entries TEXT NOT NULL,
  replaced_at TEXT NOT NULL, when_missing TEXT,
  PRIMARY KEY (client_id, environment, name, revision)
) STRICT;

CREATE TABLE lookup_tables (
  client_id TEXT NOT NULL REFERENCES clients (id),
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  entries TEXT NOT NULL,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL, when_missing TEXT,
  PRIMARY KEY (client_id, environment, name)
) STRICT;

CREATE TABLE mapping_parts (
  partner_id TEXT NOT NULL REFERENCES partners (id),
  client_id TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (partner_id, client_id, name, version)
) STRICT;

CREATE INDEX mapping_parts_of_client ON mapping_parts (client_id);

CREATE TABLE memberships (
  user_id TEXT NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  role TEXT NOT NULL,
  client_ids TEXT, toured_at TEXT,
  PRIMARY KEY (user_id, partner_id)
) STRICT;

CREATE INDEX memberships_of_partner ON memberships (partner_id);

CREATE TABLE migrations (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT;

CREATE TABLE notifications (
  partner_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  settings TEXT NOT NULL,
  told_until TEXT NOT NULL,
  digest_day TEXT NOT NULL,
  sent_at TEXT,
  failure TEXT,
  PRIMARY KEY (partner_id, user_id),
  FOREIGN KEY (user_id, partner_id) REFERENCES memberships (user_id, partner_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE oauth_tokens (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  sealed BLOB,
  locked_by TEXT,
  locked_until INTEGER,
  PRIMARY KEY (client_id, connection_id),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE partners (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE replay_starts (
  run_id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  start_input TEXT NOT NULL,
  start_steps TEXT NOT NULL,
  requested_by TEXT NOT NULL
) STRICT;

CREATE TABLE retention (
  client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id),
  succeeded_days INTEGER NOT NULL,
  parked_days INTEGER NOT NULL,
  resolved_days INTEGER NOT NULL
) STRICT;

CREATE TABLE run_events (
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (run_id, seq)
) STRICT;

CREATE TABLE runs (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version INTEGER NOT NULL,
  trigger_kind TEXT NOT NULL,
  event_key TEXT NOT NULL,
  status TEXT NOT NULL,
  recoveries INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  owner TEXT,
  lease_until INTEGER,
  fence INTEGER NOT NULL DEFAULT 0,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  next_seq INTEGER NOT NULL,
  replay_of TEXT, held INTEGER NOT NULL DEFAULT 0, lane TEXT, woken_fence INTEGER NOT NULL DEFAULT 0, tables TEXT, cause TEXT, label TEXT,
  PRIMARY KEY (client_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_behind ON runs (client_id, id) WHERE status = 'queued' AND held = 2;

CREATE INDEX runs_labelled ON runs (client_id, label, id) WHERE label IS NOT NULL;

CREATE INDEX runs_leased ON runs (owner) WHERE status = 'running';

CREATE INDEX runs_of_environment ON runs (client_id, environment, id);

CREATE INDEX runs_of_flow ON runs (client_id, flow_id, environment, id);

CREATE INDEX runs_pending ON runs (client_id, flow_id, environment, due_at, id) WHERE status IN ('queued', 'waiting') AND held = 0;

CREATE INDEX runs_replays ON runs (event_id) WHERE replay_of IS NOT NULL;

CREATE INDEX runs_set_aside ON runs (client_id, status, id) WHERE status IN ('parked', 'cancelled', 'quarantined');

CREATE INDEX runs_skipped ON runs (client_id, id) WHERE status = 'skipped';

CREATE INDEX runs_unrouted ON runs (client_id, flow_id, environment, event_id) WHERE status = 'queued' AND held = 1;

CREATE TABLE samples (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  name TEXT NOT NULL,
  input TEXT NOT NULL,
  expected TEXT,
  created_at TEXT NOT NULL, origin TEXT,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX samples_of_flow ON samples (client_id, flow_id, created_at);

CREATE TABLE schedules (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  input TEXT,
  next_at TEXT,
  active INTEGER NOT NULL, catch_up TEXT NOT NULL DEFAULT 'last', overlap TEXT NOT NULL DEFAULT 'queue', waiting TEXT, last_run_id TEXT, skipped_ticks INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX schedules_due ON schedules (next_at) WHERE active = 1 AND next_at IS NOT NULL;

CREATE INDEX schedules_of_flow ON schedules (client_id, flow_id);

CREATE INDEX schedules_waiting ON schedules (id) WHERE active = 1 AND waiting IS NOT NULL;

CREATE TABLE secrets (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  field TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  PRIMARY KEY (client_id, connection_id, field),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE subscriptions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  topic TEXT NOT NULL,
  ordered INTEGER NOT NULL,
  PRIMARY KEY (client_id, flow_id, environment),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX subscriptions_of_topic ON subscriptions (client_id, environment, topic);

CREATE TABLE topic_events (
  client_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  topic TEXT NOT NULL,
  id TEXT NOT NULL,
  event_key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  body TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  delivered TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  UNIQUE (client_id, event_key)
) STRICT;

CREATE INDEX topic_events_newest ON topic_events (client_id, environment, topic, id);

CREATE INDEX topic_events_oldest ON topic_events (published_at);

CREATE TABLE topics (
  client_id TEXT NOT NULL REFERENCES clients (id),
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  schema TEXT,
  retention_days INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (client_id, environment, name)
) STRICT;

CREATE TABLE unsettled (
  id INTEGER PRIMARY KEY,
  steps BLOB NOT NULL
) STRICT;

CREATE TABLE version_comments (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id, version) REFERENCES flow_versions (client_id, flow_id, version) ON DELETE CASCADE
) STRICT;

CREATE INDEX version_comments_of_flow ON version_comments (client_id, flow_id, version, id);

CREATE TABLE waits (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  until INTEGER NOT NULL,
  question TEXT,
  token_hash TEXT UNIQUE,
  result TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  settled_by TEXT, child_run_id TEXT,
  PRIMARY KEY (client_id, id),
  UNIQUE (run_id, node_id, record)
) STRICT;

CREATE INDEX waits_newest ON waits (client_id, kind, id);

CREATE INDEX waits_of_child ON waits (client_id, child_run_id) WHERE child_run_id IS NOT NULL;

CREATE INDEX waits_open ON waits (client_id, kind, id) WHERE status = 'open';

CREATE TABLE window_records (
  client_id TEXT NOT NULL,
  source_key TEXT NOT NULL,
  window_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  input TEXT,
  run_id TEXT NOT NULL,
  json TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (client_id, source_key),
  UNIQUE (client_id, window_id, seq)
) STRICT;

CREATE TABLE windows (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  node_id TEXT NOT NULL,
  window_key TEXT NOT NULL,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  opening INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  closes_at INTEGER,
  closes_by TEXT,
  closed_at INTEGER,
  closed_by TEXT,
  version INTEGER NOT NULL,
  hops INTEGER NOT NULL,
  count INTEGER NOT NULL,
  expected INTEGER,
  value TEXT,
  run_id TEXT, lane TEXT,
  PRIMARY KEY (client_id, id),
  UNIQUE (client_id, flow_id, environment, node_id, window_key, number)
) STRICT;

CREATE INDEX windows_due ON windows (closes_at) WHERE status = 'open' AND closes_at IS NOT NULL;

CREATE INDEX windows_newest ON windows (client_id, status, id);
