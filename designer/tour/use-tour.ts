// Begins and ends the tour; that it was seen is remembered on the server, for every computer of the person.
import { useCallback } from 'react'
import { setTour } from '#designer/api/commands.ts'
import { sessionQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { useSession } from '#designer/state/session.ts'
import { useShell } from '#designer/state/shell.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { findPlace } from './find-place.ts'
import { stopsFor } from './stops.ts'
import { useTourState } from './tour-state.ts'

export function useBeginTour(): () => void {
  const { clients, permissions } = useSession()
  const lastClient = useShell((state) => state.lastClient)
  const begin = useTourState((state) => state.begin)
  return useCallback(() => {
    const slugs = clients.map(({ slug }) => slug)
    const preferred = lastClient !== undefined && slugs.includes(lastClient) ? [lastClient] : []
    findPlace([...preferred, ...slugs.filter((slug) => !preferred.includes(slug))]).then(
      (place) => begin(stopsFor(place, permissions)),
      notifyProblem,
    )
  }, [clients, permissions, lastClient, begin])
}

export function useEndTour(): () => void {
  const end = useTourState((state) => state.end)
  return useCallback(() => {
    end()
    const { queryKey } = sessionQuery()
    // At once: the start page must not begin it again while the answer is on its way.
    queryClient.setQueryData(queryKey, (session) => session && { ...session, toured: true })
    setTour({ toured: true }).catch(notifyProblem)
  }, [end])
}
