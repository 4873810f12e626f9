// Programs by number: an expression with its tables is told to a worker once, and later named by its number alone.
import type { Program } from './port.ts'
import type { ProgramHeader } from './protocol.ts'

/** More than the expressions of all flows that are busy at a time; then numbers are given anew. */
const MAX_PROGRAMS = 4_000
const MAX_CHARACTERS = 16_000_000

export interface NumberedProgram {
  readonly header: ProgramHeader
  readonly expression: string
  /** Hashes of its tables. */
  readonly hashes: readonly string[]
}

/** Answers the number of a program: the same for the same expression and tables, whoever asks, as long as it is remembered. */
export function programNumbers(): (program: Program) => NumberedProgram {
  const known = new Map<string, Map<string, NumberedProgram>>()
  let lastId = 0
  let count = 0
  let characters = 0

  return ({ expression, tables }) => {
    const key = tables ? tablesKey(tables) : ''
    const found = known.get(expression)?.get(key)
    if (found) return found
    if (++count > MAX_PROGRAMS || (characters += expression.length) > MAX_CHARACTERS) {
      known.clear()
      count = characters = 0
    }
    const hashes = Object.fromEntries(Object.entries(tables ?? {}).map(([name, { hash }]) => [name, hash]))
    const made = { header: { id: ++lastId, tables: hashes }, expression, hashes: [...new Set(Object.values(hashes))] }
    const byTables = known.get(expression) ?? new Map<string, NumberedProgram>()
    known.set(expression, byTables.set(key, made))
    return made
  }
}

/** Which programs a worker has been told. */
export interface ToldPrograms {
  /** Those of them that are to be told now; before that, whether all that was told is to be forgotten. */
  tell(programs: readonly NumberedProgram[]): void
  /** What was gathered since the last time. */
  take(): { readonly programs: readonly NumberedProgram[]; readonly forget: boolean }
}

export function toldPrograms(): ToldPrograms {
  const told = new Set<number>()
  let characters = 0
  let fresh: NumberedProgram[] = []
  let forget = false
  return {
    tell(programs) {
      for (const program of programs) {
        if (told.has(program.header.id)) continue
        told.add(program.header.id)
        characters += program.expression.length
        fresh.push(program)
      }
    },
    take() {
      const gathered = { programs: fresh, forget }
      fresh = []
      forget = told.size > MAX_PROGRAMS || characters > MAX_CHARACTERS
      if (forget) {
        told.clear()
        characters = 0
      }
      return gathered
    },
  }
}

function tablesKey(tables: NonNullable<Program['tables']>): string {
  let key = ''
  for (const name in tables) key += `${name}\n${tables[name]?.hash}\n`
  return key
}
