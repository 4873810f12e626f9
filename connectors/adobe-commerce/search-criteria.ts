// Searches as Adobe Commerce takes them: filters in groups (all groups must fit), sorted, one page at a time.
// https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/
import type { HttpRequest } from '#connectors/kit/contract.ts'

export interface Filter {
  readonly field: string
  readonly value: string | number
  readonly condition: 'eq' | 'gt' | 'gteq'
}

export interface Search {
  /** All must fit. */
  readonly filters: readonly Filter[]
  readonly sort: { readonly field: string; readonly direction: 'ASC' | 'DESC' }
  readonly pageSize: number
}

/**
 * Always the first page: the page after the last one would be the last one again (magento2 issue 3787), and records that are made or leave the
 * filter in between would move the others. Whoever reads on filters by the last id instead.
 */
export function searchQuery({ filters, sort, pageSize }: Search): NonNullable<HttpRequest['query']> {
  const groups = filters.map(({ field, value, condition }, index) => {
    const filter = `searchCriteria[filterGroups][${index}][filters][0]`
    return { [`${filter}[field]`]: field, [`${filter}[value]`]: value, [`${filter}[conditionType]`]: condition }
  })
  return {
    ...Object.assign({}, ...groups),
    'searchCriteria[sortOrders][0][field]': sort.field,
    'searchCriteria[sortOrders][0][direction]': sort.direction,
    'searchCriteria[pageSize]': pageSize,
    'searchCriteria[currentPage]': 1,
  } as NonNullable<HttpRequest['query']>
}

/** `2026-03-01 10:00:00`, in UTC without saying so. */
export const instant = (utc: string): string => new Date(`${utc.replace(' ', 'T')}Z`).toISOString()

/**
 * The time for a filter, with a `T`, which MySQL takes as well: with a space in the address, Commerce 2.4.6 finds every OAuth signature invalid
 * (magento2 issue 37278). Whole seconds, as the database has them.
 */
export const utcForFilter = (iso: string): string => new Date(iso).toISOString().slice(0, 19)
