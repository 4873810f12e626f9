// What is sold and given back beside the sales order: invoices, cash sales (paid at once, such as at a till), credit memos, and cash refunds.
import { documentAction } from '../document.ts'
import { REFUND_FIELDS, SALES_ORDER_FIELDS, STORE_SALE_FIELDS } from '../retail.ts'

export const upsertInvoice = documentAction(
  { record: 'invoice', type: 'CustInvc' },
  {
    id: 'upsert-invoice',
    label: 'Write invoice',
    description: 'Makes an invoice without an order, or changes the one of the same external id; its lines are replaced.',
    model: 'order',
    fields: SALES_ORDER_FIELDS,
    number: 'INV1042',
  },
)
export const upsertCashSale = documentAction(
  { record: 'cashSale', type: 'CashSale' },
  {
    id: 'upsert-cash-sale',
    label: 'Write cash sale',
    description:
      'Makes a sale that was paid at once, such as at a till, or changes the one of the same external id; its lines are replaced.',
    model: 'sale',
    fields: STORE_SALE_FIELDS,
    number: 'CS1042',
  },
)
export const upsertCreditMemo = documentAction(
  { record: 'creditMemo', type: 'CustCred' },
  {
    id: 'upsert-credit-memo',
    label: 'Write credit memo',
    description: 'Credits a customer for a refund or return, or changes the credit memo of the same external id; its lines are replaced.',
    model: 'refund',
    fields: REFUND_FIELDS,
    number: 'CM1042',
  },
)
export const upsertCashRefund = documentAction(
  { record: 'cashRefund', type: 'CashRfnd' },
  {
    id: 'upsert-cash-refund',
    label: 'Write cash refund',
    description: 'Gives money of a cash sale back, or changes the cash refund of the same external id; its lines are replaced.',
    model: 'refund',
    fields: REFUND_FIELDS,
    number: 'CR1042',
  },
)
