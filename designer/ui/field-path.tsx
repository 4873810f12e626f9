// A place in a record as people know it: the titles of its fields; the names the system gives them are said by the tooltip.
import type { FlowDocument } from '#shared/flow/document.ts'
import { pointerKeys } from '#shared/flow/pointer.ts'
import { sentSchema, type NamingContext } from '#shared/flow/shown-names.ts'
import { fieldTitles } from '#shared/mapping/schema-fields.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { fieldLabel } from '#designer/editor/field-names.ts'
import { t } from '#designer/i18n/index.ts'

export interface FieldPathProps {
  readonly keys: readonly string[]
  readonly schema: JsonSchema | undefined
}

export function FieldPath({ keys, schema }: FieldPathProps) {
  if (keys.length === 0) return <>{t('The whole record')}</>
  return <span title={keys.join('.')}>{wayLabel(schema, keys)}</span>
}

/** Titles in the chosen language; positions in lists stay numbers. */
function wayLabel(schema: JsonSchema | undefined, keys: readonly string[]): string {
  return fieldTitles(schema, keys)
    .map((title, index) => (/^\d+$/.test(title) ? title : fieldLabel(title === keys[index] ? undefined : title, title)))
    .join(' › ')
}

export interface StepFieldProps {
  readonly document: FlowDocument
  readonly nodeId: string
  /** JSON pointer into what the step sends or prepares. */
  readonly path: string
  readonly context: NamingContext
}

/** `Map order › Customer reference`. */
export function StepField({ document, nodeId, path, context }: StepFieldProps) {
  return (
    <>
      {document.nodes[nodeId]?.label ?? nodeId}
      {path === '' ? null : ' › '}
      {path === '' ? null : <FieldPath keys={pointerKeys(path)} schema={sentSchema(document, nodeId, context)} />}
    </>
  )
}
