// Everything a first installation needs. Instants of the hot path (runs, inbox, events) are integers, milliseconds since 1970;
// elsewhere they are ISO text as the models have them. JSON is text.
import type { Migration } from './index.ts'

export const first: Migration = {
  number: 1,
  name: 'first',
  sql: ({ blob, integer, identity, table, clustered }) => `
CREATE TABLE partners (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL
) ${table};

CREATE TABLE clients (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (partner_id, slug)
) ${table};

-- Users themselves belong to the sign-in library, which keeps its own tables in this database.
CREATE TABLE memberships (
  user_id TEXT NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  role TEXT NOT NULL,
  client_ids TEXT,
  PRIMARY KEY (user_id, partner_id)
) ${table};
CREATE INDEX memberships_of_partner ON memberships (partner_id);

CREATE TABLE api_keys (
  id TEXT NOT NULL PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  role TEXT NOT NULL,
  client_ids TEXT,
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT
) ${table};
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
) ${table};
CREATE INDEX audit_newest ON audit_entries (partner_id, at, id);

-- Keys of a client's tables begin with the client: a foreign key cannot cross from one client to another.
CREATE TABLE flows (
  client_id TEXT NOT NULL REFERENCES clients (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  draft TEXT NOT NULL,
  revision ${integer} NOT NULL,
  latest_version ${integer} NOT NULL,
  template_id TEXT,
  template_version TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id)
) ${table};

CREATE TABLE flow_versions (
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  version ${integer} NOT NULL,
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (client_id, flow_id, version),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};

CREATE TABLE deployments (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version ${integer} NOT NULL,
  slots TEXT NOT NULL,
  active ${integer} NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id, version) REFERENCES flow_versions (client_id, flow_id, version) ON DELETE CASCADE
) ${table};
CREATE INDEX deployments_of_version ON deployments (client_id, flow_id, version);
CREATE UNIQUE INDEX deployments_active ON deployments (client_id, flow_id, environment) WHERE active = 1;

CREATE TABLE samples (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  name TEXT NOT NULL,
  input TEXT NOT NULL,
  expected TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};
CREATE INDEX samples_of_flow ON samples (client_id, flow_id, created_at);

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
) ${table};

CREATE TABLE secrets (
  client_id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  field TEXT NOT NULL,
  ciphertext ${blob} NOT NULL,
  PRIMARY KEY (client_id, connection_id, field),
  FOREIGN KEY (client_id, connection_id) REFERENCES connections (client_id, id) ON DELETE CASCADE
) ${table};

CREATE TABLE data_keys (
  client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id),
  wrapped ${blob} NOT NULL
) ${table};

CREATE TABLE lookup_tables (
  client_id TEXT NOT NULL REFERENCES clients (id),
  environment TEXT NOT NULL,
  name TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  entries TEXT NOT NULL,
  revision ${integer} NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (client_id, environment, name)
) ${table};

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
  active ${integer} NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};
CREATE INDEX hooks_of_flow ON hooks (client_id, flow_id, environment);

CREATE TABLE schedules (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  cron TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  input TEXT,
  next_at TEXT,
  active ${integer} NOT NULL,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, flow_id) REFERENCES flows (client_id, id) ON DELETE CASCADE
) ${table};
CREATE INDEX schedules_of_flow ON schedules (client_id, flow_id);
CREATE INDEX schedules_due ON schedules (next_at) WHERE active = 1 AND next_at IS NOT NULL;

-- The journal. Its tables have no foreign keys: one writer inserts parents and children in one transaction, and each check would
-- cost the hot path a lookup. An event's number never leaves the store.
CREATE TABLE inbox (
  id ${identity},
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  event_key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  received_at ${integer} NOT NULL,
  body ${blob} NOT NULL,
  UNIQUE (client_id, flow_id, environment, event_key)
) ${table};

-- A run's id begins with its creation time, so the key is also the order of a client's list.
CREATE TABLE runs (
  client_id TEXT NOT NULL,
  id TEXT NOT NULL,
  event_id ${integer} NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version ${integer} NOT NULL,
  trigger_kind TEXT NOT NULL,
  event_key TEXT NOT NULL,
  status TEXT NOT NULL,
  recoveries ${integer} NOT NULL DEFAULT 0,
  due_at ${integer} NOT NULL,
  created_at ${integer} NOT NULL,
  started_at ${integer},
  finished_at ${integer},
  owner TEXT,
  lease_until ${integer},
  fence ${integer} NOT NULL DEFAULT 0,
  cancel_requested ${integer} NOT NULL DEFAULT 0,
  next_seq ${integer} NOT NULL,
  replay_of TEXT,
  PRIMARY KEY (client_id, id)
) ${clustered};
CREATE INDEX runs_of_flow ON runs (client_id, flow_id, id);
-- Partial: what is finished well costs these nothing.
CREATE INDEX runs_pending ON runs (client_id, due_at, id) WHERE status IN ('queued', 'waiting');
CREATE INDEX runs_leased ON runs (owner) WHERE status = 'running';
CREATE INDEX runs_set_aside ON runs (client_id, status, id) WHERE status IN ('parked', 'cancelled', 'quarantined');

-- Where a replay starts; apart from its run, whose row is rewritten at every step.
CREATE TABLE replay_starts (
  run_id TEXT NOT NULL PRIMARY KEY,
  client_id TEXT NOT NULL,
  start_input TEXT NOT NULL,
  start_steps TEXT NOT NULL,
  requested_by TEXT NOT NULL
) ${table};

-- One row for all events of one commit: seq is the first one's, the others follow.
CREATE TABLE run_events (
  run_id TEXT NOT NULL,
  seq ${integer} NOT NULL,
  client_id TEXT NOT NULL,
  at ${integer} NOT NULL,
  events TEXT NOT NULL,
  PRIMARY KEY (run_id, seq)
) ${table};

-- Effects stand beside their event, not their run: a replay of the event finds what earlier runs did.
CREATE TABLE effects (
  event_id ${integer} NOT NULL,
  idempotency_key TEXT NOT NULL,
  client_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  record TEXT NOT NULL,
  safety TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts ${integer} NOT NULL,
  output TEXT,
  error TEXT,
  retry_at TEXT,
  PRIMARY KEY (event_id, idempotency_key)
) ${table};

CREATE TABLE exceptions (
  id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  flow_id TEXT NOT NULL,
  environment TEXT NOT NULL,
  version ${integer} NOT NULL,
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
  created_at TEXT NOT NULL,
  PRIMARY KEY (client_id, id),
  UNIQUE (run_id, node_id, record)
) ${table};
CREATE INDEX exceptions_newest ON exceptions (client_id, created_at, id);
CREATE INDEX exceptions_open ON exceptions (client_id, created_at, id) WHERE status = 'open';

-- One row that \`check\` rewrites to prove that a commit reaches the disk.
CREATE TABLE heartbeat (
  id ${integer} NOT NULL PRIMARY KEY,
  at TEXT NOT NULL
) ${table};
`,
}
