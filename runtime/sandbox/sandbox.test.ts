import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FUNCTION_DOCS, OWN_DOCS } from '#shared/mapping/functions/docs.ts'
import { withParts } from '#shared/mapping/parts/with-parts.ts'
import { KNOWN_FUNCTIONS } from '#shared/mapping/functions.ts'
import { createSandbox } from './create.ts'
import { pinnedJsonata, synchronousJsonata } from './jsonata/source.ts'
import type { Outcome, Sandbox, SandboxTable } from './port.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox()
  await sandbox.ready()
})
afterAll(() => sandbox.close())

function evaluate(
  expression: string,
  input: unknown = {},
  more: { bindings?: Record<string, string>; tables?: Record<string, SandboxTable>; clock?: number } = {},
): Promise<Outcome> {
  const { tables, ...rest } = more
  return sandbox.evaluate({
    clientId: 'client_a',
    program: { expression, ...(tables && { tables }) },
    input: JSON.stringify(input),
    ...rest,
  })
}

async function value(expression: string, input: unknown = {}, more: Parameters<typeof evaluate>[2] = {}): Promise<unknown> {
  const outcome = await evaluate(expression, input, more)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  return outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown)
}

async function failure(
  expression: string,
  input: unknown = {},
  more: Parameters<typeof evaluate>[2] = {},
): Promise<{ code: string; message: string; details?: unknown }> {
  const outcome = await evaluate(expression, input, more)
  if (outcome.ok) throw new Error(`it gave ${outcome.json}`)
  return outcome.error
}

function table(hash: string, rows: Record<string, unknown>): SandboxTable {
  return { hash, rows: Object.entries(rows).map(([key, entry]) => ({ key, value: entry })) }
}

describe('evaluating mappings', () => {
  test('gives JSON, or nothing when the expression has no result', async () => {
    expect(await value('{ "ref": name, "total": $number(total) }', { name: '#1', total: '12.50' })).toEqual({ ref: '#1', total: 12.5 })
    expect(await evaluate('missing.path')).toEqual({ ok: true, json: undefined })
    expect(await evaluate('null')).toEqual({ ok: true, json: 'null' })
  })

  test('what failed is told apart from its values, for who reads another language', async () => {
    const outcome = await evaluate('total * 2', { total: 'twelve' })
    expect(outcome).toMatchObject({
      error: {
        message: 'The left side of * is not a number: it is "twelve".',
        said: {
          message: { text: '{{0}}: it is {{1}}.', values: [{ text: 'The left side of {{0}} is not a number', values: ['*'] }, '"twelve"'] },
        },
      },
    })
  })

  test('reads bindings by name', async () => {
    const bindings = { trigger: '{"id":7}', steps: '{"map-order":{"sku":"A"}}' }
    expect(await value('$trigger.id & $steps.`map-order`.sku', {}, { bindings })).toBe('7A')
    expect(await value('$eval("$trigger.id")', {}, { bindings })).toBe(7)
  })

  test('parses only the bindings that an expression mentions', async () => {
    expect(await value('1', {}, { bindings: { steps: 'not json' } })).toBe(1)
    expect(await failure('$steps', {}, { bindings: { steps: 'not json' } })).toMatchObject({ code: 'payload-invalid' })
  })

  test('keeps numbers that a double cannot hold as text, and the others as numbers', async () => {
    const input =
      '{"id":820982911946154508,"price":12345678901234567.89,"fine":1.2345678901234567,"plain":5500000000123,"long":"9007199254740993"}'
    const outcome = await sandbox.evaluate({ clientId: 'client_a', program: { expression: '$' }, input })
    expect(outcome).toEqual({
      ok: true,
      json: '{"id":"820982911946154508","price":"12345678901234567.89","fine":1.2345678901234567,"plain":5500000000123,"long":"9007199254740993"}',
    })
  })

  test('stops the clock for an evaluation, and repeats it and its random numbers when the time is given', async () => {
    const clock = Date.UTC(2026, 2, 1, 10)
    expect(await value('[$now(), $millis()]', {}, { clock })).toEqual(['2026-03-01T10:00:00.000Z', clock])
    const random = '[$random(), $random(), $shuffle([1..20])]'
    expect(await value(random, {}, { clock })).toEqual(await value(random, {}, { clock }))
    expect(await value(random, {}, { clock })).not.toEqual(await value(random, {}, { clock: clock + 1 }))
  })

  test('evaluates several programs on one input, one failing alone', async () => {
    const programs = ['a', 'a +', '$error("stop here")', 'b', '$sumMoney(["1.10", a])'].map((expression) => ({ expression }))
    const outcomes = await sandbox.evaluateAll({ clientId: 'client_a', programs, input: '{"a":1,"b":2}' })
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.json : outcome.error.code))).toEqual([
      '1',
      'expression-invalid',
      'expression-failed',
      '2',
      '"2.10"',
    ])
  })

  test('drops functions from results', async () => {
    expect(await value('{ "a": $sum, "b": function($x) { $x }, "c": 1, "then": /a/ }')).toEqual({ c: 1 })
    expect(await failure('$sum')).toMatchObject({ code: 'expression-failed', message: 'The result is a function, not a value.' })
  })
})

