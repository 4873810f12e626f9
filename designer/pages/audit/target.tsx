// What an entry of the audit log is about: its name, the flow it belongs to, and a way to it while it is there.
import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AuditEntry } from '#shared/api/contract.ts'
import { t } from '#designer/i18n/index.ts'

export interface TargetProps {
  readonly entry: AuditEntry
  /** Of the client, where one may see it. */
  readonly slug: string | undefined
}

export function Target({ entry, slug }: TargetProps) {
  const { target, targetFlow, targetKept } = entry
  const words = wordsOf(entry)
  const name = (
    <Text span fz={words === undefined ? 'xs' : 'sm'} fw={words === undefined ? 400 : 550} title={target} {...(words === undefined && ID)}>
      {words ?? target}
    </Text>
  )
  return (
    <>
      {targetKept && slug !== undefined ? <Way target={target} client={slug} name={name} /> : name}
      {targetFlow && words !== targetFlow.name ? (
        <Text span fz="sm" c="dimmed">
          {' · '}
          {targetFlow.name}
        </Text>
      ) : null}
    </>
  )
}

const ID = { c: 'dimmed', className: 'tf-mono' } as const

/** `undefined` where only the id is left to say. */
function wordsOf({ target, targetName, targetFlow, targetKept }: AuditEntry): string | undefined {
  if (targetName !== undefined) return targetName
  if (target.startsWith('exc_')) return targetKept ? t('a record without a number') : t('a record that is no longer kept')
  // Runs and jobs have no names: they are called by what they are of.
  return targetFlow?.name
}

function Way({ target, client, name }: { readonly target: string; readonly client: string; readonly name: ReactNode }) {
  if (target.startsWith('exc_'))
    return (
      <Anchor renderRoot={(props) => <Link {...props} to="/c/$client/exceptions/$exception" params={{ client, exception: target }} />}>
        {name}
      </Anchor>
    )
  if (target.startsWith('run_'))
    return <Anchor renderRoot={(props) => <Link {...props} to="/c/$client/runs/$run" params={{ client, run: target }} />}>{name}</Anchor>
  if (target.startsWith('flow_'))
    return <Anchor renderRoot={(props) => <Link {...props} to="/c/$client/flows/$flow" params={{ client, flow: target }} />}>{name}</Anchor>
  return name
}
