import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aFlow, row } from './a-flow.fixture.ts'
import { FLOW_FORMAT_VERSION } from './document.ts'
import { MIGRATIONS, migrateTo, type Migration } from './migrations/index.ts'
import { pointerKeys } from './pointer.ts'
import { readFlow, readFlowText } from './read.ts'

const fixtures = new URL('fixtures/', import.meta.url)
const fixture = (version: number): unknown => JSON.parse(readFileSync(new URL(`format-${version}.json`, fixtures), 'utf8'))

const missingFixtures = (migrations: readonly Migration[], files: readonly string[]) =>
  [...migrations.map(({ from }) => from), FLOW_FORMAT_VERSION].filter((version) => !files.includes(`format-${version}.json`))

test('each past format and the present one has a fixture', () => {
  const files = readdirSync(fixtures)
  expect(missingFixtures(MIGRATIONS, files)).toEqual([])
  // The check can fail:
  expect(missingFixtures([...MIGRATIONS, { from: -1, to: 0, migrate: (document) => ({ ...document }) }], files)).toEqual([-1])
})

test('each past format reads as what it is today', () => {
  const today = readFlow(fixture(FLOW_FORMAT_VERSION))
  expect(today).toEqual({ ok: true, flow: fixture(FLOW_FORMAT_VERSION), issues: [] })
  for (const { from } of MIGRATIONS) {
    const read = readFlow(fixture(from))
    expect(read).toEqual({ ...today, migratedFrom: from })
  }
})

test('migrations are numbered without gaps and lead to the present format', () => {
  for (const { from, to } of MIGRATIONS) expect(to).toBe(from + 1)
  for (const { from } of MIGRATIONS)
    expect(migrateTo(FLOW_FORMAT_VERSION, { formatVersion: from })?.['formatVersion']).toBe(FLOW_FORMAT_VERSION)
})

test.each([
  ['a migration that does not advance', [{ from: 0, to: 0, migrate: () => ({}) }]],
  ['no migration', []],
  ['one that leads past the target', [{ from: 0, to: 7, migrate: () => ({}) }]],
])('gives up on %s instead of going round for ever', (_name, migrations) => {
  expect(migrateTo(1, { formatVersion: 0 }, migrations)).toBeUndefined()
})

test.each([
  [null, '', 'flow-invalid'],
  ['text', '', 'flow-invalid'],
  [[], '', 'flow-invalid'],
  [{}, '/formatVersion', 'flow-format-unknown'],
  [{ formatVersion: '1' }, '/formatVersion', 'flow-format-unknown'],
  [{ formatVersion: 2 }, '/formatVersion', 'flow-format-unknown'],
  [{ formatVersion: -1 }, '/formatVersion', 'flow-format-unknown'],
  [{ formatVersion: Number.NaN }, '/formatVersion', 'flow-format-unknown'],
  [{ formatVersion: 0, nodes: 'x', edges: 3 }, '/name', 'flow-invalid'],
])('refuses %j', (value, path, code) => {
  const read = readFlow(value)
  expect(read.ok).toBe(false)
  expect(read.issues[0]).toMatchObject({ path, code, severity: 'error' })
  expect(read.issues[0]?.fix).toBeTruthy()
})

test('refuses JSON 100,000 levels deep without overflowing the stack', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const read = readFlowText(`{"formatVersion":1,"nodes":{"a":{"config":${deep}}}}`)
  expect(read.issues).toHaveLength(1)
  expect(read.issues[0]).toMatchObject({ code: 'flow-too-deep', severity: 'error' })
  expect(read.issues[0]?.path).toMatch(/^\/nodes\/a\/config\/0\/0/)
})

test('refuses a value that holds itself', () => {
  const knot: Record<string, unknown> = { formatVersion: 1 }
  knot['self'] = knot
  expect(readFlow(knot).issues[0]?.code).toBe('flow-too-deep')
})

