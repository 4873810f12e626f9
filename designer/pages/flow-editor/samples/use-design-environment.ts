// Whose lookup tables previews and tests read: what somebody chose, else where the flow runs (test before live), else test.
import type { Environment } from '#shared/model/accounts.ts'
import { useEditor } from '../state/context.ts'
import { useDeployments } from '../versions/use-deployments.ts'

export function useDesignEnvironment(): Environment {
  const chosen = useEditor((state) => state.environment)
  const [deployed] = useDeployments()
  return chosen ?? deployed?.environment ?? 'test'
}
