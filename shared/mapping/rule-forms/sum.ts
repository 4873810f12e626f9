// Sum: a field of all items of a list added up, perhaps times another, perhaps only of some items.
import type { AstNode } from '../ast.ts'
import { callOf, filterOf, nameText, pathText } from './syntax.ts'
import { readTests, writeTests, type Tests } from './test.ts'

export interface SumForm {
  readonly form: 'sum'
  readonly list: string
  /** Of each item; a name or a path. */
  readonly field: string
  /** Each item's field is multiplied with this one of it, exactly. */
  readonly times?: string
  /** Only items for which this is true. */
  readonly where?: Tests
  /** Amounts as decimal texts, added exactly; no list gives "0". Otherwise JSONata's own sum of numbers. */
  readonly exact: boolean
}

export function writeSum({ list, field, times, where, exact }: SumForm): string {
  const items = where ? `${list}[${writeTests(where)}]` : list
  const each = times === undefined ? field : exact ? `$multiply(${field}, ${times})` : `(${field} * ${times})`
  return `${exact ? '$sumMoney' : '$sum'}(${items}.${each})`
}

export function readSum(node: AstNode): SumForm | undefined {
  for (const [name, exact] of [
    ['sumMoney', true],
    ['sum', false],
  ] as const) {
    const [argument] = callOf(node, name) ?? []
    const found = argument?.type === 'path' ? readItems(argument, exact) : undefined
    if (found) return { form: 'sum', ...found, exact }
  }
  return undefined
}

function readItems({ steps = [], ...path }: AstNode, exact: boolean): Omit<SumForm, 'form' | 'exact'> | undefined {
  // The list ends where a filter stands, else before the last step.
  const filtered = steps.findIndex((step) => (step.stages?.at(-1)?.expr?.type ?? 'number') !== 'number')
  const end = filtered < 0 ? steps.length - 1 : filtered + 1
  const last = steps.at(-1)
  if (end < 1 || end >= steps.length || !last) return undefined
  const listed: AstNode = { ...path, steps: steps.slice(0, end) }
  const filter = filtered < 0 ? undefined : filterOf(listed)
  const where = filter && readTests(filter.filter)
  const list = pathText(filter?.of ?? listed)
  const product = exact ? callOf(last, 'multiply') : factors(last)
  const fields = product
    ? product.map(pathText)
    : [
        steps
          .slice(end)
          .map((step) => (step.type === 'name' ? nameText(String(step.value)) : '?'))
          .join('.'),
      ]
  const [field, times] = fields
  if (list === undefined || field === undefined || (filter && !where) || (product && (times === undefined || end !== steps.length - 1)))
    return undefined
  return { list, field, ...(times !== undefined && { times }), ...(where && { where }) }
}

function factors(node: AstNode): readonly AstNode[] | undefined {
  const only = node.type === 'block' && node.expressions?.length === 1 ? node.expressions[0] : undefined
  return only?.type === 'binary' && only.value === '*' && only.lhs && !Array.isArray(only.lhs) && only.rhs
    ? [only.lhs as AstNode, only.rhs]
    : undefined
}
