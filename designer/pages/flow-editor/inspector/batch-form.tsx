// Which list is sent in groups, and how large a group is.
import { NumberInput, Stack } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { BatchNode } from '#shared/flow/document.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { ExpressionInput } from './expression-input.tsx'
import type { NodeFormProps } from './node-panel.tsx'

export function BatchForm({ id, node, onConfig }: NodeFormProps<BatchNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const { maxBytes: _, ...without } = config
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Group')}
        description={t(
          'A list in the record. Each group leaves by "each batch", its list under "items"; the record itself when all are done.',
        )}
        value={config.items}
        here={here}
        onChange={(items) => onConfig({ ...config, items }, 'items')}
      />
      <NumberInput
        label={t('Items in a batch')}
        min={1}
        max={10_000}
        allowDecimal={false}
        value={config.size}
        onChange={(size) => typeof size === 'number' && size >= 1 && onConfig({ ...config, size }, 'size')}
      />
      <NumberInput
        label={t('Most bytes of a batch')}
        description={t('For systems that refuse large requests. Empty: no limit.')}
        min={1_000}
        max={8_000_000}
        allowDecimal={false}
        value={config.maxBytes ?? ''}
        onChange={(bytes) => onConfig(typeof bytes === 'number' && bytes >= 1_000 ? { ...config, maxBytes: bytes } : without, 'bytes')}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}
