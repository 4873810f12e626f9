// The texts that the designer shows, read from its source: what stands in `t('…')` and `phrase('…')`, and as `label`, `description`, `help` or
// `word` in tables whose entries go through `t` later. For the test of the translations.
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { ERROR_CODES } from '#shared/error-codes.ts'

const DESIGNER = fileURLToPath(new URL('..', import.meta.url))
const CALLS: ReadonlySet<string> = new Set(['t', 'phrase', 'words'])
const MEMBERS: ReadonlySet<string> = new Set(['label', 'description', 'help', 'word'])
/** What comes from these is data (names of steps, of fields), not the words of the app. */
const NOT_WORDS = /\.(test|spec|fixture)\.tsx?$|^(e2e|dist|vite|i18n)\//

interface SourceNode {
  readonly type: string
  readonly [member: string]: unknown
}

/** Words that are made elsewhere and go through `t`: types of fields, ways to write a date, units of time. */
const MADE_ELSEWHERE =
  'text|number|whole number|decimal|yes/no|date|date and time|e-mail|choice|list|object|any|list of text|list of number|list of whole number|day first with dots|' +
  'day first with slashes|month first with slashes|digits only|seconds|minutes|hours|days|weeks|out|approved|declined|error'

/** Text -> the first file that has it. */
export function usedTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const file of globSync('**/*.{ts,tsx}', { cwd: DESIGNER }).toSorted()) {
    if (NOT_WORDS.test(file)) continue
    for (const text of textsIn(file, readFileSync(`${DESIGNER}/${file}`, 'utf8'))) if (!texts.has(text)) texts.set(text, file)
  }
  for (const [text, file] of saidTexts()) if (!texts.has(text)) texts.set(text, file)
  for (const text of MADE_ELSEWHERE.split('|')) if (!texts.has(text)) texts.set(text, 'i18n/used-texts.testing.ts')
  return texts
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Where sentences are made that people read as problems. */
const SAYING = [
  'shared/flow/**/*.ts',
  'shared/mapping/**/*.ts',
  'shared/lookups/**/*.ts',
  'shared/json-guard.ts',
  'runtime/**/*.ts',
  'connectors/**/*.ts',
]
/** What only an operator reads, at the start of the program and on the command line. */
const SAID_TO_OPERATORS =
  /^runtime\/(cli|demo|store\/(migrate-store|postgres|sqlite|conformance)|crash|config|compose|main|open-store|connections\/installation-key|templates\/template\.)|^connectors\/(.*\/)?(simulat|recordings|fixtures)|^connectors\/kit\/(conformance|retail|vendor-contract|socket-conformance|odata\/simulated)/
/** Functions that are given a plain text of what to do. */
const REFUSING: ReadonlySet<string> = new Set(['spoken', 'refuse', 'refuseOrBlank'])
/** Only values and marks: nothing to translate. */
const HAS_WORDS = /[A-Za-z]{2}/

/** Every sentence that a check or a failure says, and those of the table of codes: text -> file. */
export function saidTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const { message, fix } of Object.values(ERROR_CODES)) for (const text of [message, fix]) texts.set(text, 'shared/error-codes.ts')
  for (const file of globSync(SAYING, { cwd: ROOT }).toSorted()) {
    if (/\.(test|fixture|testing)\.ts$/.test(file) || SAID_TO_OPERATORS.test(file)) continue
    for (const text of sentencesIn(file, readFileSync(`${ROOT}${file}`, 'utf8'))) if (!texts.has(text)) texts.set(text, file)
  }
  return texts
}

/** What stands in say`…`, and the plain texts beside such sentences: arguments of `error` and `warning`, members called `message` and `fix`. */
export function sentencesIn(file: string, source: string): readonly string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (value.type === 'TaggedTemplateExpression' && isNode(value['tag']) && value['tag']['name'] === 'say')
      found.push(templateOf(value['quasi']))
    if (value.type === 'CallExpression' && isNode(value['callee']) && ['error', 'warning'].includes(String(value['callee']['name']))) {
      const [, , message, fix] = value['arguments'] as readonly unknown[]
      found.push(...literalsOf(message), ...literalsOf(fix))
    }
    if (value.type === 'Property' && isNode(value['key']) && ['message', 'fix'].includes(String(value['key']['name'])))
      found.push(...literalsOf(value['value']))
    if (value.type === 'CallExpression' && isNode(value['callee']) && REFUSING.has(String(value['callee']['name'])))
      found.push(...(value['arguments'] as readonly unknown[]).flatMap(literalsOf).filter((text) => text.endsWith('.')))
    if (value.type === 'VariableDeclarator' && isNode(value['id']) && value['id']['name'] === 'fix')
      found.push(...literalsOf(value['init']))
    // Tables of sentences: [say`…`, 'what to do'].
    if (value.type === 'ArrayExpression' && Array.isArray(value['elements'])) {
      const [first, second] = value['elements'] as readonly unknown[]
      if (isNode(first) && first.type === 'TaggedTemplateExpression') found.push(...literalsOf(second))
    }
    Object.values(value).forEach(visit)
  }
  visit(parseSync(file, source).program)
  return found.filter((text) => HAS_WORDS.test(text.replaceAll(/\{\{\d+\}\}/g, '')))
}

