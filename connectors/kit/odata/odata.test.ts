// What every OData service needs: literals, rows after a row, keys, next links, versions, refusals in the shapes of versions 2, 3 and 4.
import { Hono } from 'hono'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { parseExact } from '../exact-json.ts'
import type { CallContext, HttpRequest, HttpResponse } from '../contract.ts'
import { allOf, anyOf, comesAfter, entityPath, quoted } from './filter.ts'
import { readRefusal } from './refusal.ts'
import { createODataService } from './service.ts'
import { parseFilter } from './simulated-filter.ts'
import { simulateList } from './simulated-list.ts'

const answer = (status: number, text: string): HttpResponse => ({
  status,
  headers: {},
  text,
  bytes: Buffer.from(text),
  json: () => parseExact(text),
})
const ROWS = Array.from({ length: 7 }, (_, index) => ({ id: index + 1, name: `Row ${index + 1}`, group: index < 3 ? 'A' : null }))
const context = {} as CallContext

function serviceOver(rows: () => readonly object[], asked: HttpRequest[] = []) {
  const app = new Hono()
  app.get('/rows', (c) => {
    const { records, next } = simulateList(c, {
      all: rows() as Record<string, unknown>[],
      key: 'id',
      pageSize: 2,
      largestPage: 3,
      continuation: '$skiptoken',
      refuse(message) {
        throw new Error(message)
      },
    })
    return c.json({ value: records, ...(next && { '@odata.nextLink': `https://elsewhere.example/rows?${next.toString()}` }) })
  })
  return createODataService({
    vendor: 'Ledger',
    continuation: '$skiptoken',
    async send(_, request) {
      asked.push(request)
      const query = new URLSearchParams(Object.entries(request.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]))
      const response = await app.request(`${request.url}?${query.toString()}`, { headers: { ...request.headers } })
      return answer(response.status, await response.text())
    },
  })
}
const Row = Type.Object({ id: Type.Integer(), name: Type.String() })

describe('OData', () => {
  it('writes a text literal so that nothing in it ends it', () => {
    expect(quoted("O'Neil' or 1 eq 1 or name eq '")).toBe("'O''Neil'' or 1 eq 1 or name eq '''")
    const matches = parseFilter(`name eq ${quoted("O'Neil, (and) 'x'")}`, () => true)
    expect(matches({ name: "O'Neil, (and) 'x'" })).toBe(true)
    expect(matches({ name: 'x' })).toBe(false)
  })

  it('names an entity by a text key, a number or an id', () => {
    expect(entityPath('Items', "A/1 'x'")).toBe("Items('A%2F1%20''x''')")
    expect(entityPath('Orders', 12)).toBe('Orders(12)')
    expect(entityPath('items', { bare: '1b9f3c52-77aa-4a0e-8f21-6c1f0a9d2e34' })).toBe('items(1b9f3c52-77aa-4a0e-8f21-6c1f0a9d2e34)')
  })

  it('asks for the rows after a row in the order of several fields', () => {
    const rows = [
      { day: '2026-03-01', time: '10:00:00', id: 1 },
      { day: '2026-03-01', time: '10:00:00', id: 2 },
      { day: '2026-03-01', time: '11:00:00', id: 1 },
      { day: '2026-03-02', time: '09:00:00', id: 1 },
    ]
    for (const [index, { day, time, id }] of rows.entries()) {
      const filter = comesAfter([
        { field: 'day', literal: day },
        { field: 'time', literal: time },
        { field: 'id', literal: String(id) },
      ])
      expect(rows.filter(parseFilter(allOf([filter, anyOf(["day ge '2026'"])]), () => true))).toEqual(rows.slice(index + 1))
    }
  })

  it('reads pages by the token of the next link, and never follows the link itself', async () => {
    const asked: HttpRequest[] = []
    const service = serviceOver(() => ROWS, asked)
    const seen: number[] = []
    let token: string | undefined
    do {
      const page = await service.list(context, 'rows', Row, { $orderby: 'id', ...(token !== undefined && { $skiptoken: token }) }, 3)
      seen.push(...page.records.map(({ id }) => id))
      token = page.next
    } while (token !== undefined)
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(asked.map(({ url }) => url)).toEqual(['/rows', '/rows', '/rows'])
  })

  it('chooses no record where two have the same reference', async () => {
    const service = serviceOver(() => ROWS)
    await expect(service.find(context, 'rows', Row, "group eq 'A'")).rejects.toMatchObject({ code: 'vendor-rejected' })
    expect(await service.find(context, 'rows', Row, 'id eq 4')).toMatchObject({ id: 4 })
    expect(await service.find(context, 'rows', Row, 'id eq 9')).toBeUndefined()
  })

  it('sends the version that was read, and takes 409 and 412 for somebody else', async () => {
    for (const status of [409, 412]) {
      const asked: HttpRequest[] = []
      const service = createODataService({
        vendor: 'Ledger',
        continuation: '$skip',
        async send(_, request) {
          asked.push(request)
          return answer(status, '{"error":{"code":"changed","message":"Changed by another user."}}')
        },
      })
      await expect(service.change(context, 'rows(1)', 'W/"5"', { name: 'x' })).rejects.toMatchObject({
        code: 'vendor-unavailable',
        message: 'Somebody else changes this record in Ledger: Changed by another user.',
      })
      expect(asked[0]?.headers?.['if-match']).toBe('W/"5"')
    }
  })

  it.each([
    ['version 4', '{"error":{"code":"-2028","message":"No records."}}', '-2028'],
    ['version 3', '{"error":{"code":-2028,"message":{"lang":"en-us","value":"No records."}}}', '-2028'],
    ['no code', '{"error":{"code":null,"message":"No records."}}', ''],
  ])('reads the refusal of %s', (_, text, code) => {
    expect(readRefusal(answer(400, text))).toEqual({ status: 400, code, message: 'No records.' })
  })
  it.each(['<html>', '{}', '[]', '{"error":"no"}', 'null'])('finds no refusal in %s', (text) => {
    expect(readRefusal(answer(400, text))).toBeUndefined()
  })

  it.each(['id eq', 'id like 1', '(id eq 1 or id eq 2', 'id eq 1 id eq 2', 'colour eq 1'])(
    'simulates no answer to the filter %s',
    (filter) => {
      expect(() => parseFilter(filter, (field) => field !== 'colour')).toThrow(/^(Syntax error|Could not find)/)
    },
  )
})
