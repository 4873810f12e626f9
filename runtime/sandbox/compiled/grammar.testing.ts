// Random JSONata expressions and records for them, by grammar: small names, so that paths meet data; every construct of the language.
import * as fc from 'fast-check'

const NAMES = ['a', 'b', 'c', 'name', 'length', 'k']
const VARIABLES = ['$x', '$y', '$', '$$', '$x']

const name = fc.constantFrom(...NAMES)
const variable = fc.constantFrom(...VARIABLES)
const literal = fc.oneof(
  fc.constantFrom('0', '1', '2', '-1', '3.5', '"a"', '"b"', '""', '"3"', 'true', 'false', 'null', '[]', '{}'),
  fc.integer({ min: -3, max: 12 }).map(String),
)
const regex = fc.constantFrom('/a/', '/[a-b]+/', '/(a)(b)?/i', '/x*/')
const ARITHMETIC = ['+', '-', '*', '/', '%']
const OPERATORS = ['=', '!=', '<', '<=', '>', '>=', '&', 'and', 'or', 'in', ...ARITHMETIC]
const UNARY =
  'string number uppercase lowercase trim length exists not boolean count sum max min average abs floor ceil round sqrt keys merge reverse distinct sort spread type clone join error base64encode base64decode encodeUrlComponent assert single zip formatInteger fromMillis'.split(
    ' ',
  )
const BINARY =
  'append lookup substring substringBefore substringAfter contains split join round power pad zip formatNumber formatBase string match replace assert number'.split(
    ' ',
  )
const HIGHER = ['map', 'filter', 'single', 'sift', 'each', 'sort', 'reduce']
const FUNCTIONS = ['$string', '$uppercase', '$sum', '$count', '$number', '$keys', '$not', '$append', '$x', '$substring', '$join']

