// What a client's deletion has to do with tables: which go at once and which page by page, and in what order. A test holds the list against the
// schema, so that a new table with a client's rows is not forgotten.

/**
 * Emptied in the commit that closes the client: few rows, and everything that could begin or decrypt something. Without the data key, what is left
 * of secrets in the database's free pages cannot be read.
 */
export const TABLES_AT_ONCE = ['data_keys', 'secrets', 'oauth_tokens', 'hooks', 'schedules', 'subscriptions'] as const

/**
 * Emptied page by page, those that others refer to last. Runs with their events, effects and bodies are not here: they go run by run, as in
 * retention. The audit log stays with the partner.
 */
export const TABLES_IN_PAGES = [
  'bulk_replays',
  'feed_pieces',
  'feeds',
  'lane_members',
  'lane_versions',
  'echoes',
  'window_records',
  'windows',
  'waits',
  'flow_calls',
  'exceptions',
  'inbox',
  'blob_uses',
  'blobs',
  'topic_events',
  'topics',
  'samples',
  'flow_viewers',
  'version_comments',
  'deployments',
  'flow_versions',
  'flows',
  'flow_reservations',
  'flow_controls',
  'alerts',
  'connections',
  'mapping_parts',
  'lookup_revisions',
  'lookup_tables',
  'retention',
] as const

/** Go with their runs, or stay. */
export const TABLES_OF_RUNS = ['runs', 'run_events', 'effects', 'replay_starts'] as const
export const TABLES_THAT_STAY = ['audit_entries'] as const
