// Who is signed in, what they may do, and which client the address names.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Session } from '#shared/api/contract.ts'
import type { Client, Permission } from '#shared/model/accounts.ts'
import { sessionQuery } from '#designer/api/queries.ts'
import { useShell } from './shell.ts'

/** Below the app layout there always is a session: the layout waits for it. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery())
  if (data === undefined) throw new Error('useSession is only for pages below the app layout')
  return data
}

export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

/** The client in the address; `undefined` outside of /c/:client or when the name is unknown. */
export function useClient(): Client | undefined {
  const { client } = useParams({ strict: false })
  return useSession().clients.find((c) => c.slug === client || c.id === client)
}

/** The client in the address; on the partner's pages the one last looked at, so that one click leads back. */
export function useClientAtHand(): Client | undefined {
  const { clients } = useSession()
  const lastClient = useShell((state) => state.lastClient)
  return useClient() ?? clients.find((c) => c.slug === lastClient) ?? clients[0]
}

/** The address' client slug, for pages below /c/:client. */
export function useClientSlug(): string {
  const { client } = useParams({ strict: false })
  return client ?? ''
}
