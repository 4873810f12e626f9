// What may be written. Business Central refuses a request with a member that it does not know, or that is read only.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { Refusal } from './refusal.ts'

const LINE = ['lineType', 'lineObjectNumber', 'description', 'quantity', 'unitPrice', 'discountAmount', 'itemVariantId', 'locationId']
const HEAD = ['externalDocumentNumber', 'customerNumber', 'postingDate', 'currencyCode']

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  customers: [
    'number',
    'displayName',
    'type',
    'email',
    'phoneNumber',
    'taxRegistrationNumber',
    'addressLine1',
    'addressLine2',
    'city',
    'state',
    'postalCode',
    'country',
  ],
  salesOrders: [...HEAD, 'orderDate', 'salesOrderLines'],
  salesInvoices: [...HEAD, 'invoiceDate', 'salesInvoiceLines'],
  salesCreditMemos: [...HEAD, 'creditMemoDate', 'salesCreditMemoLines'],
  salesOrderLines: LINE,
  salesInvoiceLines: LINE,
  salesCreditMemoLines: LINE,
  journalLines: ['accountNumber', 'postingDate', 'documentNumber', 'amount', 'description'],
}

/** What a set takes, without its lines. */
export const membersOf = (set: string): readonly string[] =>
  (MEMBERS[set] ?? ['number', 'displayName']).filter((name) => !name.endsWith('Lines'))

export function checkMembers(set: string, body: SimulatorRecord): void {
  for (const [name, value] of Object.entries(body)) {
    if (!MEMBERS[set]?.includes(name))
      throw new Refusal('BadRequest', `The property '${name}' does not exist on type 'Microsoft.NAV.${set}', or is read only.`)
    if (Array.isArray(value)) for (const one of value) if (isRecord(one)) checkMembers(name, one as SimulatorRecord)
  }
}
