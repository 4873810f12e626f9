// `$filter` for simulators: comparisons, `and`, `or`, `not`, brackets, `startswith` and `contains`. What it does not know it refuses, as services do.

/** Throws an error whose message says what is wrong with the filter. `known` says whether the set has a field. */
export function parseFilter(text: string, known: (field: string) => boolean): (record: Readonly<Record<string, unknown>>) => boolean {
  const tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),]+/g) ?? []
  let at = 0
  const next = (): string => tokens[at++] ?? fail('the end')
  const fail = (where: string): never => {
    throw new Error(`Syntax error at ${where} in '${text}'.`)
  }
  const expect = (token: string) => void (next() === token || fail(tokens[at - 1] ?? 'the end'))
  const field = (): string => {
    const name = next()
    if (!/^\w+$/.test(name)) fail(name)
    if (!known(name)) throw new Error(`Could not find a property named '${name}'.`)
    return name
  }

  type Test = (record: Readonly<Record<string, unknown>>) => boolean
  function either(): Test {
    const parts = [both()]
    while (tokens[at] === 'or') {
      at++
      parts.push(both())
    }
    return (record) => parts.some((part) => part(record))
  }
  function both(): Test {
    const parts = [one()]
    while (tokens[at] === 'and') {
      at++
      parts.push(one())
    }
    return (record) => parts.every((part) => part(record))
  }
  function one(): Test {
    if (tokens[at] === 'not') {
      at++
      const part = one()
      return (record) => !part(record)
    }
    if (tokens[at] === '(') {
      at++
      const inner = either()
      expect(')')
      return inner
    }
    const name = tokens[at] ?? ''
    if ((name === 'startswith' || name === 'contains') && tokens[at + 1] === '(') {
      at += 2
      const of = field()
      expect(',')
      const part = textOf(literal(next()))
      expect(')')
      return (record) => (name === 'contains' ? textOf(record[of] ?? '').includes(part) : textOf(record[of] ?? '').startsWith(part))
    }
    const of = field()
    const operator = next()
    if (!/^(eq|ne|gt|ge|lt|le)$/.test(operator)) fail(operator)
    const value = literal(next())
    return (record) => compares(record[of], operator, value)
  }

  if (tokens.length === 0) return () => true
  const whole = either()
  if (at < tokens.length) fail(tokens[at] ?? '')
  return whole
}

function literal(token: string): unknown {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
  if (token === 'null') return null
  if (token === 'true' || token === 'false') return token === 'true'
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : token
}

function compares(held: unknown, operator: string, value: unknown): boolean {
  const order = orderOf(held ?? null, value)
  switch (operator) {
    case 'eq':
      return order === 0
    case 'ne':
      return order !== 0
    case 'gt':
      return order > 0
    case 'ge':
      return order >= 0
    case 'lt':
      return order < 0
    default:
      return order <= 0
  }
}

/** Numbers by their value, everything else as text; nothing (null) equals only itself. */
export function orderOf(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (a === null || b === null) return a === b ? 0 : NaN
  const [left, right] = [textOf(a), textOf(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
