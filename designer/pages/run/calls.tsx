// What a call sent and what came back, request by request, as it was recorded: for whoever has to ask the other system's support.
import { Badge, Code, Collapse, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { RecordedExchange, StepView } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { CopyButton } from '#designer/ui/copy-button.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { formatDuration } from '#designer/ui/time.tsx'
import classes from './calls.module.css'

export function Calls({ calls }: { readonly calls: NonNullable<StepView['calls']> }) {
  return (
    <section className={classes.section} aria-label={t('What was sent')}>
      <Text fz="sm" fw={550} mb={6}>
        {t('What was sent')}
      </Text>
      {calls.map(({ attempt, exchanges }) => (
        <div key={`${attempt}-${exchanges[0]?.at ?? ''}`}>
          {calls.length > 1 && (
            <Text fz="xs" c="dimmed" mt={8} mb={4}>
              {t('Try {{number}}', { number: attempt })}
            </Text>
          )}
          {exchanges.map((exchange, index) => (
            <Exchange key={`${exchange.at}-${index}`} exchange={exchange} />
          ))}
        </div>
      ))}
    </section>
  )
}

function Exchange({ exchange }: { readonly exchange: RecordedExchange }) {
  const [opened, setOpened] = useState(false)
  const { method, url, status, failure, ms } = exchange
  const ok = status !== undefined && status < 400
  return (
    <div className={classes.exchange}>
      <UnstyledButton className={classes.line} onClick={() => setOpened(!opened)} aria-expanded={opened}>
        <Icon name={opened ? 'chevron-down' : 'chevron-right'} size={14} />
        <span className={classes.method}>{method}</span>
        <span className={classes.url}>{url}</span>
        <Badge size="sm" variant="light" color={ok ? 'teal' : 'red'} tt="none">
          {status ?? t('no answer')}
        </Badge>
        <Text span fz="xs" c="dimmed" className={classes.time}>
          {formatDuration(ms)}
        </Text>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <div className={classes.details}>
          {exchange.confidential && (
            <Text fz="xs" c="dimmed">
              {t('It carried credentials: its contents are not kept.')}
            </Text>
          )}
          <Body
            title={t('Headers')}
            text={Object.entries(exchange.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
          />
          <Body title={t('Sent')} text={exchange.sent} />
          <Body title={t('Received')} text={exchange.received} />
          {failure !== undefined && <Text fz="sm">{t('No answer came: {{reason}}.', { reason: failure })}</Text>}
          {exchange.cut && (
            <Text fz="xs" c="dimmed">
              {t('Of long contents only the beginning is kept.')}
            </Text>
          )}
        </div>
      </Collapse>
    </div>
  )
}

function Body({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  if (text === undefined || text === '') return null
  return (
    <div>
      <div className={classes.bodyHead}>
        <Text fz="xs" c="dimmed">
          {title}
        </Text>
        <CopyButton value={text} label={t('Copy')} />
      </div>
      <Code block className={classes.body}>
        {pretty(text)}
      </Code>
    </div>
  )
}

/** JSON that was not cut, indented; anything else as it is. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