describe('lookup tables', () => {
  const payments = table('h1', { cash: 'CASH', card: { account: '1200' }, '7': 'SEVEN' })

  test('give the value for a key, as text or as an object', async () => {
    expect(await value('[$lookup("p", "cash"), $lookup("p", "card").account, $lookup("p", 7)]', {}, { tables: { p: payments } })).toEqual([
      'CASH',
      '1200',
      'SEVEN',
    ])
  })

  test('reject a record whose key is not there, with table and key', async () => {
    expect(await failure('{ "x": $lookup("p", gateway) }', { gateway: 'cheque' }, { tables: { p: payments } })).toMatchObject({
      code: 'lookup-missing',
      details: { table: 'p', key: 'cheque', token: '$lookup', position: 7 },
    })
    expect(await failure('$lookup("p", gateway)', {}, { tables: { p: payments } })).toMatchObject({
      code: 'lookup-missing',
      details: { key: null },
    })
    expect(await failure('$lookup("q", "x")', {}, { tables: { p: payments } })).toMatchObject({
      code: 'lookup-table-missing',
      details: { table: 'q' },
    })
  })

  test('are read anew when their content changes, and the same name may have another content elsewhere', async () => {
    const changed = table('h2', { cash: 'KASSE' })
    expect(await value('$lookup("p", "cash")', {}, { tables: { p: changed } })).toBe('KASSE')
    expect(await value('$lookup("p", "cash")', {}, { tables: { p: payments } })).toBe('CASH')
  })

  test('give what holds on the day: that of the evaluation, or another one that is asked about', async () => {
    const p: SandboxTable = {
      hash: 'dated',
      rows: [
        { key: 'VAT', value: '19', to: '2026-06-30' },
        { key: 'VAT', value: '16', from: '2026-07-01', to: '2026-12-31' },
        { key: 'VAT', value: '20', from: '2027-01-01' },
      ],
    }
    const rates = '[$lookup("p", "VAT"), $lookupAt("p", "VAT", "2026-06-30"), $lookupAt("p", "VAT", "2026-07-01T00:30:00+02:00")]'
    expect(await value(rates, {}, { tables: { p }, clock: Date.UTC(2027, 0, 1) })).toEqual(['20', '19', '16'])
    const gap = { hash: 'gap', rows: [{ key: 'VAT', value: '16', from: '2026-07-01' }] }
    expect(await failure('$lookupAt("p", "VAT", "2026-06-30")', {}, { tables: { p: gap } })).toMatchObject({ code: 'lookup-missing' })
  })

  test('say what stands for a key that is missing, unless the rule does', async () => {
    const p: SandboxTable = {
      hash: 'default',
      rows: [{ key: 'a', value: 1 }],
      whenMissing: { kind: 'default', value: { account: '9999' } },
    }
    expect(await value('$lookup("p", "b").account', {}, { tables: { p } })).toBe('9999')
    expect(await value('$lookup("p", nothing).account', {}, { tables: { p } })).toBe('9999')
    expect(await value('$lookup("p", "b", "default", 7)', {}, { tables: { p } })).toBe(7)
    expect(await value('{ "x": $lookup("p", "b", "blank") }', {}, { tables: { p } })).toEqual({})
    const blank: SandboxTable = { hash: 'blank', rows: [], whenMissing: { kind: 'blank' } }
    expect(await value('{ "x": $lookup("p", "b") }', {}, { tables: { p: blank } })).toEqual({})
  })

  test('survive more tables than an isolate keeps', async () => {
    for (let index = 0; index < 70; index++) await value('$lookup("t", "k")', {}, { tables: { t: table(`many-${index}`, { k: index }) } })
    expect(await value('$lookup("t", "k")', {}, { tables: { t: table('many-0', { k: 0 }) } })).toBe(0)
  })

  test('cannot be changed by what one evaluation does to a value', async () => {
    const tables = { p: table('h3', { list: [[1], 2] }) }
    await value('$lookup("p", "list")[0][]', {}, { tables })
    expect(await value('$lookup("p", "list")', {}, { tables })).toEqual([[1], 2])
  })
})

