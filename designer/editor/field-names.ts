// How source fields are called: by their titles in the system, else by readable names.
import { readableName } from '#shared/mapping/schema-fields.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import type { ExpressionScope } from './expression-scope.ts'

/** A name, with the brackets behind it: `line_items[0]`. */
const PART = /(`[^`]*`|[^.`[]+)((?:\[[^[\]]*\])*)/g

/** `Line items › SKU` for `line_items.sku` as it is written in this scope. */
export function pathLabel(path: string, scope: ExpressionScope): string {
  const parts = [...path.matchAll(PART)].map(([, name = '', brackets = '']) => ({ name, brackets }))
  let place = placeOf(parts[0]?.name, scope)
  const labels = parts.flatMap(({ name, brackets }, index) => {
    const root = index === 0 ? ROOTS[name] : undefined
    if (root === undefined) place = place === undefined ? undefined : place === '' ? name : `${place}.${name}`
    // Of a step or an outer record the names behind it say enough.
    if (root !== undefined) return parts.length > 1 && root === '' ? [] : [`${root === '' ? name : t(root)}${brackets}`]
    return [`${fieldLabel(place === undefined ? undefined : scope.titles?.get(place), name.replaceAll('`', ''))}${brackets}`]
  })
  return labels.length === 0 ? path : labels.join(' › ')
}

/** The scope of the items of a list that a rule goes through by itself. */
export function itemScope(list: string, scope: ExpressionScope): ExpressionScope {
  const [first = '', ...below] = [...list.matchAll(PART)].map(([, name = '']) => name)
  const place = placeOf(first, scope)
  const { place: _, ...rest } = scope
  const names = Object.hasOwn(ROOTS, first) ? below : [first, ...below]
  return { ...rest, parent: scope.record ?? {}, ...(place !== undefined && { place: [place, ...names].filter(Boolean).join('.') }) }
}

/** The title, where there is one. */
export const fieldLabel = (title: string | undefined, name: string): string => t(title ?? readableName(name))

/** Beside a label that is nothing but the name, the name says nothing more. */
export const saysMore = (name: string, label: string): boolean => name.toLowerCase() !== label.toLowerCase()

const ROOTS: Readonly<Record<string, string>> = {
  $: '',
  $$: '',
  $steps: '',
  $trigger: phrase('Trigger'),
  $parent: phrase('Record around it'),
}

/** Where the names behind a path's beginning stand in the titles. */
function placeOf(first: string | undefined, { place, parent }: ExpressionScope): string | undefined {
  if (first === '$trigger' || first === '$steps') return first
  if (first === '$$') return ''
  const here = parent === undefined ? '' : place
  if (first !== '$parent') return here
  // `a.b` inside two lists may be two of the first or one of each: the list around it is only known to be the record where there is one name.
  return here === undefined || here.includes('.') ? undefined : ''
}
