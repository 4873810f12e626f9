// How a connection stands with its limits: nothing while calls go out, otherwise why they wait, until when, and a way to try at once.
import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ConnectionState } from '#shared/model/flow-control.ts'
import { tryConnectionNow } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { useMay } from '#designer/state/session.ts'
import type { IconName } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { ToneBadge, type Tone } from '#designer/ui/status-badge.tsx'
import { Ago, formatExact } from '#designer/ui/time.tsx'

const LOOKS: Readonly<
  Record<Exclude<ConnectionState['state'], 'ok'>, { readonly label: string; readonly tone: Tone; readonly icon: IconName }>
> = {
  slowed: { label: 'Slowed down', tone: 'warn', icon: 'timer' },
  maintenance: { label: 'Maintenance', tone: 'info', icon: 'wrench' },
  down: { label: 'Not reachable', tone: 'bad', icon: 'cloud-alert' },
  'sign-in': { label: 'Sign-in needed', tone: 'bad', icon: 'key-round' },
}

export interface FlowStateProps {
  readonly client: string
  readonly name: string
  readonly state: ConnectionState | undefined
}

export function FlowState({ client, name, state }: FlowStateProps) {
  const mayConnect = useMay('connect')
  const attempt = useMutation({
    mutationFn: (id: string) => tryConnectionNow(client, id),
    onSuccess: () => {
      notifyDone(t('“{{name}}” is tried now.', { name }))
      return queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
    onError: notifyProblem,
  })
  if (state === undefined || state.state === 'ok') return null
  return (
    <div>
      <ToneBadge {...LOOKS[state.state]} />
      <Text fz="xs" c="dimmed" mt={4}>
        {asSentence(state.said?.message ? words(state.said.message) : state.message)}{' '}
        {state.since !== undefined && <Since at={state.since} />} {state.until !== undefined && untilWords(state)}{' '}
        {state.waiting > 0 && t('runs-wait', { count: state.waiting })}
      </Text>
      {/* A window is somebody's wish: it is changed, not passed over. */}
      {mayConnect && state.state !== 'maintenance' && (
        <Button
          mt={6}
          size="compact-xs"
          variant="default"
          loading={attempt.isPending}
          onClick={() => attempt.mutate(state.connectionId)}
          aria-label={t('Try {{name}} now', { name })}
          style={{ position: 'relative', zIndex: 1 }}
        >
          {t('Try now')}
        </Button>
      )}
    </div>
  )
}

const asSentence = (text = '') => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`)

const Since = ({ at }: { readonly at: string }) => (
  <>
    {t('Since')} <Ago at={at} />.
  </>
)

function untilWords({ state, until = '' }: ConnectionState): string {
  const at = formatExact(until)
  if (state === 'down') return t('Next try: {{at}}.', { at })
  if (state === 'sign-in') return t('Runs wait for new credentials until {{at}}.', { at })
  return t('It goes on: {{at}}.', { at })
}
