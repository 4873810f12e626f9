// The few calls of Odoo's models that this connector uses, with answers checked on arrival; the same over both of its APIs.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { execute } from './protocol.ts'

/** A condition such as `['ref', '=', 'C-1']`; several are joined by and. `'|'` before two joins them by or. */
export type Domain = readonly ('|' | '&' | '!' | readonly [string, string, unknown])[]
export type OdooRow = { readonly id: number } & Readonly<Record<string, Json>>
type Values = Readonly<Record<string, unknown>>

const Rows = Type.Array(Type.Object({ id: Type.Integer() }))

export interface Search {
  readonly fields: readonly string[]
  readonly limit?: number
  readonly offset?: number
  readonly order?: string
}

export async function searchRead(context: CallContext, model: string, domain: Domain, search: Search): Promise<readonly OdooRow[]> {
  const rows = await execute(context, { model, method: 'search_read', params: { domain, order: 'id', ...search } })
  const issues = validate(Rows, rows)
  if (issues.length > 0) {
    throw new AppError('vendor-answer-invalid', {
      message: say`Odoo answered search_read of ${model} with something else than records.`,
      issues,
    })
  }
  return rows as unknown as readonly OdooRow[]
}

/** So many records are read with one call: enough for the lines of a page of orders, little enough for Odoo's memory. */
const PAGE = 1_000

/** All of them, however many calls it takes; by id, so that none is lost while others come. */
export async function readAll(context: CallContext, model: string, domain: Domain, fields: readonly string[]): Promise<readonly OdooRow[]> {
  const all: OdooRow[] = []
  for (;;) {
    const after = all.at(-1)?.id ?? 0
    const rows = await searchRead(context, model, [...domain, ['id', '>', after]], { fields, limit: PAGE })
    all.push(...rows)
    if (rows.length < PAGE) return all
  }
}

/** The record with this id. Throws `vendor-answer-invalid`: it was there a moment ago. */
export async function readOne(context: CallContext, model: string, id: number, fields: readonly string[]): Promise<OdooRow> {
  const [row] = await searchRead(context, model, [['id', '=', id]], { fields, limit: 1 })
  if (!row) throw new AppError('vendor-answer-invalid', { message: say`Odoo does not find ${model} ${id}, which was there a moment ago.` })
  return row
}

/** Answers the new id. The actions around it find what a lost answer left behind, so a lost answer may be followed by another try. */
export async function create(context: CallContext, model: string, values: Values, more?: Values): Promise<number> {
  // JSON-2 answers a list of ids whatever it was given.
  const answer = await execute(context, { model, method: 'create', params: { vals_list: values }, ...(more && { context: more }) })
  const id = Array.isArray(answer) ? answer[0] : answer
  if (typeof id !== 'number') throw new AppError('vendor-answer-invalid', { message: say`Odoo answered create of ${model} without an id.` })
  return id
}

export async function write(context: CallContext, model: string, ids: readonly number[], values: Values): Promise<void> {
  await execute(context, { model, method: 'write', ids, params: { vals: values } })
}

/** A button such as `action_confirm`. Only for those that a second press leaves as it is. Answers what Odoo would open next, if anything. */
export async function press(context: CallContext, model: string, button: string, ids: readonly number[], more?: Values): Promise<Json> {
  return await execute(context, { model, method: button, ids, ...(more && { context: more }) })
}

/** Names the window that Odoo answers a button with where it asks a person. */
export const windowOf = (question: Readonly<Record<string, unknown>>): string =>
  [question['res_model'], question['name']].find((name) => typeof name === 'string') ?? 'no reason'

/** The names among `names` that the model has; they differ between versions of Odoo. */
export async function fieldsAmong(context: CallContext, model: string, names: readonly string[]): Promise<readonly string[]> {
  const fields = await execute(context, { model, method: 'fields_get', params: { allfields: names, attributes: ['type'] } })
  return typeof fields === 'object' && fields !== null ? names.filter((name) => Object.hasOwn(fields, name)) : []
}

/** The id of a many-to-one value (`[7, "Name"]`, or `false` when empty). */
export const idOf = (value: Json | undefined): number | undefined =>
  Array.isArray(value) && typeof value[0] === 'number' ? value[0] : undefined
export const nameOf = (value: Json | undefined): string | undefined =>
  Array.isArray(value) && typeof value[1] === 'string' ? value[1] : undefined
/** The ids of a many-to-many or one-to-many value. */
export const idsOf = (value: Json | undefined): readonly number[] =>
  Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : []
/** Odoo writes `false` for an empty text. */
export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
