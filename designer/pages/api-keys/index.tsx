// ApiKeysPage
export function ApiKeysPage() {
  return <div />
}
