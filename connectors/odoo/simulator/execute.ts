// `execute_kw`: the methods of a model.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { compileDomain } from './domain.ts'
import { missingError, OdooFault, validationError, valueError } from './errors.ts'
import { FIELDS, type Model } from './models.ts'
import { confirmOrders, createOrder, related } from './sales.ts'

type Named = Readonly<Record<string, unknown>>

export function executeModel(
  records: SimulatorRecords,
  name: string,
  method: string,
  args: readonly unknown[],
  named: Named,
  at: Date,
): unknown {
  if (!Object.hasOwn(FIELDS, name)) throw new OdooFault('builtins.KeyError', name)
  const model = name as Model
  const now = at.toISOString().slice(0, 19).replace('T', ' ')
  const ids = () => [args[0]].flat() as number[]
  switch (method) {
    case 'search':
      return search(records, model, args[0] ?? named['domain'], named).map((record) => record['id'] as number)
    case 'search_count':
      return search(records, model, args[0] ?? named['domain'], {}).length
    case 'search_read':
      checkNames(model, named['fields'])
      return search(records, model, args[0] ?? named['domain'], named).map((record) => pick(model, record, named['fields']))
    case 'read':
      checkNames(model, args[1] ?? named['fields'])
      return ids().map((id) => pick(model, must(records, model, id), args[1] ?? named['fields']))
    case 'fields_get':
      return Object.fromEntries(
        ((args[0] ?? Object.keys(FIELDS[model])) as string[])
          .filter((field) => field in FIELDS[model])
          .map((field) => [field, { type: '' }]),
      )
    case 'create':
      return createRecord(records, model, args[0] as Named, now)
    case 'write':
      for (const id of ids()) {
        const values = args[1] as Named
        checkFields(model, values)
        records.put(model, id, { ...must(records, model, id), ...relations(records, model, values), write_date: now })
      }
      return true
    case 'action_confirm':
      if (model === 'sale.order') return confirmOrders(records, ids(), now)
  }
  throw new OdooFault('builtins.AttributeError', `The method '${name}.${method}' does not exist`)
}

function search(records: SimulatorRecords, model: Model, domain: unknown, { limit, offset, order }: Named): readonly SimulatorRecord[] {
  const matches = compileDomain(records, model, (domain ?? []) as unknown[])
  const found = records.list(model).filter((record) => record['active'] !== false && matches(record))
  const [field = 'id', direction = 'asc'] = (typeof order === 'string' ? order : 'id').split(',')[0]?.trim().split(/\s+/) ?? []
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1
  const sorted = found.toSorted((a, b) => sign * (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : 0))
  const start = Number(offset ?? 0)
  return sorted.slice(start, limit === undefined || limit === null ? undefined : start + Number(limit))
}

function must(records: SimulatorRecords, model: Model, id: number): SimulatorRecord {
  const record = records.get(model, id)
  if (!record) throw missingError(model, id)
  return record
}

function checkNames(model: Model, fields: unknown): void {
  const unknown = ((fields ?? []) as string[]).find((field) => field !== 'id' && !Object.hasOwn(FIELDS[model], field))
  if (unknown !== undefined) throw valueError(`Invalid field '${unknown}' on model '${model}'`)
}

function pick(model: Model, record: SimulatorRecord, fields: unknown): SimulatorRecord {
  const names = Array.isArray(fields) && fields.length > 0 ? (fields as string[]) : Object.keys(FIELDS[model])
  return { id: record['id'], ...Object.fromEntries(names.map((field) => [field, record[field] ?? false])) }
}

function createRecord(records: SimulatorRecords, model: Model, values: Named, now: string): number {
  checkFields(model, values)
  if (model === 'sale.order') return createOrder(records, values, now)
  if (model !== 'res.partner') {
    throw new OdooFault('odoo.exceptions.AccessError', `You are not allowed to create '${model}' records.`)
  }
  if (typeof values['name'] !== 'string' || values['name'] === '') throw validationError('Contacts require a name')
  const id = records.nextId(model)
  records.put(model, id, { id, active: true, ...relations(records, model, values), create_date: now, write_date: now })
  return id
}

function checkFields(model: Model, values: Named): void {
  checkNames(model, Object.keys(values))
}

/** Ids of other records become `[id, name]`, as they are read. */
function relations(records: SimulatorRecords, model: Model, values: Named): SimulatorRecord {
  const fields: Readonly<Record<string, string>> = FIELDS[model]
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      fields[field] && typeof value === 'number' ? related(records, fields[field], value) : value,
    ]),
  )
}