describe('errors in plain words', () => {
  test.each<[string, string, string, object]>([
    ['a + "x"', 'expression-failed', 'The right side of + is not a number: it is "x".', { position: 2, token: '+' }],
    ['"x" - 1', 'expression-failed', 'The left side of - is not a number: it is "x".', { position: 4, token: '-' }],
    ['1 +', 'expression-invalid', 'The expression ends too early.', { position: 3 }],
    ['a.b)', 'expression-invalid', '")" cannot stand here.', { position: 3, token: ')' }],
    ['$upercase("x")', 'expression-failed', 'There is no function $upercase.', { position: 0, token: '$upercase' }],
    ['$number("12x")', 'expression-failed', '"12x" is not a number.', { position: 0, token: '$number' }],
    ['{ "a": 1, "a": 2 }', 'expression-failed', 'Two rules give the field "a".', {}],
    ['$error("No tax code for " & "GB")', 'expression-failed', 'No tax code for GB', {}],
    ['$roundMoney("12,50")', 'money-invalid', '$roundMoney: "12,50" is not an amount of money.', { value: '12,50', token: '$roundMoney' }],
    ['1 > "2"', 'expression-failed', '1 and "2" cannot be compared with >: they have different types.', { token: '>' }],
    ['$toMillis("yesterday")', 'expression-failed', '$toMillis: "yesterday" is not a date and time such as 2026-03-01T10:00:00Z.', {}],
  ])('%s', async (expression, code, message, details) => {
    expect(await failure(expression, { a: 1 })).toMatchObject({ code, message, details })
  })

  test('show no code of JSONata, no stack and no path', async () => {
    const messages = await Promise.all(
      ['1 + {}', '$substring()', '$uppercase(1)', '(', '$sqrt(-1)', '$eval("1 +")', '[1..2.5]'].map((one) => failure(one)),
    )
    for (const error of messages) expect(JSON.stringify(error)).not.toMatch(/[STD]\d{4}|\.[jt]s:\d|node_modules|"stack"/)
  })

  test('refuse input that is not JSON or too large', async () => {
    const run = (input: string): Promise<Outcome> => sandbox.evaluate({ clientId: 'client_a', program: { expression: '1' }, input })
    expect(await run('{')).toMatchObject({ ok: false, error: { code: 'payload-invalid' } })
    expect(await run(JSON.stringify('x'.repeat(16_000_001)))).toMatchObject({ ok: false, error: { code: 'sandbox-memory' } })
  })
})

