// The flow exists: where its events must be sent, and what to do next.
import { Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Environment } from '#shared/model/accounts.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import { hooksQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { CopyField } from '#designer/ui/copy-field.tsx'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './wizard.module.css'

export interface DoneProps {
  readonly client: string
  readonly environment: Environment
  readonly result: { readonly flow: Flow; readonly version: number; readonly hooks: readonly HookDescriptor[] }
}

export function Done({ client, environment, result: { flow, version, hooks } }: DoneProps) {
  const missing = hooks.some((hook) => hook.secret === undefined)
  const mayConnect = useMay('connect')
  const withSecrets = useQuery({ ...hooksQuery(client, true), enabled: missing && mayConnect }).data
  return (
    <Card style={{ padding: 28 }}>
      <div className={classes.done}>
        <Group gap="sm">
          <Icon name="circle-check" size={24} color="var(--tf-ok)" />
          <div>
            <Title order={2}>{t('“{{name}}” is deployed', { name: flow.name })}</Title>
            <Text fz="sm" c="dimmed">
              {t('It waits for its first event.')} <EnvironmentBadge environment={environment} version={version} />
            </Text>
          </div>
        </Group>
        {hooks.map((hook) => (
          <HookFields key={hook.id} hook={hook} secret={hook.secret ?? withSecrets?.find((other) => other.id === hook.id)?.secret} />
        ))}
        <Group gap="xs">
          <Button
            leftSection={<Icon name="workflow" size={15} />}
            renderRoot={(props) => <Link to="/c/$client/flows/$flow" params={{ client, flow: flow.id }} {...props} />}
          >
            {t('Open the flow')}
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/c/$client/flows" params={{ client }} {...props} />}>
            {t('All flows')}
          </Button>
        </Group>
      </div>
    </Card>
  )
}

function HookFields({ hook, secret }: { readonly hook: HookDescriptor; readonly secret: string | undefined }) {
  return (
    <>
      <CopyField
        label={t('Webhook address')}
        value={hook.url}
        help={t('{{shop}} delivers “{{event}}” here. If it was not told by itself, enter the address there.', {
          shop: hook.shop,
          event: hook.event,
        })}
      />
      {secret && <CopyField label={t('Secret')} value={secret} secret help={t('The sender signs every delivery with it.')} />}
    </>
  )
}
