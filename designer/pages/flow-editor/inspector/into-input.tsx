// Under which name an answer is added to the record; empty: not at all.
import { TextInput } from '@mantine/core'

export function IntoInput<C extends { readonly into?: string }>({
  label,
  description,
  placeholder,
  config,
  onConfig,
}: {
  readonly label: string
  readonly description: string
  readonly placeholder?: string
  readonly config: C
  readonly onConfig: (config: C, group: string) => void
}) {
  const { into: _, ...without } = config
  return (
    <TextInput
      label={label}
      description={description}
      placeholder={placeholder}
      value={config.into ?? ''}
      maxLength={120}
      onChange={(event) =>
        onConfig(event.currentTarget.value === '' ? (without as C) : { ...config, into: event.currentTarget.value }, 'into')
      }
    />
  )
}
