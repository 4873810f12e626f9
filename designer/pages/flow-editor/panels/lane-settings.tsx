// The order a flow keeps: by what, and what a parked, a newer or an older record means for the others.
import { Button, Radio, Stack, Switch, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowLane } from '#shared/flow/lane.ts'
import { ExpressionInput } from '../inspector/expression-input.tsx'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { useEditor } from '../state/context.ts'

const FIRST: FlowLane = { key: 'id', whenParked: 'hold' }

const triggerOf = (document: FlowDocument) => Object.entries(document.nodes).find(([, node]) => node.kind === 'trigger')?.[0] ?? ''

export function LaneSettings() {
  const lane = useEditor((state) => state.document.lane)
  const apply = useEditor((state) => state.apply)
  return (
    <div>
      <Text fw={550} fz="sm">
        {t('Order')}
      </Text>
      <Text c="dimmed" fz="xs" mb="xs">
        {t('Records of one order, one item or one store can go one after the other, in the order they came. All others go side by side.')}
      </Text>
      {lane ? (
        <LaneForm lane={lane} />
      ) : (
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => apply({ kind: 'set-lane', lane: FIRST })}
        >
          {t('Keep an order')}
        </Button>
      )}
    </div>
  )
}

function LaneForm({ lane }: { readonly lane: FlowLane }) {
  const trigger = useEditor((state) => triggerOf(state.document))
  const apply = useEditor((state) => state.apply)
  const here = useNodeScope(trigger)
  const { version: _, ...withoutVersion } = lane
  const { coalesce: __, ...withoutCoalesce } = lane
  const set = (next: FlowLane, field: string) => apply({ kind: 'set-lane', lane: next }, `lane:${field}`)
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Keep order by')}
        description={t('What records that belong together have in common, such as the number of the order.')}
        value={lane.key}
        here={here}
        onChange={(key) => set({ ...lane, key }, 'key')}
      />
      <Radio.Group
        label={t('When a record is parked')}
        value={lane.whenParked}
        onChange={(next) => set({ ...lane, whenParked: next === 'pass' ? 'pass' : 'hold' }, 'parked')}
      >
        <Stack gap={8} mt={4}>
          <Radio
            size="xs"
            value="hold"
            label={t('Hold the ones behind it')}
            description={t('Until it is replayed or discarded: a change never overtakes what it changes.')}
          />
          <Radio size="xs" value="pass" label={t('Let them pass')} description={t('For records that stand on their own.')} />
        </Stack>
      </Radio.Group>
      <Switch
        size="xs"
        label={t('Only the newest counts')}
        description={t('Records that have not begun are skipped when a newer one arrives. For stock levels and prices, not for orders.')}
        checked={lane.coalesce ?? false}
        onChange={(event) => set(event.currentTarget.checked ? { ...lane, coalesce: true } : withoutCoalesce, 'coalesce')}
      />
      <Switch
        size="xs"
        label={t('Ignore older versions')}
        description={t('Records that arrive late, after a newer one, are skipped.')}
        checked={lane.version !== undefined}
        onChange={(event) => set(event.currentTarget.checked ? { ...lane, version: 'updated_at' } : withoutVersion, 'version')}
      />
      {lane.version !== undefined && (
        <ExpressionInput
          label={t('Ignore older versions by')}
          description={t('A number that grows, or a date and time with its time zone.')}
          value={lane.version}
          here={here}
          onChange={(version) => set({ ...lane, version }, 'version')}
        />
      )}
      <SamplePicker sample={here.sample} records={here} />
      <Button
        size="xs"
        variant="subtle"
        color="red"
        leftSection={<Icon name="trash-2" size={14} />}
        onClick={() => apply({ kind: 'set-lane', lane: null })}
      >
        {t('Keep no order')}
      </Button>
    </Stack>
  )
}
