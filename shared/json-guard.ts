// Is this body JSON that a flow can use? Asked after the signature and before the inbox, so that a sender hears at once
// what is wrong. The bytes themselves are stored as they came.
import { AppError } from './errors.ts'
import { say } from './sentence.ts'

/** No order nests deeper than a few dozen levels; recursion over what is stored must never overflow a stack. */
export const MAX_DEPTH = 200

/** The value, and the bytes to store: a byte order mark may stand before JSON, but nothing that reads it later expects one. Throws `invalid-json`. */
export function readJsonBody(body: Uint8Array): { readonly value: unknown; readonly bytes: Uint8Array } {
  const value = parseJsonBody(body)
  return { value, bytes: body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The value of a body, or `invalid-json` with where it went wrong. */
export function parseJsonBody(body: Uint8Array): unknown {
  let text: string
  try {
    text = utf8.decode(body)
  } catch (cause) {
    throw new AppError('invalid-json', { message: 'The body is not UTF-8 text.', cause })
  }
  // Before parsing: the depth check must not itself recurse.
  if (mayBeDeep(text) && nestingDepth(text) > MAX_DEPTH) {
    throw new AppError('invalid-json', {
      message: say`The body nests deeper than ${MAX_DEPTH} levels.`,
      fix: say`Send at most ${MAX_DEPTH} levels of lists and objects.`,
    })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid-json', {
      message: say`The body is not valid JSON: ${cause instanceof Error ? cause.message : 'it cannot be parsed'}.`,
      cause,
    })
  }
}

/** False when there are not even enough brackets, strings included: so it is for most, and it is known ten times as fast. */
function mayBeDeep(text: string): boolean {
  let left = MAX_DEPTH
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) if (--left < 0) return true
  }
  return false
}

function nestingDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 92) i++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 91 || code === 123) {
      if (++depth > deepest) deepest = depth
    } else if (code === 93 || code === 125) depth--
  }
  return deepest
}
