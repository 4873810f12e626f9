// OData's query options name members as text (`$select`, `$filter`, `$orderby`, `$expand`): each must be one of the records that the list answers.
import { isRecord } from '#shared/json.ts'
import { deref, type ApiOperation, type Schema } from '../openapi/document.ts'

/** Nothing for an operation without such options, or whose answers are not described. */
export function odataQueryIssues({ answers }: ApiOperation, url: URL, root: Schema, ownMembers: RegExp | undefined): readonly string[] {
  const options = ['$select', '$filter', '$orderby', '$expand'].filter((name) => url.searchParams.has(name))
  const schema = Object.entries(answers['200'] ?? {}).find(([type]) => type.includes('json'))?.[1]
  if (options.length === 0 || !schema) return []
  const known = membersOf(schema, root)
  if (known.size === 0) return []
  return options.flatMap((option) =>
    namesIn(option, url.searchParams.get(option) ?? '')
      .filter((name) => !known.has(name) && ownMembers?.test(name) !== true)
      .map((name) => `${option} names ${name}, which is not described`),
  )
}

/** Of a record, or of each record of a list's `value`. */
function membersOf(schema: Schema, root: Schema): ReadonlySet<string> {
  const own = deref(root, schema)
  const properties = isRecord(own['properties']) ? own['properties'] : {}
  const list = isRecord(properties['value']) ? deref(root, properties['value']) : undefined
  const items = list && isRecord(list['items']) ? deref(root, list['items']) : undefined
  return new Set(Object.keys(isRecord(items?.['properties']) ? items['properties'] : properties))
}

function namesIn(option: string, text: string): readonly string[] {
  if (option !== '$filter') return text.split(',').map((part) => part.trim().split(/[ /(]/)[0] ?? '')
  const withoutTexts = text.replaceAll(/'(?:[^']|'')*'/g, '')
  return [...withoutTexts.matchAll(/([A-Za-z_]\w*) (?:eq|ne|gt|ge|lt|le) /g)].map(([, name = '']) => name)
}
