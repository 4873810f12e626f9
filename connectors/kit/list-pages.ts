// Which page comes next, in the five ways of APIs.
import type { Json } from '#shared/json.ts'
import { valueAt } from './json-body.ts'

/** How an API divides its lists. */
export interface ListPages {
  readonly pagination?: 'none' | 'page' | 'offset' | 'cursor' | 'link'
  /** Query parameter of the page number (default `page`), of the items to leave out (`offset`) or of the cursor (`cursor`). */
  readonly pageParameter?: string
  readonly firstPage?: number
  /** Where the next cursor stands in the body. Default `next`. */
  readonly cursorPath?: string
  readonly pageSizeParameter?: string
  /** Default 100. */
  readonly pageSize?: number
}

export type PageQuery = Readonly<Record<string, string | number>>

export interface LastPage {
  readonly body: Json
  readonly link: string | undefined
  /** Items on it. */
  readonly count: number
  /** Items read so far. */
  readonly items: number
  /** Pages read so far. */
  readonly pages: number
}

const PAGE_SIZE = 100

/** Query parameters of the first page, or of the one after `last`; undefined after the last one. */
export function nextQuery(config: ListPages, last?: LastPage): PageQuery | undefined {
  const size = config.pageSize ?? PAGE_SIZE
  const sized: PageQuery = config.pageSizeParameter === undefined ? {} : { [config.pageSizeParameter]: size }
  switch (config.pagination) {
    case 'page': {
      // A short page is the last one where we know how long a full one is; otherwise an empty one is.
      if (last && (last.count === 0 || (config.pageSizeParameter !== undefined && last.count < size))) return undefined
      return { ...sized, [config.pageParameter ?? 'page']: (config.firstPage ?? 1) + (last?.pages ?? 0) }
    }
    case 'offset': {
      if (last && (last.count === 0 || (config.pageSizeParameter !== undefined && last.count < size))) return undefined
      return { ...sized, [config.pageParameter ?? 'offset']: last?.items ?? 0 }
    }
    case 'cursor': {
      if (!last) return sized
      const cursor = valueAt(last.body, config.cursorPath ?? 'next')
      if ((typeof cursor !== 'string' && typeof cursor !== 'number') || cursor === '') return undefined
      return { ...sized, [config.pageParameter ?? 'cursor']: cursor }
    }
    case 'link':
      return last ? linkQuery(last.link) : sized
    default:
      return last ? undefined : {}
  }
}

/**
 * The query of the next page (RFC 8288). Only its query is taken: it stays at the path that was asked for, so that no answer
 * can lead credentials elsewhere.
 */
function linkQuery(header: string | undefined): PageQuery | undefined {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^,]*)/g)) {
    if (!/;\s*rel\s*=\s*"?([^";]*\s)?next(\s[^";]*)?"?/i.test(parameters)) continue
    const query = target.split('#')[0]?.split('?').slice(1).join('?') ?? ''
    return query === '' ? undefined : Object.fromEntries(new URLSearchParams(query))
  }
  return undefined
}
