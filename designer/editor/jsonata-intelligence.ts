// Completion, hover and parameter hints for JSONata, from the sample that is looked at and the functions that exist.
import type { CancellationToken, IPosition, editor, languages } from 'monaco-editor-core/esm/vs/editor/editor.api.js'
import { FUNCTION_DOCS, type FunctionDoc } from '#shared/mapping/functions/docs.ts'
import { contextAt, pathToComplete, valuesOf, type ExpressionScope } from './expression-scope.ts'
import { t } from '#designer/i18n/index.ts'
import { pathLabel, saysMore } from './field-names.ts'
import type { Monaco } from './monaco.ts'
import { flatten, namesBelow, quoteName, shortValue, typeWord } from './path-values.ts'

const scopes = new WeakMap<editor.ITextModel, ExpressionScope>()
const NOTHING: ExpressionScope = { record: undefined }

/** Says what the expression in this model can reach. */
export function setScope(model: editor.ITextModel, scope: ExpressionScope) {
  scopes.set(model, scope)
}

const docOf = (name: string) => FUNCTION_DOCS.find((doc) => doc.name === name)

function markdown({ summary, examples }: FunctionDoc): string {
  const lines = examples
    .slice(0, 2)
    .map(({ expression, result }) => `\`${expression}\`${result === undefined ? '' : ` → \`${JSON.stringify(result)}\``}`)
  return [t(summary), ...lines].join('\n\n')
}

export function completeJsonata(monaco: Monaco, model: editor.ITextModel, position: IPosition): languages.CompletionList {
  const scope = scopes.get(model) ?? NOTHING
  const before = model.getValue().slice(0, model.getOffsetAt(position))
  const kinds = monaco.languages.CompletionItemKind
  const replaced = (length: number) => ({
    startLineNumber: position.lineNumber,
    endLineNumber: position.lineNumber,
    startColumn: position.column - length,
    endColumn: position.column,
  })
  const table = /\$lookup\(\s*"([^"]*)$/.exec(before)
  if (table) {
    const range = replaced(table[1]?.length ?? 0)
    return {
      suggestions: (scope.tables ?? []).map((name) => ({
        label: name,
        kind: kinds.EnumMember,
        insertText: name,
        detail: t('lookup table'),
        range,
      })),
    }
  }
  if (isInText(before)) return { suggestions: [] }
  const typed = /(?:`[^`]*|\$?[\p{L}_]?[\p{L}\p{N}_]*)$/u.exec(before)?.[0] ?? ''
  const range = replaced(typed.length)
  const context = contextAt(before, scope)
  const path = pathToComplete(before)
  const fields = [...namesBelow(path === undefined ? context : valuesOf(path, context, scope))].map(([name, value], index) => ({
    label: { label: name, detail: beside(name, path, before, scope), description: shortValue(value, 32) },
    kind: value !== null && typeof value === 'object' ? kinds.Struct : kinds.Field,
    insertText: quoteName(name),
    // Found by what people call it, too.
    filterText: `${typed.startsWith('`') ? `\`${name}` : name}${beside(name, path, before, scope)}`,
    detail: [t(typeWord(value)), presence(path === undefined ? name : `${path}.${quoteName(name)}`, before, scope)]
      .filter(Boolean)
      .join(' · '),
    documentation: shortValue(value, 400),
    sortText: `0${String(index).padStart(4, '0')}`,
    range,
  }))
  if (path !== undefined) return { suggestions: fields }
  const variables = variablesOf(scope).map(([name, doc]) => ({
    label: name,
    kind: kinds.Variable,
    insertText: name,
    detail: doc,
    sortText: `1${name}`,
    range,
  }))
  const functions = FUNCTION_DOCS.map((doc, index) => ({
    label: { label: doc.name, detail: doc.signature.slice(doc.name.length) },
    kind: kinds.Function,
    insertText: `\\${doc.name}($0)`,
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    filterText: doc.name,
    detail: doc.signature,
    documentation: { value: markdown(doc) },
    sortText: `2${String(index).padStart(3, '0')}`,
    command: { id: 'editor.action.triggerParameterHints', title: '' },
    range,
  }))
  return { suggestions: [...fields, ...variables, ...functions] }
}

/** What people call a field, behind two spaces; nothing where that is its name. Within brackets its place is not known. */
function beside(name: string, path: string | undefined, before: string, scope: ExpressionScope): string {
  const { titles: _, ...unplaced } = scope
  const inBrackets = /[[({]/.test(before.replaceAll(/\$\w+\(/g, ''))
  const whole = pathLabel(path === undefined ? quoteName(name) : `${path}.${quoteName(name)}`, inBrackets ? unplaced : scope)
  const label = whole.split(' › ').at(-1) ?? whole
  return saysMore(name, label) ? `  ${label}` : ''
}

/** On how many samples a field has a value, where there are several. Inside brackets the context is an item: then it is not counted. */
function presence(path: string, before: string, scope: ExpressionScope): string {
  const records = [scope.record, ...(scope.others ?? [])]
  if (records.length < 2 || /[[({]/.test(before.replaceAll(/\$\w+\(/g, ''))) return ''
  const present = records.filter((record) =>
    flatten(valuesOf(path, [record], scope)).some((value) => value !== undefined && value !== null && value !== ''),
  )
  return t('in {{count}} of {{total}} samples', { count: present.length, total: records.length })
}

function isInText(before: string): boolean {
  let quote = ''
  for (let i = 0; i < before.length; i++) {
    const c = before.charAt(i)
    if (quote === '') {
      if (c === '"' || c === "'") quote = c
    } else if (c === '\\') i++
    else if (c === quote) quote = ''
  }
  return quote !== ''
}

function variablesOf(scope: ExpressionScope): readonly (readonly [string, string])[] {
  return [
    ['$', t('the record')],
    ['$trigger', t('what started the flow')],
    ['$steps', t('outputs of earlier steps')],
    ...(scope.parent === undefined
      ? []
      : ([
          ['$parent', t('the record around this item')],
          ['$index', t('position of the item, from 0')],
        ] as const)),
  ]
}

export function hoverJsonata(model: editor.ITextModel, position: IPosition, _token?: CancellationToken): languages.Hover | null {
  const scope = scopes.get(model) ?? NOTHING
  const word = model.getWordAtPosition(position)
  if (!word) return null
  const text = model.getValue()
  const end = model.getOffsetAt({ lineNumber: position.lineNumber, column: word.endColumn })
  const doc = word.word.startsWith('$') ? docOf(word.word) : undefined
  if (doc && /^\s*\(/.test(text.slice(end))) return { contents: [{ value: `\`${doc.signature}\`` }, { value: markdown(doc) }] }
  const before = text.slice(0, end)
  const parent = pathToComplete(before)
  const context = contextAt(before, scope)
  const values = word.word.startsWith('$')
    ? valuesOf(word.word, context, scope)
    : valuesOf(parent === undefined ? word.word : `${parent}.${quoteName(word.word)}`, context, scope)
  if (values.length === 0 || values[0] === undefined) return null
  const first = shortValue(values[0], 300)
  const label = word.word.startsWith('$') ? '' : beside(word.word, parent, before, scope).trim()
  return {
    contents: [
      { value: [`**${word.word}**`, label, t(typeWord(values[0]))].filter(Boolean).join(' · ') },
      { value: `\`${first}\`${values.length > 1 ? ` ${t('and {{count}} more', { count: values.length - 1 })}` : ''}` },
    ],
  }
}

