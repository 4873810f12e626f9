// Adding and removing parts of a form.
import { ActionIcon, Button } from '@mantine/core'
import { Icon } from '#designer/ui/icon.tsx'

export function AddButton({ label, onClick, hidden }: { readonly label: string; readonly onClick: () => void; readonly hidden: boolean }) {
  if (hidden) return null
  return (
    <Button size="compact-xs" variant="subtle" leftSection={<Icon name="plus" size={12} />} onClick={onClick}>
      {label}
    </Button>
  )
}

export function RemoveButton({
  label,
  onClick,
  hidden,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly hidden: boolean
}) {
  if (hidden) return null
  return (
    <ActionIcon aria-label={label} title={label} onClick={onClick}>
      <Icon name="x" size={13} />
    </ActionIcon>
  )
}
