// Which values a path such as `customer.email` or `$trigger.id` stands for in a JSON value: through lists as JSONata does, nothing is evaluated.
import { isRecord } from '../json.ts'

/** Looking into more items than this tells nothing new about a list's shape. */
const ITEMS_LOOKED_AT = 50
const MOST_VALUES = 200
const NAME = /\$\$?[A-Za-z_]*\w*|[\p{L}_][\p{L}\p{N}_]*|`[^`]*`/gu

export function flatten(values: readonly unknown[]): readonly unknown[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value.slice(0, ITEMS_LOOKED_AT)) : [value])).slice(0, MOST_VALUES)
}

/** The values below a name, in each of the values. */
export function step(values: readonly unknown[], name: string): readonly unknown[] {
  return flatten(values).flatMap((value) => (isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : []))
}

/** The values at a path, filters left aside. `variable` gives those of a name that begins with $. */
export function walkPath(path: string, context: readonly unknown[], variable: (name: string) => readonly unknown[]): readonly unknown[] {
  const names = path.replaceAll(/\[[^[\]]*\]/g, '').match(NAME) ?? []
  let values: readonly unknown[] = context
  names.forEach((name, index) => {
    if (index === 0 && name.startsWith('$')) values = variable(name)
    else values = step(values, name.startsWith('`') ? name.slice(1, -1) : name)
  })
  return values
}

/** There is a value: not nothing, not an empty text, not an empty list. */
export const isPresent = (values: readonly unknown[]): boolean =>
  flatten(values).some((value) => value !== undefined && value !== null && value !== '')
