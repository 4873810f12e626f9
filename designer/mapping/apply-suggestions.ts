// Suggested mappings made rows: where the target has no row yet, and nowhere else.
import type { MappingRow, MappingRule } from '#shared/flow/document.ts'
import type { Suggestion } from '#shared/mapping/suggest.ts'
import { formatTarget } from '#shared/mapping/target.ts'
import { insertRow } from './edit-rows.ts'
import { rowPath } from './row-place.ts'
import type { TargetField } from './target-fields.ts'

/** Names a suggestion among others. */
export const suggestionKey = ({ within, target }: Pick<Suggestion, 'within' | 'target'>) => [...within, target].join(' > ')

/** Those whose target has no row: also not above or below it. */
export function openSuggestions(suggestions: readonly Suggestion[], rows: readonly MappingRow[]): readonly Suggestion[] {
  return suggestions.filter(({ within, target }) => {
    const place = containerOf(rows, within)
    if (place === undefined) return true
    return !place.rows.some((row) => row.target === target || row.target.startsWith(`${target}.`) || target.startsWith(`${row.target}.`))
  })
}

/** Rows in the order of the target's fields. A field of a list for which there is no list yet is left out: its list is a suggestion of its own. */
export function applySuggestions(
  rows: readonly MappingRow[],
  suggestions: readonly Suggestion[],
  fields: readonly TargetField[],
): MappingRow[] {
  return suggestions.reduce<MappingRow[]>(
    (now, suggestion) => {
      const place = containerOf(now, suggestion.within)
      if (!place || openSuggestions([suggestion], now).length === 0) return now
      const siblings = fieldsAt(fields, suggestion.within)
      const required = siblings.find(({ target }) => target === suggestion.target)?.required === true
      const row: MappingRow = { target: suggestion.target, rule: ruleOf(suggestion), ...(required && { required }) }
      return insertRow(
        now,
        place.container,
        row,
        siblings.map(({ target }) => target),
      )
    },
    [...rows],
  )
}

function ruleOf({ expression, isList }: Suggestion): MappingRule {
  return isList ? { kind: 'each', items: expression, rows: [] } : { kind: 'expression', expression }
}

function containerOf(
  rows: readonly MappingRow[],
  within: readonly string[],
): { readonly container: string; readonly rows: readonly MappingRow[] } | undefined {
  let place: { container: string; rows: readonly MappingRow[] } = { container: '', rows }
  for (const target of within) {
    const index = place.rows.findIndex((row) => row.target === target)
    const row = place.rows[index]
    if (row?.rule.kind !== 'each') return undefined
    place = { container: rowPath(place.container, index), rows: row.rule.rows }
  }
  return place
}

/** Fields of a level, those of groups for themselves. */
function fieldsAt(fields: readonly TargetField[], within: readonly string[]): readonly TargetField[] {
  const flat = fields.flatMap(function flatten(field): readonly TargetField[] {
    return field.fields ? field.fields.flatMap(flatten) : [field]
  })
  const [list, ...deeper] = within
  if (list === undefined) return flat
  return fieldsAt(flat.find(({ names }) => formatTarget(names) === list)?.items ?? [], deeper)
}
