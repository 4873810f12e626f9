// The numbered migrations, oldest first. A published one is never changed; the next change gets the next number.
import type { Dialect } from './dialect.ts'
import { first } from './0001-first.ts'
import { skippedRuns } from './0002-skipped-runs.ts'
import { runLists } from './0003-run-lists.ts'
import { schedulePolicies } from './0004-schedule-policies.ts'
import { lanes } from './0005-lanes.ts'
import { blobs } from './0006-blobs.ts'
import { versionTemplates } from './0007-version-templates.ts'
import { waits } from './0008-waits.ts'
import { feeds } from './0009-feeds.ts'
import { flowControl } from './0010-flow-control.ts'
import { keeping } from './0011-keeping.ts'
import { pinnedTables } from './0012-pinned-tables.ts'
import { windows } from './0013-windows.ts'
import { flowCalls } from './0014-flow-calls.ts'
import { keyMakers } from './0015-key-makers.ts'
import { runLabels } from './0016-run-labels.ts'
import { windowLanes } from './0017-window-lanes.ts'
import { sampleOrigins } from './0018-sample-origins.ts'
import { bulkReplays } from './0019-bulk-replays.ts'
import { customConnectors } from './0020-custom-connectors.ts'
import { closedClients } from './0021-closed-clients.ts'
import { teamwork } from './0022-teamwork.ts'
import { lookupInbox } from './0023-lookup-inbox.ts'
import { watchedHooks } from './0024-watched-hooks.ts'
import { echoes } from './0025-echoes.ts'
import { tours } from './0026-tours.ts'
import { renewedHooks } from './0027-renewed-hooks.ts'
import { mappingParts } from './0028-mapping-parts.ts'
import { notifications } from './0029-notifications.ts'
import { unsettled } from './0030-unsettled.ts'
import { branding } from './0031-branding.ts'
import { chatChannels } from './0032-chat-channels.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: (dialect: Dialect) => string
}

export const MIGRATIONS: readonly Migration[] = [
  first,
  skippedRuns,
  runLists,
  schedulePolicies,
  lanes,
  blobs,
  versionTemplates,
  waits,
  feeds,
  flowControl,
  keeping,
  pinnedTables,
  windows,
  flowCalls,
  keyMakers,
  runLabels,
  windowLanes,
  sampleOrigins,
  bulkReplays,
  customConnectors,
  closedClients,
  teamwork,
  lookupInbox,
  watchedHooks,
  echoes,
  tours,
  renewedHooks,
  mappingParts,
  notifications,
  unsettled,
  branding,
  chatChannels,
]
