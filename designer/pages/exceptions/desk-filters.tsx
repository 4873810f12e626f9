// What narrows the desk: beside each other where there is room, else behind one button that says how many are set.
import { Button, Popover, Stack } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import type { CauseFilter } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { EnvironmentFilter } from '#designer/ui/environment-filter.tsx'
import { FlowSelect } from '#designer/ui/flow-select.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { CauseSelect } from './cause-select.tsx'

export interface DeskFiltersProps {
  readonly client: string
  readonly flows: readonly { readonly id: string; readonly name: string }[]
  readonly filter: CauseFilter
  readonly onChange: (filter: CauseFilter) => void
  /** Reasons are those of what is open. */
  readonly withReasons: boolean
}

/** Below this the bar takes a second and a third row. */
const ROOMY = '(min-width: 88em)'
const ANY_CAUSE = { node: undefined, code: undefined }

export function DeskFilters(props: DeskFiltersProps) {
  const isRoomy = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false })
  return isRoomy ? <Fields {...props} nested={false} /> : <Behind {...props} />
}

function Behind(props: DeskFiltersProps) {
  const { environment, flow, node, code } = props.filter
  const isCause = props.withReasons && node !== undefined && code !== undefined
  const set = [environment, flow, isCause || undefined].filter((one) => one !== undefined).length
  const [opened, popover] = useDisclosure(false)
  const clear = () => {
    props.onChange({ environment: undefined, flow: undefined, ...ANY_CAUSE })
    // With its button gone, the focus would be lost.
    popover.close()
  }
  return (
    <Popover opened={opened} onChange={popover.set} width={340} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="xs" variant={set > 0 ? 'light' : 'default'} leftSection={<Icon name="filter" size={14} />} onClick={popover.toggle}>
          {set > 0 ? t('filters-set', { count: set }) : t('Filters')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Filters')}>
        <Stack gap="sm">
          <Fields {...props} nested />
          {set > 0 && (
            <Button size="xs" variant="subtle" color="gray" onClick={clear}>
              {t('Clear the filters')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Fields({ client, flows, filter, onChange, withReasons, nested }: DeskFiltersProps & { readonly nested: boolean }) {
  const { environment, flow, node, code } = filter
  return (
    <>
      <EnvironmentFilter value={environment} onChange={(next) => onChange({ flow, environment: next, ...ANY_CAUSE })} />
      <FlowSelect nested={nested} flows={flows} value={flow} onChange={(next) => onChange({ environment, flow: next, ...ANY_CAUSE })} />
      {withReasons && <CauseSelect nested={nested} client={client} filter={{ flow, environment, node, code }} onChange={onChange} />}
    </>
  )
}
