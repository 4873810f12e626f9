// A part made of a rule that stands in a mapping: what the part says, and what the rule becomes.
import type { MappingRule } from '../../flow/mapping-row.ts'
import { compileRows } from '../rows.ts'
import { checkPart } from './check-part.ts'
import type { PartBody } from './part-body.ts'
import type { PartBodies } from './with-parts.ts'

export interface RulePart {
  readonly body: PartBody
  /** JSONata of what the part is used on. */
  readonly input: string
}

/**
 * The rows of a list become a record part, used on the list; any other rule a value part, used on the record. Undefined for a fixed value, and for what
 * reads the trigger, other steps or the record around.
 */
export function partFromRule(rule: MappingRule, parts: PartBodies): RulePart | undefined {
  if (rule.kind === 'constant') return undefined
  const made: RulePart =
    rule.kind === 'each'
      ? { body: { kind: 'record', rows: rule.rows }, input: rule.items }
      : { body: { kind: 'value', expression: rule.kind === 'expression' ? rule.expression : expressionOf(rule) }, input: '$' }
  return checkPart('made-of-a-rule', made.body, parts).length === 0 ? made : undefined
}

/** As a row compiles it. */
const expressionOf = (rule: MappingRule): string => `${compileRows([{ target: 'value', rule }])}.value`
