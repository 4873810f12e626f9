// Which row of a mapping an error speaks of, as the editor's address names it: a target such as `partner.name`.
import type { ErrorData } from '#shared/errors.ts'
import { formatTarget } from '#shared/mapping/target.ts'

/** `undefined` when the error concerns no single row. */
export function failedRow({ details, issues }: Pick<ErrorData, 'details' | 'issues'>): string | undefined {
  if (typeof details?.['target'] === 'string') return details['target']
  const missing = issues?.find((issue) => issue.code === 'required-field-missing')
  return missing && targetOf(missing.path)
}

/** `/order_line/0/product_id` is the row `product_id` within its list: targets begin anew at each item. */
function targetOf(pointer: string): string | undefined {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const names = parts.slice(parts.findLastIndex((part) => /^\d+$/.test(part)) + 1)
  return names.length > 0 ? formatTarget(names) : undefined
}
