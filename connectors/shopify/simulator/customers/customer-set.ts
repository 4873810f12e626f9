// Creating, updating and finding customers. Refusals recorded from a live store (2026-04) where there was one.
// Source: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/customerSet
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { findByCustomId, putMetafield } from '../catalogue/metafields.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { newCustomer } from './seed.ts'

export interface CustomerNames {
  readonly id?: string | null
  readonly email?: string | null
  readonly phone?: string | null
  readonly customId?: { readonly namespace?: string | null; readonly key: string; readonly value: string } | null
}
interface AddressInput {
  readonly address1?: string | null
  readonly address2?: string | null
  readonly city?: string | null
  readonly company?: string | null
  readonly countryCode?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
  readonly phone?: string | null
  readonly provinceCode?: string | null
  readonly zip?: string | null
}
export interface CustomerSetArguments {
  readonly identifier?: CustomerNames | null
  readonly input: {
    readonly email?: string | null
    readonly phone?: string | null
    readonly firstName?: string | null
    readonly lastName?: string | null
    readonly note?: string | null
    readonly locale?: string | null
    readonly taxExempt?: boolean | null
    readonly tags?: readonly string[] | null
    readonly addresses?: readonly AddressInput[] | null
  }
}
interface Refusal {
  readonly field: readonly string[]
  readonly message: string
  readonly code: string
}

export function findCustomer(names: CustomerNames | null | undefined, records: SimulatorRecords): SimulatorRecord | undefined {
  if (names?.id != null) return records.get('customer', numberOf(names.id))
  if (names?.email != null) {
    const email = names.email.toLowerCase()
    return records.find('customer', (customer) => String(customer['email'] ?? '').toLowerCase() === email)
  }
  if (names?.phone != null) return records.find('customer', (customer) => customer['phone'] === names.phone)
  const owner = names?.customId ? findByCustomId('Customer', names.customId, records) : undefined
  return owner === undefined ? undefined : records.get('customer', numberOf(owner))
}

/** The stored customer, or why it was refused. Call it inside `records.atomically`. */
export function setCustomer(
  { identifier, input }: CustomerSetArguments,
  { records, shop, at }: ResolverContext,
): SimulatorRecord | Refusal {
  const existing = findCustomer(identifier, records)
  if (identifier?.id != null && !existing) {
    return { field: ['input'], message: 'Resource matching the identifier was not found.', code: 'NOT_FOUND' }
  }
  for (const member of ['email', 'phone'] as const) {
    const named = identifier?.[member]
    if (named != null && input[member] !== named) {
      return {
        field: ['input'],
        message: `The identifier value does not match the value of the corresponding field in the input.`,
        code: 'INPUT_MISMATCH',
      }
    }
    const other = input[member] == null ? undefined : findCustomer({ [member]: input[member] }, records)
    if (other && other['id'] !== existing?.['id']) {
      return { field: ['input', member], message: `${member === 'email' ? 'Email' : 'Phone'} has already been taken`, code: 'TAKEN' }
    }
  }
  const known = existing ?? newCustomer(records.nextId('customer', 10_870_000_000_001), at(), shop.currency)
  if (!existing && input.firstName == null && input.lastName == null && input.email == null && input.phone == null) {
    return { field: ['input'], message: 'A name, phone number, or email address must be present', code: 'INVALID' }
  }
  const changed: SimulatorRecord = {
    ...known,
    ...(input.email !== undefined && { email: input.email }),
    ...(input.phone !== undefined && { phone: input.phone }),
    ...(input.firstName !== undefined && { first_name: input.firstName }),
    ...(input.lastName !== undefined && { last_name: input.lastName }),
    ...(input.note !== undefined && { note: input.note }),
    ...(input.locale != null && { locale: input.locale }),
    ...(input.taxExempt != null && { tax_exempt: input.taxExempt }),
    ...(input.tags != null && { tags: input.tags.toSorted((a, b) => a.localeCompare(b)).join(', ') }),
    ...(input.addresses != null && { addresses: input.addresses.map((address, index) => addressOf(address, known, records, index === 0)) }),
  }
  if (!existing || JSON.stringify(existing) !== JSON.stringify(changed)) {
    records.put('customer', String(changed['id']), { ...changed, updated_at: at() })
  }
  if (identifier?.customId && !existing) putMetafield(`gid://shopify/Customer/${String(changed['id'])}`, identifier.customId, records)
  return records.get('customer', String(changed['id'])) ?? changed
}

/** Adds it as the default address. */
export function addAddress(
  customer: SimulatorRecord,
  input: AddressInput,
  isDefault: boolean,
  { records, at }: ResolverContext,
): SimulatorRecord {
  const address = addressOf(input, customer, records, isDefault)
  const others = recordsOf(customer['addresses']).map((other) => (isDefault ? { ...other, default: false } : other))
  records.put('customer', String(customer['id']), { ...customer, addresses: [...others, address], updated_at: at() })
  return address
}

function addressOf(input: AddressInput, customer: SimulatorRecord, records: SimulatorRecords, isDefault: boolean): SimulatorRecord {
  const first = input.firstName ?? (customer['first_name'] as string | null)
  const last = input.lastName ?? (customer['last_name'] as string | null)
  return {
    id: records.nextId('_address', 12_264_000_000_001),
    customer_id: customer['id'] as number,
    first_name: first,
    last_name: last,
    name: [first, last].filter((part) => part !== null).join(' '),
    company: input.company ?? null,
    address1: input.address1 ?? null,
    address2: input.address2 ?? null,
    city: input.city ?? null,
    province: null,
    province_code: input.provinceCode ?? null,
    zip: input.zip ?? null,
    country: input.countryCode ?? null,
    country_code: input.countryCode ?? null,
    country_name: input.countryCode ?? null,
    phone: input.phone ?? null,
    default: isDefault,
  }
}
