// The frame around every page of a signed-in person: navigation on the left, top bar, the page.
import { useQuery } from '@tanstack/react-query'
import { Outlet, useParams, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { hasCode } from '#designer/api/client.ts'
import { sessionQuery } from '#designer/api/queries.ts'
import { SupportLine } from '#designer/brand/support-line.tsx'
import { t } from '#designer/i18n/index.ts'
import { useShell } from '#designer/state/shell.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import { Tour } from '#designer/tour/tour.tsx'
import classes from './app-layout.module.css'
import { PaletteHost } from './palette-host.tsx'
import { SessionEnded } from './session-ended.tsx'
import { ShellSkeleton } from './shell-skeleton.tsx'
import { Sidebar } from './sidebar.tsx'
import { useFocus } from './use-focus.ts'
import { TopBar } from './top-bar.tsx'

export function AppLayout() {
  const session = useQuery(sessionQuery())
  if (session.data === undefined) {
    if (!session.error) return <ShellSkeleton />
    if (hasCode(session.error, 'not-signed-in')) return <ToSignIn />
    return <ProblemState error={session.error} onRetry={() => void session.refetch()} />
  }
  return (
    <>
      <Frame />
      {/* What is open stays open: it may hold what is not saved yet. */}
      {hasCode(session.error, 'not-signed-in') ? <SessionEnded email={session.data.user.email} /> : null}
    </>
  )
}

/** Once, with the address as it is now: rendering `Navigate` again while the sign-in page is being loaded would lead back to itself for ever. */
function ToSignIn() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href }, replace: true })
  }, [router])
  return <ShellSkeleton />
}

function Frame() {
  const { client } = useParams({ strict: false })
  const clients = useQuery(sessionQuery()).data?.clients ?? []
  const known = client === undefined || clients.some((c) => c.slug === client || c.id === client)
  useFocus()
  const rememberClient = useShell((state) => state.rememberClient)
  useEffect(() => {
    if (client !== undefined && known) rememberClient(client)
  }, [client, known, rememberClient])

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {t('Skip to the page')}
      </a>
      <PaletteHost />
      <Tour />
      <Sidebar />
      <div className={classes.column}>
        <TopBar />
        <main id="main" className={classes.main} tabIndex={-1}>
          {known ? <Outlet /> : <UnknownClient />}
        </main>
      </div>
    </div>
  )
}

function UnknownClient() {
  return (
    <EmptyState wholePage icon="store" title={t('There is no such client')}>
      {t('It may have been renamed, or you do not look after it. Choose another client on the left.')}
      <SupportLine mt={8} ta="center" />
    </EmptyState>
  )
}
