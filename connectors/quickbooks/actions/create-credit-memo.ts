// Makes a credit memo: what a customer has to his credit, to be set against invoices or paid out.
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { createDocumentOnce, CreditMemoInput, DOCUMENT, MadeDocument } from '../document.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CREDIT_MEMO_FIELDS } from '../retail.ts'

export const createCreditMemo = {
  id: 'create-credit-memo',
  label: 'Create a credit memo',
  description: 'Makes a credit memo. The same number again gives the one that is there already. A payment sets it against invoices.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('refund', CreditMemoInput, CREDIT_MEMO_FIELDS),
  output: MadeDocument,
  example: { ...DOCUMENT, id: '146', number: 'HF-R-1001', dueDate: null, created: true },
  run: (input, context) => createDocumentOnce(context, 'CreditMemo', parseInput(CreditMemoInput, input)),
} as const satisfies Action