test.each(['__proto__', 'constructor', 'prototype'])('refuses the member %s anywhere, with its place', (key) => {
  const text = JSON.stringify(fixture(1)).replace('"value":1', `"value":{"a/b":{"${key}":{"polluted":true}}}`)
  const read = readFlowText(text)
  expect(read.ok).toBe(false)
  expect(read.issues).toEqual([
    expect.objectContaining({ path: `/nodes/map-order/config/rows/2/rule/value/a~1b/${key}`, code: 'flow-key-forbidden' }),
  ])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('an id __proto__ of an old format reaches no prototype', () => {
  const read = readFlow({ formatVersion: 0, name: 'x', nodes: [{ id: '__proto__', polluted: true }], edges: [] })
  expect(read.ok).toBe(false)
  expect(read.issues.some(({ message }) => message.includes('"__proto__" is not an id'))).toBe(true)
})

test('refuses text that is no JSON, and text too large for a flow', () => {
  expect(readFlowText('{"a":').issues[0]).toMatchObject({ code: 'invalid-json' })
  expect(readFlowText(' '.repeat(20_000_001)).issues[0]).toMatchObject({ code: 'flow-too-large' })
})

/** The issues of the present fixture with one member put at a place, or taken away. */
function spoiled(at: string, value: unknown): (readonly [string, string])[] {
  const document = fixture(FLOW_FORMAT_VERSION)
  const keys = pointerKeys(at)
  const last = keys.pop() ?? ''
  const parent = keys.reduce(
    (node: Record<string, unknown>, key) => node[key] as Record<string, unknown>,
    document as Record<string, unknown>,
  )
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return readFlow(document).issues.map(({ path, message }) => [path, message] as const)
}

test.each([
  ['/nodes/paid/kind', 'fliter', 'Step "Paid?": "fliter" is not a known kind.'],
  ['/nodes/paid/config/condition', undefined, 'Step "Paid?": "condition" is missing.'],
  ['/nodes/paid/config/extra', 1, 'Step "Paid?": "extra" does not belong here.'],
  ['/nodes/paid/label', '', 'Step "paid": "label" is empty.'],
  ['/nodes/paid', null, 'Step "paid": an object is expected here.'],
  ['/nodes/order-created/config/type', 'sms', 'Step "Order created": "sms" is not a known type.'],
  ['/nodes/order-created/config/respond', 'never', 'Step "Order created": "respond" must be one of "at-once", "when-finished".'],
  [
    '/nodes/map-order/config/rows/1/rule/rows/0/rule/onMissing',
    'maybe',
    'Step "Map order": row 2 (order_line): row 1 (product): "onMissing" must be one of "reject", "default", "blank".',
  ],
  ['/nodes/map-order/config/rows/0/rule/kind', 'expresion', 'Step "Map order": row 1 (client_order_ref): "expresion" is not a known kind.'],
  ['/nodes/map-order/config/rows', 7, 'Step "Map order": "rows" must be a list.'],
  ['/edges/2/to', undefined, '"to" is missing.'],
  ['/edges/2/to', 'No Id', '"to" is not an id.'],
  ['/layout/nodes/paid/x', '1', '"x" must be a number.'],
  ['/secrets', {}, '"secrets" does not belong here.'],
])('says where and what is wrong when %s is %j', (path, value, message) => {
  expect(spoiled(path, value)).toEqual([[path, message]])
})

test('a draft with mistakes in its graph or expressions is read, with those as issues', () => {
  const read = readFlow(
    aFlow()
      .node('map', 'map', { rows: [row('a', '1 +')] })
      .edge('start', 'gone')
      .build(),
  )
  expect(read.ok).toBe(true)
  expect(read.issues.map(({ path, code, severity }) => [path, code, severity])).toEqual([
    ['/edges/0/to', 'edge-dangling', 'error'],
    ['/nodes/map/config/rows/0/rule/expression', 'expression-invalid', 'error'],
    ['/nodes/map', 'unreachable', 'warning'],
  ])
})

test('needs no code generation, so that it works under a content security policy without unsafe-eval', () => {
  const program = `
    import { readFlowText } from ${JSON.stringify(new URL('read.ts', import.meta.url).href)}
    import { readFileSync } from 'node:fs'
    const read = readFlowText(readFileSync(new URL(${JSON.stringify(new URL('format-0.json', fixtures).href)}), 'utf8'))
    let generated = true
    try { new Function('1') } catch { generated = false }
    process.stdout.write(JSON.stringify({ ok: read.ok, generated }))`
  const answer = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect(JSON.parse(answer)).toEqual({ ok: true, generated: false })
})
