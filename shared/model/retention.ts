// How long a client's runs are kept after they ended.
import { Type, type Static } from 'typebox'

const Days = (description: string) => Type.Integer({ minimum: 1, maximum: 3_650, description })

export const Retention = Type.Object(
  {
    succeededDays: Days('Runs that succeeded or were skipped, from their end.'),
    parkedDays: Days('Runs that left something on the exception desk, were cancelled or set aside, from their end.'),
    resolvedDays: Days('Runs with exceptions stay at least this long after the last one was closed; while one is open they stay.'),
  },
  { additionalProperties: false },
)
export type Retention = Static<typeof Retention>

/** A month to look something up that went well; a quarter for what did not. */
export const DEFAULT_RETENTION: Retention = { succeededDays: 30, parkedDays: 90, resolvedDays: 30 }

/** A sender's redelivery is recognised this long, also where the run and its payload are gone: Stripe delivers again for three days, others for five. */
export const DEDUPE_DAYS = 7