export function hintJsonata(model: editor.ITextModel, position: IPosition): languages.SignatureHelpResult | null {
  const before = model.getValue().slice(0, model.getOffsetAt(position))
  let depth = 0
  let argument = 0
  for (let i = before.length - 1; i >= 0; i--) {
    const c = before.charAt(i)
    if (')]}'.includes(c)) depth++
    else if ('[{'.includes(c)) depth--
    else if (c === ',' && depth === 0) argument++
    else if (c === '(') {
      if (depth-- > 0) continue
      const name = /(\$[A-Za-z_]\w*)\s*$/.exec(before.slice(0, i))?.[1]
      const doc = name === undefined ? undefined : docOf(name)
      return doc ? { value: signature(doc, argument), dispose: () => undefined } : null
    }
    if (depth < 0) return null
  }
  return null
}

function helpOf({ parameters = [] }: FunctionDoc, index: number): { readonly documentation?: string } {
  const help = parameters[index]?.help
  return help === undefined ? {} : { documentation: t(help) }
}

function signature(doc: FunctionDoc, activeParameter: number): languages.SignatureHelp {
  const inner = doc.signature.slice(doc.signature.indexOf('(') + 1, -1)
  const parameters = inner === '' ? [] : inner.split(',').map((label, index) => ({ label: label.trim(), ...helpOf(doc, index) }))
  return {
    activeSignature: 0,
    activeParameter,
    signatures: [{ label: doc.signature, documentation: { value: markdown(doc) }, parameters }],
  }
}
