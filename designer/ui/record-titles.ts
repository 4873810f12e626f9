// What the fields of a record are called in the systems that it comes from and goes to, for the record as people see it on the desk and on runs.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import { leavingSchemas, recordSchemas, type RecordSchema } from '#shared/flow/record-schemas.ts'
import { sentSchema } from '#shared/flow/shown-names.ts'
import { fieldsWithin } from '#shared/mapping/schema-fields.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { connectorsQuery } from '#designer/api/queries.ts'

/** The title of the field behind these names, without positions in lists; undefined where no system says one. */
export type TitleOf = (names: readonly string[]) => string | undefined

/** A record at a step: as it arrives, as it leaves, or what is sent to the other system. */
export type RecordSide = 'in' | 'out' | 'sent'

/** Undefined where nothing is known of the record: its fields are then called as they are written. */
export function recordTitles(
  flow: FlowDocument,
  nodeId: string,
  side: RecordSide,
  connectors: readonly ConnectorDescriptor[],
): TitleOf | undefined {
  const titles = new Map<string, string>()
  for (const { schema, above } of schemasAt(flow, nodeId, side, connectors)) {
    for (const { names, member, field } of fieldsWithin(schema, above)) {
      const title = member['title'] ?? field['title']
      const place = JSON.stringify(names)
      // What the nearest step says stays.
      if (typeof title === 'string' && title !== '' && !titles.has(place)) titles.set(place, title)
    }
  }
  return titles.size === 0 ? undefined : (names) => titles.get(JSON.stringify(names))
}

function schemasAt(
  flow: FlowDocument,
  nodeId: string,
  side: RecordSide,
  connectors: readonly ConnectorDescriptor[],
): readonly Pick<RecordSchema, 'schema' | 'above'>[] {
  // What arrives at a trigger leaves it as it came.
  if (side === 'in' && flow.nodes[nodeId]?.kind !== 'trigger') return recordSchemas(flow, nodeId, connectors)
  if (side !== 'sent') return leavingSchemas(flow, nodeId, connectors)
  const schema = sentSchema(flow, nodeId, { connectors })
  return schema ? [{ schema, above: [] }] : []
}

export function useRecordTitles(flow: FlowDocument | undefined, nodeId: string, side: RecordSide): TitleOf | undefined {
  const connectors = useQuery(connectorsQuery()).data
  return useMemo(() => flow && connectors && recordTitles(flow, nodeId, side, connectors), [flow, nodeId, side, connectors])
}
