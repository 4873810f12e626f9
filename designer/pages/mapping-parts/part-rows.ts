// A part as the mapping's grid edits it: a part that gives a value is one row called `value`.
import type { MappingRow, MappingRule } from '#shared/flow/document.ts'
import type { PartBody, PartCase } from '#shared/mapping/parts/part-body.ts'
import { partFromRule } from '#shared/mapping/parts/part-from-rule.ts'
import type { MappingSample } from '#designer/mapping/mapping-samples.ts'

const VALUE = 'value'

export const rowsOfPart = (body: PartBody): MappingRow[] =>
  body.kind === 'record' ? body.rows : [{ target: VALUE, rule: { kind: 'expression', expression: body.expression } }]

/** Rows beside the one of a value are not taken. */
export function partOfRows(body: PartBody, rows: readonly MappingRow[]): PartBody {
  if (body.kind === 'record') return { kind: 'record', rows: [...rows] }
  const rule = rows.find(({ target }) => target === VALUE)?.rule
  return { kind: 'value', expression: rule ? expressionOf(rule) : '$' }
}

function expressionOf(rule: MappingRule): string {
  if (rule.kind === 'expression') return rule.expression
  if (rule.kind === 'constant') return JSON.stringify(rule.value ?? null)
  const part = partFromRule({ ...rule }, {})
  return part?.body.kind === 'value' ? part.body.expression : '$'
}

/** Cases as the grid's columns. */
export const samplesOfPart = (body: PartBody, cases: readonly PartCase[]): readonly MappingSample[] =>
  cases.map(({ id, name, input, ...rest }) => ({
    id,
    name,
    record: input ?? null,
    trigger: undefined,
    steps: {},
    unreached: false,
    ...('expected' in rest && { expected: body.kind === 'record' ? rest.expected : { [VALUE]: rest.expected } }),
  }))

/** What a case expects, from the record that the grid shows; undefined when nothing is expected. */
export const expectedOf = (body: PartBody, output: unknown): unknown =>
  body.kind === 'record' ? output : (output as Readonly<Record<string, unknown>> | undefined)?.[VALUE]

/** `case-3`, which no other case is called. */
export function freshCaseId(cases: readonly PartCase[]): string {
  for (let number = cases.length + 1; ; number++) if (!cases.some(({ id }) => id === `case-${number}`)) return `case-${number}`
}
