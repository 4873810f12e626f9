// What a schedule does about times it missed and about a run that still goes on, and the times that wait (a JSON list of instants).
import type { Migration } from './index.ts'

export const schedulePolicies: Migration = {
  number: 4,
  name: 'schedule-policies',
  sql: ({ integer }) => `
ALTER TABLE schedules ADD COLUMN catch_up TEXT NOT NULL DEFAULT 'last';
ALTER TABLE schedules ADD COLUMN overlap TEXT NOT NULL DEFAULT 'queue';
ALTER TABLE schedules ADD COLUMN waiting TEXT;
ALTER TABLE schedules ADD COLUMN last_run_id TEXT;
ALTER TABLE schedules ADD COLUMN skipped_ticks ${integer} NOT NULL DEFAULT 0;
CREATE INDEX schedules_waiting ON schedules (id) WHERE active = 1 AND waiting IS NOT NULL;
`,
}
