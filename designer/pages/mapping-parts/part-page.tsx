// One mapping part: its rows in the mapping's grid, its cases as columns, and everything about it as a whole.
import { Alert, Portal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useLayoutEffect, type ReactNode } from 'react'
import { mappingPartQuery } from '#designer/api/mapping-parts.ts'
import { t } from '#designer/i18n/index.ts'
import { useTitle } from '#designer/state/crumb.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { QueryView } from '#designer/ui/query-view.tsx'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'
import { Page } from '#designer/ui/page.tsx'
import { PartEditor } from './part-editor.tsx'
import classes from './mapping-parts.module.css'

export function MappingPartPage() {
  const client = useClientSlug()
  const { part: name = '' } = useParams({ strict: false })
  const found = useQuery(mappingPartQuery(client, name))
  useTitle(found.data?.part.label ?? name)
  if (!found.data)
    return (
      <Page title={name}>
        <QueryView query={found} skeleton={<PageSkeleton />}>
          {() => <Alert>{t('Nothing here')}</Alert>}
        </QueryView>
      </Page>
    )
  const { part, versions } = found.data
  return (
    <Over>
      <PartEditor key={`${part.scope} ${part.version}`} client={client} part={part} versions={versions} />
    </Over>
  )
}

/** Covers the app, as a mapping of a flow does; the app takes no focus until this is gone. */
function Over({ children }: { readonly children: ReactNode }) {
  useLayoutEffect(() => {
    const app = document.getElementById('root')
    if (app) app.inert = true
    return () => {
      if (app) app.inert = false
    }
  }, [])
  return (
    <Portal>
      <div className={classes.over}>{children}</div>
    </Portal>
  )
}
