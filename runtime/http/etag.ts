// Answers that a browser keeps and asks for anew: an ETag of what they say, and an empty 304 for who has it already.
import { createHash } from 'node:crypto'

/** They differ by who asks, so that no cache in between may keep them. */
export function taggedResponse(request: Request, text: string, headers: Headers): Response {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  headers.set('etag', tag)
  headers.set('cache-control', 'private, no-cache')
  headers.set('vary', 'cookie, authorization')
  // A proxy that compresses makes weak tags of ours.
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (!known.includes(tag)) return new Response(text, { headers })
  headers.delete('content-type')
  return new Response(null, { status: 304, headers })
}
