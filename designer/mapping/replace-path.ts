// Replaces a source path in a rule: what "is this meant?" does. Only whole paths, as the rule writes them, and only if the rule can be read afterwards.
import type { MappingRule } from '#shared/flow/document.ts'
import { parseExpression } from '#shared/mapping/parse.ts'

export function replacePath(rule: MappingRule, from: string, to: string): MappingRule | undefined {
  if (rule.kind === 'expression') {
    const expression = replaced(rule.expression, from, to)
    return expression === undefined ? undefined : { ...rule, expression }
  }
  if (rule.kind === 'lookup') {
    const key = replaced(rule.key, from, to)
    return key === undefined ? undefined : { ...rule, key }
  }
  if (rule.kind === 'each') {
    const items = replaced(rule.items, from, to)
    return items === undefined ? undefined : { ...rule, items }
  }
  return undefined
}

function replaced(source: string, from: string, to: string): string | undefined {
  // Not in the middle of a longer path or name. A text in quotes that says the same is rare, and shows in the result.
  const escaped = from.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const whole = new RegExp(String.raw`(?<![\p{L}\p{N}_$."'\x60])${escaped}(?![\p{L}\p{N}_"'\x60])`, 'gu')
  const next = source.replaceAll(whole, () => to)
  return next !== source && parseExpression(next).ok ? next : undefined
}
