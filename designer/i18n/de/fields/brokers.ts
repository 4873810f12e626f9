// German for fields of message brokers: what they are called, and what is said of them. A text that several systems have stands with the first.
export const brokersFields = {
  Exchange: 'Exchange',
  'Routing key': 'Routing-Key',
  Queue: 'Queue',
  Redelivered: 'Noch einmal zugestellt',
  'Empty: the default one, which takes the name of a queue as routing key.':
    'Leer: die Standard-Exchange, die den Namen einer Queue als Routing-Key nimmt.',
  'Such as orders.created, or the name of a queue.': 'Zum Beispiel orders.created oder der Name einer Queue.',
  'JSON where it is JSON, otherwise its text; Base64 for what is no text.':
    'JSON, wo es JSON ist, sonst sein Text; Base64 bei dem, was kein Text ist.',
  'The same for every try of a record.': 'Bei jedem Versuch eines Datensatzes dieselbe.',
  'Where the sender gave one.': 'Wo der Absender eine angab.',
  'The broker gave it before and did not hear that it was stored.':
    'Der Broker hat sie schon einmal gegeben und nicht gehört, dass sie gespeichert ist.',
  Topics: 'Topics',
  'Consumer group': 'Consumer-Gruppe',
  Deletion: 'Löschung',
  'Messages of one key stay in their order, such as an order number. Empty: any partition.':
    'Nachrichten mit demselben Schlüssel behalten ihre Reihenfolge, zum Beispiel eine Bestellnummer. Leer: irgendeine Partition.',
  'Sends no body: a compacted topic then forgets what has this key.':
    'Sendet keinen Inhalt: Ein komprimiertes Topic vergisst dann, was diesen Schlüssel hat.',
  'Empty: chosen by the key, as all Kafka clients do.': 'Leer: nach dem Schlüssel gewählt, wie alle Kafka-Clients es tun.',
  'Of the message in its partition; nothing where the broker had it already and does not say where.':
    'Der Nachricht in ihrer Partition; nichts, wo der Broker sie schon hatte und nicht sagt, wo.',
  'Of this flow alone, such as tillflow-orders. Where it has committed offsets, a new flow goes on there.':
    'Nur dieses Flows, zum Beispiel tillflow-orders. Wo sie bestätigte Offsets hat, macht ein neuer Flow dort weiter.',
  'Of the message in its partition.': 'Der Nachricht in ihrer Partition.',
  'As text; Base64 for what is no text.': 'Als Text; Base64 bei dem, was kein Text ist.',
  'A message without a value: what had this key is gone.': 'Eine Nachricht ohne Wert: Was diesen Schlüssel hatte, ist gelöscht.',
  'Of the message, ISO.': 'Der Nachricht, nach ISO.',
  'Name of the subscription': 'Name des Abonnements',
  'Id in the message': 'Id in der Nachricht',
  Retained: 'Aufbewahrt',
  'Such as stores/LON-1/prices/HF-MUG-NAVY.': 'Zum Beispiel stores/LON-1/prices/HF-MUG-NAVY.',
  'Such as tills/+/sales; + stands for one level, # at the end for all below.':
    'Zum Beispiel tills/+/sales; + steht für eine Ebene, # am Ende für alle darunter.',
  'Of this flow alone: the broker keeps messages by this name. Two readers of one name would throw each other out.':
    'Nur dieses Flows: Unter diesem Namen bewahrt der Broker Nachrichten auf. Zwei Leser mit einem Namen würden einander hinauswerfen.',
  'Where the body says which message it is, such as sale.id: one that comes twice is then taken once.':
    'Wo der Inhalt sagt, welche Nachricht es ist, zum Beispiel sale.id: Eine, die zweimal kommt, wird dann einmal angenommen.',
  'The state that the topic had when it was subscribed to.': 'Der Stand, den das Topic beim Abonnieren hatte.',
  Stream: 'Stream',
  'Name of the consumer': 'Name des Consumers',
  'Such as orders.created; a stream must take it.': 'Zum Beispiel orders.created; ein Stream muss es annehmen.',
  'Of the message in its stream.': 'Der Nachricht in ihrem Stream.',
  'The stream had it already.': 'Der Stream hatte sie schon.',
  'Which messages of the stream, such as orders.>. Empty: all.': 'Welche Nachrichten des Streams, zum Beispiel orders.>. Leer: alle.',
  'Of this flow alone: the stream remembers by it what was taken.': 'Nur dieses Flows: Daran merkt sich der Stream, was angenommen wurde.',
}
