// German for fields of GraphQL interfaces: what they are called, and what is said of them. A text that several systems have stands with the first.
export const graphqlFields = {
  Refusals: 'Ablehnungen',
  'Key in a variable': 'Schlüssel in einer Variablen',
  'Keep partial data': 'Unvollständige Daten behalten',
  Errors: 'Fehler',
  'Where in the data': 'Wo in den Daten',
  'Variable of the page': 'Variable der Seite',
  'Variable of the time': 'Variable der Zeit',
  'Form of the time': 'Form der Zeit',
  'Variable of the page size': 'Variable der Seitengröße',
  'The GraphQL text, such as mutation ($input: OrderInput!) { createOrder(input: $input) { order { id } userErrors { message } } }':
    'Der GraphQL-Text, zum Beispiel mutation ($input: OrderInput!) { createOrder(input: $input) { order { id } userErrors { message } } }',
  'Values of the variables that the document declares, without $.': 'Werte der Variablen, die das Dokument deklariert, ohne $.',
  'Where the document has several: which one is sent.': 'Wo das Dokument mehrere hat: welche gesendet wird.',
  'Where the data says what was refused, such as createOrder.userErrors: a list with entries, or a text, means that nothing was changed.':
    'Wo die Daten sagen, was abgelehnt wurde, zum Beispiel createOrder.userErrors: Eine Liste mit Einträgen oder ein Text heißt, dass nichts geändert wurde.',
  'As the document asks for it.': 'Wie das Dokument danach fragt.',
  'Where the key stands in the variables, such as input.clientMutationId. Empty: it is sent as the header of the connection.':
    'Wo der Schlüssel in den Variablen steht, zum Beispiel input.clientMutationId. Leer: Er wird als Header der Verbindung gesendet.',
  'The GraphQL text, such as query ($sku: String!) { product(sku: $sku) { id price } }':
    'Der GraphQL-Text, zum Beispiel query ($sku: String!) { product(sku: $sku) { id price } }',
  'Errors beside data do not fail the step; they are given with it.':
    'Fehler neben Daten lassen den Schritt nicht scheitern; sie werden mit angegeben.',
  'Beside partial data, where the step keeps it; otherwise empty.': 'Neben unvollständigen Daten, wo der Schritt sie behält; sonst leer.',
  'The GraphQL text, such as query ($first: Int, $after: String) { products(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }':
    'Der GraphQL-Text, zum Beispiel query ($first: Int, $after: String) { products(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  'Where the list stands below "data", such as products or shop.orders. It has edges or nodes, and pageInfo.':
    'Wo unter „data“ die Liste steht, zum Beispiel products oder shop.orders. Sie hat edges oder nodes und pageInfo.',
  'Takes the cursor of the next page. Default: after.': 'Nimmt den Cursor der nächsten Seite. Standard: after.',
  'The next page of an earlier answer. Empty: the first one.': 'Die nächste Seite einer früheren Antwort. Leer: die erste.',
  'The nodes of the page.': 'Die Einträge (nodes) der Seite.',
  'The GraphQL text, such as query ($since: DateTime, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }':
    'Der GraphQL-Text, zum Beispiel query ($since: DateTime, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }',
  'Where the id stands in an item. Default: id.': 'Wo in einem Eintrag die Id steht. Standard: id.',
  'Where an item says when it was changed, such as updatedAt. Empty: any difference counts as a change.':
    'Wo ein Eintrag sagt, wann er geändert wurde, zum Beispiel updatedAt. Leer: Jeder Unterschied gilt als Änderung.',
  'Takes the time since which changes are wanted, such as since. Empty: the whole list is read each time.':
    'Nimmt die Zeit, seit der Änderungen gesucht sind, zum Beispiel since. Leer: Jedes Mal wird die ganze Liste gelesen.',
  'Takes the number of items of a page, such as first. Empty: the document says it.':
    'Nimmt die Zahl der Einträge je Seite, zum Beispiel first. Leer: Das Dokument sagt sie.',
  'Seconds that are read again each time, for changes that appear late. Default 300.':
    'Sekunden, die jedes Mal noch einmal gelesen werden, für spät erscheinende Änderungen. Standard 300.',
  'The node, as the document asks for it.': 'Der Eintrag, wie das Dokument danach fragt.',
}
