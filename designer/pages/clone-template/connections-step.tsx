// A connection for each system the flow talks to: one that exists, or a new one made here.
import { Button, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { connectionsQuery, connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { ConnectionDrawer } from '#designer/ui/connection/connection-drawer.tsx'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import classes from './wizard.module.css'
import type { StepProps } from './step-props.ts'
import { onlyFitting } from './wizard-state.ts'

export function ConnectionsStep({ client, template, state, change, problems }: StepProps) {
  const connections = useQuery(connectionsQuery(client, state.environment))
  const connectors = useQuery(connectorsQuery()).data
  const mayConnect = useMay('connect')
  const [creating, setCreating] = useState<string>()
  const choose = (slot: string, id: string | null) => {
    const { [slot]: _, ...rest } = state.connections
    change({ connections: id ? { ...rest, [slot]: id } : rest })
  }
  const preselect = useEffectEvent(() => {
    const chosen = onlyFitting(state, template.slots, connections.data ?? [])
    if (Object.keys(chosen).length > 0) change({ connections: { ...state.connections, ...chosen } })
  })
  useEffect(() => preselect(), [connections.data])
  return (
    <QueryView query={connections} skeleton={<FormSkeleton fields={2} />} compact>
      {(items) => (
        <Stack gap="lg">
          <Text fz="sm" c="dimmed">
            {t('The flow is deployed with these connections of')} <EnvironmentBadge environment={state.environment} />
          </Text>
          {Object.entries(template.slots).map(([slot, { connector, label }]) => {
            const descriptor = connectors?.find((c) => c.id === connector)
            const fitting = items.filter((connection) => connection.connector === connector)
            return (
              <div key={slot} className={classes.slot}>
                <ConnectorIcon svg={descriptor?.icon} name={descriptor?.name ?? connector} tile size={20} />
                <Select
                  flex={1}
                  label={label}
                  placeholder={
                    fitting.length === 0
                      ? t('No {{name}} connection yet', { name: descriptor?.name ?? connector })
                      : t('Choose a connection')
                  }
                  data={fitting.map((connection) => ({ value: connection.id, label: connection.name }))}
                  value={state.connections[slot] ?? null}
                  error={problems[slot]}
                  onChange={(id) => choose(slot, id)}
                  allowDeselect={false}
                  disabled={fitting.length === 0}
                />
                {mayConnect && (
                  <Button variant="default" mt={23} leftSection={<Icon name="plus" size={14} />} onClick={() => setCreating(slot)}>
                    {t('New')}
                  </Button>
                )}
              </div>
            )
          })}
          <ConnectionDrawer
            client={client}
            opened={creating !== undefined}
            connector={creating ? template.slots[creating]?.connector : undefined}
            environment={state.environment}
            environmentFixed
            onClose={() => setCreating(undefined)}
            onSaved={(connection) => creating && choose(creating, connection.id)}
          />
        </Stack>
      )}
    </QueryView>
  )
}
