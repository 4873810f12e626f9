// What client text could try against the compiler and its programs. (What it could try against the sandbox is in `../gauntlet.test.ts`.)
import { describe, expect, test } from 'vitest'
import { compileJsonata } from '#shared/mapping/compile.ts'
import { compiledRuntime } from './in-process.testing.ts'

const runtime = compiledRuntime()

function evaluate(expression: string, input: unknown = {}, limits: object = {}): unknown {
  const program = runtime.program(expression)
  if (!program) throw new Error(`not compiled: ${expression.slice(0, 60)}`)
  return program.evaluate(input, {}, limits)
}

function codeOf(run: () => unknown): unknown {
  try {
    return `gave ${JSON.stringify(run())?.slice(0, 60)}`
  } catch (thrown) {
    return (thrown as { code?: unknown }).code ?? String(thrown)
  }
}

/** Without what ends a name for jsonata's parser; everything else can stand in one, a backslash and a line separator too. */
function variableName(text: string): string {
  return text.replaceAll(/[ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^!~&]/g, '')
}

describe('text of a client never becomes code', () => {
  const escapes = [
    '"+(globalThis.pwned=1)+"',
    "'+(globalThis.pwned=1)+'",
    '"];globalThis.pwned=1;//',
    '*/globalThis.pwned=1/*',
    '${globalThis.pwned=1}',
    '\\"+(globalThis.pwned=1)//',
    '\u2028globalThis.pwned=1\u2029',
    '\\u0022+(globalThis.pwned=1)//',
  ]
  const positions: readonly (readonly [string, (name: string) => string])[] = [
    ['a field', (name) => `\`${name}\``],
    ['a field behind a field', (name) => `a.\`${name}\`.b[0]`],
    ['a field written as a text', (name) => `a.${JSON.stringify(name)}`],
    ['a text', (name) => JSON.stringify(name)],
    ['a name in an object', (name) => `{${JSON.stringify(name)}: 1}`],
    ['a name in a group', (name) => `a{${JSON.stringify(name)}: \`${name}\`}`],
    ['a variable', (name) => `$${variableName(name)}`],
    ['a bound variable', (name) => `($${variableName(name)} := 1)`],
    ['a parameter', (name) => `function($${variableName(name)}){ 1 }(2)`],
    ['a focus', (name) => `a@$${variableName(name)}.b`],
    ['a position', (name) => `a#$${variableName(name)}.b`],
    ['a called name', (name) => `\`${name}\`()`],
    ['a called variable', (name) => `$${variableName(name)}(1)`],
    ['a partially applied name', (name) => `\`${name}\`(?, 1)`],
    ['a pattern', (name) => `$match("a", /${name.replaceAll(/[/*+?()[\]{}\\|^$]/g, '')}x/)`],
    ['a sort', (name) => `a^(\`${name}\`)`],
    ['a transform', (name) => `$ ~> |\`${name}\`|{${JSON.stringify(name)}: 1}, ${JSON.stringify(name)}|`],
    ['a table', (name) => `$lookup(${JSON.stringify(name)}, a)`],
    ['a function in a chain', (name) => `a ~> $${variableName(name)}`],
    ['a copied pattern', (name) => `$match("a", /${name.replaceAll(/[/*+?()[\]{}\\|^$]/g, '')}x/) ?: 1`],
    ['a name behind a parent', (name) => `a.b.(%.\`${name}\`)`],
    ['a signature', () => 'function($x)<s:"+(globalThis.pwned=1)+">{ $x }("a")'],
  ]
  test.each(positions)('in the position of %s', (_, expressionOf) => {
    for (const escape of escapes) {
      const input = { a: [{ b: 1 }], [escape]: 1 }
      codeOf(() => evaluate(expressionOf(escape), input))
      codeOf(() => runtime.program(expressionOf(escape), { explain: true })?.evaluate(input))
      expect((globalThis as { pwned?: unknown }).pwned).toBeUndefined()
    }
  })

  test('and a field of any name is read as it is', () => {
    for (const escape of escapes.filter((one) => !one.includes('`'))) expect(evaluate(`\`${escape}\``, { [escape]: 7 })).toBe(7)
  })
})

describe('guards', () => {
  test.each<[string, string, object, string]>([
    ['recursion', '($f := function($n) { 1 + $f($n) }; $f(1))', { stack: 500 }, 'D1011'],
    ['endless tail calls', '($f := function($n) { $f($n) }; $f(1))', { timeout: 50 }, 'D1012'],
    ['steps of calls', '($f := function($n) { $f($n) }; $f(1))', { steps: 100_000 }, 'D1012'],
    ['steps of loops', '[1..1000].($x := $; [1..1000].($x * $))', { steps: 100_000 }, 'D1012'],
    ['the length of a sequence', '$map([1..100], function($x) { $x })', { sequence: 50 }, 'D2015'],
    ['the length of what is joined', '$append([1..30], [1..30])', { sequence: 50 }, 'D2015'],
    ['the length of a range', '[1..1000000]', { range: 1000 }, 'D2014'],
    ['the length of a text', '$reduce([1..60], function($a, $i) { $a & $a }, "x")', { text: 1000 }, 'D2015'],
    ['padding', '$pad("x", 1000000)', { text: 1000 }, 'D2015'],
  ])('%s', (_, expression, limits, code) => {
    expect(codeOf(() => evaluate(expression, {}, limits))).toBe(code)
  })

  test('a limit that is not reached changes nothing', () => {
    expect(evaluate('($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(50))', {}, { stack: 500, steps: 1000, timeout: 5000 })).toBe(
      50,
    )
  })
})

