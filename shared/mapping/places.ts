// What analysis knows of the values of an expression while it walks through it: the places of the source they may come from.
import type { AstNode } from './ast.ts'
import type { Constant } from './constant.ts'

/** Names from the record, or from a variable when the first begins with `$`; `*` and `**` are wildcards. */
export type Place = readonly string[]

/** What is known of a value: the places it may come from, a function of the expression, a constant. */
export interface Value {
  readonly places: readonly Place[]
  readonly lambda?: { readonly node: AstNode; readonly base: Value; readonly scope: Scope }
  readonly constant?: Constant
}
/** Variables by name. What one holds can change: `c ? $x := a` binds it where it stands. */
export type Scope = Map<string, Cell>
export interface Cell {
  value: Value
  isRead?: true
}

export interface Found {
  /** A value is read from here. */
  place(place: Place): void
  /** A function is called, or handed on, that the expression does not define. */
  function(name: string): void
  /** A variable is read that the expression does not define. */
  variable(name: string): void
  /** `$lookup` names a table. */
  table(name: string): void
}

export interface Provenance {
  /** Walks an expression; what its value is, which is not noted as read yet. */
  visit(node: AstNode, base: Value, scope: Scope): Value
  /** Walks an expression whose value somebody reads. */
  read(node: AstNode, base: Value, scope: Scope): Value
}

export const NOTHING: Value = { places: [] }
export const RECORD: Value = { places: [[]] }

export function used(cell: Cell | undefined): Value | undefined {
  if (cell) cell.isRead = true
  return cell?.value
}

/** Whether the second place is the first or lies below it. */
export function isNear(place: Place, other: Place): boolean {
  return place.every((name, i) => other[i] === name)
}

export function below({ places }: Value, name: string): Value {
  return { places: places.map((place) => [...place, name]) }
}
