// The stops of the tour: what is said at each, on which page, beside what. Which of them there are depends on what the person may do and has.
import { phrase } from '#designer/i18n/index.ts'
import type { Permission } from '#shared/model/accounts.ts'

/** Where the tour leads: a client, one of its flows, and a mapping in it, as far as there are such. */
export interface TourPlace {
  readonly client?: string
  readonly flow?: string
  readonly mapping?: { readonly node: string; readonly row: string }
}

export interface TourStop {
  readonly id: string
  readonly title: string
  readonly text: string
  /** CSS selector of what it speaks of; the first that is on the page. */
  readonly anchor: string
  readonly where: TourAddress
}

export type TourAddress =
  | { readonly to: '/' }
  | { readonly to: '/c/$client/templates' | '/c/$client/exceptions'; readonly params: { readonly client: string } }
  | {
      readonly to: '/c/$client/flows/$flow'
      readonly params: { readonly client: string; readonly flow: string }
      readonly search: { readonly node?: string; readonly row?: string; readonly show?: 'canvas' }
    }

/** In the order in which they are visited. */
export function stopsFor({ client, flow, mapping }: TourPlace, permissions: readonly Permission[]): readonly TourStop[] {
  const may = (permission: Permission) => permissions.includes(permission)
  const clients: TourStop = {
    id: 'clients',
    title: phrase('Your clients'),
    text: phrase('Each retailer that you look after has a card. A number in red says that records wait for somebody.'),
    anchor: '[data-tour="clients"]',
    where: { to: '/' },
  }
  if (client === undefined) return [clients]
  const desk: TourStop = {
    id: 'desk',
    title: phrase('The exception desk'),
    text: phrase(
      'A record that cannot go on waits here and says why. Mend it, or the flow, and replay it: nothing is sent twice, nothing is lost.',
    ),
    anchor: '[data-tour="desk"]',
    where: { to: '/c/$client/exceptions', params: { client } },
  }
  const templates: TourStop = {
    id: 'templates',
    title: phrase('Begin with a template'),
    text: phrase('A template is a finished flow. Answer its questions, choose the connections, and the first records flow.'),
    anchor: '#main h1',
    where: { to: '/c/$client/templates', params: { client } },
  }
  if (flow === undefined) return may('design') ? [clients, templates, desk] : [clients, desk]
  const canvas: TourStop['where'] = { to: '/c/$client/flows/$flow', params: { client, flow }, search: { show: 'canvas' } }
  const there: readonly (TourStop & { readonly needs?: Permission })[] = [
    {
      id: 'canvas',
      title: phrase('A flow'),
      text: phrase(
        'Records go from left to right: the trigger receives them, each step does one thing, lines lead on. Click a step to see its settings.',
      ),
      anchor: '[data-tour="canvas"]',
      where: canvas,
    },
    {
      id: 'palette',
      title: phrase('Steps to add'),
      text: phrase('Drag a step onto the canvas, or press A and type its name. The connected systems bring their own steps.'),
      anchor: '[data-tour="palette"]',
      where: canvas,
      needs: 'edit-mappings',
    },
    ...(mapping
      ? [
          {
            id: 'mapping',
            title: phrase('The mapping'),
            text: phrase('Each row fills one field of the target. Beside the rule you see at once what it gives on every sample.'),
            anchor: '[data-tour="mapping"] [role="grid"]',
            where: { ...canvas, search: mapping },
          },
        ]
      : []),
    {
      id: 'test',
      title: phrase('Try it'),
      text: phrase('A test runs the flow on a sample and shows what goes in and out of every step. Nothing is sent to any system.'),
      anchor: '[data-tour="test"]',
      where: canvas,
      needs: 'edit-mappings',
    },
    {
      id: 'publish',
      title: phrase('Publish'),
      text: phrase(
        'What you edit is a draft. Publishing makes a version of it that never changes; you deploy it to test or live, and can go back.',
      ),
      anchor: '[data-tour="publish"]',
      where: canvas,
      needs: 'design',
    },
  ]
  return [clients, ...there.filter(({ needs }) => needs === undefined || may(needs)), desk]
}
