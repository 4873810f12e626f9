// Adds a target field that the schema does not know.
import { Button, Group, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { parseTarget } from '#shared/mapping/target.ts'

export function AddField({
  taken,
  onAdd,
  disabled,
}: {
  readonly taken: ReadonlySet<string>
  readonly onAdd: (target: string) => void
  readonly disabled: boolean
}) {
  const [open, setOpen] = useState(false)
  const [target, setTarget] = useState('')
  const parsed = parseTarget(target.trim())
  const problem =
    target === ''
      ? undefined
      : !parsed.ok
        ? words(parsed.message)
        : taken.has(target.trim())
          ? t('There is a row for this field already.')
          : undefined
  const add = () => {
    if (target.trim() === '' || problem) return
    onAdd(target.trim())
    setTarget('')
    setOpen(false)
  }
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button size="xs" variant="default" disabled={disabled} leftSection={<Icon name="plus" size={14} />} onClick={() => setOpen(!open)}>
          {t('Add field')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            label={t('Target field')}
            description={t('A name, or a path such as partner.name')}
            value={target}
            error={problem}
            data-autofocus
            onChange={(event) => setTarget(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
          <Group justify="flex-end">
            <Button size="xs" onClick={add} disabled={target.trim() === '' || problem !== undefined}>
              {t('Add field')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
