import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aFlow, each, row } from './a-flow.fixture.ts'
import { anyEdit, anyFlow, tryApply } from './any-edit.fixture.ts'
import { diffFlows } from './diff.ts'
import type { FlowDocument, MappingRow } from './document.ts'
import { applyEdit, renameNode, type FlowEdit } from './edit.ts'
import { findCycles, successors } from './graph.ts'
import { conflictSentence } from './merge-choice.ts'
import { mergeFlows } from './merge.ts'
import { isSame } from './same.ts'
import { shapeIssues } from './shape.ts'

const rows: MappingRow[] = [
  row('reference', 'name'),
  row('customer.name', 'billing.name'),
  each('lines', 'line_items', [row('sku', 'sku'), row('quantity', 'quantity')]),
]
const base = aFlow()
  .slot('erp', 'odoo', 'ERP')
  .node('real', 'filter', { condition: 'test != true' }, 'Real orders')
  .node('map-order', 'map', { rows }, 'Map order')
  .node('route', 'switch', { cases: [{ id: 'web', label: 'Web', condition: 'source = "web"' }] }, 'Route')
  .node('create', 'call', { slot: 'erp', action: 'create-sales-order' }, 'Create order')
  .edge('start', 'real')
  .edge('real', 'map-order')
  .edge('map-order', 'route')
  .edge('route', 'create', 'web')
  .build()

const edited = (...edits: FlowEdit[]) => applyEdit(base, { kind: 'batch', edits })
const mapped = (...changed: MappingRow[]) => edited({ kind: 'update-node', id: 'map-order', changes: { config: { rows: changed } } })
const [reference, customer, lines] = rows as [MappingRow, MappingRow, MappingRow]
const filter = (id: string, label: string, from: string, to: string): FlowEdit[] => [
  { kind: 'add-node', id, node: { kind: 'filter', label, config: { condition: 'true' } }, at: { x: 1_000, y: 500 } },
  { kind: 'disconnect', edge: { from, port: 'out', to } },
  { kind: 'connect', edge: { from, port: 'out', to: id } },
  { kind: 'connect', edge: { from: id, port: 'out', to } },
]
const names = { mine: 'yours', theirs: 'the template' }
const sentences = (mine: FlowDocument, theirs: FlowDocument) =>
  mergeFlows(base, mine, theirs).conflicts.map((conflict) => conflictSentence(conflict, names))

