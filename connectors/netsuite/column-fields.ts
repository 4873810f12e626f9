// Fields that people added to records, as SuiteQL has them: columns of the record's table. One query reads them for a whole page.
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery } from '#connectors/kit/discover.ts'
import type { Json } from '#shared/json.ts'
import { fieldsNow, knownFields, type Field, type RecordFields, type RecordType } from './catalog.ts'
import type { SuiteRow } from './client.ts'
import { toDiscovered } from './record-fields.ts'

/**
 * Not times (SuiteQL tells them on the clock of the integration's user, whose zone nobody tells) and not several values of a list, which have tables
 * of their own. Names stand in the query as they are.
 */
export const columnsOf = ({ body }: RecordFields): readonly Field[] =>
  body.filter(({ name, custom, list, kind }) => custom && !list && kind !== 'date-time' && /^cust[a-z0-9_]+$/.test(name))

export const columnFields = async (context: CallContext, type: RecordType): Promise<readonly Field[]> =>
  columnsOf(await knownFields(context, type))

export const readsColumns = (type: RecordType): Discovery => ({
  async read(_, context) {
    const fields = columnsOf(await fieldsNow(context, type))
    return {
      output: fieldsBelow(
        'fields',
        fields.map((field) => [field.name, toDiscovered(field)] as const),
      ),
    }
  },
})

export const valuesOfColumns = (fields: readonly Field[], row: SuiteRow): Readonly<Record<string, Json>> =>
  Object.fromEntries(fields.map((field) => [field.name, valueOf(field, row[field.name])]))

function valueOf({ kind }: Field, text: string | undefined): Json {
  if (text === undefined) return null
  if (kind === 'boolean') return text === 'T'
  return kind === 'integer' && Number.isSafeInteger(Number(text)) ? Number(text) : text
}
