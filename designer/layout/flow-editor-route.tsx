// Gives the flow editor the client and flow of the address; the editor itself is loaded only here.
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { PageSkeleton } from '#designer/ui/skeletons.tsx'

const FlowEditorPage = lazy(async () => ({ default: (await import('#designer/pages/flow-editor/index.tsx')).FlowEditorPage }))

export function FlowEditorRoute() {
  const { client, flow } = useParams({ from: '/app/c/$client/flows/$flow' })
  return (
    <Suspense fallback={<PageSkeleton />}>
      <FlowEditorPage key={`${client}/${flow}`} clientId={client} flowId={flow} />
    </Suspense>
  )
}
