// What can become of a source field that is put on a target field: copied, used when the rule so far gives nothing, put behind it; and of a list, how its
// lines come about. One choice is made at once, several are offered.
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { itemScope, pathLabel } from '#designer/editor/field-names.ts'
import { flatten, namesBelow, quoteName } from '#designer/editor/path-values.ts'
import { t } from '#designer/i18n/index.ts'
import type { MappingRow, MappingRule } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import { readListMode, writeListMode, type LineSource, type ListMode } from '#shared/mapping/rule-forms/list-modes.ts'
import type { Operand } from '#shared/mapping/rule-forms/operand.ts'
import { readRule, writeRule, type RuleForm } from '#shared/mapping/rule-forms/rule-form.ts'
import type { GridRow } from './grid-rows.ts'

export interface TakeChoice {
  readonly label: string
  readonly rule: MappingRule
}

/** More ways to group or to go deeper than these help nobody. */
const MOST_FIELDS = 4
const AMOUNT = /^[+-]?\d+(?:\.\d+)?$/

/** `path` as it is written in the line's row, whose scope says what fields are called; `values`: what stands there on the samples. */
export function takeChoices(line: GridRow, path: string, values: readonly unknown[], scope: ExpressionScope): readonly TakeChoice[] {
  const isList = values.some((value) => Array.isArray(value) && value.some(isRecord))
  if (!isList) return scalarChoices(line, path)
  const labels = { list: pathLabel(path, scope), of: (name: string) => pathLabel(quoteName(name), itemScope(path, scope)) }
  return canBeList(line) ? listChoices(line, path, flatten(values), labels) : foldChoices(path, flatten(values), labels)
}

const canBeList = (line: GridRow) =>
  line.listOfObjects || line.kind === 'each' || line.type === 'list' || line.type === 'any' || line.custom

const choice = (label: string, form: RuleForm): TakeChoice => ({ label, rule: writeRule(form) })

function scalarChoices({ row }: GridRow, path: string): readonly TakeChoice[] {
  const copy = choice(row ? t('Replace the rule') : t('Copy'), { form: 'copy', path })
  if (!row) return [copy]
  const form = readRule(row.rule)
  const now = form && operandsOf(form)
  const paths = now?.flatMap((one) => (one.kind === 'path' ? [one.path] : []))
  const firstMatch = form?.form === 'copy' || (form?.form === 'first-match' && form.otherwise === undefined)
  return [
    copy,
    ...(firstMatch && paths
      ? [
          choice(t('Use it when the field so far is blank'), {
            form: 'first-match',
            paths: [...paths, path],
            blank: form.form === 'first-match' ? form.blank : 'empty',
          }),
        ]
      : []),
    ...(now && form?.form !== 'first-match'
      ? [choice(t('Put it behind, with a space between'), { form: 'join', parts: [...now, { kind: 'path', path }], separator: ' ' })]
      : []),
  ]
}

function operandsOf(form: RuleForm): readonly Operand[] | undefined {
  if (form.form === 'copy') return [{ kind: 'path', path: form.path }]
  if (form.form === 'join') return form.parts
  if (form.form === 'first-match') return form.paths.map((path) => ({ kind: 'path', path }))
  return undefined
}

/** What the list and the fields of its items are called. */
interface Labels {
  readonly list: string
  readonly of: (name: string) => string
}

function listChoices({ row }: GridRow, path: string, items: readonly unknown[], labels: Labels): readonly TakeChoice[] {
  const rows: MappingRow[] = row?.rule.kind === 'each' ? row.rule.rows : []
  const each = (label: string, mode: ListMode): TakeChoice => ({ label, rule: { kind: 'each', items: writeListMode(mode), rows } })
  const below = [...namesBelow(items)]
  const inner = below.filter(([, value]) => Array.isArray(value) && value.some(isRecord)).slice(0, MOST_FIELDS)
  const groups = below
    .filter(([name, value]) => typeof value === 'string' && !AMOUNT.test(value) && repeats(items, name))
    .slice(0, MOST_FIELDS)
  const known = row?.rule.kind === 'each' ? readListMode(row.rule.items) : undefined
  const sources = known && sourcesOf(known)
  return [
    each(t('One target line for each of {{list}}', { list: labels.list }), { mode: 'per-line', list: path }),
    ...inner.map(([name]) =>
      each(t('One target line for each of {{inner}} of each of {{list}}', { inner: labels.of(name), list: labels.list }), {
        mode: 'per-inner-line',
        list: path,
        inner: quoteName(name),
      }),
    ),
    ...(sources
      ? [
          each(t('Add a line for each of {{list}}, too', { list: labels.list }), {
            mode: 'several',
            sources: [...sources, sourceOf(path, items)],
          }),
        ]
      : []),
    ...groups.map(([name]) =>
      each(t('One target line for each {{field}} in {{list}}', { field: labels.of(name), list: labels.list }), {
        mode: 'grouped',
        list: path,
        by: quoteName(name),
      }),
    ),
    ...(row ? [] : [choice(t('Copy the list as it is'), { form: 'copy', path })]),
  ]
}

/** A field by which lines can be grouped says the same on several of them; a name or an id hardly ever does. */
function repeats(items: readonly unknown[], name: string): boolean {
  const values = items.flatMap((item) => (isRecord(item) && typeof item[name] === 'string' ? [item[name]] : []))
  return values.length > 1 && new Set(values).size <= values.length * 0.6
}

function sourcesOf(mode: ListMode): readonly LineSource[] | undefined {
  if (mode.mode === 'several') return mode.sources
  return mode.mode === 'per-line' && !mode.where ? [{ kind: 'list', path: mode.list, name: nameOf(mode.list) }] : undefined
}

/** A source whose lines have a price is added where that is not zero: shipping that is free is no line. */
function sourceOf(path: string, items: readonly unknown[]): LineSource {
  const price = [...namesBelow(items)].find(([name, value]) => /^(?:price|amount|total)$/i.test(name) && AMOUNT.test(String(value)))
  return { kind: 'list', path, name: nameOf(path), ...(price && { notZero: quoteName(price[0]) }) }
}

const nameOf = (path: string) => path.split('.').at(-1)?.replaceAll('`', '') ?? path

/** One value out of a list. */
function foldChoices(path: string, items: readonly unknown[], labels: Labels): readonly TakeChoice[] {
  const below = [...namesBelow(items)]
  const amounts = below.filter(([, value]) => typeof value === 'number' || (typeof value === 'string' && AMOUNT.test(value)))
  const texts = below.filter(([, value]) => typeof value === 'string' && !AMOUNT.test(value))
  return [
    ...amounts.slice(0, MOST_FIELDS).map(([name, value]) =>
      choice(t('The sum of {{field}}', { field: labels.of(name) }), {
        form: 'sum',
        list: path,
        field: quoteName(name),
        exact: typeof value === 'string',
      }),
    ),
    { label: t('How many there are'), rule: { kind: 'expression', expression: `$count(${path})` } },
    ...texts
      .slice(0, MOST_FIELDS)
      .map(([name]) =>
        choice(t('The first one’s {{field}}', { field: labels.of(name) }), { form: 'copy', path: `${path}[0].${quoteName(name)}` }),
      ),
  ]
}
