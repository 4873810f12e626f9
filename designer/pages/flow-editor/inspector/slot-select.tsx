// Chooses the connection slot a step talks through; offers a new slot for any connector.
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import type { ConnectorDescriptor } from '#shared/model/descriptors.ts'
import { useEditor } from '../state/context.ts'

export interface SlotSelectProps {
  readonly value: string | undefined
  /** Connectors that fit here. */
  readonly fits: (connector: ConnectorDescriptor) => boolean
  /** `edits` come first: the new slot. */
  readonly onChange: (slot: string, connector: ConnectorDescriptor, edits: readonly FlowEdit[]) => void
  readonly label?: string
}

const NEW = 'new:'

export function SlotSelect({ value, fits, onChange, label = t('Connection slot') }: SlotSelectProps) {
  const slots = useEditor((state) => state.document.slots)
  const connectors = useQuery(connectorsQuery()).data ?? []
  const fitting = connectors.filter(fits)
  const known = Object.entries(slots).filter(([, slot]) => fitting.some((connector) => connector.id === slot.connector))
  const nameOf = (id: string) => connectors.find((connector) => connector.id === id)?.name ?? id
  return (
    <Select
      label={label}
      description={t('Which connection stands behind it is chosen when the flow is deployed.')}
      value={value ?? null}
      allowDeselect={false}
      searchable
      data={[
        {
          group: t('Slots of this flow'),
          items: known.map(([id, slot]) => ({ value: id, label: `${slot.label} · ${nameOf(slot.connector)}` })),
        },
        {
          group: t('New slot'),
          items: fitting.map((connector) => ({ value: NEW + connector.id, label: t('New: {{name}}', { name: connector.name }) })),
        },
      ]}
      onChange={(chosen) => {
        if (chosen === null) return
        const connectorId = chosen.startsWith(NEW) ? chosen.slice(NEW.length) : slots[chosen]?.connector
        const connector = connectors.find((one) => one.id === connectorId)
        if (!connector) return
        if (!chosen.startsWith(NEW)) return onChange(chosen, connector, [])
        const id = freshId(connector.id, (one) => Object.hasOwn(slots, one))
        onChange(id, connector, [{ kind: 'add-slot', id, slot: { connector: connector.id, label: connector.name } }])
      }}
    />
  )
}
