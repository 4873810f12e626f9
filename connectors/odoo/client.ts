// The few calls of Odoo's object service that this connector uses, with answers checked on arrival.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { validate } from '#connectors/kit/validate.ts'
import { signIn } from './auth.ts'
import { rpc } from './rpc.ts'

/** A condition such as `['ref', '=', 'C-1']`; several are joined by and. `'|'` before two joins them by or. */
export type Domain = readonly ('|' | '&' | '!' | readonly [string, string, unknown])[]
export type OdooRow = { readonly id: number } & Readonly<Record<string, Json>>

const Rows = Type.Array(Type.Object({ id: Type.Integer() }))

export interface Search {
  readonly fields: readonly string[]
  readonly limit?: number
  readonly offset?: number
  readonly order?: string
}

export async function searchRead(context: CallContext, model: string, domain: Domain, search: Search): Promise<readonly OdooRow[]> {
  const rows = await execute(context, model, 'search_read', [domain], { order: 'id', ...search }, true)
  return checked(rows, `search_read of ${model}`)
}

/** Answers the new id. The actions around it find what a lost answer left behind, so a lost answer may be followed by another try. */
export async function create(context: CallContext, model: string, values: Readonly<Record<string, unknown>>): Promise<number> {
  const id = await execute(context, model, 'create', [values], {}, true)
  if (typeof id !== 'number') throw new AppError('vendor-answer-invalid', { message: `Odoo answered create of ${model} without an id.` })
  return id
}

export async function write(
  context: CallContext,
  model: string,
  ids: readonly number[],
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await execute(context, model, 'write', [ids, values], {}, true)
}

/** A button such as `action_confirm`. Only for those that a second press leaves as it is. */
export async function press(context: CallContext, model: string, button: string, ids: readonly number[]): Promise<void> {
  await execute(context, model, button, [ids], {}, true)
}

/** The names among `names` that the model has; they differ between versions of Odoo. */
export async function fieldsAmong(context: CallContext, model: string, names: readonly string[]): Promise<readonly string[]> {
  const fields = await execute(context, model, 'fields_get', [names], { attributes: ['type'] }, true)
  return typeof fields === 'object' && fields !== null ? names.filter((name) => Object.hasOwn(fields, name)) : []
}

async function execute(
  context: CallContext,
  model: string,
  method: string,
  args: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
  repeatable: boolean,
): Promise<Json> {
  const { uid, key, database } = await signIn(context)
  return await rpc(context, 'object', 'execute_kw', [database, uid, key, model, method, args, named], repeatable)
}

function checked(rows: Json, what: string): readonly OdooRow[] {
  const issues = validate(Rows, rows)
  if (issues.length > 0)
    throw new AppError('vendor-answer-invalid', { message: `Odoo answered ${what} with something else than records.`, issues })
  return rows as unknown as readonly OdooRow[]
}

/** The id of a many-to-one value (`[7, "Name"]`, or `false` when empty). */
export const idOf = (value: Json | undefined): number | undefined =>
  Array.isArray(value) && typeof value[0] === 'number' ? value[0] : undefined
export const nameOf = (value: Json | undefined): string | undefined =>
  Array.isArray(value) && typeof value[1] === 'string' ? value[1] : undefined
/** Odoo writes `false` for an empty text. */
export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
