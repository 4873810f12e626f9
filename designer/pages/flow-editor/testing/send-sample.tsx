// Sends a sample through the connected system as its shopper would, and follows the run on the canvas.
import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { request } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { EnvironmentBadge } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { RunStatusBadge } from '#designer/ui/status-badge.tsx'
import type { Environment } from '#shared/model/accounts.ts'
import { TERMINAL_STATUSES, type RunView } from '#shared/model/runs.ts'
import { useTrialView } from '../canvas/use-trial-view.ts'
import { latestRun, sendSample } from '../requests.ts'
import { useSample } from '../samples/use-sample.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'
import { lightUp } from './light-up.ts'
import classes from './testing.module.css'

/** Fast enough to follow a run of a few hundred milliseconds. */
const POLL_MS = 200
/** A webhook that does not arrive in this time will not. */
const PATIENCE_MS = 30_000

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export function SendSample() {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const event = useEditor((state) => {
    const trigger = Object.values(state.document.nodes).find(({ kind }) => kind === 'trigger')
    return trigger?.kind === 'trigger' && trigger.config.type === 'webhook' ? trigger.config.event : undefined
  })
  const mayRun = useMay('deploy')
  const deployments = useDeployments()
  const sample = useSample()
  const showBeginning = useTrialView()
  const [busy, setBusy] = useState(false)
  const [run, setRun] = useState<RunView>()
  const ended = useRef(false)
  useEffect(() => {
    ended.current = false
    return () => {
      ended.current = true
    }
  }, [])

  const send = async (environment: Environment) => {
    setBusy(true)
    setRun(undefined)
    const light = lightUp(store)
    try {
      store.getState().look({ states: {}, selection: new Set(), side: undefined, testOpen: false })
      showBeginning()
      const before = await latestRun(clientId, flowId)
      const sent = await sendSample(clientId, flowId, {
        environment,
        ...(sample.id !== undefined && sample.id !== 'pasted' && { sampleId: sample.id }),
      })
      const until = Date.now() + PATIENCE_MS
      let id = sent.runId
      while (!ended.current && Date.now() < until) {
        if (id === undefined) {
          const latest = await latestRun(clientId, flowId)
          if (latest && latest.id !== before?.id) ({ id } = latest)
        } else {
          const view = await request<RunView>(`/clients/${encodeURIComponent(clientId)}/runs/${id}`)
          setRun(view)
          light.show(view.steps)
          if (TERMINAL_STATUSES.includes(view.run.status) || view.run.status === 'waiting') break
        }
        await wait(POLL_MS)
      }
      await light.done()
    } catch (error) {
      light.stop()
      store.getState().look({ states: undefined })
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }

  if (event === undefined || !mayRun) return null
  return (
    <>
      <Menu position="bottom-end" width={260} withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={busy}
            leftSection={<Icon name="send" size={14} />}
            rightSection={<Icon name="chevron-down" size={13} />}
          >
            {event.startsWith('order') ? t('Send a sample order') : t('Send a sample')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('Through the connected system, as a shopper would')}</Menu.Label>
          {deployments.map((deployment) => (
            <Menu.Item
              key={deployment.environment}
              onClick={() => void send(deployment.environment)}
              leftSection={<EnvironmentBadge environment={deployment.environment} version={deployment.version} />}
            >
              {sample.name ?? ''}
            </Menu.Item>
          ))}
          {deployments.length === 0 ? <Menu.Item disabled>{t('Publish and deploy the flow first.')}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {run ? (
        <div className={classes.live} role="status">
          {/* The journal may be ahead of the lights. */}
          <RunStatusBadge status={busy ? 'running' : run.run.status} />
          <Link to="/c/$client/runs/$run" params={{ client: clientId, run: run.run.id }} search={{}} className={classes.liveLink ?? ''}>
            {t('Open the run')}
            <Icon name="arrow-up-right" size={14} />
          </Link>
          <button
            type="button"
            className={classes.liveClose}
            aria-label={t('Close')}
            onClick={() => {
              setRun(undefined)
              store.getState().look({ states: undefined })
            }}
          >
            <Icon name="x" size={14} />
          </button>
        </div>
      ) : null}
    </>
  )
}
