// The row that a new run gets.
import type { RunRow } from '../../rows/runs.ts'

export interface NewRunRow extends Pick<
  RunRow,
  | 'client_id'
  | 'id'
  | 'event_id'
  | 'flow_id'
  | 'environment'
  | 'version'
  | 'trigger_kind'
  | 'event_key'
  | 'status'
  | 'next_seq'
  | 'replay_of'
  | 'held'
  | 'label'
  | 'cause'
  | 'fence'
  | 'started_at'
  | 'finished_at'
> {
  readonly at: number
  readonly owner: string | null
  readonly lease_until: number | null
}

export const INSERT_RUN = `INSERT INTO runs (client_id, id, event_id, flow_id, environment, version, trigger_kind, event_key, status, due_at, created_at, next_seq,
   replay_of, held, label, cause, owner, lease_until, fence, started_at, finished_at)
 VALUES (@client_id, @id, @event_id, @flow_id, @environment, @version, @trigger_kind, @event_key, @status, @at, @at, @next_seq,
   @replay_of, @held, @label, @cause, @owner, @lease_until, @fence, @started_at, @finished_at)`
