// A template on disk: templates/<id>/template.json beside flow.json, samples/<id>.json, expected/<id>.json and README.md: its newest version.
// <language>.json and README.<language>.md say the same in another language.
// versions/<version>/ keeps template.json, flow.json and expected/ of each earlier one, never changed again: clones of it are upgraded from there.
// Data only; read once at start and checked, so that a broken template is an error at start and not at a customer's clone.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { readFlow } from '#shared/flow/read.ts'
import { LANGUAGES, type Language } from '#shared/language.ts'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { fileInWords, flowInWords, ORIGINAL } from './words.ts'

const strict = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' })

const ListedValue = Type.Object({ value: Type.String(), label: Type.String({ minLength: 1 }) }, strict)
const ListedValues = Type.Object(
  {
    slot: Id,
    action: Id,
    items: Type.String({ minLength: 1 }),
    value: Type.String({ minLength: 1 }),
    label: Type.String({ minLength: 1 }),
    also: Type.Optional(Type.Array(ListedValue)),
  },
  strict,
)

const QuestionTable = Type.Object(
  {
    /** Name of the lookup table the answer fills. */
    name: Id,
    label: Type.String(),
    keyLabel: Type.String(),
    valueLabel: Type.String(),
    valuesFrom: Type.Optional(ListedValues),
    rows: Type.Array(Type.Object({ key: Type.String(), value: Type.Unknown(), note: Type.Optional(Type.String()) }, strict)),
  },
  strict,
)

/**
 * Answers become lookup tables of the client: a `table` question fills the table it names; every other answer is a row of the
 * table `settings` with the question's id as its key. The flow reads both by `$lookup`.
 */
export const TemplateFile = Type.Object(
  {
    id: Id,
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    name: Type.String({ minLength: 1 }),
    summary: Type.String({ minLength: 1 }),
    settingsTable: Type.Optional(Type.Object({ name: Id, label: Type.String() }, strict)),
    questions: Type.Array(
      Type.Object(
        {
          id: Id,
          label: Type.String({ minLength: 1 }),
          help: Type.Optional(Type.String()),
          kind: Type.Union([Type.Literal('text'), Type.Literal('number'), Type.Literal('choice'), Type.Literal('table')]),
          choices: Type.Optional(Type.Array(ListedValue)),
          required: Type.Boolean(),
          default: Type.Optional(Type.Unknown()),
          table: Type.Optional(QuestionTable),
        },
        strict,
      ),
    ),
    samples: Type.Array(Type.Object({ id: Id, name: Type.String(), description: Type.String() }, strict)),
  },
  strict,
)
export type TemplateFile = Static<typeof TemplateFile>

/** English text -> the same in another language. */
const Words = Type.Record(Type.String(), Type.String())

export interface TemplateSample {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly input: unknown
  /** Expected output by node id; exact. */
  readonly expected: Readonly<Record<string, unknown>>
}

/** One version of a template. */
export interface Template {
  readonly file: TemplateFile
  readonly flow: FlowDocument
  readonly samples: readonly TemplateSample[]
  readonly descriptor: TemplateDescriptor
  readonly languages: readonly Language[]
  /** The same in other languages. */
  readonly translations: Readonly<Partial<Record<Language, Template>>>
}

/** Newest version first. */
export type TemplateHistory = readonly [Template, ...Template[]]

export async function loadTemplates(dir: string): Promise<readonly TemplateHistory[]> {
  return Promise.all((await foldersIn(dir)).map((name) => loadHistory(join(dir, name))))
}

export async function loadHistory(dir: string): Promise<TemplateHistory> {
  const past = await Promise.all((await foldersIn(join(dir, 'versions'))).map((name) => loadVersion(dir, join(dir, 'versions', name))))
  const newest = await loadVersion(dir, dir)
  const isNewest = past.every((one) => one.file.id === newest.file.id && compareVersions(one.file.version, newest.file.version) < 0)
  if (!isNewest) throw broken(dir, 'its versions folder holds another template, or a version that is not older')
  return [newest, ...past.toSorted((a, b) => compareVersions(b.file.version, a.file.version))]
}

/** Negative when `a` is the older one. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  return left?.map((part, i) => part - (right?.[i] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** `home` has what all versions share: README.md, the samples' records, and the words of other languages. */
async function loadVersion(home: string, dir: string): Promise<Template> {
  const original = { file: await readJson(join(dir, 'template.json')), flow: await readJson(join(dir, 'flow.json')) }
  const file = readFileOf(dir, original.file)
  const records = await Promise.all(
    file.samples.map(async ({ id }) => ({
      input: await readJson(join(home, 'samples', `${id}.json`)),
      expected: (await readJson(join(dir, 'expected', `${id}.json`))) as Record<string, unknown>,
    })),
  )
  const others = LANGUAGES.filter((language) => language !== ORIGINAL && existsSync(join(home, `${language}.json`)))
  const languages = [ORIGINAL, ...others]
  const inWords = async (language: Language, said: TemplateFile, flow: unknown, readme: string): Promise<Template> => {
    const samples = said.samples.map((sample, i) => ({ ...sample, ...(records[i] ?? { input: undefined, expected: {} }) }))
    return {
      file: said,
      ...described(said, readFlowOf(dir, flow), await readFile(join(home, readme), 'utf8'), language, languages),
      samples,
      languages,
      translations: {},
    }
  }
  const translations = await Promise.all(
    others.map(async (language) => {
      const words = await readWords(home, `${language}.json`)
      const say = (text: string) => words[text] ?? text
      return [language, await inWords(language, fileInWords(file, say), flowInWords(original.flow, say), `README.${language}.md`)] as const
    }),
  )
  return { ...(await inWords(ORIGINAL, file, original.flow, 'README.md')), translations: Object.fromEntries(translations) }
}

function readFileOf(dir: string, file: unknown): TemplateFile {
  if (Check(TemplateFile, file)) return file
  const [first] = Errors(TemplateFile, file)
  throw broken(dir, `template.json${first ? `${first.instancePath}: ${first.message}` : ' is not valid'}`)
}

function readFlowOf(dir: string, document: unknown): FlowDocument {
  const read = readFlow(document)
  if (!read.ok) throw broken(dir, `flow.json${read.issues[0]?.path ?? ''}: ${read.issues[0]?.message ?? 'is not valid'}`)
  return read.flow
}

async function readWords(dir: string, name: string): Promise<Readonly<Record<string, string>>> {
  const words = await readJson(join(dir, name))
  if (!Check(Words, words)) throw broken(dir, `${name} is not an object of texts`)
  return words
}

function described(
  file: TemplateFile,
  flow: FlowDocument,
  readme: string,
  language: Language,
  languages: readonly Language[],
): Pick<Template, 'flow' | 'descriptor'> {
  const { id, version, name, summary, samples } = file
  const questions = file.questions as TemplateDescriptor['questions']
  return { flow, descriptor: { id, version, language, languages, name, summary, readme, slots: flow.slots, questions, samples } }
}

async function foldersIn(dir: string): Promise<readonly string[]> {
  if (!existsSync(dir)) return []
  return (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new AppError('config-invalid', { message: `The template file ${path} cannot be read.`, cause })
  }
}

function broken(dir: string, what: string): AppError {
  return new AppError('config-invalid', { message: `The template in ${dir} is broken: ${what}.` })
}
