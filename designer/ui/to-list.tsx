// From something that is not there to the list of what is.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { t } from '#designer/i18n/index.ts'

const LISTS = {
  '/c/$client/runs': 'All runs',
  '/c/$client/exceptions': 'Exception desk',
  '/c/$client/flows': 'All flows',
} as const

export function ToList({ client, to }: { readonly client: string; readonly to: keyof typeof LISTS }) {
  return (
    <Button variant="default" renderRoot={(props) => <Link to={to} params={{ client }} {...props} />}>
      {t(LISTS[to])}
    </Button>
  )
}
