import type { PollTrigger } from '#connectors/kit/contract.ts'
import { DELIVERY_EXAMPLE, DELIVERY_NOTE, DeliveryNote, ErpDelivery, toDeliveryNote } from '../delivery-note.ts'
import { changedDocuments } from './documents-changed.ts'

export const deliveryNotesChanged = {
  kind: 'poll',
  id: 'delivery-notes-changed',
  label: 'New and changed delivery notes',
  description: 'Reads the delivery notes that were made or changed since the last time, drafts and cancelled ones too.',
  output: DeliveryNote,
  example: DELIVERY_EXAMPLE,
  poll: changedDocuments(DELIVERY_NOTE, ErpDelivery, toDeliveryNote),
} as const satisfies PollTrigger