function templateOf(quasi: unknown): string {
  const parts = isNode(quasi) ? (quasi['quasis'] as readonly { readonly value: { readonly cooked: string } }[]) : []
  return parts.map(({ value }, i) => (i === 0 ? value.cooked : `{{${i - 1}}}${value.cooked}`)).join('')
}

export function textsIn(file: string, source: string): readonly string[] {
  const found: string[] = []
  const { program } = parseSync(file, source)
  const tables = tablesOf(program.body as unknown as readonly SourceNode[])
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (value.type === 'CallExpression' && isNode(value['callee']) && CALLS.has(String(value['callee']['name']))) {
      const [text] = value['arguments'] as readonly unknown[]
      found.push(...literalsOf(text))
      const table = tables.get(rootOf(text) ?? '')
      if (table) found.push(...wordsWithin(table))
    }
    if (value.type === 'Property' && isNode(value['key']) && MEMBERS.has(String(value['key']['name']))) {
      found.push(...literalsOf(value['value']).filter(isWords))
    }
    Object.values(value).forEach(visit)
  }
  visit(program)
  return found
}

/** Texts of attributes that stand in English alone, such as `label="Works"`. */
export function untranslatedIn(file: string, source: string): readonly string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (value.type === 'JSXAttribute' && isNode(value['name']) && SHOWN.has(String(value['name']['name'])))
      found.push(...literalsOf(value['value']).filter(isWords))
    Object.values(value).forEach(visit)
  }
  visit(parseSync(file, source).program)
  return found
}

/** A placeholder is an example, not words. */
const SHOWN: ReadonlySet<string> = new Set(['label', 'title', 'description', 'aria-label', 'error', 'alt'])

/** Attributes of all pages: `file: text`. */
export const untranslatedAttributes = (): readonly string[] =>
  globSync('**/*.tsx', { cwd: DESIGNER })
    .filter((file) => !NOT_WORDS.test(file))
    .flatMap((file) => untranslatedIn(file, readFileSync(`${DESIGNER}/${file}`, 'utf8')).map((text) => `${file}: ${text}`))

/** The tables of a file: what stands behind `const NAMES = …` on its top level. */
function tablesOf(body: readonly SourceNode[]): ReadonlyMap<string, unknown> {
  const declarations = body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement['declaration'] : statement
    return isNode(declared) && declared.type === 'VariableDeclaration' ? (declared['declarations'] as readonly SourceNode[]) : []
  })
  return new Map(declarations.map(({ id, init }) => [isNode(id) ? String(id['name']) : '', init]))
}

/** `NAMES` of `NAMES[day]`, `NAMES[day].label` and `NAMES[day] ?? day`. */
function rootOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'Identifier') return String(value['name'])
  if (value.type === 'LogicalExpression') return rootOf(value['left'])
  return value.type === 'MemberExpression' || value.type === 'ChainExpression' ? rootOf(value['object'] ?? value['expression']) : undefined
}

/** Texts among the values of a table. */
function wordsWithin(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsWithin)
  if (!isNode(value)) return []
  if (value.type === 'Literal') return typeof value['value'] === 'string' && isWords(value['value']) ? [value['value']] : []
  if (value.type === 'Property') return wordsWithin(value['value'])
  return Object.values(value).flatMap(wordsWithin)
}

const isWords = (text: string) => /^[A-Z]/.test(text) || text.includes(' ')

/** A literal, or those of both branches of a choice. */
function literalsOf(value: unknown): readonly string[] {
  if (!isNode(value)) return []
  if (value.type === 'Literal' && typeof value['value'] === 'string') return [value['value']]
  if (value.type === 'ConditionalExpression') return [...literalsOf(value['consequent']), ...literalsOf(value['alternate'])]
  return []
}

const isNode = (value: unknown): value is SourceNode => typeof value === 'object' && value !== null && 'type' in value
