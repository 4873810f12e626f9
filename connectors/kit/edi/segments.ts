// Segments of X12 and EDIFACT: how a text divides into them, and back. An element is a list of components; most have one.

export interface Segment {
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
}

export interface Delimiters {
  readonly element: string
  readonly component: string
  readonly segment: string
  /** EDIFACT only: what makes the next character an ordinary one. */
  readonly release?: string
}

export const X12_DELIMITERS: Delimiters = { element: '*', component: '>', segment: '~' }
export const EDIFACT_DELIMITERS: Delimiters = { element: '+', component: ':', segment: "'", release: '?' }

/** One segment's text without its terminator. Line breaks around it are for people. */
export function readSegment(text: string, delimiters: Delimiters): Segment {
  const trimmed = text.replace(/^[\r\n\t ]+/, '').replace(/[\r\n]+$/, '')
  const { element, component, release } = delimiters
  if (release === undefined || !trimmed.includes(release)) {
    const [tag = '', ...elements] = trimmed.split(element).map((part) => part.split(component))
    return { tag: tag[0] ?? '', elements }
  }
  const elements: string[][] = [['']]
  for (let at = 0; at < trimmed.length; at++) {
    const character = trimmed[at] ?? ''
    const last = elements.at(-1) ?? []
    if (character === release) last[last.length - 1] += trimmed[++at] ?? ''
    else if (character === element) elements.push([''])
    else if (character === component) last.push('')
    else last[last.length - 1] += character
  }
  return { tag: elements[0]?.[0] ?? '', elements: elements.slice(1) }
}

/** Throws a plain Error for a character that the syntax cannot carry. Empty ends of elements and of the segment are left out. */
export function writeSegment({ tag, elements }: Segment, delimiters: Delimiters): string {
  const parts = elements.map((components) =>
    withoutEmptyEnd(components.map((text) => escape(text, tag, delimiters))).join(delimiters.component),
  )
  return [tag, ...withoutEmptyEnd(parts)].join(delimiters.element) + delimiters.segment
}

function withoutEmptyEnd(parts: readonly string[]): readonly string[] {
  const last = parts.findLastIndex((part) => part !== '')
  return parts.slice(0, last + 1)
}

const CONTROL = /\p{Cc}/u

function escape(text: string, tag: string, { element, component, segment, release }: Delimiters): string {
  if (CONTROL.test(text)) throw new Error(`${tag}: a text has a line break or another control character`)
  if (release !== undefined) {
    let escaped = ''
    for (const character of text)
      escaped +=
        character === element || character === component || character === segment || character === release ? release + character : character
    return escaped
  }
  const wrong = [element, component, segment].find((delimiter) => text.includes(delimiter))
  if (wrong !== undefined)
    throw new Error(`${tag}: "${text.slice(0, 40)}" has the character ${wrong}, which divides elements in this interchange`)
  return text
}

/** The segments of a text; the rest behind the last terminator must be blank. Throws a plain Error otherwise: the text was cut off. */
export function readSegments(text: string, delimiters: Delimiters): readonly Segment[] {
  const segments: Segment[] = []
  for (let at = 0; ;) {
    const end = segmentEnd(text, at, delimiters)
    if (end < 0) {
      const rest = readSegment(text.slice(at), delimiters)
      if (rest.tag === '') return segments
      // Where a line break ends segments, the last one often lacks it.
      if (delimiters.segment !== '\n' && delimiters.segment !== '\r') throw new Error('it ends within a segment')
      return [...segments, rest]
    }
    const segment = readSegment(text.slice(at, end), delimiters)
    if (segment.tag !== '') segments.push(segment)
    at = end + 1
  }
}

/** The offset of the terminator of the segment that begins at `from`; -1 when there is none. A released terminator ends nothing. */
function segmentEnd(text: string, from: number, { segment, release }: Delimiters): number {
  for (let at = text.indexOf(segment, from); at >= 0; at = text.indexOf(segment, at + 1)) {
    let releases = 0
    while (release !== undefined && text[at - 1 - releases] === release) releases++
    if (releases % 2 === 0) return at
  }
  return -1
}
