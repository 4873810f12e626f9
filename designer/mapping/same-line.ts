// Whether a line of the grid shows the same as before. A keystroke makes new line objects for all rows; only the changed one is drawn again.
import type { ExpressionScope } from '../editor/expression-scope.ts'
import type { GridLineProps } from './grid-line.tsx'

export function isSameLine(before: GridLineProps, after: GridLineProps): boolean {
  return (
    before.index === after.index &&
    before.active === after.active &&
    before.chosen === after.chosen &&
    before.inWords === after.inWords &&
    before.changed === after.changed &&
    before.drift === after.drift &&
    before.readOnly === after.readOnly &&
    before.tables === after.tables &&
    before.actions === after.actions &&
    before.samples === after.samples &&
    hasSameMembers(before.line, after.line) &&
    before.looks.length === after.looks.length &&
    before.looks.every((look, column) => look === after.looks[column] || hasSameMembers(look ?? {}, after.looks[column] ?? {})) &&
    isSameScope(before.scope, after.scope)
  )
}

function hasSameMembers(a: object, b: object): boolean {
  const others = new Map<string, unknown>(Object.entries(b))
  return (
    Object.keys(a).length === others.size &&
    Object.entries(a).every(([key, value]) => others.has(key) && isSameValue(value, others.get(key)))
  )
}

/** Rows keep their identity while they do not change; results come anew with each answer and are compared by what they say. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b)
}

const isSameScope = (a: ExpressionScope, b: ExpressionScope) =>
  a === b ||
  (a.record === b.record &&
    a.others === b.others &&
    a.parent === b.parent &&
    a.trigger === b.trigger &&
    a.steps === b.steps &&
    a.titles === b.titles &&
    a.place === b.place &&
    a.tables === b.tables)
