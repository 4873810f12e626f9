// Asks in how many of the last real records fields had a value: samples show few cases, records show how often each comes.
import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import type { FieldPresence } from '#shared/api/field-presence.ts'

export interface PresenceReader {
  /** Of the step and environment that are read. */
  readonly key: readonly string[]
  readonly read: (paths: readonly string[], signal: AbortSignal) => Promise<FieldPresence>
}

/** Absent where there are no real records to look at. */
export const PresenceContext = createContext<PresenceReader | undefined>(undefined)

const FRESH_MS = 60_000

export interface Presence {
  readonly records: number
  readonly present: ReadonlyMap<string, number>
}

/** Nothing while it is not known, and where no record has come to the step. */
export function useFieldPresence(paths: readonly string[]): Presence | undefined {
  const reader = use(PresenceContext)
  // What an explanation shortened is no path.
  const asked = [...new Set(paths.filter((path) => !path.startsWith('…')))].toSorted().slice(0, 50)
  const { data } = useQuery({
    queryKey: ['field-presence', ...(reader?.key ?? []), asked],
    queryFn: ({ signal }) => reader?.read(asked, signal) ?? { records: 0, present: [] },
    enabled: reader !== undefined && asked.length > 0,
    staleTime: FRESH_MS,
    retry: false,
  })
  if (!data || data.records === 0) return undefined
  return { records: data.records, present: new Map(asked.map((path, index) => [path, data.present[index] ?? 0])) }
}
