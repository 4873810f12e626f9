// Prepares a real Vendure for tests: a product, and orders as shoppers place them.
import { randomBytes } from 'node:crypto'

// oxlint-disable-next-line typescript/no-explicit-any -- answers of a test's arrangements; a wrong guess fails the test
type Answer = any

export interface RealVendure {
  readonly sku: string
  /** Buys and pays `quantity` pieces; answers the order's id. */
  readonly placeOrder: (quantity: number) => Promise<string>
}

const ERROR = '... on ErrorResult { errorCode message }'

export async function prepareVendure(url: string): Promise<RealVendure> {
  const tag = randomBytes(4).toString('hex')
  const admin = client(`${url}/admin-api`)
  await admin(
    `mutation { login(username: "superadmin", password: "superadmin-1", rememberMe: true) { ... on CurrentUser { id } ${ERROR} } }`,
  )
  const product = await admin('mutation($i: CreateProductInput!) { createProduct(input: $i) { id } }', {
    i: { enabled: true, translations: [{ languageCode: 'en', name: 'Trail shoe', slug: `shoe-${tag}`, description: '' }] },
  })
  const sku = `SHOE-${tag}`
  const [variant] = await admin('mutation($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id } }', {
    i: [
      {
        productId: product.id,
        sku,
        price: 7_950,
        trackInventory: 'TRUE',
        stockOnHand: 100,
        translations: [{ languageCode: 'en', name: 'Trail shoe 42' }],
      },
    ],
  })
  return {
    sku,
    async placeOrder(quantity) {
      const shop = client(`${url}/shop-api`)
      await shop(
        `mutation($id: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $id, quantity: $quantity) { ... on Order { id } ${ERROR} } }`,
        { id: variant.id, quantity },
      )
      await shop(`mutation($i: CreateCustomerInput!) { setCustomerForOrder(input: $i) { ... on Order { id } ${ERROR} } }`, {
        i: { firstName: 'Ada', lastName: 'Buyer', emailAddress: `ada.${randomBytes(4).toString('hex')}@example.com` },
      })
      await shop(`mutation($i: CreateAddressInput!) { setOrderShippingAddress(input: $i) { ... on Order { id } ${ERROR} } }`, {
        i: { fullName: 'Ada Buyer', streetLine1: '1 Main St', city: 'New York', postalCode: '10001', countryCode: 'US' },
      })
      const [method] = await shop('{ eligibleShippingMethods { id } }')
      await shop(`mutation($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { ... on Order { id } ${ERROR} } }`, {
        id: [method.id],
      })
      await shop(`mutation { transitionOrderToState(state: "ArrangingPayment") { ... on Order { id } ${ERROR} } }`)
      const [payment] = await shop('{ eligiblePaymentMethods { code } }')
      const placed = await shop(`mutation($i: PaymentInput!) { addPaymentToOrder(input: $i) { ... on Order { id } ${ERROR} } }`, {
        i: { method: payment.code, metadata: {} },
      })
      const { payments } = await admin('query($id: ID!) { order(id: $id) { payments { id } } }', { id: placed.id })
      await admin(`mutation($id: ID!) { settlePayment(id: $id) { ... on Payment { id } ${ERROR} } }`, { id: payments[0].id })
      return placed.id as string
    },
  }
}

/** Keeps the session that the server gives; answers the one field that was asked for. */
function client(address: string): (query: string, variables?: object) => Promise<Answer> {
  let token: string | undefined
  return async (query, variables = {}) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    })
    token = response.headers.get('vendure-auth-token') ?? token
    const { data, errors }: Answer = await response.json()
    const [value]: Answer[] = Object.values(data ?? {})
    if (errors || value?.errorCode) throw new Error(`${query.slice(0, 80)}: ${JSON.stringify(errors ?? value).slice(0, 300)}`)
    return value
  }
}
