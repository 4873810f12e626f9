// Faults on demand: what a vendor does on a bad day, asked for with POST /_sim/faults.
import { Type, type Static } from 'typebox'

export const Fault = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('429', { description: 'Throttled; `retryAfter` becomes the Retry-After header.' }),
      Type.Literal('500'),
      Type.Literal('slow', { description: 'Answers as usual, `ms` later.' }),
      Type.Literal('cut-after-write', {
        description: 'Does the write, then cuts the connection without an answer. Requests that write nothing pass.',
      }),
      Type.Literal('html', { description: 'Answers 200 with a sign-in page.' }),
      Type.Literal('truncated', { description: 'Answers 200 with JSON that ends in the middle.' }),
      Type.Literal('huge', { description: 'Answers 200 with `size` thousand characters of JSON; absent: 2 million.' }),
      Type.Literal('strange', { description: 'Answers 200 with `body`.' }),
      Type.Literal('unauthorized'),
    ]),
    match: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'Part of the path or of the operation; absent: every request.' }),
    ),
    times: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    retryAfter: Type.Optional(Type.String({ maxLength: 100, description: 'As sent: seconds or an HTTP date.' })),
    body: Type.Optional(Type.String({ maxLength: 10_000, description: 'JSON text.' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 50_000 })),
    ms: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
  },
  { additionalProperties: false },
)
export type Fault = Static<typeof Fault>

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** Those not used up yet, with the times that are left. */
  list(): readonly Fault[]
  /** The oldest fault for this request that is not used up. It counts as used only after `spend`. */
  next(request: { readonly path: string; readonly operation: string }): ActiveFault | undefined
}

export interface ActiveFault {
  readonly fault: Fault
  spend(): void
}

export function createFaults(): Faults {
  let active: { readonly fault: Fault; left: number }[] = []
  return {
    add: (fault) => void active.push({ fault, left: fault.times }),
    clear: () => void (active = []),
    list: () => active.map(({ fault, left }) => ({ ...fault, times: left })),
    next({ path, operation }) {
      const entry = active.find(
        ({ fault, left }) => left > 0 && (fault.match === undefined || path.includes(fault.match) || operation.includes(fault.match)),
      )
      if (!entry) return undefined
      return {
        fault: entry.fault,
        spend() {
          entry.left--
          active = active.filter(({ left }) => left > 0)
        },
      }
    },
  }
}

/** How a vendor usually says it; a simulator whose vendor says it differently gives its own answers. */
export function usualAnswer(fault: Fault): Response | undefined {
  const json = (status: number, error: string, headers: Record<string, string> = {}) => Response.json({ error }, { status, headers })
  const text = (body: string) => new Response(body, { headers: { 'content-type': 'application/json' } })
  switch (fault.kind) {
    case '429':
      return json(429, 'Too many requests', fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
    case '500':
      return json(500, 'Internal server error')
    case 'unauthorized':
      return json(401, 'Unauthorized')
    case 'html':
      return new Response('<!doctype html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>', {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    case 'truncated':
      return text('{"data":[{"id":1,"name":"Harb')
    case 'huge':
      return text(JSON.stringify({ data: 'x'.repeat((fault.size ?? 2_000) * 1_000) }))
    case 'strange':
      return text(fault.body ?? 'null')
    default:
      return undefined
  }
}
