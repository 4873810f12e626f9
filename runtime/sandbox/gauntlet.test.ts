// Everything hostile or unlucky that client text can do: each ends as a typed error within its deadline + 200 ms, while another client's
// evaluations, started at the same moment, succeed.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox } from './create.ts'
import type { Outcome, Sandbox } from './port.ts'

const DEADLINE_MS = 250
const CANARY = 'canary-3f9c1d'

let sandbox: Sandbox
beforeAll(async () => {
  process.env['TILLFLOW_CANARY'] = CANARY
  sandbox = createSandbox()
  await sandbox.ready()
  await bystander(0)
})
afterAll(async () => {
  delete process.env['TILLFLOW_CANARY']
  await sandbox.close()
})

function evaluate(clientId: string, expression: string, input: unknown = {}, deadlineMs = DEADLINE_MS): Promise<Outcome> {
  return sandbox.evaluate({ clientId, program: { expression }, input: JSON.stringify(input), deadlineMs })
}

/** Another client's evaluation. It has the deadline that flows have: on a busy machine its clock runs while others compute. */
async function bystander(n: number): Promise<void> {
  expect(await evaluate('client_bystander', '$multiply(n, 2)', { n }, 5_000)).toEqual({ ok: true, json: `"${n * 2}"` })
}

async function underAttack(attack: () => Promise<Outcome>): Promise<{ outcome: Outcome; elapsedMs: number }> {
  const start = performance.now()
  const attacked = attack().then((outcome) => ({ outcome, elapsedMs: performance.now() - start }))
  for (let n = 1; n <= 3; n++) await bystander(n)
  const result = await attacked
  await bystander(4)
  return result
}

/** It ends by the sandbox's clock, and not by itself: what is ended is ended long before this, on a busy machine too. */
const NEVER_MS = 10_000

function codeOf(outcome: Outcome): string {
  return outcome.ok ? `gave ${outcome.json?.slice(0, 80)}` : outcome.error.code
}

// A machine that is busy with other things may miss a deadline once.
const PATIENCE = { retry: 2 }

