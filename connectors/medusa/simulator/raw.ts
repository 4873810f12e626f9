// Medusa sends each amount twice: as a JSON number, and as text in `raw_…`.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'

export function both(amounts: Readonly<Record<string, Decimal.Value>>): SimulatorRecord {
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, value]) => {
      const exact = new Decimal(value)
      return [
        [name, exact.toNumber()],
        [`raw_${name}`, { value: exact.toFixed(), precision: 20 }],
      ]
    }),
  )
}

export const rawOf = (record: SimulatorRecord, name: string): Decimal =>
  new Decimal(((record[`raw_${name}`] as { value?: string } | undefined)?.value ?? 0) as Decimal.Value)

/** ULID-like ids, the same from run to run. */
export const idOf = (prefix: string, sequence: number): string => `${prefix}_01HF${String(sequence).padStart(22, '0')}`
