// Where a change of the client leads: to the same page of the other one, when every client has it.
const SHARED_PAGE =
  /^\/c\/[^/]+\/(overview|flows|runs|exceptions|approvals|windows|topics|connections|lookup-tables|mapping-parts|templates|webhooks|simulators|settings)$/

export function clientPage(pathname: string): '/c/$client/overview' {
  const page = SHARED_PAGE.exec(pathname)?.[1] ?? 'overview'
  return `/c/$client/${page}` as '/c/$client/overview'
}