describe('expressions', PATIENCE, () => {
  test.each<[string, string, RegExp]>([
    ['endless recursion', '($f := function($n) { $n + $f($n + 1) }; $f(1))', /^expression-failed$/],
    ['endless tail recursion', '($f := function($n) { $f($n + 1) }; $f(1))', /^sandbox-timeout$/],
    ['a catastrophic pattern', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)', /^sandbox-timeout$/],
    ['a catastrophic pattern in $split', '$split("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /(a+)+$/)', /^sandbox-timeout$/],
    ['a pattern that never advances', '$replace("abc", /x*/, "y")', /^expression-failed$/],
    ['padding to half a billion', '$pad("x", 5e8)', /^expression-failed$/],
    ['a range of ten million', '[1..1e7]', /^expression-failed$/],
    ['a text that doubles', '$reduce([1..60], function($a, $i) { $a & $a }, "x")', /^expression-failed$/],
    ['a list that doubles', '$reduce([1..60], function($a, $i) { $append($a, $a) }, [1])', /^sandbox-(memory|timeout)$/],
    ['nested loops', '[1..100000].($x := $; [1..100000].($x * $))', /^sandbox-(memory|timeout)$/],
    ['$join of a million texts', '$join([1..1000000].("0123456789"), ",")', /^(output-too-large|sandbox-(memory|timeout))$/],
    ['a result that is too large', '[1..1000000].{ "a": $string($) }', /^(output-too-large|sandbox-(memory|timeout))$/],
    ['$eval of itself', '($e := "$eval($e)"; $eval($e))', /^(expression-failed|sandbox-timeout)$/],
    ['a syntax tree a hundred thousand deep', '('.repeat(100_000), /^expression-(invalid|failed)$/],
    ['a sum of fifty thousand terms', Array.from({ length: 50_000 }, () => '1').join('+'), /^(expression-failed|sandbox-timeout)$/],
  ])('%s', async (_, expression, expected) => {
    const { outcome, elapsedMs } = await underAttack(() => evaluate('client_attacker', expression))
    expect(codeOf(outcome)).toMatch(expected)
    expect(elapsedMs).toBeLessThan(NEVER_MS)
  })

  test('input a hundred thousand deep', async () => {
    const input = '['.repeat(100_000) + ']'.repeat(100_000)
    const run = (expression: string): Promise<Outcome> =>
      sandbox.evaluate({ clientId: 'client_attacker', program: { expression }, input, deadlineMs: DEADLINE_MS })
    expect(codeOf(await run('$string($)'))).toMatch(/^expression-failed$/)
    expect(codeOf(await run('$'))).toMatch(/^expression-failed$/)
  })

  test('no way to a constructor, a prototype or the surroundings', async () => {
    for (const expression of [
      '$.constructor.constructor("return process")()',
      '"".constructor',
      '$sum.constructor',
      '$lookup({}, "constructor")',
      '$lookup({}, "__proto__")',
      '$.__proto__',
      '$keys($.__proto__)',
      'process.env',
      'globalThis',
      '$process',
      '$globalThis',
      '$sum.implementation',
      '(function($x){$x}).environment',
    ]) {
      const outcome = await evaluate('client_attacker', expression, { a: 1 })
      expect({ expression, gave: outcome.ok && outcome.json !== undefined ? outcome.json : undefined }).toEqual({
        expression,
        gave: undefined,
      })
    }
  })

  test('polluting a prototype changes nothing for the next evaluation', async () => {
    const input = '{"__proto__":{"polluted":1},"a":{"\\u005f_proto__":{"polluted":2}},"constructor":{"prototype":{"polluted":3}}}'
    for (const expression of [
      '$merge([$, { "__proto__": { "polluted": 4 } }])',
      '$ ~> |$|{ "__proto__": { "polluted": 5 }, "polluted": 6 }|',
      '{ "__proto__": { "toString": 7 } }',
      '$.constructor.prototype ~> |$|{ "polluted": 8 }|',
      '$spread($)',
      '$each($, function($v, $k) { { $k: $v } })',
    ]) {
      const outcome = await sandbox.evaluate({ clientId: 'client_attacker', program: { expression }, input })
      expect(outcome.ok ? (outcome.json ?? '') : '').not.toContain('__proto__')
    }
    expect(await evaluate('client_attacker', '{ "p": polluted, "q": $lookup({}, "polluted"), "r": a.polluted }', { a: {} })).toEqual({
      ok: true,
      json: '{}',
    })
    expect(await sandbox.evaluate({ clientId: 'client_attacker', program: { expression: '[$keys($), $keys(a)]' }, input })).toEqual({
      ok: true,
      json: '["a","constructor"]',
    })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test.each(['__proto__', String.raw`\u005f_proto__`, String.raw`__pr\u006Fto__`, String.raw`__\u0070\u0072oto__`])(
    "a record's key written as %s is left out",
    async (key) => {
      const program = { expression: '{ "keys": $keys(a), "merged": $merge([a, {}]) }' }
      expect(await sandbox.evaluate({ clientId: 'client_attacker', program, input: `{"a":{"${key}":{"polluted":2},"b":1}}` })).toEqual({
        ok: true,
        json: '{"keys":"b","merged":{"b":1}}',
      })
    },
  )

  test('200 evaluations at once by two clients do not mix', async () => {
    const run = async (client: string, n: number): Promise<void> => {
      const bindings = { trigger: JSON.stringify({ client, n }) }
      const program = {
        expression:
          '{ "root": $$.n, "client": $trigger.client, "n": $trigger.n, "later": ($x := n; $map([1..20], function($i) { $x })[19]) }',
      }
      const outcome = await sandbox.evaluate({ clientId: client, program, input: JSON.stringify({ n }), bindings })
      expect(outcome).toEqual({ ok: true, json: JSON.stringify({ root: n, client, n, later: n }) })
    }
    await Promise.all(Array.from({ length: 200 }, (_, n) => run(n % 2 ? 'client_one' : 'client_two', n)))
  })

  test('a hundred slow expressions of one client do not hold up another', async () => {
    const own = createSandbox()
    try {
      await own.ready()
      const run = (clientId: string, expression: string): Promise<Outcome> =>
        own.evaluate({ clientId, program: { expression }, input: '{}', deadlineMs: 1_000 })
      const slow = Array.from({ length: 100 }, () => run('client_slow', '($f := function($n) { $f($n + 1) }; $f(1))'))
      const start = performance.now()
      for (let n = 0; n < 20; n++) expect(await run('client_bystander', String(n))).toEqual({ ok: true, json: String(n) })
      // Two workers, a hundred seconds of work: in line behind it, the twenty would wait for most of a minute.
      expect(performance.now() - start).toBeLessThan(NEVER_MS)
      await own.close()
      for (const outcome of await Promise.all(slow)) expect(codeOf(outcome)).toMatch(/^sandbox-(timeout|crashed)$/)
    } finally {
      await own.close()
    }
  })
})

describe('scripts', PATIENCE, () => {
  const script = (source: string, client = 'client_attacker', deadlineMs = DEADLINE_MS): Promise<Outcome> =>
    sandbox.runScript({ clientId: client, source, input: '{"a":1}', deadlineMs })

  test.each<[string, string, RegExp]>([
    ['an endless loop', 'while (true) {}', /^sandbox-timeout$/],
    ['endless microtasks', 'const again = () => Promise.resolve().then(again)\nawait again()', /^sandbox-timeout$/],
    ['a promise that never resolves', 'await new Promise(() => {})', /^sandbox-timeout$/],
    ['a catastrophic pattern', 'return /^(a+)+$/.test("a".repeat(40) + "!")', /^sandbox-timeout$/],
    ['a huge filled array', 'return Array(1e9).fill(0)', /^sandbox-(memory|timeout)$/],
    ['a list that grows', 'const a = []\nwhile (true) a.push({})', /^sandbox-(memory|timeout)$/],
    ['a text that doubles', 'let s = "x"\nwhile (true) s += s', /^script-failed$/],
    ['a huge sparse array', 'const a = []\na[4294967294] = 1\nreturn a', /^sandbox-(memory|timeout)$|^script-failed$/],
    ['powers of a BigInt', 'let x = 2n\nwhile (true) x = x ** 2n', /^sandbox-(memory|timeout)$|^script-failed$/],
    ['a sort of three million', 'return new Array(3e6).fill(0).map((_, i) => -i).sort().length', /^sandbox-(memory|timeout)$/],
    ['a copied buffer', 'return [...new Uint8Array(new ArrayBuffer(1e8))].length', /^sandbox-(memory|timeout)$/],
    ['JSON five million deep', 'return JSON.parse("[".repeat(5e6) + "]".repeat(5e6))', /^sandbox-(memory|timeout)$|^script-failed$/],
    ['a looping prepareStackTrace', 'Error.prepareStackTrace = () => { while (true) {} }\nthrow new Error("x")', /^sandbox-timeout$/],
    ['a looping getter on a thrown error', 'throw { get message() { while (true) {} } }', /^sandbox-timeout$/],
    ['a looping getter on a result', 'return { get a() { while (true) {} } }', /^sandbox-timeout$/],
    ['a looping toJSON', 'return { toJSON() { while (true) {} } }', /^sandbox-timeout$/],
    ['a looping then', 'return { get then() { while (true) {} } }', /^sandbox-timeout$/],
    ['a looping proxy', 'return new Proxy({}, { ownKeys() { while (true) {} } })', /^sandbox-timeout$/],
    ['endless recursion', 'const f = () => f() + 1\nreturn f()', /^script-failed$/],
    ['a circular result', 'const a = {}\na.a = a\nthrow a', /^script-failed$/],
    ['a BigInt as result', 'return 5n', /^script-failed$|^expression-failed$/],
    ['a function as result', 'return () => 1', /^(script|expression)-failed$/],
    ['a huge text as result', 'return "x".repeat(9e6)', /^output-too-large$/],
    ['code from text', 'return (() => {}).constructor("return 1")()', /^script-failed$/],
    ['importing a module', 'return await import("node:fs")', /^script-failed$/],
    ['a thrown nothing', 'throw undefined', /^script-failed$/],
    ['a forged error', 'throw { code: "bug", disposition: "retry", message: { toString: () => "x" } }', /^script-failed$/],
  ])('%s', async (_, source, expected) => {
    const { outcome, elapsedMs } = await underAttack(() => script(source))
    expect(codeOf(outcome)).toMatch(expected)
    expect(elapsedMs).toBeLessThan(NEVER_MS)
  })

  test.each<[string, string, string | undefined]>([
    ['a symbol', 'return Symbol("x")', undefined],
    ['NaN', 'return [NaN, Infinity, -0]', '[null,null,0]'],
    ['a date', 'return new Date(0)', '"1970-01-01T00:00:00.000Z"'],
    [
      'a shrunk buffer',
      'const b = new ArrayBuffer(8, { maxByteLength: 16 })\nconst u = new Uint8Array(b, 4, 4)\nb.resize(2)\nreturn u',
      '{}',
    ],
    ['__proto__', 'return JSON.parse(\'{"__proto__":{"x":1},"a":2}\')', '{"a":2}'],
    [
      'what is not there',
      'return [typeof require, typeof process, typeof fetch, typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof eval]',
      JSON.stringify(Array(7).fill('undefined')),
    ],
  ])('normalises %s', async (_, source, json) => {
    expect(await script(source)).toEqual({ ok: true, json })
  })

  test('nothing of isolated-vm, of the host or of its environment can be reached', async () => {
    const source = `
      const seen = new Set(); const names = []
      const visit = (value, path) => {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return
        seen.add(value); names.push(path)
        for (const key of Reflect.ownKeys(value)) { try { visit(value[key], path + '.' + String(key)) } catch {} }
        visit(Object.getPrototypeOf(value), path + '.proto')
      }
      visit(globalThis, 'global'); visit(arguments, 'arguments'); visit((() => {}), 'function')
      try { null.x } catch (error) { visit(error, 'error'); names.push(error.stack) }
      return names.join(' ')`
    const outcome = await script(source)
    expect(outcome).toMatchObject({ ok: true })
    expect(outcome.ok && outcome.json).not.toMatch(
      new RegExp(`Reference(?!Error)|ExternalCopy|Callback|applySync|process|require|node:|${CANARY}`),
    )
  })

  test('two clients never share a process', async () => {
    const before = await script('return 1', 'client_one', 2_000)
    expect(before.ok).toBe(true)
    expect((await script('return 2', 'client_two', 2_000)).ok).toBe(true)
    expect((await script('return 3', 'client_three', 2_000)).ok).toBe(true)
    expect(workerPids('tillflow script').length).toBeLessThanOrEqual(2)
  })
})

describe.skipIf(process.platform !== 'linux')('worker processes (read from /proc)', PATIENCE, () => {
  test('see nothing of our environment and hold nothing of ours open', () => {
    for (const pid of workerPids('tillflow mapping')) {
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(CANARY)
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8').replaceAll('\0', '')).toBe('TZ=UTC')
    }
  })

  test('killed from outside in the middle of an evaluation, it runs again elsewhere, and so does what waited behind it', async () => {
    const pids = workerPids('tillflow mapping')
    const all = Array.from({ length: 40 }, (_, n) => evaluate('client_unlucky', '$count([1..60000].($ * 2)) + n', { n }, 5_000))
    await new Promise((resolve) => setTimeout(resolve, 30))
    process.kill(pids[0] as number, 'SIGKILL')
    const outcomes = await Promise.all(all)
    expect(outcomes).toEqual(outcomes.map((_, n) => ({ ok: true, json: String(60_000 + n) })))
  })

  test('an evaluation whose worker dies twice is given up, as something to retry', async () => {
    const loop = evaluate('client_cursed', '($f := function($n) { $f($n + 1) }; $f(1))', {}, 4_000)
    for (let kills = 0; kills < 2; kills++) {
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (const pid of busiest()) process.kill(pid, 'SIGKILL')
    }
    expect(codeOf(await loop)).toBe('sandbox-crashed')
    await bystander(1)
  })
})

/** The sandbox's children, oldest first, found by the title they give themselves. */
function workerPids(title: string): number[] {
  const children = readdirSync(`/proc/${process.pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${process.pid}/task/${task}/children`, 'utf8').trim().split(' '),
  )
  return children
    .filter((pid) => pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(title))
    .map(Number)
    .toSorted((a, b) => a - b)
}

/** Mapping workers that are computing right now. */
function busiest(): number[] {
  return workerPids('tillflow mapping').filter((pid) =>
    execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
      .toString()
      .startsWith('R'),
  )
}
