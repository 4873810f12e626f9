// A Postman collection (v2.0, v2.1) as what a custom connector can be made of. A collection shows requests by example: types are guessed from
// the values. https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { CustomAuth, CustomOperation, CustomParameter, DescribedApi } from '#shared/model/custom-connectors.ts'
import { actionIdOf, labelOf } from './action-id.ts'

type Raw = Readonly<Record<string, unknown>>
const MOST_OPERATIONS = 1_000
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])

export function fromPostman(collection: Raw): DescribedApi {
  const info = recordOf(collection['info'])
  const variables = variablesOf(collection['variable'])
  const taken = new Set<string>()
  const notes: string[] = []
  const baseUrls = new Set<string>()
  const operations: DescribedApi['operations'][number][] = []
  const walk = (items: unknown, group: string) => {
    for (const item of listOf(items)) {
      const entry = recordOf(item)
      const name = textOf(entry['name'])
      if (Array.isArray(entry['item'])) walk(entry['item'], group === '' ? name : `${group} / ${name}`)
      else if (operations.length < MOST_OPERATIONS && entry['request'] !== undefined) {
        const read = readRequest(name, recordOf(entry['request']), variables, taken)
        if (typeof read === 'string') notes.push(read)
        else {
          operations.push({ ...read.operation, group })
          if (read.baseUrl !== undefined) baseUrls.add(read.baseUrl)
        }
      }
    }
  }
  walk(collection['item'], '')
  if (operations.length === 0)
    throw new AppError('invalid-request', {
      message: 'The collection has no request that can be taken over.',
      fix: 'Export it from Postman as "Collection v2.1".',
    })
  const auth = authOf(recordOf(collection['auth']))
  return {
    kind: 'postman',
    title: textOf(info['name']) || 'API',
    version: '',
    baseUrls: [...baseUrls].slice(0, 10),
    auths: [...auth, { kind: 'none' }],
    operations,
    notes: ['Types are guessed from the examples of the collection: look at them.', ...notes].slice(0, 50),
  }
}

function readRequest(
  name: string,
  request: Raw,
  variables: Readonly<Record<string, string>>,
  taken: Set<string>,
): { readonly operation: CustomOperation; readonly baseUrl: string | undefined } | string {
  const method = textOf(request['method']).toUpperCase() || 'GET'
  const described = recordOf(request['url'])
  const raw = (textOf(request['url']) || textOf(described['raw'])).replaceAll(
    /\{\{\s*([^}\s]+)\s*\}\}/g,
    (all, variable: string) => variables[variable] ?? all,
  )
  const [address = ''] = raw.split(/[?#]/)
  const match = /^(https?:\/\/[^/{]+|\{\{[^}]+\}\}[^/]*)?(\/.*)?$/.exec(address)
  if (!METHODS.has(method) || !match) return `"${name}" was left out: ${method} ${raw.slice(0, 100)} cannot be read.`
  const path = (match[2] ?? '/').replaceAll(/\{\{([^}]+)\}\}/g, '{$1}').replaceAll(/\/:([A-Za-z0-9_]+)/g, '/{$1}')
  const body = bodyOf(recordOf(request['body']))
  if (body === null) return `"${name}" was left out: its body is no JSON and no form.`
  const id = actionIdOf(name, taken)
  const effect = method === 'GET' || method === 'HEAD' ? 'read' : 'write'
  const key = listOf(request['header'])
    .map(recordOf)
    .find((header) => /^(x-)?idempotency-?key$/i.test(textOf(header['key'])))
  return {
    baseUrl: match[1]?.startsWith('http') ? match[1].replace(/^http:/, 'https:') : undefined,
    operation: {
      id,
      label: labelOf(name, id),
      description: descriptionOf(request['description']),
      method: method as CustomOperation['method'],
      path,
      effect,
      safety: effect === 'read' || method === 'PUT' || method === 'DELETE' ? 'upsert' : key ? 'key' : 'none',
      ...(key && { keyHeader: textOf(key['key']) }),
      parameters: [...pathParameters(path), ...queryParameters(described['query'])],
      ...(body && { body }),
    },
  }
}

const pathParameters = (path: string): CustomParameter[] =>
  [...new Set([...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name))].map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

const queryParameters = (query: unknown): CustomParameter[] =>
  listOf(query)
    .map(recordOf)
    .filter((entry) => /^[\w.[\]-]+$/.test(textOf(entry['key'])))
    .map((entry) => ({
      name: textOf(entry['key']),
      in: 'query',
      required: false,
      description: descriptionOf(entry['description']).slice(0, 500),
      schema: { type: 'string' },
    }))

/** `null`: there is one, and it cannot be taken over. */
function bodyOf(body: Raw): CustomOperation['body'] | null {
  switch (body['mode']) {
    case undefined:
      return undefined
    case 'raw':
      try {
        // Placeholders stand where values will be.
        const text = textOf(body['raw'])
        if (text.trim() === '') return undefined
        return { required: true, schema: schemaOf(JSON.parse(text.replaceAll(/("?)\{\{[^}]+\}\}\1/g, '""'))) }
      } catch {
        return null
      }
    case 'urlencoded': {
      const names = listOf(body['urlencoded'])
        .map((field) => textOf(recordOf(field)['key']))
        .filter((name) => name !== '')
      return {
        required: true,
        form: true,
        schema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
      }
    }
    default:
      return null
  }
}

function schemaOf(value: unknown, depth = 0): Raw {
  if (depth > 8 || value === null) return {}
  if (Array.isArray(value)) return { type: 'array', items: value.length > 0 ? schemaOf(value[0], depth + 1) : {} }
  if (isRecord(value))
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, schemaOf(member, depth + 1)])),
    }
  return { type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string' }
}

function authOf(auth: Raw): readonly CustomAuth[] {
  switch (auth['type']) {
    case 'bearer':
    case 'basic':
      return [{ kind: auth['type'] }]
    case 'apikey': {
      const settings = variablesOf(auth['apikey'])
      return [{ kind: 'api-key', in: settings['in'] === 'query' ? 'query' : 'header', name: settings['key'] || 'X-Api-Key' }]
    }
    default:
      return []
  }
}

const variablesOf = (list: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(listOf(list).map((entry) => [textOf(recordOf(entry)['key']), textOf(recordOf(entry)['value'])]))
const descriptionOf = (value: unknown) => (textOf(value) || textOf(recordOf(value)['content'])).slice(0, 1_000)
const recordOf = (value: unknown): Raw => (isRecord(value) ? value : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
