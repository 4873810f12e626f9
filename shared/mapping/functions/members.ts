// One member of each item of a list, where an item without it must not go unnoticed.
import { AppError } from '../../errors.ts'
import { say } from '../../sentence.ts'
import { isRecord } from '../../json.ts'

/** `path` is a name, or names parted by dots. Throws `money-invalid` naming the first item, counted from 1, that has no such member. */
export function membersOf(items: readonly unknown[], path: unknown, where: string): readonly unknown[] {
  if (typeof path !== 'string' || path === '') {
    throw new AppError('money-invalid', {
      message: say`${where}: the name of the member must be a text.`,
      fix: say`Write ${where}(lines, "price").`,
      disposition: 'stop',
    })
  }
  const names = path.split('.')
  return items.map((item, index) => {
    let value: unknown = item
    for (const name of names) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
    if (value !== undefined && value !== null) return value
    throw new AppError('money-invalid', {
      message: say`${where}: item ${index + 1} of ${items.length} has no "${path}".`,
      fix: 'Check the name of the member, or leave such items out on purpose: lines[$exists(price)].',
      details: { function: where, item: index + 1, member: path.slice(0, 100) },
    })
  })
}
