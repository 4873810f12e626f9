// Whether the flow may be published while a sample gives something else than is expected.
import { Checkbox } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { useEditor } from '../state/context.ts'
import { useCasesRun } from './use-cases-run.ts'

export function SamplesPolicy() {
  const mustPass = useEditor((state) => state.document.policy?.samples === 'must-pass')
  const apply = useEditor((state) => state.apply)
  return (
    <Checkbox
      size="xs"
      label={t('Publish this flow only when all samples give what is expected')}
      checked={mustPass}
      onChange={(event) => apply({ kind: 'set-policy', policy: event.currentTarget.checked ? { samples: 'must-pass' } : null })}
    />
  )
}

/** The policy forbids to publish, or it is not known yet. */
export function useIsHeld(): boolean {
  const mustPass = useEditor((state) => state.document.policy?.samples === 'must-pass')
  const { count, data } = useCasesRun()
  return mustPass && count !== 0 && (data === undefined || data.failed > 0)
}
