// The second wall between clients: PostgreSQL itself shows a statement the rows of one client only, whatever its WHERE says.
//
// Every table with a client's id has the policy below, forced on the owner too. `tillflow.client` says whose rows are meant:
// - a service's statement sets it for its own transaction (`set_config(…, true)`), so that nothing stays on a pooled connection;
// - the journal, which leases and commits runs of all clients in batches, has connections of its own that say `*` from their start;
// - a connection that says nothing sees nothing.
//
// Superusers and roles with BYPASSRLS walk through this wall: Tillflow's user should be neither.
import type { ClientBase } from 'pg'

/** In sub-selects: asked once for each statement, not for each row. */
const POLICY = `(SELECT current_setting('tillflow.client', true)) = '*' OR client_id = (SELECT current_setting('tillflow.client', true))`

/** Puts the policy on every table that has a client's id and has none yet. */
export async function secureRows(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I', t.relname) AS name FROM pg_class t
    JOIN pg_attribute c ON c.attrelid = t.oid AND c.attname = 'client_id' AND c.attnotnull AND NOT c.attisdropped
    WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relforcerowsecurity
    ORDER BY t.relname`)
  for (const { name } of rows) {
    await client.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`)
    await client.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`)
    await client.query(`CREATE POLICY one_client ON ${name} USING (${POLICY})`)
  }
}

/** True when this user walks through the wall. */
export async function bypassesRowSecurity(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  )
  return rows[0]?.bypasses ?? false
}
