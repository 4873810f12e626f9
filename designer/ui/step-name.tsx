// A step's name as its version of the flow calls it; its id until that is known.
import { useQuery } from '@tanstack/react-query'
import { versionQuery } from '#designer/api/queries.ts'

export interface StepNameProps {
  readonly client: string
  readonly flow: string
  readonly version: number
  readonly node: string
}

export function StepName({ client, flow, version, node }: StepNameProps) {
  const { data } = useQuery(versionQuery(client, flow, version))
  return <>{data?.document.nodes[node]?.label ?? node}</>
}
