// Who uses a part: flows with what they carry, and other parts.
import { Modal, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { partUsesQuery } from '#designer/api/mapping-parts.ts'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import type { MappingPart, PartUse } from '#shared/model/mapping-parts.ts'
import classes from './mapping-parts.module.css'

export function UsesDialog({
  client,
  part,
  onClose,
}: {
  readonly client: string
  readonly part: MappingPart
  readonly onClose: () => void
}) {
  const uses = useQuery(partUsesQuery(client, part.name, part.scope))
  return (
    <Modal opened onClose={onClose} title={t('Used by')} size="lg">
      <QueryView query={uses} skeleton={<TableSkeleton />}>
        {({ uses: found, hidden }) =>
          found.length + hidden === 0 ? (
            <EmptyState icon="workflow" compact title={t('Nothing uses this part')}>
              {t('Choose “Mapping part” in a rule to use it.')}
            </EmptyState>
          ) : (
            <Stack gap="xs">
              <ul className={classes.uses}>
                {found.map((use) => (
                  <li key={use.kind === 'flow' ? use.flowId : `${use.clientId} ${use.name}`} className={classes.use}>
                    <Use client={client} use={use} />
                  </li>
                ))}
              </ul>
              {hidden > 0 ? <p className={classes.faint}>{t('uses-hidden', { count: hidden })}</p> : null}
            </Stack>
          )
        }
      </QueryView>
    </Modal>
  )
}

function Use({ client, use }: { readonly client: string; readonly use: PartUse }) {
  if (use.kind === 'part')
    return (
      <>
        <Link to="/c/$client/mapping-parts/$part" params={{ client, part: use.name }}>
          {use.label}
        </Link>
        <span className={classes.faint}>
          {use.client === '' ? t('mapping part') : t('mapping part of {{client}}', { client: use.client })}
        </span>
      </>
    )
  const facts = [
    use.client,
    ...use.deployed.map(({ environment, version }) =>
      t('{{environment}} runs version {{version}}', { environment: t(environment), version }),
    ),
    ...(use.draft ? [] : [t('no longer in the draft')]),
  ]
  return (
    <>
      <Link to="/c/$client/flows/$flow" params={{ client: use.clientId, flow: use.flowId }}>
        {use.flow}
      </Link>
      <span className={classes.faint}>{facts.join(' · ')}</span>
    </>
  )
}
