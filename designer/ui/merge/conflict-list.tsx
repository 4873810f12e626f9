// What two sides changed in different ways: a person says for each whose it shall be.
import { Radio, Stack, Text } from '@mantine/core'
import type { MergeConflict, MergeSide } from '#shared/flow/merge-choice.ts'
import { words } from '#designer/i18n/problems.ts'
import classes from './merge.module.css'

export interface ConflictListProps {
  readonly conflicts: readonly MergeConflict[]
  /** How the choices are called, such as `Keep mine`, `Take the template’s`. */
  readonly names: Readonly<Record<MergeSide, string>>
  readonly onChoose: (id: string, side: MergeSide) => void
}

export function ConflictList({ conflicts, names, onChoose }: ConflictListProps) {
  return (
    <Stack gap="xs">
      {conflicts.map((conflict) => (
        <div key={conflict.id} className={classes.conflict} data-decided={conflict.decided}>
          <Radio.Group
            label={words(conflict.said.what)}
            value={conflict.decided ? conflict.taken : null}
            onChange={(side) => onChoose(conflict.id, side as MergeSide)}
          >
            <Stack gap={8} mt={8}>
              {(['mine', 'theirs'] as const).map((side) => (
                <Radio
                  key={side}
                  value={side}
                  label={
                    <>
                      {names[side]}{' '}
                      <Text span c="dimmed" className={classes.words ?? ''}>
                        {words(conflict.said[side])}
                      </Text>
                    </>
                  }
                />
              ))}
            </Stack>
          </Radio.Group>
        </div>
      ))}
    </Stack>
  )
}

/** A decision beside those that were made before. */
export const withChoice = (choices: Readonly<Record<string, MergeSide>>, id: string, side: MergeSide) => ({ ...choices, [id]: side })
