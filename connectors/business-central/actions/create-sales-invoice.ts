// Makes a sales invoice with its lines, and posts it where that is wanted. Found again by its external document number.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import {
  createDocument,
  DocumentInput,
  findDocument,
  KINDS,
  PostInput,
  postDraft,
  SALES_DOCUMENT,
  SalesDocument,
  toSalesDocument,
} from '../documents.ts'

const Input = Type.Object({ ...DocumentInput.properties, post: PostInput }, { additionalProperties: false })

export const createSalesInvoice = {
  id: 'create-sales-invoice',
  label: 'Create a sales invoice',
  description: 'Makes a draft, unless there is a document of this external document number, and posts it where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({ invoice: SalesDocument, created: Type.Boolean({ title: 'Made now' }) }),
  example: { invoice: { ...SALES_DOCUMENT, number: 'PS-INV103001', status: 'Open' }, created: true },
  async run(input, context) {
    const { post = false, ...wanted } = parseInput(Input, input)
    const look = () => findDocument(context, KINDS.invoice, wanted.externalNumber)
    const { document, created } = await createDocument(context, KINDS.invoice, wanted, look)
    return { invoice: toSalesDocument(post ? await postDraft(context, KINDS.invoice, document) : document), created }
  },
} as const satisfies Action
