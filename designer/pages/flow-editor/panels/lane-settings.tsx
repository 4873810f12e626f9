// The order a flow keeps: by what, and what a parked, a newer or an older record means for the others.
import { Button, NumberInput, Radio, Stack, Switch, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowLane } from '#shared/flow/lane.ts'
import { ExpressionInput } from '../inspector/expression-input.tsx'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { useEditor } from '../state/context.ts'

const FIRST: FlowLane = { key: 'id', whenParked: 'hold' }
const FIRST_ECHO: NonNullable<FlowLane['echo']> = { channel: 'stock', content: 'available', minutes: 10 }

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
  const { echo: ___, ...withoutEcho } = lane
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
      <Switch
        size="xs"
        label={t('Skip echoes')}
        description={t('For values that are sent both ways, such as stock levels: what another flow just brought here is not sent back.')}
        checked={lane.echo !== undefined}
        onChange={(event) => set(event.currentTarget.checked ? { ...lane, echo: FIRST_ECHO } : withoutEcho, 'echo')}
      />
      {lane.echo !== undefined && (
        <>
          <TextInput
            size="xs"
            label={t('Channel')}
            description={t('The same in both flows: small letters, digits and dashes.')}
            value={lane.echo.channel}
            onChange={(event) =>
              set({ ...lane, echo: { ...(lane.echo ?? FIRST_ECHO), channel: event.currentTarget.value } }, 'echo-channel')
            }
          />
          <ExpressionInput
            label={t('Echoes are equal in')}
            description={t(
              'What both flows give for the same value, such as the number available. "Keep order by" must give the same in both, too.',
            )}
            value={lane.echo.content}
            here={here}
            onChange={(content) => set({ ...lane, echo: { ...(lane.echo ?? FIRST_ECHO), content } }, 'echo-content')}
          />
          <NumberInput
            size="xs"
            label={t('Minutes in which it may come back')}
            min={1}
            max={1_440}
            allowDecimal={false}
            value={lane.echo.minutes}
            onChange={(minutes) =>
              typeof minutes === 'number' && set({ ...lane, echo: { ...(lane.echo ?? FIRST_ECHO), minutes } }, 'echo-minutes')
            }
          />
        </>
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