/** Expressions of about the given depth. */
export function expressions(depth: number): fc.Arbitrary<string> {
  return fc.letrec<{ expression: string; step: string; lambda: string }>((tie) => {
    const expression = tie('expression')
    const list = (max: number): fc.Arbitrary<string[]> => fc.array(expression, { minLength: 0, maxLength: max })
    const one = (template: (a: string) => string): fc.Arbitrary<string> => expression.map(template)
    const two = (template: (a: string, b: string) => string): fc.Arbitrary<string> =>
      fc.tuple(expression, expression).map(([a, b]) => template(a, b))
    const pairs = fc
      .array(
        fc.tuple(
          fc.oneof(
            name.map((n) => `"${n}"`),
            expression,
          ),
          expression,
        ),
        { maxLength: 3 },
      )
      .map((all) => `{${all.map(([key, value]) => `${key}: ${value}`).join(', ')}}`)
    const sort = fc
      .array(fc.tuple(fc.constantFrom('', '<', '>'), expression), { minLength: 1, maxLength: 2 })
      .map((terms) => `^(${terms.map(([order, term]) => order + term).join(', ')})`)
    const block = fc
      .tuple(fc.constantFrom('$x', '$y'), expression, expression)
      .map(([bound, value, body]) => `(${bound} := ${value}; ${body})`)
    const bracketed = fc.oneof(
      one((a) => `(${a})`),
      block,
    )
    const step = fc.oneof(
      { weight: 6, arbitrary: name },
      { weight: 1, arbitrary: fc.constantFrom('*', '**', '%', '%.%') },
      { weight: 2, arbitrary: bracketed },
      { weight: 1, arbitrary: pairs },
      { weight: 1, arbitrary: list(2).map((items) => `[${items.join(', ')}]`) },
      { weight: 1, arbitrary: variable },
      { weight: 1, arbitrary: fc.constantFrom('$string()', '$uppercase()', '$keys()', '$length()', '$sum($)', '$number()') },
    )
    const suffix = fc.oneof(
      { weight: 8, arbitrary: fc.constant('') },
      { weight: 2, arbitrary: one((a) => `[${a}]`) },
      { weight: 2, arbitrary: fc.constantFrom('[0]', '[-1]', '[1]', '[]', '[[0..1]]') },
      { weight: 1, arbitrary: fc.constantFrom('#$x', '@$y', '#$y', '@$x') },
      { weight: 1, arbitrary: sort },
      { weight: 1, arbitrary: pairs },
    )
    const path = fc
      .array(fc.tuple(tie('step'), suffix), { minLength: 1, maxLength: 4 })
      .map((steps) => steps.map(([text, end]) => text + end).join('.'))
    const lambda = fc
      .tuple(fc.constantFrom('$x', '$x, $y', '$y', '', '$x, $y, $z'), expression)
      .map(([parameters, body]) => `function(${parameters}){${body}}`)
    const higher = fc
      .tuple(
        fc.constantFrom(...HIGHER),
        expression,
        fc.oneof(tie('lambda'), fc.constantFrom(...FUNCTIONS)),
        fc.option(expression, { freq: 8 }),
      )
      .map(([func, a, f, start]) => `$${func}(${a}, ${f}${start === null ? '' : `, ${start}`})`)
    const chain = fc
      .tuple(
        expression,
        fc.oneof(fc.constantFrom(...FUNCTIONS), fc.constantFrom('$sum()', '$string()', '$append(1)', '$map(function($x){$x})'), bracketed),
      )
      .map(([a, f]) => `${a} ~> ${f}`)
    const recursion = fc
      .tuple(fc.integer({ min: 0, max: 4 }), expression, expression)
      .map(([n, a, b]) => `($f := function($n, $x){$n > 0 ? $f($n - 1, ${a}) : ${b}}; $f(${n}, $))`)
    const partial = fc
      .tuple(fc.constantFrom('$substring(?, 1)', '$append(?, 3)', '$append(1, ?)', '$join(?)', '$map(?, $string)'), expression)
      .map(([f, a]) => `${f}(${a})`)
    return {
      step,
      lambda,
      expression: fc.oneof(
        { maxDepth: depth, depthIdentifier: 'jsonata', withCrossShrink: true },
        { weight: 3, arbitrary: literal },
        {
          weight: 4,
          arbitrary: fc.oneof(
            name,
            variable,
            fc.tuple(name, name).map(([a, b]) => `${a}.${b}`),
          ),
        },
        { weight: 6, arbitrary: path },
        { weight: 4, arbitrary: fc.tuple(expression, fc.constantFrom(...OPERATORS), expression).map(([a, op, b]) => `${a} ${op} ${b}`) },
        { weight: 1, arbitrary: fc.tuple(expression, fc.constantFrom(...ARITHMETIC), expression).map(([a, op, b]) => `(${a} ${op} ${b})`) },
        { weight: 1, arbitrary: one((a) => `-(${a})`) },
        { weight: 2, arbitrary: fc.tuple(expression, expression, expression).map(([a, b, c]) => `(${a} ? ${b} : ${c})`) },
        {
          weight: 1,
          arbitrary: fc.tuple(expression, fc.constantFrom('?:', '??', '?'), expression).map(([a, op, b]) => `(${a} ${op} ${b})`),
        },
        { weight: 2, arbitrary: list(3).map((items) => `[${items.join(', ')}]`) },
        { weight: 1, arbitrary: fc.tuple(fc.integer({ min: -2, max: 4 }), expression).map(([a, b]) => `[${a}..${b}]`) },
        { weight: 2, arbitrary: pairs },
        { weight: 2, arbitrary: bracketed },
        {
          weight: 4,
          arbitrary: fc.tuple(fc.constantFrom(...UNARY), fc.option(expression, { freq: 8 })).map(([f, a]) => `$${f}(${a ?? ''})`),
        },
        { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...BINARY), expression, expression).map(([f, a, b]) => `$${f}(${a}, ${b})`) },
        { weight: 3, arbitrary: higher },
        { weight: 1, arbitrary: chain },
        { weight: 1, arbitrary: recursion },
        { weight: 1, arbitrary: partial },
        { weight: 1, arbitrary: fc.tuple(tie('lambda'), list(2)).map(([f, args]) => `${f}(${args.join(', ')})`) },
        { weight: 1, arbitrary: fc.tuple(expression, regex).map(([a, r]) => `$match(${a}, ${r})`) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(expression, regex, fc.oneof(fc.constantFrom('"-"', '"$1"', '"[$0]"', '$uppercase'), tie('lambda')))
            .map(([a, r, b]) => `$replace(${a}, ${r}, ${b})`),
        },
        { weight: 1, arbitrary: fc.tuple(expression, regex).map(([a, r]) => `$split(${a}, ${r})`) },
        { weight: 1, arbitrary: two((a, b) => `$ ~> |${a}|${b}|`) },
        { weight: 1, arbitrary: fc.tuple(name, name).map(([a, b]) => `$ ~> |${a}|{"${b}": 1}, "${a}"|`) },
        { weight: 1, arbitrary: fc.tuple(expression, suffix).map(([a, end]) => `(${a})${end}`) },
        { weight: 1, arbitrary: fc.tuple(variable, suffix, name).map(([v, end, n]) => `${v}${end}.${n}`) },
      ),
    }
  }).expression
}

/** Records whose fields the names of expressions meet. */
export function records(): fc.Arbitrary<unknown> {
  return fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'record' },
      { weight: 3, arbitrary: fc.constantFrom<unknown>(0, 1, 2, 3.5, -1, 'a', 'b', 'ab', '3', '', true, false, null) },
      { weight: 3, arbitrary: tie('object') },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      { weight: 2, arbitrary: fc.array(tie('object'), { maxLength: 3 }) },
    ),
    object: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).value
}
