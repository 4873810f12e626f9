// From an empty list to where it is filled: the client's flows.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { t } from '#designer/i18n/index.ts'
import { Icon } from './icon.tsx'

export function ToFlows({ client }: { readonly client: string }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="workflow" size={15} />}
      renderRoot={(props) => <Link to="/c/$client/flows" params={{ client }} {...props} />}
    >
      {t('Open the flows')}
    </Button>
  )
}
