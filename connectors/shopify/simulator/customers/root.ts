// The root fields for customers.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { addressView, gidOf, instant, keyOf, upper, type View } from '../order-view.ts'
import { compare, compareTime, isSameText, matchesTerms } from '../search-terms.ts'
import { tagsOf } from '../search.ts'
import { metafieldsOf } from '../catalogue/metafields.ts'
import { addAddress, findCustomer, setCustomer, type CustomerNames, type CustomerSetArguments } from './customer-set.ts'

interface ListArguments extends PageArguments {
  readonly query?: string | null
  readonly sortKey?: string | null
}

export function customersRoot(context: ResolverContext): View {
  const { records } = context
  const show = (customer: SimulatorRecord | undefined): View | null => (customer ? customerView(customer, context) : null)
  return {
    customer: ({ id }: { readonly id: string }) => show(records.get('customer', numberOf(id))),
    customerByIdentifier: ({
      identifier,
    }: {
      readonly identifier: CustomerNames & { readonly emailAddress?: string | null; readonly phoneNumber?: string | null }
    }) => show(findCustomer({ ...identifier, email: identifier.emailAddress ?? null, phone: identifier.phoneNumber ?? null }, records)),
    customers(args: ListArguments) {
      const found = records.list('customer').filter((customer) => matchesCustomer(customer, args.query))
      return pageOf(
        found.toSorted(sorting(args.sortKey ?? 'ID')).map((customer) => customerView(customer, context)),
        keyOf,
        args,
      )
    },
    customerSet(args: CustomerSetArguments) {
      const made = records.atomically(() => setCustomer(args, context))
      if (Array.isArray(made['field'])) return { customer: null, userErrors: [made] }
      return { customer: customerView(made as SimulatorRecord, context), userErrors: [] }
    },
    customerAddressCreate(args: {
      readonly customerId: string
      readonly address: Parameters<typeof addAddress>[1]
      readonly setAsDefault?: boolean | null
    }) {
      const customer = records.get('customer', numberOf(args.customerId))
      if (!customer) return { address: null, userErrors: [{ field: ['customerId'], message: 'Customer does not exist' }] }
      const address = records.atomically(() => addAddress(customer, args.address, args.setAsDefault === true, context))
      return { address: customerAddressView(address), userErrors: [] }
    },
  }
}

export function customerView(customer: SimulatorRecord, { records, shop }: Pick<ResolverContext, 'records' | 'shop'>): View {
  const orders = () => records.list('order').filter((order) => order['customer']?.id === customer['id'])
  const addresses = recordsOf(customer['addresses'])
  const main = addresses.find((address) => address['default'] === true) ?? addresses[0]
  const name = [customer['first_name'], customer['last_name']].filter((part) => typeof part === 'string').join(' ')
  return {
    __typename: 'Customer',
    id: gidOf('Customer', customer['id']),
    firstName: customer['first_name'] ?? null,
    lastName: customer['last_name'] ?? null,
    displayName: name || String(customer['email'] ?? ''),
    defaultEmailAddress:
      typeof customer['email'] === 'string'
        ? {
            emailAddress: customer['email'],
            marketingState: upper(customer['email_marketing']) ?? 'NOT_SUBSCRIBED',
            marketingUpdatedAt: customer['email_marketing_at'] ?? null,
          }
        : null,
    defaultPhoneNumber:
      typeof customer['phone'] === 'string'
        ? {
            phoneNumber: customer['phone'],
            marketingState: upper(customer['sms_marketing']) ?? 'NOT_SUBSCRIBED',
            marketingUpdatedAt: customer['sms_marketing_at'] ?? null,
          }
        : null,
    companyContactProfiles: recordsOf(customer['companies']).map((company) => ({
      __typename: 'CompanyContact',
      id: gidOf('CompanyContact', company['id']),
      isMainContact: company['main_contact'] === true,
      company: {
        __typename: 'Company',
        id: gidOf('Company', company['id']),
        name: company['name'],
        externalId: company['external_id'] ?? null,
      },
    })),
    state: upper(customer['state']),
    note: customer['note'] ?? null,
    tags: tagsOf(customer),
    taxExempt: customer['tax_exempt'] === true,
    locale: customer['locale'] ?? 'en',
    numberOfOrders: () => String(orders().length),
    amountSpent: () => ({
      amount: orders()
        .reduce((sum, order) => sum + Number(order['current_total_price']), 0)
        .toFixed(2),
      currencyCode: shop.currency,
    }),
    createdAt: instant(customer['created_at']),
    updatedAt: instant(customer['updated_at']),
    defaultAddress: main ? customerAddressView(main) : null,
    metafields: metafieldsOf(gidOf('Customer', customer['id']), records),
    addressesV2: (args: PageArguments) => pageOf(addresses.map(customerAddressView), keyOf, args),
  }
}

const customerAddressView = (address: SimulatorRecord): View => ({
  ...addressView(address),
  id: `${gidOf('MailingAddress', address['id'])}?model_name=CustomerAddress`,
})

/** What customers/create and customers/update tell. Tags, consent to marketing and companies are none of it. */
const UNTOLD = ['tags', 'locale', 'email_marketing', 'email_marketing_at', 'sms_marketing', 'sms_marketing_at', 'companies']

export function customerPayload(customer: SimulatorRecord): SimulatorRecord {
  const told = Object.fromEntries(Object.entries(customer).filter(([member]) => !UNTOLD.includes(member)))
  const addresses = recordsOf(customer['addresses'])
  const main = addresses.find((address) => address['default'] === true)
  return { ...told, ...(main && { default_address: main }) }
}

function sorting(key: string): (left: SimulatorRecord, right: SimulatorRecord) => number {
  const byId = (left: SimulatorRecord, right: SimulatorRecord) => Number(left['id']) - Number(right['id'])
  if (key !== 'UPDATED_AT' && key !== 'CREATED_AT') return byId
  const member = key.toLowerCase()
  return (left, right) => Date.parse(String(left[member])) - Date.parse(String(right[member])) || byId(left, right)
}

const matchesCustomer = (customer: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      switch (field) {
        case 'id':
          return compare(Number(customer['id']), comparator, Number(value))
        case 'email':
        case 'phone':
        case 'first_name':
        case 'last_name':
        case 'state':
          return isSameText(customer[field], value)
        case 'customer_date':
        case 'created_at':
        case 'updated_at':
          return compareTime(customer[field === 'customer_date' ? 'created_at' : field], comparator, value)
        case 'tag':
          return tagsOf(customer).some((tag) => isSameText(tag, value))
        default:
          return undefined
      }
    },
    hasWord: (word) =>
      [customer['first_name'], customer['last_name'], customer['email']].some(
        (text) => typeof text === 'string' && text.toLowerCase().includes(word.toLowerCase()),
      ),
  })
