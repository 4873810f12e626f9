// The kinds of form by name, and a first form of each kind that keeps the source fields of the rule before.
import { phrase } from '#designer/i18n/index.ts'
import type { Operand } from '#shared/mapping/rule-forms/operand.ts'
import { pathsOf, type FormKind, type RuleForm } from '#shared/mapping/rule-forms/rule-form.ts'
import { NEW_TEST } from './tests-input.tsx'

export const FORM_LABELS: Readonly<Record<FormKind, string>> = {
  copy: phrase('Copy a field'),
  constant: phrase('Fixed value'),
  lookup: phrase('Lookup table'),
  join: phrase('Put together'),
  'first-match': phrase('First that is filled'),
  condition: phrase('Condition'),
  number: phrase('Number or amount'),
  date: phrase('Date'),
  sum: phrase('Sum of a list'),
  allocate: phrase('Share of an amount'),
  part: phrase('Mapping part'),
}

export const FORM_KINDS = Object.keys(FORM_LABELS) as readonly FormKind[]

const operand = (path: string): Operand => ({ kind: 'path', path })

export function newForm(kind: FormKind, before: RuleForm | undefined, table: string): RuleForm {
  const paths = before ? pathsOf(before) : []
  const [path = ''] = paths
  switch (kind) {
    case 'copy':
      return { form: kind, path }
    case 'constant':
      return { form: kind, value: '' }
    case 'lookup':
      return { form: kind, table, key: path, onMissing: 'reject' }
    case 'join':
      return {
        form: kind,
        parts: before?.form === 'join' ? before.parts : [...(paths.length > 0 ? paths : ['']).map(operand), { kind: 'value', value: '' }],
      }
    case 'first-match':
      return { form: kind, paths: paths.length > 0 ? paths : [''], blank: 'empty' }
    case 'condition':
      return {
        form: kind,
        cases: [{ when: { all: true, tests: [{ ...NEW_TEST, path }] }, gives: path === '' ? { kind: 'value', value: '' } : operand(path) }],
      }
    case 'number':
      return { form: kind, path, as: 'number' }
    case 'date':
      return { form: kind, path, picture: '[Y0001]-[M01]-[D01]' }
    case 'sum':
      return { form: kind, list: before?.form === 'sum' ? before.list : '', field: '', exact: true }
    case 'part':
      return { form: kind, part: before?.form === 'part' ? before.part : '', path }
    case 'allocate':
      return { form: kind, total: path, weights: paths[1] ?? '', decimals: 2, give: 'list' }
  }
}