describe('the functions', () => {
  test('are those the designer knows', () => {
    expect(new Set(FUNCTION_DOCS.map((doc) => doc.name.slice(1)))).toEqual(KNOWN_FUNCTIONS)
  })

  test('do what their examples say', async () => {
    const examples = FUNCTION_DOCS.flatMap((doc) => doc.examples)
    const results = await Promise.all(
      examples.map(async (example) => {
        const tables = Object.fromEntries(
          Object.entries(example.tables ?? {}).map(([name, rows]) => [name, table(`docs-${name}`, rows as Record<string, unknown>)]),
        )
        const outcome = await evaluate(withParts(example.expression, example.parts ?? {}), example.input ?? {}, { tables })
        return outcome.ok
          ? { expression: example.expression, result: outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown) }
          : { expression: example.expression, error: outcome.error.code }
      }),
    )
    expect(results).toEqual(examples.map(({ expression, result, error }) => ({ expression, ...(error ? { error } : { result }) })))
  })

  test('do the same when jsonata itself evaluates', async () => {
    const examples = OWN_DOCS.flatMap((doc) => doc.examples)
    const interpreted = createSandbox({ mappingWorkers: 1, jsonata: { text: synchronousJsonata(), synchronous: true } })
    try {
      for (const { expression, input, tables: rows, parts = {}, result, error } of examples) {
        const tables = Object.fromEntries(
          Object.entries(rows ?? {}).map(([name, entries]) => [name, table(`docs-${name}`, entries as Record<string, unknown>)]),
        )
        const program = { expression: withParts(expression, parts), tables }
        const outcome = await interpreted.evaluate({ clientId: 'c', program, input: JSON.stringify(input ?? {}) })
        const given = outcome.ok ? (outcome.json === undefined ? undefined : (JSON.parse(outcome.json) as unknown)) : outcome.error.code
        expect({ expression, given }).toEqual({ expression, given: error ?? result })
      }
    } finally {
      await interpreted.close()
    }
  })

  test('work as arguments of $map and $reduce', async () => {
    expect(await value('$map(["1.005", "2"], $roundMoney)')).toEqual(['1.01', '2.00'])
    expect(await value('$reduce(["1.10", "2", "3"], $add)')).toBe('6.10')
    expect(await value('{ "a": { "b": 1 } }.a.$lookup("b")')).toBe(1)
  })
})

test('evaluates with the asynchronous original too, when the pinned version changes', async () => {
  const fallback = createSandbox({ mappingWorkers: 1, jsonata: { text: pinnedJsonata(), synchronous: false } })
  try {
    const run = (expression: string): Promise<Outcome> =>
      fallback.evaluate({ clientId: 'c', program: { expression }, input: '{"a":[3,1,2]}' })
    expect(await run('$sort(a)')).toEqual({ ok: true, json: '[1,2,3]' })
    expect(await run('1 + "x"')).toMatchObject({ ok: false, error: { code: 'expression-failed' } })
    expect(await run('{ "then": /a/ }')).toMatchObject({ ok: false, error: { code: 'sandbox-timeout' } })
  } finally {
    await fallback.close()
  }
})

describe('a check of a script', () => {
  test('tells the line of a syntax error, also of one that would end the text around it', async () => {
    expect(await sandbox.checkScript('client_1', 'const a = 1\nconst b = ;')).toMatchObject({
      error: { code: 'script-invalid', message: expect.stringContaining('line 2') as string, details: { line: 2 } },
    })
    expect(await sandbox.checkScript('client_1', '} ) ; ( function () {')).toMatchObject({ error: { code: 'script-invalid' } })
  })

  test('runs nothing of it', async () => {
    for (const source of ['throw new Error("ran")', 'for (;;) {}', 'return await new Promise(() => {})']) {
      expect(await sandbox.checkScript('client_1', source)).toEqual({ ok: true, json: undefined })
    }
  })
})

describe('scripts', () => {
  const script = (source: string, input: unknown = {}): Promise<Outcome> =>
    sandbox.runScript({
      clientId: 'client_a',
      source,
      input: JSON.stringify(input),
      bindings: { trigger: '{"id":7}', steps: '{"a":{"b":2}}' },
    })

  test('give what they return, or await', async () => {
    expect(await script('return { x: input.x + trigger.id + steps.a.b }', { x: 1 })).toEqual({ ok: true, json: '{"x":10}' })
    expect(await script('const later = async () => 5\nreturn await later()')).toEqual({ ok: true, json: '5' })
    expect(await script('const unused = 1')).toEqual({ ok: true, json: undefined })
  })

  test('fail with the line', async () => {
    expect(await script('const a = 1\nthrow new Error("No stock")')).toMatchObject({
      error: { code: 'script-failed', message: 'The script threw an error: No stock', details: { line: 2 } },
    })
    expect(await script('const a = 1\nconst b = ;')).toMatchObject({ error: { code: 'script-invalid', details: { line: 2 } } })
    expect(await script('} ) ; ( function () {')).toMatchObject({ error: { code: 'script-invalid' } })
  })

  test('leave nothing behind for the next one', async () => {
    await script('globalThis.mark = 1; Object.prototype.mark = 2; Array.prototype.map = null; JSON.stringify = () => "mark"; return 1')
    expect(await script('return [typeof mark, ({}).mark, typeof [].map]')).toEqual({ ok: true, json: '["undefined",null,"function"]' })
  })
})
