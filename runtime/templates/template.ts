// A template on disk: templates/<id>/template.json beside flow.json, samples/<id>.json, expected/<id>.json and README.md: its newest version.
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
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'

const strict = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' })

const QuestionTable = Type.Object(
  {
    /** Name of the lookup table the answer fills. */
    name: Id,
    label: Type.String(),
    keyLabel: Type.String(),
    valueLabel: Type.String(),
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
          choices: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, strict))),
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

/** `home` has what all versions share: README.md and the samples' records. */
async function loadVersion(home: string, dir: string): Promise<Template> {
  const file = await readJson(join(dir, 'template.json'))
  if (!Check(TemplateFile, file)) {
    const [first] = Errors(TemplateFile, file)
    throw broken(dir, `template.json${first ? `${first.instancePath}: ${first.message}` : ' is not valid'}`)
  }
  const read = readFlow(await readJson(join(dir, 'flow.json')))
  if (!read.ok) throw broken(dir, `flow.json${read.issues[0]?.path ?? ''}: ${read.issues[0]?.message ?? 'is not valid'}`)
  const samples = await Promise.all(
    file.samples.map(async (sample) => ({
      ...sample,
      input: await readJson(join(home, 'samples', `${sample.id}.json`)),
      expected: (await readJson(join(dir, 'expected', `${sample.id}.json`))) as Record<string, unknown>,
    })),
  )
  const readme = await readFile(join(home, 'README.md'), 'utf8')
  const { id, version, name, summary, questions } = file
  return {
    file,
    flow: read.flow,
    samples,
    descriptor: {
      id,
      version,
      name,
      summary,
      readme,
      slots: read.flow.slots,
      questions: questions as TemplateDescriptor['questions'],
      samples: file.samples,
    },
  }
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
