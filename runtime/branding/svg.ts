// An SVG that somebody gives as a logo, written anew from what a picture needs. What could run, load or lead anywhere is refused with its name,
// so that nobody wonders why a logo looks different; what drawing programs only keep for themselves (comments, metadata, editor settings) is left out.
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { AppError } from '#shared/errors.ts'
import { say, type Words } from '#shared/sentence.ts'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'
const XHTML = 'http://www.w3.org/1999/xhtml'

const ELEMENTS = new Set(
  `svg g defs symbol use title desc style switch
path rect circle ellipse line polyline polygon text tspan textPath
linearGradient radialGradient stop clipPath mask pattern marker
filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
feMergeNode feMorphology feOffset`.split(/\s+/),
)
/** Of drawing programs: dropped with all that is in them. */
const DROPPED = new Set(['metadata'])

const MAX_ELEMENTS = 5_000
const MAX_DEPTH = 60

/** The same picture. Throws `invalid-request` with what is wrong and where. */
export function cleanSvg(text: string): string {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const out: string[] = []
  const open: { readonly name: string; readonly id: string | undefined }[] = []
  let elements = 0
  let dropping = 0
  let style = ''
  let isComplete = false
  /** Ids of what contains a `use`, and what is used: a copy of copies of copies has no end. */
  const withCopies = new Set<string>()
  const copied = new Set<string>()

  const refuse = (message: Words): never => {
    throw new AppError('invalid-request', {
      message: say`This SVG is not taken: ${message} (line ${parser.line})`,
      fix: 'Export it as a plain SVG without scripts, links and embedded pictures, or give a PNG.',
    })
  }

  parser.on('error', () => refuse('it is no well-formed XML.'))
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) refuse('it declares entities.')
  })
  parser.on('processinginstruction', ({ target }) => {
    if (target !== 'xml') refuse(say`it has an instruction "${target}".`)
  })
  parser.on('opentag', (tag) => {
    if (dropping > 0 || isDropped(tag)) {
      dropping += 1
      return
    }
    const { local, uri } = tag
    if (open.length === 0 && (local !== 'svg' || uri !== SVG)) refuse('it does not begin with an svg element.')
    if (uri !== SVG || !ELEMENTS.has(local)) refuse(say`it has an element "${tag.name}", which a picture does not need.`)
    elements += 1
    if (elements > MAX_ELEMENTS) refuse(say`it has more than ${MAX_ELEMENTS} elements.`)
    if (open.length >= MAX_DEPTH) refuse(say`it is deeper than ${MAX_DEPTH} elements.`)
    const attributes = attributesOf(tag, refuse)
    open.push({ name: local, id: attributes.get('id') })
    style = ''
    if (local === 'use') {
      for (const { id } of open) if (id !== undefined) withCopies.add(id)
      copied.add((attributes.get('href') ?? '').slice(1))
    }
    if (open.length === 1) giveSize(attributes, refuse)
    const written = [...attributes].map(([name, value]) => ` ${name}="${escape(value)}"`).join('')
    out.push(`<${local}${open.length === 1 ? ` xmlns="${SVG}"` : ''}${written}>`)
  })
  const addText = (part: string) => {
    if (dropping > 0 || open.length === 0) return
    if (open.at(-1)?.name === 'style') {
      // As a whole: a word may be cut by a comment or a CDATA section.
      style += part
      refuseStyle(style, refuse)
    }
    out.push(escape(part))
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    if (dropping > 0) {
      dropping -= 1
      return
    }
    out.push(`</${open.pop()?.name}>`)
    isComplete ||= open.length === 0
  })
  parser.write(text).close()
  if (!isComplete) refuse('it is no well-formed XML.')
  if ([...copied].some((id) => withCopies.has(id))) refuse('it copies what is a copy itself.')
  return out.join('')
}

/** Editors' own elements, in namespaces of their own. A web page's elements are not among them. */
const isDropped = ({ local, uri }: SaxesTagNS): boolean => (uri === SVG ? DROPPED.has(local) : uri !== '' && uri !== XHTML)

function attributesOf(tag: SaxesTagNS, refuse: (message: Words) => never): Map<string, string> {
  const kept = new Map<string, string>()
  for (const { local, prefix, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
    if (/^on/i.test(local)) refuse(say`it has a script in "${local}".`)
    if (local === 'href' && (uri === '' || uri === XLINK)) {
      if (!/^#[\w.:-]+$/.test(value)) refuse(say`it leads elsewhere, in "${tag.name}".`)
      kept.set('href', value)
      continue
    }
    // Of editors, and hints for scripts.
    if (uri !== '' || /^(data-|aria-)/.test(local)) continue
    if (/^(src|action|formaction|ping|base)$/i.test(local)) refuse(say`it leads elsewhere, in "${tag.name}".`)
    refuseStyle(value, refuse)
    kept.set(local, value)
  }
  return kept
}

/** Styles and attributes may name what is in the picture (`url(#gradient)`), and nothing else. */
function refuseStyle(text: string, refuse: (message: Words) => never): void {
  const isForeign =
    /\\|@|expression\s*\(|image-set\s*\(|\bsrc\s*\(|(java|vb)script\s*:|-moz-binding|behavior\s*:/i.test(text) ||
    [...text.matchAll(/url\s*\(\s*(['"]?)\s*(.?)/gi)].some(([, , first]) => first !== '#')
  if (isForeign) refuse('a style loads something from elsewhere.')
}

/** A picture that does not say how its sides relate cannot be fitted in. */
function giveSize(attributes: Map<string, string>, refuse: (message: Words) => never): void {
  if (attributes.has('viewBox')) return
  const [width, height] = ['width', 'height'].map((side) => Number.parseFloat(attributes.get(side) ?? '')) as [number, number]
  if (!(width > 0 && height > 0)) refuse('it has no size: neither a viewBox nor width and height.')
  attributes.set('viewBox', `0 0 ${width} ${height}`)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
