// A template in another language. templates/<id>/<language>.json has its words, English text by English text, for all its versions at once; what has
// none stays English, and a test names it.
import { isRecord } from '#shared/json.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Language } from '#shared/language.ts'
import { SETTINGS } from './answers.ts'
import type { Template, TemplateFile } from './template.ts'

export type Say = (text: string) => string

/** The language that templates are written in. */
export const ORIGINAL: Language = 'en'

/** In the language, where the template has it. */
export function inLanguage(template: Template, language: Language = ORIGINAL): Template {
  return template.translations[language] ?? template
}

/**
 * The language that a flow was cloned in: the one in which it still says most of what the template says. A flow is text, and says it nowhere; a
 * comparison with the template in another language would find every name changed.
 */
export function languageOf(draft: FlowDocument, template: Template): Language {
  const said = new Set(textsOfFlow(draft))
  const kept = (language: Language) => textsOfFlow(inLanguage(template, language).flow).filter((text) => said.has(text)).length
  return template.languages.reduce((best, language) => (kept(language) > kept(best) ? language : best))
}

export function textsOfFlow(flow: unknown): readonly string[] {
  const texts: string[] = []
  flowInWords(flow, (text) => (texts.push(text), text))
  return texts
}

/** Members of a flow document that people read. A message is an expression, and said as a whole. */
const READ: ReadonlySet<string> = new Set(['label', 'note', 'description', 'message', 'title'])

/** A flow document as JSON, with its name and all that people read in it. */
export function flowInWords(flow: unknown, say: Say): unknown {
  return isRecord(flow)
    ? Object.fromEntries(Object.entries(flow).map(([key, value]) => [key, key === 'name' ? said(value, say) : part(key, value, say)]))
    : flow
}

function part(key: string, value: unknown, say: Say): unknown {
  // A constant is data, whatever its members are called.
  if (key === 'value') return value
  if (Array.isArray(value)) return value.map((one: unknown) => part(key, one, say))
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, part(name, one, say)]))
  return READ.has(key) ? said(value, say) : value
}

const said = (value: unknown, say: Say): unknown => (typeof value === 'string' && value !== '' ? say(value) : value)

export function fileInWords(file: TemplateFile, say: Say): TemplateFile {
  const settingsTable = file.settingsTable ?? SETTINGS
  return {
    ...file,
    name: say(file.name),
    summary: say(file.summary),
    settingsTable: { ...settingsTable, label: say(settingsTable.label) },
    questions: file.questions.map((question) => questionInWords(question, say)),
    samples: file.samples.map((sample) => ({ ...sample, name: say(sample.name), description: say(sample.description) })),
  }
}

type Question = TemplateFile['questions'][number]

function questionInWords(question: Question, say: Say): Question {
  const { help, choices, table } = question
  return {
    ...question,
    label: say(question.label),
    ...(help !== undefined && { help: say(help) }),
    ...(choices && { choices: choices.map((choice) => ({ ...choice, label: say(choice.label) })) }),
    ...(table && {
      table: {
        ...table,
        label: say(table.label),
        keyLabel: say(table.keyLabel),
        valueLabel: say(table.valueLabel),
        ...(table.valuesFrom && { valuesFrom: valuesInWords(table.valuesFrom, say) }),
        rows: table.rows.map((row) => ({ ...row, ...(row.note !== undefined && { note: say(row.note) }) })),
      },
    }),
  }
}

type Values = NonNullable<NonNullable<Question['table']>['valuesFrom']>

const valuesInWords = (values: Values, say: Say): Values => ({
  ...values,
  ...(values.also && { also: values.also.map((one) => ({ ...one, label: say(one.label) })) }),
})
