// Xero: invoices, bills, credit notes, payments, journals, bank transactions and contacts of an organisation, over the Accounting API.
import type { Connector } from '#connectors/kit/contract.ts'
import { allocateCreditNote } from './actions/allocate-credit-note.ts'
import { createBankTransaction } from './actions/create-bank-transaction.ts'
import { createCreditNote } from './actions/create-credit-note.ts'
import { createInvoice } from './actions/create-invoice.ts'
import { createManualJournal } from './actions/create-manual-journal.ts'
import { createPayment } from './actions/create-payment.ts'
import { findInvoices } from './actions/find-invoices.ts'
import { getContact } from './actions/get-contact.ts'
import { getCreditNote } from './actions/get-credit-note.ts'
import { getInvoice } from './actions/get-invoice.ts'
import { listAccounts } from './actions/list-accounts.ts'
import { refundCreditNote } from './actions/refund-credit-note.ts'
import { upsertContact } from './actions/upsert-contact.ts'
import { AUTH, SECRETS, XeroConfig } from './auth.ts'
import { read } from './client.ts'
import { contactsChanged, creditNotesChanged, invoicesChanged, paymentsChanged } from './polls/changed.ts'
import { Organisations } from './schemas.ts'
import { changes } from './triggers/changes.ts'

export const xero = {
  id: 'xero',
  name: 'Xero',
  category: 'finance',
  description: 'Invoices, credit notes, payments, journals, bank transactions and contacts.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><circle cx="12" cy="12" r="9"/><path d="M7.5 9l6 6M13.5 9l-6 6"/><path d="M16.5 12h.01"/></svg>',
  config: XeroConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: () => 'https://api.xero.com',
  actions: [
    createInvoice,
    createCreditNote,
    createPayment,
    createManualJournal,
    createBankTransaction,
    getInvoice,
    findInvoices,
    getCreditNote,
    refundCreditNote,
    allocateCreditNote,
    getContact,
    upsertContact,
    listAccounts,
  ],
  triggers: [changes],
  polls: [invoicesChanged, creditNotesChanged, paymentsChanged, contactsChanged],
  // https://developer.xero.com/documentation/guides/oauth2/limits/ . Apps of the free tier have 1,000 calls a day: the header tells.
  limits: {
    concurrency: 5,
    rates: [{ id: 'minute', label: '60 calls a minute', calls: 60, seconds: 60, remainingHeader: 'x-minlimit-remaining' }],
    days: [
      {
        id: 'day',
        label: '5,000 calls a day (1,000 on the starter tier)',
        calls: 5_000,
        resets: { at: '00:00', timeZone: 'UTC' },
        remainingHeader: 'x-daylimit-remaining',
      },
    ],
  },
  async test(context) {
    const [organisation] = (await read(context, '/Organisation', Organisations)).Organisations
    return { summary: `Signed in to ${organisation?.Name ?? 'an organisation without a name'} (${organisation?.BaseCurrency ?? '?'}).` }
  },
} as const satisfies Connector
