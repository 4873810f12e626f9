// What to look at before a version is published: problems, required fields, cases, connections, steps that are switched off. Each line says
// how it stands and leads to where it is mended.
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import { toProblemData } from '#designer/api/client.ts'
import { useEditor } from '../state/context.ts'
import { useProblems } from '../state/use-issues.ts'
import { useCasesRun } from './use-cases-run.ts'
import classes from './checklist.module.css'

type Tone = 'ok' | 'warn' | 'bad' | 'wait' | 'none'

interface Check {
  readonly id: string
  readonly tone: Tone
  readonly text: string
  readonly onOpen?: () => void
}

const ICONS: Readonly<Record<Exclude<Tone, 'wait'>, IconName>> = {
  ok: 'circle-check',
  warn: 'triangle-alert',
  bad: 'circle-x',
  none: 'circle-dashed',
}

export function Checklist({ onLeave }: { readonly onLeave: () => void }) {
  const checks = [...useDocumentChecks(onLeave), useCases(onLeave), ...useConnectionChecks()]
  return (
    <ul className={classes.list} aria-label={t('Before you publish')}>
      {checks.map((check) => (
        <li key={check.id} className={classes.check} data-tone={check.tone}>
          {check.tone === 'wait' ? <Loader size={15} /> : <Icon name={ICONS[check.tone]} size={16} />}
          <span className={classes.text}>{check.text}</span>
          {check.onOpen ? (
            <button type="button" className={classes.open} onClick={check.onOpen}>
              {t('Show')}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function useDocumentChecks(onLeave: () => void): readonly Check[] {
  const problems = useProblems()
  const nodes = useEditor((state) => state.document.nodes)
  const look = useEditor((state) => state.look)
  const select = useEditor((state) => state.select)
  const errors = problems.filter(({ issue }) => issue.severity !== 'warning')
  const unmapped = problems.filter(({ issue }) => issue.code === 'required-unmapped')
  const warnings = problems.length - errors.length - unmapped.filter(({ issue }) => issue.severity === 'warning').length
  const off = Object.keys(nodes).filter((id) => nodes[id]?.disabled)
  const showProblems = () => {
    onLeave()
    look({ side: 'problems' })
  }
  return [
    errors.length > 0
      ? { id: 'problems', tone: 'bad', text: t('errors-block', { count: errors.length }), onOpen: showProblems }
      : warnings > 0
        ? { id: 'problems', tone: 'warn', text: t('warnings-count', { count: warnings }), onOpen: showProblems }
        : { id: 'problems', tone: 'ok', text: t('The flow has no problems.') },
    unmapped.length > 0
      ? { id: 'required', tone: 'warn', text: t('required-unmapped', { count: unmapped.length }), onOpen: showProblems }
      : { id: 'required', tone: 'ok', text: t('All required fields are mapped') },
    ...(off.length > 0
      ? [
          {
            id: 'off',
            tone: 'warn' as const,
            text: t('steps-off', { count: off.length }),
            onOpen: () => {
              onLeave()
              select(off)
            },
          },
        ]
      : []),
  ]
}

/** All samples of the flow are tried on the draft: nothing is sent. */
function useCases(onLeave: () => void): Check {
  const look = useEditor((state) => state.look)
  const run = useCasesRun()
  if (run.count === 0) return { id: 'cases', tone: 'none', text: t('The flow has no samples to try it on.') }
  if (run.error)
    return { id: 'cases', tone: 'warn', text: t('The samples could not be tried: {{why}}', { why: toProblemData(run.error).detail }) }
  if (!run.data) return { id: 'cases', tone: 'wait', text: t('The samples are being tried…') }
  const failing = run.data.items.filter(({ outcome }) => outcome === 'differs' || outcome === 'stopped')
  const [first] = failing
  if (first) {
    return {
      id: 'cases',
      tone: 'bad',
      text: t('cases-fail', {
        count: failing.length,
        names: failing
          .slice(0, 3)
          .map(({ name }) => t('“{{name}}”', { name }))
          .join(', '),
      }),
      onOpen: () => {
        onLeave()
        look({ sampleId: first.sampleId, pasted: undefined, testOpen: true, runFrom: undefined })
      },
    }
  }
  return { id: 'cases', tone: 'ok', text: t('cases-pass', { count: run.data.items.length }) }
}

function useConnectionChecks(): readonly Check[] {
  const clientId = useEditor((state) => state.clientId)
  const slots = useEditor((state) => state.document.slots)
  const connections = useQuery(connectionsQuery(clientId)).data
  if (!connections) return []
  const missing = Object.entries(slots).filter(([, slot]) => !connections.some((one) => one.connector === slot.connector))
  if (missing.length === 0) return [{ id: 'connections', tone: 'ok', text: t('There is a connection for every system it uses.') }]
  return missing.map(([id, slot]) => ({
    id: `slot:${id}`,
    tone: 'warn',
    text: t('There is no connection for “{{slot}}” yet: it can be published, not deployed.', { slot: slot.label }),
  }))
}
