// What is asked for with each event (its hook, its deployment) is kept until anything is written: this process alone writes to the database.
import type { Writer } from './writer.ts'

/** Some kilobytes for each. */
const MOST = 2_000

/** `read` with a memory that ends with each write but the quick ones, which concern runs only. */
export function rememberUntilWritten<Key extends readonly string[], Value>(
  writer: Pick<Writer, 'writes'>,
  read: (...key: Key) => Value,
): (...key: Key) => Value {
  const known = new Map<string, Value>()
  let writes = -1
  return (...key) => {
    if (writes !== writer.writes() || known.size >= MOST) {
      known.clear()
      writes = writer.writes()
    }
    const name = key.join(' ')
    const found = known.get(name)
    if (found !== undefined) return found
    const value = read(...key)
    known.set(name, value)
    return value
  }
}
