// What every store must do, whatever database is below. It knows the ports only.
import { afterEach, beforeEach, describe } from 'vitest'
import { accountCases } from './conformance/accounts.ts'
import { blobCases } from './conformance/blobs.ts'
import { brandingCases } from './conformance/branding.ts'
import { bulkReplayCases } from './conformance/bulk-replays.ts'
import { mappingPartCases } from './conformance/mapping-parts.ts'
import { customConnectorCases } from './conformance/custom-connectors.ts'
import { teamworkCases } from './conformance/teamwork.ts'
import { feedCases } from './conformance/feeds.ts'
import { flowControlCases } from './conformance/flow-control.ts'
import { flowCallCases } from './conformance/flow-calls.ts'
import { flowCases } from './conformance/flows.ts'
import { journalAcceptCases } from './conformance/journal-accept.ts'
import { journalCommitCases } from './conformance/journal-commit.ts'
import { journalLeaseCases } from './conformance/journal-leases.ts'
import { journalModelCases } from './conformance/journal-model.ts'
import { laneModelCases } from './conformance/lane-model.ts'
import { laneCases } from './conformance/lanes.ts'
import { keepingCases } from './conformance/keeping.ts'
import { chatChannelCases } from './conformance/chat-channels.ts'
import { notificationCases } from './conformance/notifications.ts'
import { runCases } from './conformance/runs.ts'
import { settingsCases } from './conformance/settings.ts'
import { tenancyCases } from './conformance/tenancy.ts'
import { tokenCases } from './conformance/tokens.ts'
import { waitCases } from './conformance/waits.ts'
import { windowCases } from './conformance/windows.ts'
import type { Store } from './ports.ts'

/** An empty store, and what removes it afterwards. */
export interface OpenedStore {
  readonly store: Store
  close(): Promise<void>
}

export function describeStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} as a store`, () => {
    let opened: OpenedStore
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())

    const store = () => opened.store
    journalAcceptCases(store)
    journalLeaseCases(store)
    journalCommitCases(store)
    journalModelCases(store)
    laneCases(store)
    laneModelCases(store)
    blobCases(store)
    feedCases(store)
    runCases(store)
    bulkReplayCases(store)
    teamworkCases(store)
    flowCases(store)
    settingsCases(store)
    flowControlCases(store)
    tokenCases(store)
    customConnectorCases(store)
    mappingPartCases(store)
    notificationCases(store)
    brandingCases(store)
    chatChannelCases(store)
    accountCases(store)
    tenancyCases(store)
    waitCases(store)
    keepingCases(store)
    windowCases(store)
    flowCallCases(store)
  })
}
