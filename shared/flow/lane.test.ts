import { describe, expect, it } from 'vitest'
import { aFlow } from './a-flow.fixture.ts'
import { checkFlow } from './check.ts'
import { diffFlows } from './diff.ts'
import type { FlowDocument } from './document.ts'
import { applyEdit, invertEdit } from './edit.ts'
import type { FlowLane } from './lane.ts'
import { readFlow } from './read.ts'
import { stringifyFlow } from './stringify.ts'

const base: FlowDocument = aFlow().build()
const withLane = (lane: FlowLane): FlowDocument => ({ ...base, lane })
const lane: FlowLane = { key: 'order.id', whenParked: 'hold' }
const issues = (given: FlowLane, tables?: readonly string[]) =>
  checkFlow(withLane(given), tables ? { tables } : {}).filter(({ path }) => path.startsWith('/lane'))

describe('the order a flow keeps', () => {
  it('is part of the document, read and written', () => {
    const full: FlowLane = { ...lane, coalesce: true, version: 'updated_at' }
    const text = stringifyFlow(withLane(full))
    expect(text.indexOf('"lane"')).toBeLessThan(text.indexOf('"slots"'))
    expect(readFlow(JSON.parse(text))).toMatchObject({ ok: true, flow: { lane: full } })
  })

  it.each([
    ['without a key', { whenParked: 'hold' }],
    ['with an empty key', { key: '', whenParked: 'hold' }],
    ['without saying what parked records do', { key: 'id' }],
    ['with another word for it', { key: 'id', whenParked: 'wait' }],
    ['with more members', { key: 'id', whenParked: 'hold', keys: 1 }],
  ])('is refused %s', (_, wrong) => {
    expect(readFlow({ ...base, lane: wrong })).toMatchObject({ ok: false })
  })

  it('is checked where it stands', () => {
    expect(issues(lane)).toEqual([])
    expect(issues({ ...lane, key: 'order.(' })).toMatchObject([{ path: '/lane/key', severity: 'error' }])
    expect(issues({ ...lane, version: '$steps.map.at' })).toMatchObject([{ path: '/lane/version', code: 'lane-reads-steps' }])
    expect(issues({ ...lane, key: '$trim($parent.x)' })).toMatchObject([{ code: 'variable-unknown' }])
    expect(issues({ ...lane, key: '$trimm(id)' })).toMatchObject([{ code: 'function-unknown', fix: 'Did you mean $trim?' }])
    expect(issues({ ...lane, key: '$lookup("stores", id)' }, [])).toMatchObject([{ code: 'table-unknown' }])
  })

  it.each([
    [undefined, lane, 'The flow now keeps records in order by order.id: a parked record holds those behind it'],
    [lane, undefined, 'The flow no longer keeps records in order (by order.id)'],
    [lane, { ...lane, key: 'sku' }, 'The order is now kept by sku instead of order.id'],
    [lane, { ...lane, whenParked: 'pass' as const }, 'A parked record now lets those behind it pass'],
    [lane, { ...lane, coalesce: true }, 'Only the newest record of a lane now counts'],
    [{ ...lane, coalesce: true }, lane, 'Every record of a lane now counts, not only the newest'],
    [lane, { ...lane, version: 'at' }, 'Older versions are now ignored by at'],
    [{ ...lane, version: 'at' }, lane, 'Older versions are no longer ignored (by at)'],
  ])('differs in a sentence: %j, %j', (before, after, sentence) => {
    const flow = (given: FlowLane | undefined) => (given ? withLane(given) : base)
    expect(diffFlows(flow(before), flow(after)).map((change) => change.sentence)).toEqual([sentence])
  })

  it('is edited and undone', () => {
    const set = { kind: 'set-lane', lane } as const
    const after = applyEdit(base, set)
    expect(after.lane).toEqual(lane)
    expect(applyEdit(after, invertEdit(base, set))).toEqual(base)
    const cleared = applyEdit(after, { kind: 'set-lane', lane: null })
    expect(cleared).not.toHaveProperty('lane')
    expect(applyEdit(cleared, invertEdit(after, { kind: 'set-lane', lane: null }))).toEqual(after)
  })
})
