// Puts a version into an environment: a connection for each slot, then the webhook addresses.
import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { connectionsQuery, connectorsQuery, versionQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { CopyField } from '#designer/ui/copy-field.tsx'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { environmentLabel, environmentWord } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem, notifyUnchecked } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import type { FlowSlot } from '#shared/flow/document.ts'
import { ENVIRONMENTS, type Environment } from '#shared/model/accounts.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { deployFlow } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import { useRefreshFlow } from './refresh.ts'
import { useDeployments } from './use-deployments.ts'

export function DeployDialog({ version, onClose }: { readonly version: number; readonly onClose: () => void }) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const published = useQuery(versionQuery(clientId, flowId, version))
  const [hooks, setHooks] = useState<readonly HookDescriptor[]>()
  return (
    <Modal
      opened
      onClose={onClose}
      title={hooks ? t('Version {{version}} is deployed', { version }) : t('Deploy version {{version}}', { version })}
      size="lg"
    >
      {hooks ? (
        <Deployed hooks={hooks} onClose={onClose} />
      ) : (
        <QueryView query={published} skeleton={<FormSkeleton />} compact>
          {(data) => <DeployForm version={version} slots={data.document.slots} onDone={setHooks} onClose={onClose} />}
        </QueryView>
      )}
    </Modal>
  )
}

interface DeployFormProps {
  readonly version: number
  readonly slots: Readonly<Record<string, FlowSlot>>
  readonly onDone: (hooks: readonly HookDescriptor[]) => void
  readonly onClose: () => void
}

function DeployForm({ version, slots, onDone, onClose }: DeployFormProps) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const deployments = useDeployments()
  const refresh = useRefreshFlow()
  const [environment, setEnvironment] = useState<Environment>(() => deployments[0]?.environment ?? 'test')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const connectors = useQuery(connectorsQuery()).data ?? []
  const connections = useQuery(connectionsQuery(clientId, environment)).data ?? []
  const now = deployments.find((one) => one.environment === environment)
  const fitting = (slot: FlowSlot) => connections.filter((one) => one.connector === slot.connector && one.environment === environment)
  /** What was chosen here, what is deployed now, or the only one there is. */
  const bound = Object.fromEntries(
    Object.entries(slots).map(([id, slot]) => {
      const able = fitting(slot)
      const known = [chosen[`${environment}/${id}`], now?.slots[id]].find((one) => able.some((connection) => connection.id === one))
      return [id, known ?? (able.length === 1 ? able[0]?.id : undefined)]
    }),
  )
  const complete = Object.values(bound).every((one) => one !== undefined)
  const deploy = async () => {
    setBusy(true)
    try {
      const answer = await deployFlow(clientId, flowId, { environment, version, slots: bound as Record<string, string> })
      await refresh()
      onDone(answer.hooks)
      notifyUnchecked(answer.unchecked)
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Stack>
      <SegmentedControl
        fullWidth
        aria-label={t('Environment')}
        value={environment}
        onChange={(value) => setEnvironment(value as Environment)}
        data={ENVIRONMENTS.map((one) => ({ value: one, label: environmentLabel(one) }))}
      />
      <Text fz="sm" c="dimmed">
        {now
          ? replaceText(environment, now.version, version)
          : t('Nothing of this flow runs in {{environment}} yet.', { environment: environmentWord(environment) })}
      </Text>
      {Object.entries(slots).map(([id, slot]) => {
        const connector = connectors.find((one) => one.id === slot.connector)
        const able = fitting(slot)
        return (
          <Select
            key={`${environment}/${id}`}
            label={slot.label}
            leftSection={<ConnectorIcon name={connector?.name ?? slot.connector} {...(connector && { svg: connector.icon })} size={16} />}
            placeholder={t('Choose a connection')}
            data={able.map((one) => ({ value: one.id, label: one.name }))}
            value={bound[id] ?? null}
            allowDeselect={false}
            error={
              able.length === 0
                ? t('There is no {{name}} connection in this environment.', { name: connector?.name ?? slot.connector })
                : undefined
            }
            onChange={(value) => value !== null && setChosen((old) => ({ ...old, [`${environment}/${id}`]: value }))}
          />
        )
      })}
      {Object.values(slots).some((slot) => fitting(slot).length === 0) ? (
        <Text fz="sm">
          <Link to="/c/$client/connections" params={{ client: clientId }} search={{}}>
            {t('Add a connection')}
          </Link>
        </Text>
      ) : null}
      {environment === 'live' ? (
        <Alert color="yellow" variant="light" icon={<Icon name="triangle-alert" size={16} />}>
          {t('Live works on real records of this client from now on.')}
        </Alert>
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button loading={busy} disabled={!complete} onClick={() => void deploy()} leftSection={<Icon name="rocket" size={15} />}>
          {t('Deploy to {{environment}}', { environment: environmentWord(environment) })}
        </Button>
      </Group>
    </Stack>
  )
}

function replaceText(environment: Environment, before: number, version: number): string {
  const values = { environment: environmentLabel(environment), before, version }
  if (version < before)
    return t(
      '{{environment}} goes back from version {{before}} to version {{version}}. Running records finish with the version they began with.',
      values,
    )
  if (version === before) return t('{{environment}} runs this version already; deploying it again changes its connections.', values)
  return t(
    '{{environment}} goes from version {{before}} to version {{version}}. Running records finish with the version they began with.',
    values,
  )
}

function Deployed({ hooks, onClose }: { readonly hooks: readonly HookDescriptor[]; readonly onClose: () => void }) {
  return (
    <Stack>
      <Text fz="sm">
        {hooks.length > 0
          ? t('Events arrive at this address. Where the system allows it, Tillflow has registered it there already.')
          : t('It is ready. This flow has no webhook.')}
      </Text>
      {hooks.map((hook) => (
        <CopyField key={hook.id} label={`${hook.shop} · ${hook.event}`} value={hook.url} />
      ))}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('Done')}</Button>
      </Group>
    </Stack>
  )
}
