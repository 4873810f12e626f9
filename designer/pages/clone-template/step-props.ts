// What every step of the wizard is given.
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import type { WizardState } from './wizard-state.ts'

export interface StepProps {
  readonly client: string
  readonly template: TemplateDescriptor
  readonly state: WizardState
  readonly change: (part: Partial<WizardState>) => void
  /** By field; empty until the person tried to go on. */
  readonly problems: Readonly<Record<string, string>>
}
