// What only PostgreSQL needs, made again after every migration; each statement may find its work done.

/** Rows that change all the time leave dead ones behind: they are cleared away at 2 % of a table instead of at 20 %. */
const BUSY = ['runs', 'effects', 'inbox', 'run_events', 'lane_members']

export const EXTRAS: readonly string[] = [
  // Answers of respond steps on their way from one process to another. Not logged: after a crash nobody waits for them.
  `CREATE UNLOGGED TABLE IF NOT EXISTS answers (
    client_id text COLLATE "C" NOT NULL,
    run_id text COLLATE "C" NOT NULL,
    status bigint NOT NULL,
    body text COLLATE "C",
    at bigint NOT NULL,
    PRIMARY KEY (client_id, run_id)
  )`,
  ...BUSY.map((table) => `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`),
]
