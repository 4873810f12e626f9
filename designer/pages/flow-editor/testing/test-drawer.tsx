// Tries the draft on a sample without touching any system: states on the canvas, input and output of each step, what would have been sent.
import { ActionIcon, Button, Tabs, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import { RunStatusBadge } from '#designer/ui/status-badge.tsx'
import type { TestRunResult } from '#shared/api/contract.ts'
import { useTrialView } from '../canvas/use-trial-view.ts'
import { testRun } from '#designer/api/commands.ts'
import { isAborted } from '#designer/api/client.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useDesignEnvironment } from '../samples/use-design-environment.ts'
import { useSample } from '../samples/use-sample.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { CallsTab } from './calls-tab.tsx'
import { ComparisonTab } from './comparison-tab.tsx'
import { lightUp, type LightUp } from './light-up.ts'
import { startAt } from './pins.ts'
import { StepsTab } from './steps-tab.tsx'
import classes from './testing.module.css'

export function TestDrawer() {
  const open = useEditor((state) => state.testOpen)
  return open ? <Drawer /> : null
}

function Drawer() {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const sample = useSample()
  const environment = useDesignEnvironment()
  const showBeginning = useTrialView()
  const light = useRef<LightUp>(undefined)
  const [tried, setTried] = useState<{
    readonly document: unknown
    readonly sample: string | undefined
    readonly from: string | undefined
  }>()
  const runFrom = useEditor((state) => state.runFrom)
  const abort = useRef<AbortController>(undefined)
  const run = useMutation({
    mutationFn: (from: string | undefined): Promise<TestRunResult> => {
      const start = from === undefined ? undefined : startAt(store, from)
      abort.current = new AbortController()
      return testRun(
        clientId,
        flowId,
        {
          document: store.getState().document,
          environment,
          ...(sample.id !== undefined && sample.id !== 'pasted'
            ? { sampleId: sample.id }
            : { input: sample.input ?? start?.input ?? null }),
          ...(from !== undefined && start && { from: { node: from, input: start.input, steps: { ...start.steps } } }),
        },
        abort.current.signal,
      )
    },
    onMutate: (from) => {
      light.current?.stop()
      store.getState().look({ states: {} })
      setTried({ document: store.getState().document, sample: sample.id, from })
    },
    onSuccess: (result) => {
      store.getState().look({ trial: { result, document: store.getState().document } })
      light.current = lightUp(store)
      light.current.show(result.view.steps)
    },
    onError: () => store.getState().look({ states: undefined }),
  })
  const { mutate } = run
  // A command asked for it, perhaps before the drawer was open.
  useEffect(() => {
    if (runFrom === undefined || sample.loading) return
    store.getState().look({ runFrom: undefined })
    mutate(runFrom)
  }, [runFrom, sample.loading, store, mutate])
  const close = () => store.getState().look({ testOpen: false })
  // The drawer takes a third of the canvas: what is tried must stay in sight.
  useEffect(() => showBeginning(), [showBeginning])
  useEffect(
    () => () => {
      abort.current?.abort()
      light.current?.stop()
      store.getState().look({ states: undefined, trial: undefined })
    },
    [store],
  )
  const stale = tried !== undefined && (tried.document !== document || tried.sample !== sample.id)
  const result = run.data
  const differing = useMemo(() => result?.comparison?.filter((one) => !one.matches).length ?? 0, [result])
  return (
    <section className={classes.drawer} aria-label={t('Test with a sample')} data-own-keys>
      <Tabs defaultValue="steps" className={classes.tabs ?? ''} keepMounted={false}>
        <header className={classes.bar}>
          <SamplePicker sample={sample} />
          <Button
            size="xs"
            leftSection={<Icon name="play" size={14} />}
            loading={run.isPending}
            disabled={sample.input === undefined}
            onClick={() => mutate(undefined)}
          >
            {t('Run the test')}
          </Button>
          {run.isPending ? (
            <Button size="xs" variant="default" onClick={() => abort.current?.abort()}>
              {t('Stop')}
            </Button>
          ) : null}
          {tried?.from !== undefined && !run.isPending ? (
            <Text fz="xs" c="dimmed">
              {t('From {{step}}', { step: document.nodes[tried.from]?.label ?? tried.from })}
            </Text>
          ) : null}
          {result ? <RunStatusBadge status={result.view.run.status} /> : null}
          {stale && result ? (
            <Text fz="xs" c="dimmed">
              {t('The flow or the sample has changed since.')}
            </Text>
          ) : null}
          <span className={classes.spacer} />
          <Tabs.List className={classes.tabList ?? ''}>
            <Tabs.Tab value="steps">{t('Steps')}</Tabs.Tab>
            <Tabs.Tab value="calls">
              {t('Calls')} {result ? `· ${result.calls.length}` : ''}
            </Tabs.Tab>
            {result?.comparison ? (
              <Tabs.Tab
                value="comparison"
                leftSection={
                  <Icon
                    name={differing > 0 ? 'circle-x' : 'circle-check'}
                    size={14}
                    color={differing > 0 ? 'var(--tf-bad)' : 'var(--tf-ok)'}
                  />
                }
              >
                {t('Expected')}
              </Tabs.Tab>
            ) : null}
          </Tabs.List>
          <ActionIcon aria-label={t('Close')} onClick={close}>
            <Icon name="x" size={16} />
          </ActionIcon>
        </header>
        <div className={classes.content}>
          {run.error && !isAborted(run.error) ? <ProblemState compact error={run.error} onRetry={() => mutate(tried?.from)} /> : null}
          {!result && (!run.error || isAborted(run.error)) ? (
            <EmptyState icon="test-tube-diagonal" compact title={t('Try the draft on a sample')}>
              {t('Nothing is sent to any system: calls are answered with examples.')}
            </EmptyState>
          ) : null}
          {result ? (
            <>
              <Tabs.Panel value="steps" className={classes.pane ?? ''}>
                <StepsTab result={result} />
              </Tabs.Panel>
              <Tabs.Panel value="calls" className={classes.pane ?? ''}>
                <CallsTab result={result} />
              </Tabs.Panel>
              <Tabs.Panel value="comparison" className={classes.pane ?? ''}>
                <ComparisonTab result={result} />
              </Tabs.Panel>
            </>
          ) : null}
        </div>
      </Tabs>
    </section>
  )
}
