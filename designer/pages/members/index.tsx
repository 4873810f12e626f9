// MembersPage
export function MembersPage() {
  return <div />
}
