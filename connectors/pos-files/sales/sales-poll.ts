// The sales of CSV and JSON files that arrive in a folder.
import { Type, type Static } from 'typebox'
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { withFolder } from '#connectors/kit/file-server/session.ts'
import { FolderOptions } from '#connectors/kit/folder/options.ts'
import { pollFolder } from '#connectors/kit/folder/poll-folder.ts'
import { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import { EXAMPLE } from '../example.ts'
import { salesFileMembers } from './options.ts'
import { readSales } from './read-sales.ts'
import { keepSurveys } from './surveys.ts'

const { folder, pattern, stableSeconds, afterwards, archive, quarantine } = FolderOptions.properties
const Options = Type.Object(
  { folder, pattern, ...salesFileMembers, stableSeconds, afterwards, archive, quarantine },
  { additionalProperties: false },
)
const surveysFor = keepSurveys()

export const salesPoll = {
  kind: 'poll',
  id: 'sales-files',
  label: 'Sales of CSV and JSON files',
  description:
    'Looks at a folder; each receipt of each new file starts a run. The settings say which column is what. A receipt that comes again in another file starts none. Lines that cannot be read and receipts that do not add up stand on the exception desk.',
  options: Options,
  output: StoreSale,
  example: EXAMPLE,
  async poll({ cursor, limit, options }, context) {
    const given = options as Static<typeof Options>
    return await withFolder(context, (place) =>
      pollFolder(place, { cursor, limit, options: given, now: context.now(), read: readSales(given, surveysFor(given)) }),
    )
  },
} as const satisfies PollTrigger
