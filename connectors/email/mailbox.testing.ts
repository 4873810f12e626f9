// Pages of the trigger as the runtime reads them: each with the cursor as the store keeps it.
import type { Json } from '#shared/json.ts'
import type { CallContext, PollRecord, RejectedRecord } from '#connectors/kit/contract.ts'
import type { Mail } from './mail.ts'
import { mails } from './mails.ts'

export interface Looked {
  readonly records: readonly PollRecord[]
  readonly rejected: readonly RejectedRecord[]
  readonly cursor: Json
  readonly pages: number
}

export async function lookAt(
  context: () => CallContext,
  options: object = {},
  { cursor, limit = 100, since = new Date(0), most = 50 }: { cursor?: Json; limit?: number; since?: Date; most?: number } = {},
): Promise<Looked> {
  const records: PollRecord[] = []
  const rejected: RejectedRecord[] = []
  let at = cursor
  for (let pages = 1; ; pages++) {
    const page = await mails.poll({ cursor: at, since, limit, options: options as Record<string, unknown> }, context())
    records.push(...page.records)
    rejected.push(...(page.rejected ?? []))
    at = JSON.parse(JSON.stringify(page.cursor)) as Json
    if (!page.more || pages >= most) return { records, rejected, cursor: at, pages }
  }
}

export const subjects = (records: readonly PollRecord[]): readonly string[] => records.map(({ value }) => (value as Mail).subject)
