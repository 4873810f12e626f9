// A map step: whose fields it fills, and its mapping.
import { Select, Stack, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { connectorOf } from '#designer/graph/summary.ts'
import { t } from '#designer/i18n/index.ts'
import type { MapNode } from '#shared/flow/document.ts'
import { SystemFieldsBar } from '../system-fields/system-fields-bar.tsx'
import { useTargetFields } from '../system-fields/use-target-fields.ts'
import { useEditor } from '../state/context.ts'
import type { NodeFormProps } from './node-panel.tsx'
import { RowsSummary } from './rows-summary.tsx'
import { SlotSelect } from './slot-select.tsx'

export function MapForm({ id, node, onConfig }: NodeFormProps<MapNode>) {
  const apply = useEditor((state) => state.apply)
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data ?? []
  const { target } = node.config
  const actions = connectorOf(document, target?.slot, connectors)?.actions ?? []
  const system = useTargetFields(
    id,
    actions.find((action) => action.id === target?.action),
  )
  const { target: _, ...without } = node.config
  const toggle = (on: boolean) => {
    if (!on) return onConfig(without)
    const used = Object.entries(document.slots).find(
      ([, slot]) => connectors.find((connector) => connector.id === slot.connector)?.actions.length,
    )
    const action = connectors.find((connector) => connector.id === used?.[1].connector)?.actions.find((one) => one.effect === 'write')
    if (used && action) onConfig({ ...without, target: { slot: used[0], action: action.id } })
  }
  return (
    <Stack gap="sm">
      <RowsSummary id={id} rows={node.config.rows} schema={system.schema} />
      {system.here ? <SystemFieldsBar here={system.here} side="input" compact {...(system.readAt && { readAt: system.readAt })} /> : null}
      <Switch
        label={t('Fill the fields of an action')}
        description={t('Shows its fields, their types and which are required.')}
        checked={target !== undefined}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {target ? (
        <>
          <SlotSelect
            value={target.slot}
            fits={(connector) => connector.actions.length > 0}
            onChange={(slot, connector, edits) => {
              const action =
                connector.actions.find((one) => one.id === target.action) ??
                connector.actions.find((one) => one.effect === 'write') ??
                connector.actions[0]
              if (action)
                apply({
                  kind: 'batch',
                  edits: [
                    ...edits,
                    { kind: 'update-node', id, changes: { config: { ...node.config, target: { slot, action: action.id } } } },
                  ],
                })
            }}
          />
          <Select
            label={t('Action')}
            value={target.action}
            allowDeselect={false}
            searchable
            data={actions.map((action) => ({ value: action.id, label: action.label }))}
            onChange={(action) => action !== null && onConfig({ ...node.config, target: { ...target, action } })}
          />
        </>
      ) : null}
    </Stack>
  )
}