describe('sorting', () => {
  test.each([20_000, 1_000_000])('%d records stays stable and does not recurse', { timeout: 60_000 }, (count) => {
    const items = Array.from({ length: count }, (_, index) => ({ key: (index * 7919) % 100, index }))
    const sorted = evaluate('items^(key)', { items }) as { key: number; index: number }[]
    expect(sorted).toHaveLength(count)
    const wrong = sorted.findIndex((one, at) => {
      const before = sorted[at - 1]
      return before !== undefined && (before.key > one.key || (before.key === one.key && before.index > one.index))
    })
    expect(wrong).toBe(-1)
  })

  test('20,000 records by a function', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_000)
    expect(evaluate('$sort(items, function($a, $b) { $a > $b })', { items })).toEqual(items.toSorted((a, b) => a - b))
  })
})

describe('prototypes and inputs', () => {
  test.each([
    'constructor',
    '`__proto__`',
    'a.constructor',
    'a.`__proto__`.x',
    'a.toString',
    's.length',
    'list.length',
    's.at',
    '$lookup(a, "constructor")',
  ])('%s gives nothing', (expression) => expect(evaluate(expression, { a: {}, s: 'text', list: [1, 2] })).toBeUndefined())

  test.each([
    '{ "__proto__": { "x": 1 } }',
    '{ $string("__proto__"): { "x": 1 } }',
    '$merge([{ "a": 1 }, $])',
    '$ ~> |$|{ "__proto__": { "x": 1 } }|',
    '$spread($)',
  ])('%s gives a field of that name, and no prototype', (expression) => {
    const result = evaluate(expression, JSON.parse('{"a":{},"__proto__":{"x":1}}')) as object
    expect((Array.isArray(result) ? {} : Object.getPrototypeOf(result)) as { x?: unknown }).not.toHaveProperty('x')
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  test('what a function is made of cannot be read', () => {
    for (const expression of ['$sum.implementation', '($f := function($x) { $x }; $f.arity)', '$sum.signature', '$sum.name', '$sum.*'])
      expect(evaluate(expression)).toBeUndefined()
  })

  test('a frozen input is enough for every construct', () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
      return value
    }
    const input = freeze({
      a: [
        { b: 2, c: [] },
        { b: 1, c: [[1], 2] },
      ],
      empty: [],
      o: { k: 'v' },
    })
    const constructs =
      'a^(b).c[]|a.c.$|empty{"x": 1}|empty.{"x": 1}|a#$i[$i=0].b|a@$x.($x.b)|$ ~> \u00a6a\u00a6{"b": 3}, "c"\u00a6|$sort(a.b)|$reverse(a)|$append(a, 1)|$merge(a)|$distinct(a.b)|**.b|*|a.b.%.%|$shuffle(a)|[a, empty]|a[0]|a{$string(b): c}|$spread(o)|$each(o, function($v) { $v })'
    for (const expression of constructs.split('|').map((one) => one.replaceAll('\u00a6', '|'))) {
      expect({ expression, code: codeOf(() => evaluate(expression, input)) }).toMatchObject({
        code: expect.stringMatching(/^gave/) as string,
      })
    }
  })
})

describe('large and broken texts', () => {
  test('an expression of a megabyte is left to jsonata', () => {
    const result = compileJsonata(`[${Array.from({ length: 200_000 }, (_, index) => index % 1000).join(', ')}]`)
    expect(result).toMatchObject({ compiled: false, reason: expect.stringContaining('characters') as string })
  })

  test('twenty thousand brackets are refused or left to jsonata, and crash nothing', () => {
    for (const text of ['('.repeat(20_000) + '1' + ')'.repeat(20_000), '['.repeat(20_000) + ']'.repeat(20_000), '('.repeat(20_000)]) {
      const code = codeOf(() => compileJsonata(text))
      expect(code).toMatch(/nested too deeply|^S0/)
    }
  })

  test('a record that contains itself ends with an error, or without looking at all of it', () => {
    const input: Record<string, unknown> = { a: 1 }
    input['self'] = input
    expect(codeOf(() => evaluate('**', input))).toMatch(/RangeError/)
    expect(codeOf(() => evaluate('$string($)', input))).toMatch(/TypeError|RangeError/)
    expect(evaluate('self.self.a', input)).toBe(1)
  })
})
