// Triggers that read page by page: a system's list looked at regularly, and files.
import { Type, type Static } from 'typebox'
import { fileFormatMembers } from '../../model/file-format.ts'
import { object, ReadableId } from '../node-schema.ts'

/** True: each record is a run of its own, with retries and exceptions of its own. False: a page of records is one run, its record a list. */
const PerRecord = Type.Boolean()
const PageSize = Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 }))
export const DEFAULT_PAGE_SIZE = 500

/**
 * `event` is a poll of the slot's connector. `every`: seconds from the end of one look to the next, or a five-field cron. `from`: where the
 * first look ever begins: what changes from the deployment on (default), or what changed since an instant. `options`: as the poll declares.
 */
export const PollConfig = object({
  type: Type.Literal('poll'),
  slot: ReadableId,
  event: ReadableId,
  every: Type.Union([
    Type.Integer({ minimum: 10, maximum: 86_400 }),
    object({ cron: Type.String({ minLength: 1, maxLength: 120 }), timeZone: Type.String({ minLength: 1, maxLength: 64 }) }),
  ]),
  from: Type.Optional(
    Type.Union([Type.Literal('now'), Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z$' })]),
  ),
  perRecord: PerRecord,
  pageSize: PageSize,
  options: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown())),
})
export type PollConfig = Static<typeof PollConfig>

/**
 * Files that are sent to the flow or put into its folder. The records of CSV, fixed width and XML have texts only.
 */
export const FileConfig = object({
  type: Type.Literal('file'),
  ...fileFormatMembers,
  perRecord: PerRecord,
  pageSize: PageSize,
})
export type FileConfig = Static<typeof FileConfig>
