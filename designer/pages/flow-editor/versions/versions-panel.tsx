// The versions of the flow, newest first: what changed, where they run, restore, deploy, roll back.
import { ActionIcon, Button, Menu, ScrollArea, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { versionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { EnvironmentBadge, environmentWord } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Ago } from '#designer/ui/time.tsx'
import type { VersionSummary } from '#shared/api/contract.ts'
import type { Environment } from '#shared/model/accounts.ts'
import inspector from '../inspector/inspector.module.css'
import { PanelHeader } from '../panels/panel-header.tsx'
import { stopFlow } from '../requests.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useRefreshFlow } from './refresh.ts'
import { useRestore } from './use-restore.ts'
import { VersionComments } from './version-comments.tsx'
import classes from './versions.module.css'

export function VersionsPanel() {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const mayDeploy = useMay('deploy')
  const versions = useQuery(versionsQuery(clientId, flowId))
  const refresh = useRefreshFlow()
  const restore = useRestore()
  const stop = async (environment: Environment) => {
    try {
      await stopFlow(clientId, flowId, environment)
      await refresh()
      notifyDone(t('The flow is stopped in {{environment}}.', { environment: environmentWord(environment) }))
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <div className={inspector.panel}>
      <PanelHeader icon="history" title={t('Versions')} />
      <ScrollArea className={inspector.body ?? ''} scrollbarSize={6}>
        <QueryView query={versions} skeleton={<TableSkeleton rows={3} />} compact>
          {(list) =>
            list.length === 0 ? (
              <EmptyState icon="history" compact title={t('Nothing published yet')}>
                {t('Publishing makes an unchangeable version that can be deployed.')}
              </EmptyState>
            ) : (
              <ol className={classes.list}>
                {list.map((version) => (
                  <Version
                    key={version.version}
                    version={version}
                    mayDeploy={mayDeploy}
                    running={Math.max(0, ...list.filter((one) => one.deployedIn.length > 0).map((one) => one.version))}
                    onCompare={(from, to) => {
                      store.getState().look({ dialog: { kind: 'compare', from, to } })
                    }}
                    onDeploy={(number) => store.getState().look({ dialog: { kind: 'deploy', version: number } })}
                    onStop={(environment) =>
                      askFirst({
                        title: t('Stop the flow in {{environment}}?', { environment: environmentWord(environment) }),
                        text: t('Its webhook is taken off at the sender and its schedule rests. Runs that have begun go on.'),
                        confirm: t('Stop the flow'),
                        onConfirm: () => void stop(environment),
                      })
                    }
                    onRestore={(number) =>
                      askFirst({
                        title: t('Make version {{version}} the draft?', { version: number }),
                        text: t('The draft is replaced by this version. Published versions and what runs stay as they are.'),
                        confirm: t('Replace the draft'),
                        onConfirm: () => void restore(number),
                      })
                    }
                  />
                ))}
              </ol>
            )
          }
        </QueryView>
      </ScrollArea>
    </div>
  )
}

interface VersionProps {
  readonly version: VersionSummary
  readonly mayDeploy: boolean
  /** The newest version that runs somewhere. */
  readonly running: number
  readonly onCompare: (from: string, to: string) => void
  readonly onDeploy: (version: number) => void
  readonly onStop: (environment: Environment) => void
  readonly onRestore: (version: number) => void
}

function Version({ version, mayDeploy, running, onCompare, onDeploy, onStop, onRestore }: VersionProps) {
  const readOnly = useEditor((state) => state.readOnly)
  const { version: number } = version
  const isBack = number < running
  return (
    <li className={classes.version}>
      <div className={classes.versionHead}>
        <span className={classes.number}>v{number}</span>
        {version.deployedIn.map((environment) => (
          <EnvironmentBadge key={environment} environment={environment} />
        ))}
        <span className={classes.spacer} />
        {mayDeploy ? (
          <Button size="compact-xs" variant="default" onClick={() => onDeploy(number)}>
            {isBack ? t('Roll back') : t('Deploy')}
          </Button>
        ) : null}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon size={24} aria-label={t('More for version {{number}}', { number })}>
              <Icon name="ellipsis" size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {number > 1 ? (
              <Menu.Item leftSection={<Icon name="git-compare" size={15} />} onClick={() => onCompare(String(number - 1), String(number))}>
                {t('What changed in it')}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<Icon name="git-compare" size={15} />} onClick={() => onCompare(String(number), 'draft')}>
              {t('Compare with the draft')}
            </Menu.Item>
            <Menu.Item disabled={readOnly} leftSection={<Icon name="archive-restore" size={15} />} onClick={() => onRestore(number)}>
              {t('Make it the draft again')}
            </Menu.Item>
            {mayDeploy
              ? version.deployedIn.map((environment) => (
                  <Menu.Item key={environment} color="red" leftSection={<Icon name="ban" size={15} />} onClick={() => onStop(environment)}>
                    {t('Stop in {{environment}}', { environment: environmentWord(environment) })}
                  </Menu.Item>
                ))
              : null}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Stack gap={0}>
        <Text fz="sm">{version.note || t('No note')}</Text>
        <Text fz="xs" c="dimmed">
          <Ago at={version.createdAt} /> · {version.createdBy}
        </Text>
      </Stack>
      <VersionComments version={number} />
    </li>
  )
}
