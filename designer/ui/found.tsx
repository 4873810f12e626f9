// Says to screen readers how many a search or a filter has left, once somebody stops typing.
import { VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { t } from '#designer/i18n/index.ts'

const STOPS_TYPING_MS = 600

/** `count` is left out while nothing is searched for. */
export function Found({ count }: { readonly count: number | undefined }) {
  const [said] = useDebouncedValue(count, STOPS_TYPING_MS)
  return <VisuallyHidden role="status">{said === undefined ? '' : t('found-count', { count: said })}</VisuallyHidden>
}
