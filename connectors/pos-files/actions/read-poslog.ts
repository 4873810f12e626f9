// A POSLog document that came another way, such as the body of an HTTP call.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { openRecords } from '#connectors/kit/formats/read-records.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { EXAMPLE } from '../example.ts'
import { isWanted, Others } from '../others.ts'
import { LISTS, toStoreSale } from '../poslog.ts'

const MOST_BYTES = 4_000_000
const MOST_SALES = 10_000

const Input = Type.Object(
  {
    text: Type.String({ title: 'Text', description: 'The whole POSLog document, at most 4 MB.', minLength: 1, maxLength: MOST_BYTES }),
    also: Others,
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  sales: Type.Array(StoreSale, { title: 'Sales', description: 'Each transaction once.' }),
  rejected: Type.Array(Type.String(), {
    title: 'What cannot be taken',
    description: 'A sentence for each transaction that is not among the sales because something is wrong with it.',
  }),
})

export const readPoslog = {
  id: 'read-poslog',
  label: 'Read POSLog',
  description: 'Takes the sales and returns out of a POSLog text, such as one that was received by HTTP. It calls nobody.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { sales: [EXAMPLE], rejected: [] },
  async run(input) {
    const { text, also } = parseInput(Input, input)
    const bytes = Buffer.from(text)
    if (bytes.length > MOST_BYTES)
      throw new AppError('vendor-rejected', { message: say`The POSLog has more than ${MOST_BYTES / 1_000_000} MB.` })
    const read = openRecords(
      { format: 'xml', record: 'Transaction', lists: LISTS },
      { size: bytes.length, read: async (at) => bytes.subarray(at) },
    )
    const sales = new Map<string, StoreSale>()
    const rejected: string[] = []
    for (let page = await read(undefined, MOST_SALES); ; page = await read(page.cursor, MOST_SALES)) {
      for (const item of page.items) {
        try {
          if (item.kind === 'rejected') rejected.push(item.reason)
          else addTo(sales, JSON.parse(item.json) as Json)
        } catch (error) {
          rejected.push(`Transaction ${item.number}: ${error instanceof Error ? error.message : 'it cannot be read'}.`)
        }
      }
      if (!page.more) break
    }
    return { sales: [...sales.values()].filter((sale) => isWanted(sale, also)), rejected } as Json
  },
} as const satisfies Action

/** Throws where two transactions of one name are not the same. */
function addTo(sales: Map<string, StoreSale>, record: Json): void {
  const sale = toStoreSale(record)
  if (!sale) return
  const known = sales.get(sale.id)
  if (known && JSON.stringify(known) !== JSON.stringify(sale)) throw new Error(`${sale.id} is there twice, with different content`)
  sales.set(sale.id, sale)
}
