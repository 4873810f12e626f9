// The four kinds of rule, and how one becomes another without losing what was written.
import type { IconName } from '#designer/ui/icon.tsx'
import type { MappingRule } from '#shared/flow/document.ts'

export type RuleKind = MappingRule['kind']

export const RULE_LOOKS: Readonly<Record<RuleKind, { readonly icon: IconName; readonly label: string; readonly help: string }>> = {
  expression: { icon: 'square-function', label: 'Expression', help: 'Takes or computes a value from the record.' },
  constant: { icon: 'text-cursor-input', label: 'Fixed value', help: 'The same value for every record.' },
  lookup: { icon: 'table-2', label: 'Lookup table', help: 'Translates a value with a table of the client.' },
  each: { icon: 'repeat', label: 'For each item', help: 'One target item for each item of a source list.' },
}

export interface RuleDefaults {
  readonly table: string
  /** A list of the sample, for a new `each`. */
  readonly list: string
}

const sourceOf = (rule: MappingRule | undefined): string => {
  if (!rule) return ''
  if (rule.kind === 'expression') return rule.expression
  if (rule.kind === 'lookup') return rule.key
  if (rule.kind === 'each') return rule.items
  return rule.value === null || rule.value === undefined ? '' : JSON.stringify(rule.value)
}

export function convertRule(rule: MappingRule | undefined, kind: RuleKind, defaults: RuleDefaults): MappingRule {
  const source = sourceOf(rule)
  switch (kind) {
    case 'expression':
      return { kind, expression: source || '$' }
    case 'constant':
      return { kind, value: rule?.kind === 'constant' ? rule.value : literalIn(source) }
    case 'lookup':
      return { kind, table: defaults.table, key: rule && rule.kind !== 'constant' ? source || '$' : '$', onMissing: 'reject' }
    case 'each':
      return { kind, items: rule && rule.kind !== 'constant' ? source || defaults.list : defaults.list, rows: [] }
  }
}

/** An expression that is a literal is that value; any other leaves the constant empty. */
function literalIn(source: string): unknown {
  try {
    return JSON.parse(source) as unknown
  } catch {
    return ''
  }
}

/** What somebody typed as a constant, as the type the target wants. */
export function parseConstant(text: string, type: string): unknown {
  if (type === 'yes/no') return text === 'true'
  if (type === 'number' || type === 'whole number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  if (type === 'object' || type.startsWith('list')) return literalOr(text)
  if (type === 'any' && /^\s*(?:[[{]|true$|false$|null$|-?\d)/.test(text)) return literalOr(text)
  return text
}

function literalOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export const constantText = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value))
