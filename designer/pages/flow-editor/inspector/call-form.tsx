// A call: slot, action, what it is sent, and where its answer goes.
import { Badge, Group, Select, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { connectorOf } from '#designer/graph/summary.ts'
import { t } from '#designer/i18n/index.ts'
import type { CallNode } from '#shared/flow/document.ts'
import type { ActionDescriptor } from '#shared/model/descriptors.ts'
import { SystemFieldsBar } from '../system-fields/system-fields-bar.tsx'
import { useTargetFields } from '../system-fields/use-target-fields.ts'
import { useEditor } from '../state/context.ts'
import { DocumentField } from './document-field.tsx'
import type { NodeFormProps } from './node-panel.tsx'
import { RowsSummary } from './rows-summary.tsx'
import { SlotSelect } from './slot-select.tsx'
import { IntoInput } from './into-input.tsx'

const SAFETY: Readonly<Record<ActionDescriptor['safety'], string>> = {
  key: 'Safe to repeat: the system recognises our key.',
  upsert: 'Safe to repeat: the same record is written again.',
  'look-up-first': 'Safe to repeat: it looks for the record before it creates one.',
  none: 'Not safe to repeat: after an unclear answer a person decides.',
}

export function CallForm({ id, node, onConfig }: NodeFormProps<CallNode>) {
  const apply = useEditor((state) => state.apply)
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const { config } = node
  const actions = connectorOf(document, config.slot, connectors)?.actions ?? []
  const action = actions.find((one) => one.id === config.action)
  const system = useTargetFields(id, action)
  const { rows: _rows, ...withoutRows } = config
  return (
    <Stack gap="sm">
      <SlotSelect
        value={config.slot}
        fits={(connector) => connector.actions.length > 0}
        onChange={(slot, connector, edits) => {
          const next = connector.actions.find((one) => one.id === config.action) ?? connector.actions[0]
          if (next)
            apply({
              kind: 'batch',
              edits: [...edits, { kind: 'update-node', id, changes: { config: { ...config, slot, action: next.id } } }],
            })
        }}
      />
      <Select
        label={t('Action')}
        value={config.action}
        allowDeselect={false}
        searchable
        data={actions.map((one) => ({ value: one.id, label: one.label }))}
        error={action || !connectors ? undefined : t('The connector has no such action.')}
        onChange={(next) => next !== null && onConfig({ ...config, action: next })}
      />
      {action ? (
        <div>
          <Group gap={6} mb={4}>
            <Badge color={action.effect === 'write' ? 'indigo' : 'gray'}>{action.effect === 'write' ? t('writes') : t('reads')}</Badge>
          </Group>
          <Text fz="sm" c="dimmed">
            {action.description} {action.effect === 'write' ? t(SAFETY[action.safety]) : ''}
          </Text>
        </div>
      ) : null}
      <Switch
        label={t('Map what is sent')}
        description={t('Off: the record is sent as it comes.')}
        checked={config.rows !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...config, rows: [] } : withoutRows)}
      />
      <DocumentField id={id} config={config} onConfig={onConfig} schema={action?.input} connection={system.here?.connection?.id} />
      {config.rows ? <RowsSummary id={id} rows={config.rows} schema={system.schema} /> : null}
      {config.rows && system.here ? (
        <SystemFieldsBar here={system.here} side="input" compact {...(system.readAt && { readAt: system.readAt })} />
      ) : null}
      <IntoInput
        label={t('Add the answer to the record as')}
        description={t('Empty: the answer becomes the record.')}
        placeholder="answer"
        config={config}
        onConfig={onConfig}
      />
    </Stack>
  )
}
