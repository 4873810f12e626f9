// A clone of the first version of the shipped template, customised as clients do, brought to the newest.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpgradeFlow } from '#shared/api/contract.ts'
import { checkFlow } from '#shared/flow/check.ts'
import type { FlowDocument, MapNode, MappingRow } from '#shared/flow/document.ts'
import { applyEdit, type FlowEdit } from '#shared/flow/edit.ts'
import type { Language } from '#shared/language.ts'
import type { TemplateQuestion } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import { createAudit } from '../audit/audit.ts'
import type { Store } from '../store/ports.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import { createPartLibrary } from '../mapping-parts/library.ts'
import { readAnswers } from './answers.ts'
import { fillTable } from './fill-table.ts'
import { loadHistory, type TemplateHistory } from './template.ts'
import { applyUpgrade, planUpgrade } from './upgrade.ts'
import { inLanguage } from './words.ts'

const at = '2026-03-02T09:00:00.000Z'
const now = () => new Date(at)
const robin = { actor: 'user_robin', partnerId: 'part_1' }
let dataDir: string
let store: Store
let history: TemplateHistory

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-upgrade-'))
  store = await openSqliteStore({ dataDir })
  history = await loadHistory(fileURLToPath(new URL('../../templates/shopify-order-to-erp', import.meta.url)))
  await store.tenancy.createPartner({ id: 'part_1', name: 'P', createdAt: at })
  await store.tenancy.createClient({ id: 'client_1', partnerId: 'part_1', name: 'C', slug: 'c', createdAt: at })
})
afterEach(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

const options = () => ({
  flows: store.flows,
  lookups: store.lookups,
  audit: createAudit({ store: store.audit }),
  parts: createPartLibrary({ store: store.mappingParts, tenancy: store.tenancy, now }),
  check: async (_client: string, document: FlowDocument) => checkFlow(document),
  connectors: { list: () => [] },
  now,
})

/** A clone of 1.0.0, whose draft a client has changed since. */
const cloned = (...edits: FlowEdit[]) => clonedIn('en', ...edits)
async function clonedIn(language: Language, ...edits: FlowEdit[]): Promise<Flow> {
  const first = history.find(({ file }) => file.version === '1.0.0')
  if (!first) throw new Error('The template has no version 1.0.0.')
  const base = inLanguage(first, language)
  const draft = applyEdit({ ...base.flow, name: 'Orders' }, { kind: 'batch', edits })
  const flow: Flow = {
    id: 'flow_1',
    clientId: 'client_1',
    name: 'Orders',
    draft,
    revision: 1,
    latestVersion: 0,
    template: { id: base.file.id, version: '1.0.0' },
    createdAt: at,
    updatedAt: at,
    updatedBy: 'robin',
  }
  await store.flows.create(flow)
  for (const table of readAnswers(base.file, {}).tables) await fillTable(store.lookups, 'client_1', 'live', table, now())
  for (const { id, name, input, expected } of base.samples) {
    await store.flows.putSample({ id: `sample_${id}`, clientId: 'client_1', flowId: flow.id, name, input, expected, createdAt: at })
  }
  return flow
}
const stored = async () => {
  const flow = await store.flows.get('client_1', 'flow_1')
  if (!flow) throw new Error('The flow is gone.')
  return flow
}
const upgrade = async (body: Partial<UpgradeFlow> = {}) =>
  applyUpgrade(options(), history, await stored(), robin, { to: '1.2.0', revision: 1, ...body })
const rowsOf = (flow: FlowDocument) => (flow.nodes['map-order'] as MapNode).config.rows
const noteRow = (rows: readonly MappingRow[]) => rows.find(({ target }) => target === 'note')?.rule
const withRow = (flow: FlowDocument, target: string, expression: string): FlowEdit => {
  const { config } = flow.nodes['map-order'] as MapNode
  const rows = config.rows.map((row): MappingRow => (row.target === target ? { ...row, rule: { kind: 'expression', expression } } : row))
  return { kind: 'update-node', id: 'map-order', changes: { config: { ...config, rows } } }
}

describe('an upgrade', () => {
  it('of an untouched clone is the template itself, under the name that the client gave it', async () => {
    await cloned()
    const { issues, changes } = await upgrade()
    expect(issues.filter(({ severity }) => severity !== 'warning')).toEqual([])
    expect(changes.map(({ sentence }) => sentence)).toContain('Step "Tag wanted?" was added after "Create sales order"')
    const flow = await stored()
    expect(flow.draft).toEqual({ ...history[0].flow, name: 'Orders' })
    expect(flow).toMatchObject({ revision: 2, latestVersion: 0, template: { version: '1.2.0' }, updatedBy: 'user_robin' })
    expect((await planUpgrade(options(), history, flow, {})) ?? 'none').toBe('none')
  })

  it('of a clone in German brings German, and changes nothing else', async () => {
    await clonedIn('de', { kind: 'update-node', id: 'order-created', changes: { label: 'Unsere Bestellungen' } })
    const { changes, conflicts } = await upgrade()
    expect(conflicts).toEqual([])
    const german = inLanguage(history[0], 'de')
    const nodes = { ...german.flow.nodes, 'order-created': { ...german.flow.nodes['order-created'], label: 'Unsere Bestellungen' } }
    expect((await stored()).draft).toEqual({ ...german.flow, name: 'Orders', nodes })
    expect(changes.map(({ sentence }) => sentence)).toContain('Step "Tag gewünscht?" was added after "Verkaufsauftrag anlegen"')
    const samples = await store.flows.samples('client_1', 'flow_1')
    expect(samples.map(({ name }) => name).toSorted()).toEqual(german.samples.map(({ name }) => name).toSorted())
  })

  it('keeps what the client changed and brings what the template changed', async () => {
    const base = history.find(({ file }) => file.version === '1.0.0')!.flow
    await cloned(withRow(base, 'origin', '"Web " & name'), {
      kind: 'add-node',
      id: 'paid-only',
      node: { kind: 'filter', label: 'Paid only', config: { condition: 'financial_status = "paid"' } },
    })
    expect((await upgrade()).conflicts).toEqual([])
    const { draft } = await stored()
    expect(rowsOf(draft).find(({ target }) => target === 'origin')?.rule).toEqual({ kind: 'expression', expression: '"Web " & name' })
    expect(noteRow(rowsOf(draft))).toEqual(noteRow(rowsOf(history[0].flow)))
    expect(Object.keys(draft.nodes)).toEqual(expect.arrayContaining(['paid-only', 'tag-wanted', 'tag-order']))
  })

  it('asks where both changed the same, stores nothing until it is decided, and follows the decision', async () => {
    const base = history.find(({ file }) => file.version === '1.0.0')!.flow
    await cloned(withRow(base, 'note', 'note'))
    await expect(upgrade()).rejects.toMatchObject({
      code: 'conflict',
      issues: [
        {
          path: '/nodes/map-order/config/rows/note/rule',
          message: expect.stringMatching(/^Mapping "Map order": note: your flow takes note; the template takes/) as string,
        },
      ],
    })
    expect(await stored()).toMatchObject({ revision: 1, template: { version: '1.0.0' } })
    const choices = { '/nodes/map-order/config/rows/note/rule': 'theirs' } as const
    expect((await upgrade({ choices })).conflicts).toMatchObject([{ taken: 'theirs', decided: true }])
    expect(noteRow(rowsOf((await stored()).draft))).toEqual(noteRow(rowsOf(history[0].flow)))
  })

  it('keeps mine everywhere on request', async () => {
    const base = history.find(({ file }) => file.version === '1.0.0')!.flow
    await cloned(withRow(base, 'note', 'note'))
    await upgrade({ take: 'mine' })
    expect(noteRow(rowsOf((await stored()).draft))).toEqual({ kind: 'expression', expression: 'note' })
  })

  it('asks the new questions; an answer becomes a row of the settings, beside those that are there', async () => {
    await cloned()
    const plan = await planUpgrade(options(), history, await stored(), {})
    expect(plan?.upgrade.questions.map(({ id }) => id)).toEqual(['shop-tag'])
    await expect(upgrade({ answers: { company: 'X' } })).rejects.toMatchObject({
      code: 'invalid-request',
      issues: [{ path: '/answers/company' }],
    })
    await upgrade({ answers: { 'shop-tag': 'in-erp' } })
    const settings = await store.lookups.get('client_1', 'live', 'settings')
    expect(settings?.rows.map(({ key, value }) => [key, value])).toEqual([
      ['default-customer', 'WEB-GUEST'],
      ['shop-tag', 'in-erp'],
    ])
  })

  it('asks in the language of who reads, and writes in that of the flow', async () => {
    await cloned()
    const plan = await planUpgrade(options(), history, await stored(), {}, 'de')
    expect(plan?.upgrade.template.name).toBe('Shopify-Bestellung zu ERP-Verkaufsauftrag')
    expect(plan?.upgrade.questions.map(({ label }) => label)).toEqual(['Tag für Bestellungen, die im ERP sind'])
    expect(plan?.upgrade.theirs.nodes['map-order']?.label).toBe('Map order')
    const rows = [{ key: 'card', value: 'BNK1', note: 'Paid by card' }]
    const table = { name: 'extra', keyLabel: 'Tender', valueLabel: 'Journal', rows }
    const asking = (label: string, more: object): TemplateQuestion => ({
      id: 'extra',
      label,
      kind: 'table',
      required: true,
      table: { ...table, ...more },
    })
    const [newest, ...past] = history
    const withQuestion = (question: TemplateQuestion) => ({ ...newest, descriptor: { ...newest.descriptor, questions: [question] } })
    const german = withQuestion(asking('Weitere Zahlungsarten', { keyLabel: 'Zahlungsart', rows: [] }))
    const versions: TemplateHistory = [{ ...withQuestion(asking('More tenders', {})), translations: { de: german } }, ...past]
    expect((await planUpgrade(options(), versions, await stored(), {}, 'de'))?.upgrade.questions).toMatchObject([
      { label: 'Weitere Zahlungsarten', table: { keyLabel: 'Zahlungsart', rows } },
    ])
  })

  it('gives tables the rows that are new in the template, and touches no other', async () => {
    const tender = { key: 'klarna', value: 'KLARNA' }
    const [newest, ...past] = history
    const withTender = newest.file.questions.map((question) =>
      question.id === 'tenders' && question.table
        ? { ...question, table: { ...question.table, rows: [...question.table.rows, tender] } }
        : question,
    )
    history = [{ ...newest, file: { ...newest.file, questions: withTender } }, ...past]
    await cloned()
    const before = await store.lookups.get('client_1', 'live', 'tenders')
    const own = (before?.rows ?? [])
      .filter(({ key }) => key !== 'cash')
      .map((row) => (row.key === 'paypal' ? { ...row, value: 'MINE' } : row))
    await store.lookups.save('client_1', 'live', 'tenders', { rows: own }, 1, now())
    expect((await planUpgrade(options(), history, await stored(), {}))?.upgrade.tables).toMatchObject([
      { name: 'tenders', added: [tender] },
    ])
    await upgrade()
    expect((await store.lookups.get('client_1', 'live', 'tenders'))?.rows).toEqual([...own, tender])
  })

  it('renews the samples that nobody touched, adds new ones, and leaves others alone', async () => {
    await cloned()
    const samples = async () => (await store.flows.samples('client_1', 'flow_1')).map(({ name }) => name)
    await store.flows.removeSample('client_1', 'flow_1', 'sample_discounts')
    const [first] = await store.flows.samples('client_1', 'flow_1')
    await store.flows.putSample({ ...first!, name: 'My order' })
    await upgrade()
    expect(await samples()).toEqual(expect.arrayContaining(['My order', 'Notes from the cart']))
    expect(await samples()).not.toContain('Line and order discounts')
  })

  it('refuses a draft that somebody saved meanwhile, another version, and a flow that is no clone', async () => {
    const flow = await cloned()
    await expect(upgrade({ to: '9.9.0' })).rejects.toMatchObject({ code: 'conflict' })
    await store.flows.saveDraft('client_1', 'flow_1', flow.draft, 1, 'kim', now())
    await expect(upgrade()).rejects.toMatchObject({ code: 'stale-revision' })
    expect(await stored()).toMatchObject({ revision: 2, template: { version: '1.0.0' } })
    await expect(applyUpgrade(options(), [], flow, robin, { to: '1.2.0', revision: 2 })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is told in the audit trail with what was decided', async () => {
    await cloned()
    await upgrade({ take: 'theirs' })
    expect((await store.audit.list('part_1', { limit: 10 })).items).toMatchObject([
      { actor: 'user_robin', action: 'template.upgrade', target: 'flow_1', clientId: 'client_1', details: { from: '1.0.0', to: '1.2.0' } },
    ])
  })
})
