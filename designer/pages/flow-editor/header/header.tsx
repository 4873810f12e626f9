// The flow's own bar: what it is, whether it is saved, what is wrong with it, and what can be done with it.
import { Button, Menu, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { flowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Keys } from '#designer/palette/keys.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { UpgradeBadge } from '#designer/ui/upgrade-badge.tsx'
import { commandById, useRun } from '../commands/use-commands.ts'
import { FeedsButton } from '../feeds/feeds-button.tsx'
import { useEditor } from '../state/context.ts'
import { useProblems } from '../state/use-issues.ts'
import { SendSample } from '../testing/send-sample.tsx'
import { Viewers } from '../together/viewers.tsx'
import { useDeployments } from '../versions/use-deployments.ts'
import classes from './header.module.css'
import { SaveSign } from './save-sign.tsx'

export function Header() {
  const name = useEditor((state) => state.document.name)
  const side = useEditor((state) => state.side)
  const look = useEditor((state) => state.look)
  const isCovered = useEditor((state) => state.mapping !== undefined)
  const readOnly = useEditor((state) => state.readOnly)
  const mayPublish = useMay('design')
  const testOpen = useEditor((state) => state.testOpen)
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const template = useQuery(flowQuery(clientId, flowId)).data?.flow.template
  const deployments = useDeployments()
  const problems = useProblems()
  const errors = problems.filter(({ issue }) => issue.severity !== 'warning').length
  const run = useRun()
  return (
    <header className={classes.header}>
      <button
        type="button"
        className={classes.name}
        title={t('Flow settings')}
        onClick={() => look({ side: side === 'flow' ? undefined : 'flow' })}
      >
        <h1>{name}</h1>
        <Icon name="settings" size={14} />
      </button>
      <span className={classes.badges}>
        {deployments.map((deployment) => (
          <EnvironmentBadge key={deployment.environment} environment={deployment.environment} version={deployment.version} />
        ))}
        <span className={classes.upgrade}>
          <UpgradeBadge client={clientId} flow={flowId} template={template} />
        </span>
      </span>
      {/* A mapping covers the header and has a sign of its own: said twice, it would be heard twice. */}
      {isCovered ? null : <SaveSign />}
      <span className={classes.spacer} />
      <Viewers />
      {problems.length > 0 ? (
        <button
          type="button"
          className={classes.problems}
          data-severity={errors > 0 ? 'error' : 'warning'}
          onClick={() => look({ side: side === 'problems' ? undefined : 'problems' })}
        >
          <Icon name={errors > 0 ? 'circle-alert' : 'triangle-alert'} size={14} />
          <span>{t('problems-count', { count: problems.length })}</span>
        </button>
      ) : (
        <Tooltip label={t('No problems')}>
          <span className={classes.fine}>
            <Icon name="circle-check" size={15} label={t('No problems')} />
          </span>
        </Tooltip>
      )}
      <Button
        size="xs"
        variant={testOpen ? 'light' : 'default'}
        leftSection={<Icon name="test-tube-diagonal" size={14} />}
        data-tour="test"
        onClick={() => run(commandById('test'))}
      >
        {t('Test')}
      </Button>
      <SendSample />
      <FeedsButton />
      <Menu position="bottom-end" width={300} withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" px={8} aria-label={t('More')}>
            <Icon name="ellipsis" size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {['versions', 'problems', 'settings', 'find', 'layout', 'note', 'save', 'shortcuts'].map(commandById).map((command) => (
            <Menu.Item
              key={command.id}
              disabled={readOnly && !command.reads}
              leftSection={<Icon name={command.icon} size={15} />}
              rightSection={command.keys?.[0] ? <Keys keys={command.keys[0]} /> : null}
              onClick={() => run(command)}
            >
              {t(command.label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        size="xs"
        variant={side === 'versions' ? 'light' : 'default'}
        leftSection={<Icon name="history" size={14} />}
        className={classes.wide ?? ''}
        onClick={() => look({ side: side === 'versions' ? undefined : 'versions' })}
      >
        {t('Versions')}
      </Button>
      <Button
        size="xs"
        leftSection={<Icon name="rocket" size={14} />}
        disabled={readOnly || !mayPublish}
        data-tour="publish"
        onClick={() => run(commandById('publish'))}
      >
        {t('Publish')}
      </Button>
    </header>
  )
}
