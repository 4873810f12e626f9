// Why a record stopped, in one text: fields without a value are called as people read them, not by the names that systems give them.
import type { ErrorData } from '#shared/errors.ts'
import { pointerKeys } from '#shared/flow/pointer.ts'
import { readableField } from '#shared/mapping/schema-fields.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'

const MOST_FIELDS = 12

/** `schema`: of what the step sends, where it is known; fields are then called by their titles. */
export function reasonOf(error: Pick<ErrorData, 'code' | 'message' | 'fix' | 'said' | 'issues'>, schema?: JsonSchema): string {
  if (error.code !== 'required-field-missing' || !error.issues?.length) return sayError(error).message
  return error.issues
    .slice(0, MOST_FIELDS)
    .map(({ path }) => t('{{field}} has no value.', { field: readableField(schema, pointerKeys(path), (title) => t(title)) }))
    .join(' ')
}
