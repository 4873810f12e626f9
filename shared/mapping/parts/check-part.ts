// What can be wrong with a mapping part: its rows, what it reads beside its input, and parts that use each other in a circle.
import type { Issue } from '../../errors.ts'
import { say, spoken, type Words } from '../../sentence.ts'
import { analyseExpression, checkExpression } from '../expression.ts'
import { checkRows, everyRow, expressionsOfRule } from '../check-rows.ts'
import type { PartBody } from './part-body.ts'
import { partCallsIn, readsWholeRecord } from './part-calls.ts'
import { expressionsOfPart, type PartBodies } from './with-parts.ts'

interface Placed {
  readonly path: string
  readonly source: string
  readonly inside: boolean
  readonly field: string
}

/** Errors with pointers into the body: `/rows/3/rule/expression`. `parts` are the others, this one as it would be under its name. */
export function checkPart(name: string, body: PartBody, parts: PartBodies): Issue[] {
  const others = { ...parts, [name]: { body } }
  const issues =
    body.kind === 'record' ? checkRows(body.rows).map((issue) => ({ ...issue, path: `/rows${issue.path}` })) : syntaxOf(body.expression)
  for (const one of placesOf(body)) issues.push(...outsideReads(one), ...callsOf(one, others))
  const loop = loopFrom(name, others)
  if (loop)
    issues.push(
      problem(
        '',
        'part-loop',
        say`The part would use itself: ${loop.map((one) => `"${one}"`).join(' uses ')}.`,
        say`Take one of these uses out.`,
      ),
    )
  return issues
}

function syntaxOf(expression: string): Issue[] {
  const issue = checkExpression(expression)
  return issue ? [{ ...issue, path: '/expression' }] : []
}

function placesOf(body: PartBody): readonly Placed[] {
  if (body.kind === 'value') return [{ path: '/expression', source: body.expression, inside: false, field: 'The expression' }]
  return [...everyRow(body.rows)].flatMap(({ row, pointer, path }) =>
    expressionsOfRule(row.rule).map(({ member, source }) => ({
      path: `/rows${pointer}/rule/${member}`,
      source,
      inside: path.includes('.'),
      field: row.target,
    })),
  )
}

const INSIDE: ReadonlySet<string> = new Set(['parent', 'index'])

function outsideReads({ path, source, inside, field }: Placed): Issue[] {
  const names = analyseExpression(source).variables.filter((name) => !(inside && INSIDE.has(name)))
  const fix = 'A part knows only what it is used on. Read it from there, or hand it over: $part("name", {"a": a, "b": b}).'
  const found = [...new Set([...names.map((name) => `$${name}`), ...(readsWholeRecord(source) ? ['$$'] : [])])]
  return found.map((name) => problem(path, 'part-reads-outside', say`${field} reads ${name}, which a part does not see.`, fix))
}

function callsOf({ path, source, field }: Placed, parts: PartBodies): Issue[] {
  const { names, computed } = partCallsIn(source)
  return [
    ...(computed
      ? [problem(path, 'part-computed', say`${field} names a part by something else than a text.`, 'Write $part("name", value).')]
      : []),
    ...names
      .filter((name) => !Object.hasOwn(parts, name))
      .map((name) =>
        problem(path, 'part-unknown', say`${field} uses the part "${name}", which is not there.`, 'Correct the name, or make the part.'),
      ),
  ]
}

/** The way from a part back to itself, or nothing. */
function loopFrom(start: string, parts: PartBodies): readonly string[] | undefined {
  const seen = new Set<string>()
  const visit = (name: string, way: readonly string[]): readonly string[] | undefined => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (!part) return undefined
    for (const next of new Set(expressionsOfPart(part.body).flatMap((source) => partCallsIn(source).names))) {
      if (next === start) return [...way, name, next]
      if (seen.has(next)) continue
      seen.add(next)
      const found = visit(next, [...way, name])
      if (found) return found
    }
    return undefined
  }
  return visit(start, [])
}

const problem = (path: string, code: string, message: Words, fix: Words): Issue => ({
  path,
  code,
  severity: 'error',
  ...spoken(message, fix),
})
