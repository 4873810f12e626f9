// What shoppers and the staff do with accounts: make, change and merge them.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import type { ResolverContext } from '../context.ts'
import { gidOf } from '../order-view.ts'
import { customerPayload } from './root.ts'
import { newCustomer } from './seed.ts'

/** `{ "email": "ada@example.com", "first_name": "Ada" }`. An e-mail or phone that is taken is refused, as Shopify does. */
export function createCustomer(payload: SimulatorRecord, { records, shop, at }: ResolverContext): SimulatorRecord {
  const taken = (['email', 'phone'] as const).find(
    (member) => typeof payload[member] === 'string' && records.find('customer', (one) => one[member] === payload[member]) !== undefined,
  )
  if (taken) throw new Error(`The simulated shop has a customer with this ${taken}.`)
  const made = { ...newCustomer(records.nextId('customer', 10_870_000_000_001), at(), shop.currency), ...payload }
  records.put('customer', String(made['id']), made)
  return customerPayload(made)
}

/** A shopper or staff changes an account: `{ "email": "ada@example.com", "note": "…" }`; with the id also its e-mail. */
export function changeCustomer(payload: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  const customer = records.find('customer', ({ id, email }) =>
    payload['id'] === undefined ? email === payload['email'] : String(id) === String(payload['id']),
  )
  if (!customer) throw new Error('The simulated shop has no such customer. Give the id or the e-mail.')
  const changed = { ...customer, ...payload, id: customer['id'] as number, updated_at: at() }
  records.put('customer', changed.id, changed)
  return customerPayload(changed)
}

/** Staff merges two accounts: `{ "kept": 1, "deleted": 2 }`. What the one that stays lacks comes from the one that goes. */
export function mergeCustomers(
  payload: SimulatorRecord,
  { records, at }: ResolverContext,
): { record: SimulatorRecord; told: SimulatorRecord } {
  const [kept, gone] = [payload['kept'], payload['deleted']].map((id) => records.get('customer', String(id)))
  if (!kept || !gone) throw new Error('The simulated shop has no such customers. Give the ids "kept" and "deleted".')
  const missing = Object.entries(gone).filter(([member, value]) => (kept[member] ?? null) === null && value !== null)
  const merged = { ...kept, ...Object.fromEntries(missing), id: kept['id'] as number, updated_at: at() }
  records.put('customer', merged.id, merged)
  records.remove('customer', String(gone['id']))
  const told = {
    admin_graphql_api_customer_kept_id: gidOf('Customer', kept['id']),
    admin_graphql_api_customer_deleted_id: gidOf('Customer', gone['id']),
    admin_graphql_api_job_id: null,
    status: 'completed',
    errors: [],
  }
  return { record: customerPayload(merged), told }
}
