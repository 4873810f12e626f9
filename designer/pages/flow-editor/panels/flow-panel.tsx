// The flow itself: name, what it is for, its connection slots, and the order it keeps.
import { ActionIcon, Button, Menu, ScrollArea, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectorsQuery } from '#designer/api/queries.ts'
import { useDraft } from '#designer/editor/use-draft.ts'
import { t } from '#designer/i18n/index.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { freshId } from '#shared/flow/fresh-id.ts'
import { slotOf } from '#shared/flow/slots.ts'
import classes from '../inspector/inspector.module.css'
import { useEditor } from '../state/context.ts'
import { LaneSettings } from './lane-settings.tsx'
import { PanelHeader } from './panel-header.tsx'

export function FlowPanel() {
  const document = useEditor((state) => state.document)
  const apply = useEditor((state) => state.apply)
  const readOnly = useEditor((state) => state.readOnly)
  const [name, setName] = useDraft(document.name)
  return (
    <div className={classes.panel}>
      <PanelHeader icon="settings" title={t('Flow settings')} />
      <ScrollArea className={classes.body ?? ''} scrollbarSize={6}>
        <fieldset disabled={readOnly} className={classes.fields}>
          <Stack gap="md" p="md">
            <TextInput
              label={t('Name')}
              value={name}
              maxLength={120}
              error={name.trim() === '' ? t('A flow needs a name.') : undefined}
              onChange={(event) => {
                setName(event.currentTarget.value)
                if (event.currentTarget.value.trim() !== '') apply({ kind: 'set-name', name: event.currentTarget.value }, 'name')
              }}
            />
            <Textarea
              label={t('What it is for')}
              autosize
              minRows={3}
              maxRows={10}
              value={document.description ?? ''}
              onChange={(event) => apply({ kind: 'set-description', description: event.currentTarget.value || null }, 'description')}
            />
            <Slots />
            <LaneSettings />
          </Stack>
        </fieldset>
      </ScrollArea>
    </div>
  )
}

function Slots() {
  const document = useEditor((state) => state.document)
  const apply = useEditor((state) => state.apply)
  const connectors = useQuery(connectorsQuery()).data ?? []
  const usedBy = (id: string) => Object.values(document.nodes).filter((node) => slotOf(node)?.slot === id).length
  return (
    <div>
      <Text fw={550} fz="sm">
        {t('Connection slots')}
      </Text>
      <Text c="dimmed" fz="xs" mb="xs">
        {t(
          'What the flow needs. A connection is put into each slot when the flow is deployed, another one for each client and environment.',
        )}
      </Text>
      <Stack gap={6}>
        {Object.entries(document.slots).map(([id, slot]) => {
          const connector = connectors.find((one) => one.id === slot.connector)
          const uses = usedBy(id)
          return (
            <div key={id} className={classes.slot}>
              <ConnectorIcon name={connector?.name ?? slot.connector} {...(connector && { svg: connector.icon })} size={16} tile />
              <TextInput
                size="xs"
                style={{ flex: 1 }}
                aria-label={t('Name of the slot {{id}}', { id })}
                value={slot.label}
                rightSection={
                  <Text fz={11} c="dimmed">
                    {uses === 0 ? t('unused') : `${uses}×`}
                  </Text>
                }
                rightSectionWidth={52}
                onChange={(event) =>
                  event.currentTarget.value !== '' &&
                  apply({ kind: 'update-slot', id, slot: { ...slot, label: event.currentTarget.value } }, `slot:${id}`)
                }
              />
              <ActionIcon
                aria-label={t('Remove the slot')}
                title={uses > 0 ? t('Steps still use this slot.') : undefined}
                disabled={uses > 0}
                onClick={() => apply({ kind: 'remove-slot', id })}
              >
                <Icon name="trash-2" size={14} />
              </ActionIcon>
            </div>
          )
        })}
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button size="xs" variant="default" leftSection={<Icon name="plus" size={14} />}>
              {t('Add a slot')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {connectors.map((connector) => (
              <Menu.Item
                key={connector.id}
                leftSection={<ConnectorIcon svg={connector.icon} name={connector.name} size={15} />}
                onClick={() =>
                  apply({
                    kind: 'add-slot',
                    id: freshId(connector.id, (id) => Object.hasOwn(document.slots, id)),
                    slot: { connector: connector.id, label: connector.name },
                  })
                }
              >
                {connector.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Stack>
    </div>
  )
}