describe('mergeFlows brings together', () => {
  it('rows that each side changed, added and removed', () => {
    const mine = mapped(row('reference', '"X-" & name'), lines, row('note', 'memo'))
    const theirs = mapped(
      reference,
      customer,
      each('lines', 'line_items', [row('sku', 'sku'), row('quantity', '$string(quantity)')]),
      row('date', 'created_at'),
    )
    const { document, conflicts, changes } = mergeFlows(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(document.nodes['map-order']?.config).toEqual({
      rows: [
        row('reference', '"X-" & name'),
        each('lines', 'line_items', [row('sku', 'sku'), row('quantity', '$string(quantity)')]),
        row('date', 'created_at'),
        row('note', 'memo'),
      ],
    })
    expect(changes.map(({ sentence }) => sentence)).toEqual([
      'Mapping "Map order": lines → quantity now takes $string(quantity) instead of quantity',
      'Mapping "Map order": date is new and takes created_at',
    ])
  })

  it('the rule of one side with the note and the need of the other', () => {
    const mine = mapped({ ...reference, rule: { kind: 'constant', value: 1 } }, customer, lines)
    const theirs = mapped({ ...reference, note: 'why', required: true }, customer, lines)
    expect(mergeFlows(base, mine, theirs).document.nodes['map-order']?.config).toMatchObject({
      rows: [{ target: 'reference', rule: { kind: 'constant', value: 1 }, note: 'why', required: true }, {}, {}],
    })
  })

  it('steps put into different places', () => {
    const { document, conflicts } = mergeFlows(
      base,
      edited(...filter('mine', 'Mine', 'start', 'real')),
      edited(...filter('new', 'New', 'map-order', 'route')),
    )
    expect(conflicts).toEqual([])
    expect(document.edges.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual(
      ['start mine', 'mine real', 'real map-order', 'map-order new', 'new route', 'route create'].toSorted(),
    )
  })

  it('a step that one side gave another id with what the other made of it', () => {
    const mine = applyEdit(base, renameNode(base, 'map-order', 'map-sale'))
    const { document, conflicts } = mergeFlows(base, mine, mapped(row('reference', 'id'), customer, lines))
    expect(conflicts).toEqual([])
    expect(document.nodes['map-sale']?.config).toMatchObject({ rows: [row('reference', 'id'), {}, {}] })
    expect(Object.keys(document.nodes)).not.toContain('map-order')
  })

  it('two new steps that have nothing but their id in common', () => {
    const node = (label: string): FlowEdit => ({
      kind: 'add-node',
      id: 'extra',
      node: { kind: 'filter', label, config: { condition: label } },
    })
    const { document, conflicts } = mergeFlows(base, edited(node('mine')), edited(node('theirs')))
    expect(conflicts).toEqual([])
    expect([document.nodes['extra']?.label, document.nodes['extra-2']?.label]).toEqual(['mine', 'theirs'])
  })

  it('cases of a switch, slots and members of a step', () => {
    const cases = [{ id: 'web', label: 'Web', condition: 'source = "web"' }]
    const mine = edited(
      { kind: 'update-node', id: 'route', changes: { config: { cases: [...cases, { id: 'pos', label: 'Till', condition: 'true' }] } } },
      { kind: 'update-slot', id: 'erp', slot: { connector: 'odoo', label: 'My ERP' } },
      { kind: 'update-node', id: 'create', changes: { label: 'Book it' } },
    )
    const theirs = edited(
      { kind: 'update-node', id: 'route', changes: { config: { cases: [{ ...cases[0]!, condition: 'source = "online"' }] } } },
      { kind: 'add-slot', id: 'shop', slot: { connector: 'shopify', label: 'Shop' } },
      { kind: 'update-node', id: 'create', changes: { note: 'Once only' } },
    )
    const { document, conflicts } = mergeFlows(base, mine, theirs)
    expect(conflicts).toEqual([])
    expect(document.nodes['route']?.config).toEqual({
      cases: [
        { id: 'web', label: 'Web', condition: 'source = "online"' },
        { id: 'pos', label: 'Till', condition: 'true' },
      ],
    })
    expect(document.slots).toEqual({ erp: { connector: 'odoo', label: 'My ERP' }, shop: { connector: 'shopify', label: 'Shop' } })
    expect(document.nodes['create']).toMatchObject({ label: 'Book it', note: 'Once only' })
  })

  it('boxes: where I put them, and new ones beside their neighbour without covering another', () => {
    const mine = edited({ kind: 'move-nodes', positions: { 'map-order': { x: 2_000, y: 2_000 }, create: { x: 2_600, y: 2_300 } } })
    const theirs = edited(...filter('new', 'New', 'map-order', 'route'))
    const { document } = mergeFlows(base, mine, theirs)
    const [anchor, fresh] = [base.layout.nodes['map-order']!, document.layout.nodes['new']!]
    expect(document.layout.nodes['map-order']).toEqual({ x: 2_000, y: 2_000 })
    expect(fresh.x - 2_000).toBe(1_000 - anchor.x)
    const covered = Object.entries(document.layout.nodes).filter(
      ([id, box]) => id !== 'new' && Math.abs(box.x - fresh.x) < 190 && Math.abs(box.y - fresh.y) < 90,
    )
    expect(covered).toEqual([])
  })
})

describe('mergeFlows asks', () => {
  it('about a row that both changed, in words, and follows what was chosen', () => {
    const mine = mapped(row('reference', 'id'), customer, lines)
    const theirs = mapped({ ...reference, rule: { kind: 'lookup', table: 'refs', key: 'name', onMissing: 'reject' } }, customer, lines)
    const { conflicts, document } = mergeFlows(base, mine, theirs)
    expect(sentences(mine, theirs)).toEqual([
      'Mapping "Map order": reference: yours takes id; the template takes the entry of lookup table refs for name',
    ])
    expect(conflicts).toMatchObject([{ id: '/nodes/map-order/config/rows/reference/rule', taken: 'mine', decided: false }])
    expect(document).toEqual(mine)
    for (const choices of [{ take: 'theirs' }, { byId: { '/nodes/map-order/config/rows/reference/rule': 'theirs' } }] as const) {
      expect(mergeFlows(base, mine, theirs, choices)).toMatchObject({ document: theirs, conflicts: [{ taken: 'theirs', decided: true }] })
    }
  })

  it('about a step that one side removed and the other changed, and brings it back with its connections', () => {
    const mine = edited({ kind: 'remove-node', id: 'real' }, { kind: 'connect', edge: { from: 'start', port: 'out', to: 'map-order' } })
    const theirs = edited({ kind: 'update-node', id: 'real', changes: { config: { condition: 'cancelled != true' } } })
    expect(sentences(mine, theirs)).toEqual(['Step "Real orders": yours no longer has it; the template changed it'])
    expect(mergeFlows(base, mine, theirs).document).toEqual(mine)
    expect(mergeFlows(base, mine, theirs, { take: 'theirs' }).document.edges).toEqual(theirs.edges)
  })

  it('about two steps put into the same place: both at once would run what follows twice', () => {
    const mine = edited(...filter('mine', 'Mine', 'map-order', 'route'))
    const theirs = edited(...filter('new', 'New', 'map-order', 'route'))
    expect(sentences(mine, theirs)).toEqual(['What follows step "Map order": yours goes on to "Mine"; the template goes on to "New"'])
    const leaving = (flow: FlowDocument) => flow.edges.filter(({ from }) => from === 'map-order').map(({ to }) => to)
    expect(leaving(mergeFlows(base, mine, theirs).document)).toEqual(['mine'])
    expect(leaving(mergeFlows(base, mine, theirs, { take: 'theirs' }).document)).toEqual(['new'])
  })

  it('about connections that together go round in a circle', () => {
    const add = (id: string): FlowEdit => ({ kind: 'add-node', id, node: { kind: 'filter', label: id, config: { condition: 'true' } } })
    const begin = applyEdit(base, { kind: 'batch', edits: [add('a'), add('b')] })
    const link = (from: string, to: string) => applyEdit(begin, { kind: 'connect', edge: { from, port: 'out', to } })
    const { conflicts, document } = mergeFlows(begin, link('a', 'b'), link('b', 'a'))
    expect(conflicts).toMatchObject([{ id: '/edges' }])
    expect(findCycles(successors(document))).toEqual([])
  })

  it('about two other triggers in the place of the first', () => {
    const instead = (id: string): FlowDocument =>
      edited(
        { kind: 'remove-node', id: 'start' },
        { kind: 'add-node', id, node: { kind: 'trigger', label: id, config: { type: 'manual' } } },
        { kind: 'connect', edge: { from: id, port: 'out', to: 'real' } },
      )
    const { document, conflicts } = mergeFlows(base, instead('shop'), instead('till'))
    expect(conflicts).toMatchObject([{ id: '/trigger', mine: 'starts with "shop"', theirs: 'starts with "till"' }])
    expect(Object.values(document.nodes).filter(({ kind }) => kind === 'trigger')).toHaveLength(1)
    expect(document.edges.filter(({ to }) => to === 'real')).toEqual([{ from: 'shop', port: 'out', to: 'real' }])
  })

  it('about a trigger whose kind both changed, as a whole', () => {
    const as = (config: Extract<FlowDocument['nodes'][string], { kind: 'trigger' }>['config']) =>
      edited({ kind: 'update-node', id: 'start', changes: { config } })
    const mine = as({ type: 'schedule', cron: '0 * * * *', timeZone: 'Europe/London' })
    const theirs = as({ type: 'webhook', slot: 'erp', event: 'orders-create' })
    expect(mergeFlows(base, mine, theirs).conflicts).toMatchObject([{ id: '/nodes/start/config' }])
    expect(mergeFlows(base, mine, theirs, { take: 'theirs' }).document.nodes['start']).toEqual(theirs.nodes['start'])
  })
})

describe('mergeFlows of frames and notes', () => {
  const note = (text: string, x = 0) => ({ kind: 'set-note', id: 'n', note: { x, y: 0, width: 200, height: 80, text } }) as const
  const group = (label: string, ...nodes: string[]) => ({ kind: 'set-group', id: 'g', group: { label, nodes } }) as const
  const drawn = applyEdit(base, { kind: 'batch', edits: [note('Ask Ada'), group('Checks', 'start')] })
  const [first = 'start', second = 'start'] = Object.keys(base.nodes).filter((id) => id !== 'start')

  it('takes what both put into a frame, and a text and a place from whoever changed them', () => {
    const mine = applyEdit(drawn, { kind: 'batch', edits: [group('Checks', 'start', first), note('Ask Ada', 40)] })
    const theirs = applyEdit(drawn, { kind: 'batch', edits: [group('Checks', 'start', second), note('Ask Bo')] })
    const { document, conflicts } = mergeFlows(drawn, mine, theirs)
    expect(conflicts).toEqual([])
    expect(document.layout.groups?.['g']?.nodes).toEqual(['start', ...[first, second].toSorted()])
    expect(document.layout.notes?.['n']).toMatchObject({ text: 'Ask Bo', x: 40 })
  })

  it('asks where both wrote another text', () => {
    const { conflicts } = mergeFlows(drawn, applyEdit(drawn, note('Ask Bo')), applyEdit(drawn, note('Ask Cy')))
    expect(conflicts).toMatchObject([{ id: '/layout/notes/n', subject: 'layout', mine: 'says Ask Bo', theirs: 'says Ask Cy' }])
  })
})

describe('mergeFlows, whatever the flows', () => {
  const variant = fc.array(anyEdit, { maxLength: 6 })
  const apply = (flow: FlowDocument, edits: readonly FlowEdit[]) => edits.reduce((now, edit) => tryApply(now, edit) ?? now, flow)
  const three = fc.record({ flow: anyFlow, mine: variant, theirs: variant }).map(({ flow, mine, theirs }) => ({
    flow,
    mine: apply(flow, mine),
    theirs: apply(flow, theirs),
  }))
  const logic = (flow: FlowDocument) => ({
    ...flow,
    layout: {},
    edges: flow.edges.map((edge) => JSON.stringify([edge.from, edge.port, edge.to])).toSorted(),
  })
  const check = (property: (flows: { flow: FlowDocument; mine: FlowDocument; theirs: FlowDocument }) => void) =>
    fc.assert(fc.property(three, property), { numRuns: 200 })

  it('is the one side when the other changed nothing', () => {
    check(({ flow, mine }) => {
      expect(mergeFlows(flow, mine, flow)).toMatchObject({ document: mine, conflicts: [] })
      expect(mergeFlows(flow, flow, mine)).toMatchObject({ document: mine, conflicts: [] })
      expect(mergeFlows(flow, mine, mine)).toMatchObject({ document: mine, conflicts: [] })
    })
  })

  it('gives a well-formed document, whoever is followed', () => {
    check(({ flow, mine, theirs }) => {
      for (const take of [undefined, 'mine', 'theirs'] as const) {
        const { document } = mergeFlows(flow, mine, theirs, take && { take })
        expect(shapeIssues(document as never)).toEqual([])
      }
    })
  })

  it('adds no circle, no second trigger and no connection that leads nowhere', () => {
    const circles = (flow: FlowDocument) => findCycles(successors(flow)).length
    const triggers = (flow: FlowDocument) => Object.values(flow.nodes).filter(({ kind }) => kind === 'trigger').length
    const loose = (flow: FlowDocument) =>
      flow.edges.filter(({ from, to }) => !Object.hasOwn(flow.nodes, from) || !Object.hasOwn(flow.nodes, to)).length
    check(({ flow, mine, theirs }) => {
      for (const take of ['mine', 'theirs'] as const) {
        const { document } = mergeFlows(flow, mine, theirs, { take })
        for (const count of [circles, triggers, loose]) {
          if (Math.max(count(flow), count(mine), count(theirs)) <= (count === triggers ? 1 : 0)) {
            expect(count(document)).toBeLessThanOrEqual(count === triggers ? 1 : 0)
          }
        }
      }
    })
  })

  it('without conflicts does the same whichever side is called mine', () => {
    check(({ flow, mine, theirs }) => {
      const [one, other] = [mergeFlows(flow, mine, theirs), mergeFlows(flow, theirs, mine)]
      // A step that both made under one id, each another one, keeps it on my side.
      const isNamesake = (id: string) => !Object.hasOwn(flow.nodes, id) && !isSame(mine.nodes[id], theirs.nodes[id])
      if (one.conflicts.length > 0 || Object.keys(mine.nodes).some((id) => Object.hasOwn(theirs.nodes, id) && isNamesake(id))) return
      expect(isSame(logic(one.document), logic(other.document))).toBe(true)
    })
  })

  it('follows the decisions: all conflicts taken from one side are that side in these places', () => {
    check(({ flow, mine, theirs }) => {
      const { conflicts } = mergeFlows(flow, mine, theirs)
      const all = mergeFlows(flow, mine, theirs, { byId: Object.fromEntries(conflicts.map(({ id }) => [id, 'mine'])) })
      expect(all.document).toEqual(mergeFlows(flow, mine, theirs).document)
      expect(all.conflicts.every(({ decided }) => decided)).toBe(true)
    })
  })

  it('tells every change to mine', () => {
    check(({ flow, mine, theirs }) => {
      const { document, changes } = mergeFlows(flow, mine, theirs)
      expect(changes).toEqual(diffFlows(mine, document))
    })
  })
})
