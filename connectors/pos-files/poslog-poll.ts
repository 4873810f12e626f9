// The sales of POSLog files that arrive in a folder. A transaction is named by store, till, business day and sequence number, so that it starts
// one run however many files have it, and however late they come; one that was corrected is a new version of the same.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord, PollTrigger, RejectedRecord } from '#connectors/kit/contract.ts'
import { withFolder } from '#connectors/kit/file-server/session.ts'
import { FolderOptions } from '#connectors/kit/folder/options.ts'
import { pollFolder } from '#connectors/kit/folder/poll-folder.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { isWanted, Others } from './others.ts'
import { LISTS, toStoreSale } from './poslog.ts'
import { EXAMPLE } from './example.ts'

const { folder, pattern, encoding, stableSeconds, afterwards, archive, quarantine } = FolderOptions.properties
const Options = Type.Object(
  { folder, pattern, also: Others, encoding, stableSeconds, afterwards, archive, quarantine },
  { additionalProperties: false },
)

export const poslogPoll = {
  kind: 'poll',
  id: 'poslog-sales',
  label: 'Sales of POSLog files',
  description:
    'Looks at a folder; each sale or return of each new POSLog file starts a run. A transaction that comes again in another file starts none. Transactions that do not add up stand on the exception desk.',
  options: Options,
  output: StoreSale,
  example: EXAMPLE,
  async poll({ cursor, limit, options }, context) {
    const { also, ...where } = options as Static<typeof Options>
    const format = { ...where, format: 'xml', record: 'Transaction', lists: LISTS } as const
    const page = await withFolder(context, (place) => pollFolder(place, { cursor, limit, options: format, now: context.now() }))
    return toSales(page, also)
  },
} as const satisfies PollTrigger

function toSales(page: PollPage, also: Static<typeof Others> | undefined): PollPage {
  const records: PollRecord[] = []
  const rejected: RejectedRecord[] = [...(page.rejected ?? [])]
  for (const { key, value } of page.records) {
    try {
      const sale = toStoreSale(value)
      if (sale && isWanted(sale, also)) records.push({ key: sale.id, value: sale as Json })
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'it cannot be read'
      rejected.push({ key, reason: `A transaction of a POSLog file cannot be taken: ${reason}.`, text: JSON.stringify(value) })
    }
  }
  return { ...page, records, ...(rejected.length > 0 && { rejected }) }
}
