// What all inputs of a form need: what can be read where the rule stands.
import type { RuleForm } from '#shared/mapping/rule-forms/rule-form.ts'
import type { PartBody } from '#shared/mapping/parts/part-body.ts'
import type { SourcePath } from '../source-paths.ts'

/** A mapping part that a rule can use. */
export interface PartChoice {
  readonly name: string
  readonly label: string
  readonly body: PartBody
}

export interface FormContext {
  readonly paths: readonly SourcePath[]
  readonly pathFor: (path: string) => string
  /** Names of the items of a list, by the list's path. */
  readonly namesOf: (list: string) => readonly SourcePath[]
  readonly tables: readonly string[]
  readonly parts: readonly PartChoice[]
  /** The target field's type in plain words, for fixed values. */
  readonly type: string
  readonly choices?: readonly string[]
  readonly inList: boolean
  readonly readOnly: boolean
}

export interface FieldsProps<F extends RuleForm = RuleForm> {
  readonly form: F
  readonly onChange: (form: RuleForm) => void
  readonly context: FormContext
}
