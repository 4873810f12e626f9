// German for what connectors refuse and fail with, and what to do about it.
export const connectorMessages = {
  'The settings of this Xero connection are not valid.': 'Die Einstellungen dieser Xero-Verbindung sind nicht gültig.',
  'Enter the client id of your Xero app, and the organisation id as the connection test lists it.':
    'Tragen Sie die Client-Id Ihrer Xero-App ein und die Organisations-Id, die der Verbindungstest auflistet.',
  'The sign-in gave access to no organisation.': 'Die Anmeldung gab Zugang zu keiner Organisation.',
  'Sign in again and choose an organisation.': 'Melden Sie sich noch einmal an, und wählen Sie eine Organisation.',
  'Enter the id of the one that is meant as organisation id of the connection.':
    'Tragen Sie die Id der gemeinten als Organisations-Id der Verbindung ein.',
  'Xero does not have this record.': 'Xero hat diesen Datensatz nicht.',
  'Say which invoice: by its id or by its number.': 'Sagen Sie, welche Rechnung: mit ihrer Id oder ihrer Nummer.',
  'The connection has no webhook key, so no signature can be checked.':
    'Die Verbindung hat keinen Webhook-Schlüssel, daher kann keine Signatur geprüft werden.',
  "Enter the webhook key of the app's Webhooks page in the connection.":
    'Tragen Sie den Webhook-Schlüssel von der Webhooks-Seite der App in der Verbindung ein.',
  'This is not what Xero delivers.': 'Das ist nicht, was Xero meldet.',
  'Xero answered a new bank transaction with none.': 'Xero antwortete auf eine neue Bankbewegung mit keiner.',
  'Xero answered a new credit note with none.': 'Xero antwortete auf eine neue Gutschrift mit keiner.',
  'Look at the credit note in Xero, and correct the amount there or here.':
    'Sehen Sie die Gutschrift in Xero an, und berichtigen Sie den Betrag dort oder hier.',
  'Xero answered a new allocation with none.': 'Xero antwortete auf eine neue Verrechnung mit keiner.',
  'Give the number or the name of the contact.': 'Geben Sie die Nummer oder den Namen des Kontakts an.',
  'Give this contact another name, such as with its number behind it.':
    'Geben Sie diesem Kontakt einen anderen Namen, zum Beispiel mit seiner Nummer dahinter.',
  'Xero answered a contact with none.': 'Xero antwortete auf einen Kontakt mit keinem.',
  'Say which credit note: by its id or by its number.': 'Sagen Sie, welche Gutschrift: mit ihrer Id oder ihrer Nummer.',
  'Xero answered a new invoice with none.': 'Xero antwortete auf eine neue Rechnung mit keiner.',
  'Give every amount once as a debit and once as a credit, below zero.':
    'Geben Sie jeden Betrag einmal als Soll und einmal als Haben an, unter null.',
  'Xero answered a new journal with none.': 'Xero antwortete auf ein neues Journal mit keinem.',
  'Xero answered a new payment with none.': 'Xero antwortete auf eine neue Zahlung mit keiner.',
  'The cursor is none that a page of invoices gave.': 'Der Cursor ist keiner, den eine Seite von Rechnungen gab.',
  'Leave it empty for the first page, and give the next of the page before for each further one.':
    'Lassen Sie ihn für die erste Seite leer, und geben Sie für jede weitere den nächsten der Seite davor an.',
  'The settings of this WooCommerce connection are not valid.': 'Die Einstellungen dieser WooCommerce-Verbindung sind nicht gültig.',
  'Enter the address of the WordPress site, such as https://shop.example.com.':
    'Tragen Sie die Adresse der WordPress-Site ein, wie https://shop.example.com.',
  'Check the address of the connection. In WordPress, permalinks must not be "Plain": the REST API is not served with them.':
    'Prüfen Sie die Adresse der Verbindung. In WordPress dürfen Permalinks nicht „Einfach“ sein: Damit gibt es keine REST-API.',
  'This WordPress site has no WooCommerce REST API v3.': 'Diese WordPress-Site hat keine WooCommerce-REST-API v3.',
  'Switch WooCommerce on, or correct the address of the connection.':
    'Schalten Sie WooCommerce ein, oder berichtigen Sie die Adresse der Verbindung.',
  'Enter the SKU at the product in WooCommerce, or correct the mapping; then replay.':
    'Tragen Sie die SKU am Produkt in WooCommerce ein, oder berichtigen Sie das Mapping; wiederholen Sie dann.',
  'The connection has no webhook secret, so no signature can be checked.':
    'Die Verbindung hat kein Webhook-Geheimnis, daher kann keine Signatur geprüft werden.',
  'Enter the webhook secret in the connection, the same as in WooCommerce.':
    'Tragen Sie das Webhook-Geheimnis in der Verbindung ein, dasselbe wie in WooCommerce.',
  'There is nothing to change: give a status, a transaction id or meta data.':
    'Es gibt nichts zu ändern: Geben Sie einen Status, eine Zahlungs-Id oder Metadaten an.',
  'A new product needs a name.': 'Ein neues Produkt braucht einen Namen.',
  'The settings of this Vendure connection are not valid.': 'Die Einstellungen dieser Vendure-Verbindung sind nicht gültig.',
  'The answer to the sign-in is not one of Vendure.': 'Die Antwort auf die Anmeldung ist keine von Vendure.',
  'Check the address of the connection: it ends with /admin-api.': 'Prüfen Sie die Adresse der Verbindung: Sie endet mit /admin-api.',
  'The answer is not one of Vendure.': 'Die Antwort ist keine von Vendure.',
  "Give the administrator's role in Vendure the permission.": 'Geben Sie der Rolle des Administrators in Vendure die Berechtigung.',
  'Look at the order in Vendure: it may be fulfilled under another tracking code, or cancelled.':
    'Sehen Sie sich die Bestellung in Vendure an: Sie kann unter einer anderen Sendungsnummer versendet oder storniert sein.',
  'There is no such order.': 'Es gibt keine solche Bestellung.',
  'Enter the SKU at the variant in Vendure, or correct the mapping; then replay.':
    'Tragen Sie die SKU an der Variante in Vendure ein, oder berichtigen Sie das Mapping; wiederholen Sie dann.',
  'The settings of this Tryton connection are not valid.': 'Die Einstellungen dieser Tryton-Verbindung sind nicht gültig.',
  'The answer to the sign-in is not one of Tryton.': 'Die Antwort auf die Anmeldung ist keine von Tryton.',
  'Check the address and the database of the connection.': 'Prüfen Sie Adresse und Datenbank der Verbindung.',
  'Add it in Tryton, or correct the mapping or lookup table, then replay.':
    'Legen Sie es in Tryton an, oder berichtigen Sie das Mapping oder die Zuordnungstabelle; wiederholen Sie dann.',
  'The Tryton user has no company.': 'Der Tryton-Benutzer hat kein Unternehmen.',
  'Choose a company in the preferences of the integration user.':
    'Wählen Sie in den Einstellungen des Integrationsbenutzers ein Unternehmen.',
  'The answer is not one of Tryton.': 'Die Antwort ist keine von Tryton.',
  'Tryton warns, and only a person may go on. Look at the record in Tryton.':
    'Tryton warnt, und nur ein Mensch darf weitermachen. Sehen Sie sich den Datensatz in Tryton an.',
  'Correct the mapping or lookup table, then replay.': 'Berichtigen Sie das Mapping oder die Zuordnungstabelle, und wiederholen Sie dann.',
  'A customer needs a code or an e-mail address.': 'Ein Kunde braucht einen Code oder eine E-Mail-Adresse.',
  'A new party needs a name.': 'Eine neue Partei braucht einen Namen.',
  'Make the party in Tryton, let the flow make missing customers, or give the code of a default customer; then replay.':
    'Legen Sie die Partei in Tryton an, lassen Sie den Flow fehlende Kunden anlegen, oder geben Sie den Code eines Standardkunden an; wiederholen Sie dann.',
  'Nobody has this e-mail address.': 'Niemand hat diese E-Mail-Adresse.',
  'Give a product code or a description.': 'Geben Sie einen Produktcode oder eine Beschreibung an.',
  'Tryton does not say which currency the company has.': 'Tryton sagt nicht, welche Währung das Unternehmen hat.',
  'Compare prices and taxes with the sale in Tryton. Correct it there, or delete it and correct the mapping; then replay.':
    'Vergleichen Sie Preise und Steuern mit dem Verkauf in Tryton. Berichtigen Sie ihn dort, oder löschen Sie ihn und berichtigen das Mapping; wiederholen Sie dann.',
  'Add it in Tryton, or correct the mapping, then replay.':
    'Legen Sie es in Tryton an, oder berichtigen Sie das Mapping; wiederholen Sie dann.',
  'The connection has no signing secret, so no signature can be checked.':
    'Die Verbindung hat kein Signaturgeheimnis, daher kann keine Signatur geprüft werden.',
  'Enter the signing secret of the webhook endpoint in the connection.':
    'Tragen Sie das Signaturgeheimnis des Webhook-Endpunkts in der Verbindung ein.',
  'The delivery is more than five minutes old, or comes from the future.':
    'Die Meldung ist älter als fünf Minuten oder kommt aus der Zukunft.',
  'Set the clock of this machine. Stripe delivers again, with a new time.':
    'Stellen Sie die Uhr dieses Rechners. Stripe meldet noch einmal, mit neuer Zeit.',
  'The delivery is no event of Stripe.': 'Die Meldung ist kein Ereignis von Stripe.',
  'More decimals than the currency has.': 'Mehr Nachkommastellen, als die Währung hat.',
  'Read it page by page with "Find balance transactions".': 'Lesen Sie sie Seite für Seite mit „Kontobewegungen suchen“.',
  'Try again later: Stripe may still be adding transactions. If it stays so, compare with the payout in the dashboard.':
    'Versuchen Sie es später noch einmal: Stripe fügt vielleicht noch Bewegungen hinzu. Bleibt es so, vergleichen Sie mit der Auszahlung im Dashboard.',
  'Enter the SKU at the item in Square, or correct the mapping; then replay.':
    'Tragen Sie die SKU am Artikel in Square ein, oder berichtigen Sie das Mapping; wiederholen Sie dann.',
  'The connection has no signature key, so no signature can be checked.':
    'Die Verbindung hat keinen Signaturschlüssel, daher kann keine Signatur geprüft werden.',
  'Enter the signature key of the webhook subscription in the connection.':
    'Tragen Sie den Signaturschlüssel des Webhook-Abonnements in der Verbindung ein.',
  'The delivery is no event of Square.': 'Die Meldung ist kein Ereignis von Square.',
  'Correct the name (with its schema where it is not in the usual one), or give the user the right to read it.':
    'Berichtigen Sie den Namen (mit seinem Schema, wo es nicht im üblichen liegt), oder geben Sie dem Benutzer das Recht, es zu lesen.',
  'Correct the record or the step: names of tables and columns, types, values that the database demands. Then replay.':
    'Berichtigen Sie den Datensatz oder den Schritt: Namen von Tabellen und Spalten, Typen, Werte, welche die Datenbank verlangt. Wiederholen Sie dann.',
  'Correct "It is" of the trigger.': 'Berichtigen Sie „Es ist“ des Auslösers.',
  'The settings of this Shopify connection are not valid.': 'Die Einstellungen dieser Shopify-Verbindung sind nicht gültig.',
  'Enter the shop as name.myshopify.com, and leave the API version empty.':
    'Tragen Sie den Shop als name.myshopify.com ein, und lassen Sie die API-Version leer.',
  'Give the app the missing access scope in Shopify, install it again, and enter the new token.':
    'Geben Sie der App in Shopify die fehlende Berechtigung (access scope), installieren Sie sie noch einmal, und tragen Sie das neue Token ein.',
  'Check the shop in Shopify, and the shop and API version in the connection.':
    'Prüfen Sie den Shop in Shopify und in der Verbindung den Shop und die API-Version.',
  'Shopify is still busy with the first try of this call.': 'Shopify ist noch mit dem ersten Versuch dieses Aufrufs beschäftigt.',
  'Give the app the scope read_orders in Shopify and install it again.':
    'Geben Sie der App in Shopify die Berechtigung read_orders, und installieren Sie sie noch einmal.',
  'Shopify answered its list of orders with something else.': 'Shopify beantwortete seine Liste der Bestellungen mit etwas anderem.',
  'Shopify neither registered the webhook nor said why.': 'Shopify hat den Webhook weder eingerichtet noch gesagt, warum nicht.',
  'The connection has no API secret key, so no signature can be checked.':
    'Die Verbindung hat keinen geheimen API-Schlüssel, daher kann keine Signatur geprüft werden.',
  "Enter the API secret key of the shop's app in the connection.":
    'Tragen Sie den geheimen API-Schlüssel der App des Shops in der Verbindung ein.',
  'The delivery names another shop than this connection.': 'Die Meldung nennt einen anderen Shop als diese Verbindung.',
  'Check the shop in the settings of the connection, and which webhook was registered at this address.':
    'Prüfen Sie den Shop in den Einstellungen der Verbindung und welcher Webhook an dieser Adresse eingerichtet wurde.',
  'The delivery has no usable X-Shopify-Event-Id or X-Shopify-Webhook-Id.':
    'Die Meldung hat keine brauchbare X-Shopify-Event-Id oder X-Shopify-Webhook-Id.',
  'Look at what stands between Shopify and Tillflow: a proxy may drop or repeat headers.':
    'Sehen Sie nach, was zwischen Shopify und Tillflow steht: Ein Proxy kann Kopfzeilen weglassen oder wiederholen.',
  'Choose the location again in the settings of the trigger; "Find locations" lists them.':
    'Wählen Sie den Standort in den Einstellungen des Auslösers noch einmal; „Standorte suchen“ listet sie auf.',
  'Shopify made the return without answering with it.': 'Shopify hat die Retoure angelegt, ohne mit ihr zu antworten.',
  'Lower the quantity, or ship the order first.': 'Verringern Sie die Menge, oder versenden Sie zuerst die Bestellung.',
  'Check the id of the return.': 'Prüfen Sie die Id der Retoure.',
  'Approve the return in Shopify first.': 'Genehmigen Sie die Retoure zuerst in Shopify.',
  'Shopify processed the return without answering with it.': 'Shopify hat die Retoure bearbeitet, ohne mit ihr zu antworten.',
  'Shopify refunded the order without answering with the refund.':
    'Shopify hat die Bestellung erstattet, ohne mit der Erstattung zu antworten.',
  'Refund no more than was paid and not given back yet.': 'Erstatten Sie nicht mehr, als bezahlt und noch nicht zurückgegeben wurde.',
  'More than was paid and not given back yet.': 'Mehr, als bezahlt und noch nicht zurückgegeben wurde.',
  'Check the id of the refund.': 'Prüfen Sie die Id der Erstattung.',
  'Check the name of the product; one that was deleted cannot be read any more.':
    'Prüfen Sie den Namen des Produkts; ein gelöschtes kann nicht mehr gelesen werden.',
  'Two variants have the same options.': 'Zwei Varianten haben dieselben Optionen.',
  'Give each variant of the product another value of an option.': 'Geben Sie jeder Variante des Produkts einen anderen Wert einer Option.',
  'Another variant has the same options.': 'Eine andere Variante hat dieselben Optionen.',
  'Name the product by its handle or your own id: then it is created when it is not there.':
    'Nennen Sie das Produkt mit seinem Handle oder Ihrer eigenen Id: Dann wird es angelegt, wenn es fehlt.',
  'Shopify saved the product without answering with it.': 'Shopify hat das Produkt gespeichert, ohne mit ihm zu antworten.',
  'The shop does not use Shopify Payments, or the app may not read its payouts.':
    'Der Shop verwendet kein Shopify Payments, oder die App darf seine Auszahlungen nicht lesen.',
  'Give the app the scopes read_shopify_payments_payouts and read_shopify_payments_accounts, or take payouts from the payment provider of the shop.':
    'Geben Sie der App die Berechtigungen read_shopify_payments_payouts und read_shopify_payments_accounts, oder nehmen Sie Auszahlungen vom Zahlungsanbieter des Shops.',
  'Shopify tagged the order without answering with it.': 'Shopify hat die Bestellung mit Tags versehen, ohne mit ihr zu antworten.',
  'A tracking number is needed to ship single lines.': 'Um einzelne Positionen zu versenden, ist eine Sendungsnummer nötig.',
  'Make a new order instead.': 'Legen Sie stattdessen eine neue Bestellung an.',
  'Shopify began an edit without naming it.': 'Shopify hat eine Bearbeitung begonnen, ohne sie zu nennen.',
  'Change the order in the other system by hand, then discard this.':
    'Ändern Sie den Auftrag im anderen System von Hand, und verwerfen Sie dann dies.',
  'Check the order id. Orders older than 60 days need the read_all_orders scope.':
    'Prüfen Sie die Id der Bestellung. Bestellungen, die älter als 60 Tage sind, brauchen die Berechtigung read_all_orders.',
  'Take the refund with "Get a refund", or leave out orders of the web shop before this step.':
    'Nehmen Sie die Erstattung mit „Erstattung abrufen“, oder lassen Sie Bestellungen des Webshops vor diesem Schritt weg.',
  'Take "Get an order" for orders of the web shop, or find till sales with source_name:pos.':
    'Nehmen Sie „Bestellung abrufen“ für Bestellungen des Webshops, oder finden Sie Kassenverkäufe mit source_name:pos.',
  'Take "Get an order", which reads every line.': 'Nehmen Sie „Bestellung abrufen“, das jede Position liest.',
  'Look at the order in Shopify: lines may be shipped, removed, refunded or on hold already.':
    'Sehen Sie sich die Bestellung in Shopify an: Positionen können schon versendet, entfernt, erstattet oder angehalten sein.',
  'Ship this order in Shopify.': 'Versenden Sie diese Bestellung in Shopify.',
  'Look at the order in Shopify: it may be shipped under another tracking number, on hold, or cancelled.':
    'Sehen Sie sich die Bestellung in Shopify an: Sie kann unter einer anderen Sendungsnummer versendet, angehalten oder storniert sein.',
  'Shopify issued the gift card without answering with it.': 'Shopify hat die Geschenkkarte ausgegeben, ohne mit ihr zu antworten.',
  'The gift card was issued by an earlier try, and Shopify’s search does not show it yet.':
    'Die Geschenkkarte wurde bei einem früheren Versuch ausgegeben, und Shopifys Suche zeigt sie noch nicht.',
  'Check the id: it is not the code of the card.': 'Prüfen Sie die Id: Sie ist nicht der Code der Karte.',
  'Shopify deactivated the gift card without answering with it.': 'Shopify hat die Geschenkkarte gesperrt, ohne mit ihr zu antworten.',
  'Shopify saved the customer without answering with it.': 'Shopify hat den Kunden gespeichert, ohne mit ihm zu antworten.',
  'Shopify added a line to the edit without naming it.': 'Shopify hat der Bearbeitung eine Position hinzugefügt, ohne sie zu nennen.',
  'The connection names no metafields that webhooks carry.': 'Die Verbindung nennt keine Metafelder, die Webhooks mitbringen.',
  'Name them in the connection under Metafields in webhooks, such as custom, or read the record with a step of the flow.':
    'Nennen Sie sie in der Verbindung unter Metafelder in Webhooks, zum Beispiel custom, oder lesen Sie den Datensatz mit einem Schritt des Flows.',
  'Shopify added the address without answering with it.': 'Shopify hat die Adresse hinzugefügt, ohne mit ihr zu antworten.',
  'The shop is busy with other bulk operations of this app; this one begins when one of them is finished.':
    'Der Shop ist mit anderen Massenvorgängen dieser App beschäftigt; dieser beginnt, wenn einer davon beendet ist.',
  'Give the id that starting it answered.': 'Geben Sie die Id an, mit der das Starten antwortete.',
  'Start it again; one that runs out of time reads too much at once.':
    'Starten Sie ihn noch einmal; einer, dem die Zeit ausgeht, liest zu viel auf einmal.',
  'A line of the bulk result is too long to be read. Ask for fewer members of each object.':
    'Eine Zeile des Massenergebnisses ist zu lang, um gelesen zu werden. Fragen Sie nach weniger Feldern je Objekt.',
  'A line of the bulk result is not what Shopify promises.': 'Eine Zeile des Massenergebnisses ist nicht, was Shopify zusagt.',
  'Shopify started the bulk change without naming it.': 'Shopify hat die Massenänderung gestartet, ohne sie zu nennen.',
  'Shopify did not say where the file goes.': 'Shopify hat nicht gesagt, wohin die Datei kommt.',
  'Shopify started the bulk query without naming it.': 'Shopify hat die Massenabfrage gestartet, ohne sie zu nennen.',
  'Give a new reference, such as one with -2 at its end.': 'Geben Sie eine neue Referenz an, etwa eine mit -2 am Ende.',
  'Give each parcel a reference of its own.': 'Geben Sie jedem Paket eine eigene Referenz.',
  "Look at the shipment in ShipEngine's dashboard; running this again tries once more.":
    'Sehen Sie sich die Sendung im Dashboard von ShipEngine an; noch einmal ausgeführt versucht es dies erneut.',
  'A parcel is sent from an address or from a warehouse: give one of the two.':
    'Ein Paket wird von einer Adresse oder aus einem Lager versendet: Geben Sie eines von beiden an.',
  'The address to ship from needs a phone number.': 'Die Absendeadresse braucht eine Telefonnummer.',
  'A package has an insured value, and no insurance is chosen.':
    'Ein Paket hat einen versicherten Wert, und es ist keine Versicherung gewählt.',
  'An insurance is chosen for packages without a value.': 'Für Pakete ohne Wert ist eine Versicherung gewählt.',
  'Give both, or neither.': 'Geben Sie beides an oder keines.',
  'The customs must be told what the other contents are.': 'Dem Zoll muss gesagt werden, was der übrige Inhalt ist.',
  'This delivery is of another time.': 'Diese Meldung ist aus einer anderen Zeit.',
  'Give the label id or the reference.': 'Geben Sie die Id des Versandetiketts oder die Referenz an.',
  'Give the label id, or the carrier with the tracking number.':
    'Geben Sie die Id des Versandetiketts an oder den Versanddienst mit der Sendungsnummer.',
  'ShipEngine checked no address.': 'ShipEngine hat keine Adresse geprüft.',
  'The settings of this SAP Business One connection are not valid.':
    'Die Einstellungen dieser SAP-Business-One-Verbindung sind nicht gültig.',
  'Enter address, company database, user and time zone.': 'Tragen Sie Adresse, Unternehmensdatenbank, Benutzer und Zeitzone ein.',
  'Check address, company database, user and password, and that the user has a licence for the Service Layer.':
    'Prüfen Sie Adresse, Unternehmensdatenbank, Benutzer und Passwort und ob der Benutzer eine Lizenz für den Service Layer hat.',
  'Look at the document in SAP Business One: what is closed there cannot be taken again.':
    'Sehen Sie sich den Beleg in SAP Business One an: Was dort geschlossen ist, kann nicht noch einmal genommen werden.',
  'Give every source of documents references of its own, such as with the shop in front.':
    'Geben Sie jeder Quelle von Belegen eigene Referenzen, etwa mit dem Shop davor.',
  'Clear this up in SAP Business One: Tillflow does not choose.': 'Klären Sie das in SAP Business One: Tillflow wählt nicht aus.',
  'Enter the name of a series as it is in SAP Business One under Document Numbering.':
    'Tragen Sie den Namen einer Serie ein, wie er in SAP Business One unter Belegnummerierung steht.',
  'Give every source of payments references of its own.': 'Geben Sie jeder Quelle von Zahlungen eigene Referenzen.',
  'Make the invoice first, or book the payment on account.': 'Legen Sie zuerst die Rechnung an, oder buchen Sie die Zahlung als Anzahlung.',
  'The answer does not come from S3: somebody else (a proxy, a sign-in page) answered.':
    'Die Antwort kommt nicht von S3: Jemand anderes (ein Proxy, eine Anmeldeseite) hat geantwortet.',
  'S3 says: access denied.': 'S3 sagt: Zugriff verweigert.',
  'Give the key the right to do this in the bucket, then replay.':
    'Geben Sie dem Schlüssel das Recht, dies im Bucket zu tun, und wiederholen Sie dann.',
  'The settings of this QuickBooks connection are not valid.': 'Die Einstellungen dieser QuickBooks-Verbindung sind nicht gültig.',
  'Enter the client id of your Intuit app and sign in again.':
    'Tragen Sie die Client-Id Ihrer Intuit-App ein, und melden Sie sich noch einmal an.',
  'This connection does not know its company yet.': 'Diese Verbindung kennt ihr Unternehmen noch nicht.',
  'Sign in to QuickBooks and choose the company.': 'Melden Sie sich bei QuickBooks an, und wählen Sie das Unternehmen.',
  'Give documents numbers that nobody else uses, such as with a prefix for the shop.':
    'Geben Sie Belegen Nummern, die sonst niemand verwendet, etwa mit einem Vorsatz für den Shop.',
  'Another customer has a document with this number.': 'Ein anderer Kunde hat einen Beleg mit dieser Nummer.',
  'Book what was given back as a refund receipt or a credit memo.':
    'Buchen Sie, was zurückgegeben wurde, als Erstattungsbeleg oder Gutschrift.',
  'A line of a document whose prices include tax needs the id of a tax code.':
    'Eine Position eines Belegs, dessen Preise Steuer enthalten, braucht die Id eines Steuerschlüssel.',
  'Companies in the United States have no such prices: tax comes on top there.':
    'Unternehmen in den USA haben keine solchen Preise: Steuer kommt dort obendrauf.',
  'Give the id of a tax code.': 'Geben Sie die Id eines Steuerschlüssel an.',
  'Map the tax amount of each line, or use a tax code with rates for sales.':
    'Ordnen Sie den Steuerbetrag jeder Position zu, oder verwenden Sie einen Steuerschlüssel mit Sätzen für Verkäufe.',
  'The connection has no webhook verifier token, so no signature can be checked.':
    'Die Verbindung hat kein Prüftoken für Webhooks, daher kann keine Signatur geprüft werden.',
  "Enter the verifier token of the app's Webhooks page in the connection.":
    'Tragen Sie das Prüftoken von der Webhooks-Seite der App in der Verbindung ein.',
  'The delivery tells of another company than that of this connection.':
    'Die Meldung handelt von einem anderen Unternehmen als dem dieser Verbindung.',
  'Use an Intuit app of its own for each company whose webhooks are received, and sign in to the company.':
    'Verwenden Sie für jedes Unternehmen, dessen Webhooks empfangen werden, eine eigene Intuit-App, und melden Sie sich beim Unternehmen an.',
  'This is not what QuickBooks delivers.': 'Das ist nicht, was QuickBooks meldet.',
  'A deposit needs at least one receipt or line.': 'Eine Einzahlung braucht mindestens einen Beleg oder eine Position.',
  'Amounts of a payment are above zero.': 'Beträge einer Zahlung sind größer als null.',
  'Book money that goes out as a refund receipt.': 'Buchen Sie Geld, das hinausgeht, als Erstattungsbeleg.',
  'Set no more against invoices than was paid and credited, and no more credit than there are invoices.':
    'Ordnen Sie Rechnungen nicht mehr zu, als bezahlt und gutgeschrieben wurde, und nicht mehr Gutschriften, als es Rechnungen gibt.',
  'Give each payment a reference of its own.': 'Geben Sie jeder Zahlung eine eigene Referenz.',
  'Replay this when it is there.': 'Wiederholen Sie dies, wenn es da ist.',
  'Compare the file with the settings of the trigger, correct one of them, and deliver the file again.':
    'Vergleichen Sie die Datei mit den Einstellungen des Auslösers, berichtigen Sie eines davon, und liefern Sie die Datei noch einmal.',
  'The settings of this Odoo connection are not valid.': 'Die Einstellungen dieser Odoo-Verbindung sind nicht gültig.',
  'Add it in Odoo, or correct the mapping or lookup table, then replay.':
    'Legen Sie es in Odoo an, oder berichtigen Sie das Mapping oder die Zuordnungstabelle; wiederholen Sie dann.',
  'Not a date.': 'Kein Datum.',
  'Replay this when the delivery is there.': 'Wiederholen Sie dies, wenn die Lieferung da ist.',
  'Replay this when the document is there.': 'Wiederholen Sie dies, wenn der Beleg da ist.',
  'Post it in Odoo, then replay.': 'Buchen Sie ihn in Odoo, und wiederholen Sie dann.',
  'The invoice is not posted.': 'Die Rechnung ist nicht gebucht.',
  'Compare prices, taxes and the fiscal position with the draft in Odoo. Correct it there, or delete it and correct the mapping; then replay.':
    'Vergleichen Sie Preise, Steuern und Steuerposition mit dem Entwurf in Odoo. Berichtigen Sie ihn dort, oder löschen Sie ihn und berichtigen das Mapping; wiederholen Sie dann.',
  'Enter a valid API key of the integration user. Keys of Odoo 19 and later expire after at most three months.':
    'Tragen Sie einen gültigen API-Schlüssel des Integrationsbenutzers ein. Schlüssel von Odoo 19 und neuer laufen nach höchstens drei Monaten ab.',
  'Check address and database of the connection. Odoo 17 and 18 have no JSON-2: choose JSON-RPC for them.':
    'Prüfen Sie Adresse und Datenbank der Verbindung. Odoo 17 und 18 haben kein JSON-2: Wählen Sie für sie JSON-RPC.',
  'Odoo answers HTTP 500 without a reason.': 'Odoo antwortet mit HTTP 500 ohne einen Grund.',
  'This Odoo is called by JSON-RPC, which needs the user beside the key.':
    'Dieses Odoo wird mit JSON-RPC aufgerufen, das neben dem Schlüssel den Benutzer braucht.',
  'Enter the user in the connection, or choose JSON-2 if it is an Odoo 19 or later.':
    'Tragen Sie den Benutzer in der Verbindung ein, oder wählen Sie JSON-2, wenn es ein Odoo 19 oder neuer ist.',
  'Check the database, the user and the API key of the connection.': 'Prüfen Sie Datenbank, Benutzer und API-Schlüssel der Verbindung.',
  'The answer is not one of Odoo: it is no JSON-RPC 2.0.': 'Die Antwort ist keine von Odoo: Sie ist kein JSON-RPC 2.0.',
  'The document has no customer: give an id, a reference or an e-mail address.':
    'Der Beleg hat keinen Kunden: Geben Sie eine Id, eine Referenz oder eine E-Mail-Adresse an.',
  'Give an id, a reference or an e-mail address.': 'Geben Sie eine Id, eine Referenz oder eine E-Mail-Adresse an.',
  'Erase the customer in Odoo as the law demands, or clear this up there and replay.':
    'Löschen Sie den Kunden in Odoo, wie das Gesetz es verlangt, oder klären Sie dies dort und wiederholen Sie dann.',
  'A new contact needs a name, an e-mail address or a telephone number.':
    'Ein neuer Kontakt braucht einen Namen, eine E-Mail-Adresse oder eine Telefonnummer.',
  'Merge the contacts in Odoo (Contacts, select them, Actions, Merge), or take the reference out of the one that is wrong; then replay.':
    'Führen Sie die Kontakte in Odoo zusammen (Kontakte, auswählen, Aktionen, Zusammenführen), oder nehmen Sie die Referenz aus dem falschen heraus; wiederholen Sie dann.',
  'Add the field in Odoo, or correct its name in the lookup table or the mapping; then replay.':
    'Ergänzen Sie das Feld in Odoo, oder berichtigen Sie seinen Namen in der Zuordnungstabelle oder im Mapping; wiederholen Sie dann.',
  'Add a text field for customers of the shop to contacts in Odoo, and name it in the settings of the flow; then replay.':
    'Ergänzen Sie in Odoo an Kontakten ein Textfeld für Kunden des Shops, und nennen Sie es in den Einstellungen des Flows; wiederholen Sie dann.',
  'Correct the name in the trigger of the flow.': 'Berichtigen Sie den Namen im Auslöser des Flows.',
  'Correct the row in the lookup table of decisions, then replay.':
    'Berichtigen Sie die Zeile in der Zuordnungstabelle der Entscheidungen, und wiederholen Sie dann.',
  'Make the contact in Odoo, let the flow create missing customers, or give a default customer; then replay.':
    'Legen Sie den Kontakt in Odoo an, lassen Sie den Flow fehlende Kunden anlegen, oder geben Sie einen Standardkunden an; wiederholen Sie dann.',
  'A contact needs an id, a reference or an e-mail address.': 'Ein Kontakt braucht eine Id, eine Referenz oder eine E-Mail-Adresse.',
  'A new contact needs a name or an e-mail address.': 'Ein neuer Kontakt braucht einen Namen oder eine E-Mail-Adresse.',
  'Odoo does not tell its version in a way that is known.': 'Odoo nennt seine Version nicht auf eine bekannte Weise.',
  'Enter a valid API key for this user.': 'Tragen Sie einen gültigen API-Schlüssel für diesen Benutzer ein.',
  'Give the integration user in Odoo the rights that the message names.':
    'Geben Sie dem Integrationsbenutzer in Odoo die Rechte, die die Meldung nennt.',
  'Correct the database of the connection.': 'Berichtigen Sie die Datenbank der Verbindung.',
  'Install the Odoo app that has it, or check that this version of Odoo has it.':
    'Installieren Sie die Odoo-App, die es hat, oder prüfen Sie, ob diese Odoo-Version es hat.',
  'Stop the parcel, or take it as a return when it comes back. Then discard this.':
    'Halten Sie das Paket auf, oder nehmen Sie es als Retoure, wenn es zurückkommt. Verwerfen Sie dann dies.',
  'Cancel the order in Odoo, then replay.': 'Stornieren Sie den Auftrag in Odoo, und wiederholen Sie dann.',
  'Give a SKU or a barcode.': 'Geben Sie eine SKU oder einen Barcode an.',
  'Validate its delivery in Odoo, then replay.': 'Bestätigen Sie seine Lieferung in Odoo, und wiederholen Sie dann.',
  'Count the goods, and move what is too many in Odoo by hand; then discard this.':
    'Zählen Sie die Ware, und bewegen Sie in Odoo von Hand, was zu viel ist; verwerfen Sie dann dies.',
  'Compare the deliveries and returns of the order in Odoo with the goods. Correct them there, then replay or discard this.':
    'Vergleichen Sie die Lieferungen und Retouren des Auftrags in Odoo mit der Ware. Berichtigen Sie sie dort, und wiederholen oder verwerfen Sie dann dies.',
  'Give each payment a reference of its own; correct or cancel the payment in Odoo if it is wrong.':
    'Geben Sie jeder Zahlung eine eigene Referenz; berichtigen oder stornieren Sie die Zahlung in Odoo, wenn sie falsch ist.',
  'Give either a warehouse or a location.': 'Geben Sie entweder ein Lager oder einen Lagerort an.',
  'Products that are tracked by lots or serial numbers are counted in Odoo itself.':
    'Produkte mit Chargen oder Seriennummern werden in Odoo selbst gezählt.',
  'Decide with the shop: take the edit back there, or correct the order, its delivery and its invoice in Odoo by hand. Then replay, or discard this.':
    'Entscheiden Sie mit dem Shop: Nehmen Sie die Bearbeitung dort zurück, oder berichtigen Sie Auftrag, Lieferung und Rechnung in Odoo von Hand. Wiederholen oder verwerfen Sie dann dies.',
  'Confirm it in Odoo, then replay.': 'Bestätigen Sie ihn in Odoo, und wiederholen Sie dann.',
  'Decide with the shop which is right: set it to a quotation in Odoo and confirm it, then replay; or discard this.':
    'Entscheiden Sie mit dem Shop, was stimmt: Setzen Sie ihn in Odoo auf ein Angebot zurück und bestätigen ihn, dann wiederholen Sie; oder verwerfen Sie dies.',
  'Unlock it in Odoo, then replay.': 'Entsperren Sie ihn in Odoo, und wiederholen Sie dann.',
  'Correct barcode or SKU in one of the systems, then replay.':
    'Berichtigen Sie Barcode oder SKU in einem der Systeme, und wiederholen Sie dann.',
  'This Odoo has no tracking numbers.': 'Dieses Odoo hat keine Sendungsnummern.',
  'Install the Odoo app Delivery (shipping methods), or map no tracking number.':
    'Installieren Sie die Odoo-App Lieferung (Versandarten), oder ordnen Sie keine Sendungsnummer zu.',
  'Validate the delivery in Odoo, then replay.': 'Bestätigen Sie die Lieferung in Odoo, und wiederholen Sie dann.',
  'The settings of this NetSuite connection are not valid.': 'Die Einstellungen dieser NetSuite-Verbindung sind nicht gültig.',
  'Make the item in NetSuite or correct its name there, then replay the record.':
    'Legen Sie den Artikel in NetSuite an, oder berichtigen Sie dort seinen Namen; wiederholen Sie dann den Datensatz.',
  'NetSuite answered with something else than the record.': 'NetSuite antwortete mit etwas anderem als dem Datensatz.',
  'The settings of this Medusa connection are not valid.': 'Die Einstellungen dieser Medusa-Verbindung sind nicht gültig.',
  'Enter the address of the Medusa server, such as https://api.shop.example.com.':
    'Tragen Sie die Adresse des Medusa-Servers ein, wie https://api.shop.example.com.',
  'Enter the SKU at the variant in Medusa, or correct the mapping; then replay.':
    'Tragen Sie die SKU an der Variante in Medusa ein, oder berichtigen Sie das Mapping; wiederholen Sie dann.',
  'Look at the payments of the order in Medusa.': 'Sehen Sie sich die Zahlungen der Bestellung in Medusa an.',
  'More than can be paid back from one payment.': 'Mehr, als von einer Zahlung zurückgezahlt werden kann.',
  'Look at the order in Medusa: it may be fulfilled under another tracking number, or cancelled.':
    'Sehen Sie sich die Bestellung in Medusa an: Sie kann unter einer anderen Sendungsnummer versendet oder storniert sein.',
  'The settings of this Lightspeed connection are not valid.': 'Die Einstellungen dieser Lightspeed-Verbindung sind nicht gültig.',
  'Enter the store address, such as harbour-finch for harbour-finch.retail.lightspeed.app.':
    'Tragen Sie die Adresse der Filiale ein, wie harbour-finch für harbour-finch.retail.lightspeed.app.',
  'Take the id of a register from "List outlets and registers".': 'Nehmen Sie die Id einer Kasse aus „Filialen und Kassen auflisten“.',
  'Create it, or map the SKU.': 'Legen Sie es an, oder ordnen Sie die SKU zu.',
  'The connection has no client secret, so no signature can be checked.':
    'Die Verbindung hat kein Client-Geheimnis, daher kann keine Signatur geprüft werden.',
  'Enter the client secret of the application that registered the webhook in the connection.':
    'Tragen Sie das Client-Geheimnis der Anwendung, die den Webhook eingerichtet hat, in der Verbindung ein.',
  'The delivery is no event of Lightspeed: it has no field "payload".':
    'Die Meldung ist kein Ereignis von Lightspeed: Sie hat kein Feld „payload“.',
  'The delivery is no event of Lightspeed.': 'Die Meldung ist kein Ereignis von Lightspeed.',
  'Look at the sale in Lightspeed: it is closed, and its payments do not pay it.':
    'Sehen Sie sich den Verkauf in Lightspeed an: Er ist abgeschlossen, und seine Zahlungen bezahlen ihn nicht.',
  'This tax is not in Lightspeed.': 'Diese Steuer gibt es in Lightspeed nicht.',
  'Give the payments in full, with a line for what was rounded.': 'Geben Sie die Zahlungen ganz an, mit einer Zeile für das Gerundete.',
  'Give a customer code or an e-mail address.': 'Geben Sie einen Kundencode oder eine E-Mail-Adresse an.',
  'Ask for a shorter time, or for one outlet at a time.': 'Fragen Sie nach einer kürzeren Zeit oder nach einer Filiale nach der anderen.',
  'Have the right (ACL) given to the user, or connect with another one.':
    'Lassen Sie dem Benutzer das Recht (ACL) geben, oder verbinden Sie sich mit einem anderen.',
  'The broker sent messages in a form older than Kafka 0.11, which is not read.':
    'Der Broker sandte Nachrichten in einer Form vor Kafka 0.11, die nicht gelesen wird.',
  'Give the flow a group of its own.': 'Geben Sie dem Flow eine eigene Gruppe.',
  'What is to be deleted is named by its key.': 'Was gelöscht werden soll, wird mit seinem Schlüssel genannt.',
  'Give the key of what is to be deleted.': 'Geben Sie den Schlüssel dessen an, was gelöscht werden soll.',
  'Read the answer as text.': 'Lesen Sie die Antwort als Text.',
  'XML has one root element: give an object with one member.': 'XML hat ein Wurzelelement: Geben Sie ein Objekt mit einem Feld an.',
  'A form is an object: each member is a field.': 'Ein Formular ist ein Objekt: Jedes Feld ist ein Formularfeld.',
  'The pages of this list lead in a circle.': 'Die Seiten dieser Liste führen im Kreis.',
  'Correct "Key" of the trigger.': 'Berichtigen Sie „Schlüssel“ des Auslösers.',
  'The answer is JSON, and no answer of a GraphQL API: it has neither "data" nor "errors".':
    'Die Antwort ist JSON und keine Antwort einer GraphQL-API: Sie hat weder „data“ noch „errors“.',
  'The answer has neither data nor errors.': 'Die Antwort hat weder Daten noch Fehler.',
  'Correct "List" or the document of the step.': 'Berichtigen Sie „Liste“ oder das Dokument des Schritts.',
  'Subscriptions are not supported.': 'Subscriptions werden nicht unterstützt.',
  'Correct the document of the step.': 'Berichtigen Sie das Dokument des Schritts.',
  'Give the account of the connection the right that is missing, or connect with another one.':
    'Geben Sie dem Konto der Verbindung das fehlende Recht, oder verbinden Sie sich mit einem anderen.',
  'Ask its operator to allow introspection for this sign-in. Without it documents are checked by the API alone, when they are sent.':
    'Bitten Sie den Betreiber, für diese Anmeldung die Introspection zu erlauben. Ohne sie prüft allein die API die Dokumente, wenn sie gesendet werden.',
  'The API answered the question for its schema with something else.':
    'Die API beantwortete die Frage nach ihrem Schema mit etwas anderem.',
  'Ask for it in the document, or correct "Key" of the trigger.':
    'Fragen Sie im Dokument danach, oder berichtigen Sie „Schlüssel“ des Auslösers.',
  'The settings of this ERPNext connection are not valid.': 'Die Einstellungen dieser ERPNext-Verbindung sind nicht gültig.',
  'Enter the address and the time zone of the site.': 'Tragen Sie Adresse und Zeitzone der Site ein.',
  'Check the address of the connection.': 'Prüfen Sie die Adresse der Verbindung.',
  "Give the connection's user a role that may do this.": 'Geben Sie dem Benutzer der Verbindung eine Rolle, die das darf.',
  'Compare rates and taxes with the draft in ERPNext. Correct it there, or delete it and correct the mapping; then replay.':
    'Vergleichen Sie Preise und Steuern mit dem Entwurf in ERPNext. Berichtigen Sie ihn dort, oder löschen Sie ihn und berichtigen das Mapping; wiederholen Sie dann.',
  'Enter the webhook secret in the connection, the same as in the Webhook in ERPNext.':
    'Tragen Sie das Webhook-Geheimnis in der Verbindung ein, dasselbe wie im Webhook in ERPNext.',
  'The delivery lacks the name of the document or its time of change.':
    'Der Meldung fehlt der Name des Dokuments oder seine Änderungszeit.',
  'In the Webhook in ERPNext choose the request structure JSON or its data fields so that name and modified are sent.':
    'Wählen Sie im Webhook in ERPNext die Anfragestruktur JSON oder seine Datenfelder so, dass name und modified gesendet werden.',
  'More than the payment.': 'Mehr als die Zahlung.',
  'A payment without invoices needs the receivable account of the customer.':
    'Eine Zahlung ohne Rechnungen braucht das Forderungskonto des Kunden.',
  'Give the account, such as Debtors - HF.': 'Geben Sie das Konto an, wie Debtors - HF.',
  'Not a time.': 'Keine Zeit.',
  'Enter the password anew. Where the mailbox is protected by a second factor, an app password is needed; Microsoft 365 lets nobody sign in by password any more.':
    'Tragen Sie das Passwort neu ein. Wo das Postfach mit einem zweiten Faktor geschützt ist, ist ein App-Passwort nötig; Microsoft 365 lässt niemanden mehr mit Passwort hinein.',
  'The trigger moves mails and does not say where to: fill in "Move to" with another folder.':
    'Der Auslöser verschiebt E-Mails und sagt nicht, wohin: Füllen Sie „Verschieben nach“ mit einem anderen Ordner.',
  'Correct the folder of the trigger.': 'Berichtigen Sie den Ordner des Auslösers.',
  'The mailbox does not let mails be marked as read.': 'Das Postfach lässt nicht zu, dass E-Mails als gelesen markiert werden.',
  'Choose to leave mails as they are, or use an account with that right.':
    'Lassen Sie E-Mails, wie sie sind, oder verwenden Sie ein Konto mit diesem Recht.',
  'Write large files to a file server or bucket, and send their name.':
    'Schreiben Sie große Dateien auf einen Dateiserver oder in einen Bucket, und senden Sie ihren Namen.',
  'Give it to the connection of that partner, or correct the ids of this one.':
    'Geben Sie es der Verbindung dieses Partners, oder berichtigen Sie die Ids dieser hier.',
  'The settings of this Dolibarr connection are not valid.': 'Die Einstellungen dieser Dolibarr-Verbindung sind nicht gültig.',
  'Enter address, time zone and currency.': 'Tragen Sie Adresse, Zeitzone und Währung ein.',
  'Clear this up in Dolibarr: Tillflow does not choose.': 'Klären Sie das in Dolibarr: Tillflow wählt nicht aus.',
  "Dolibarr's own firewall refused the request.": 'Dolibarrs eigene Firewall hat die Anfrage abgelehnt.',
  'It takes some signs for an attack, such as a colon in a reference or code in a text: leave them out.':
    'Sie hält manche Zeichen für einen Angriff, etwa einen Doppelpunkt in einer Referenz oder Code in einem Text: Lassen Sie sie weg.',
  'Give credit notes references of their own, such as that of the refund.':
    'Geben Sie Gutschriften eigene Referenzen, etwa die der Erstattung.',
  'A line has a product or a description.': 'Eine Position hat ein Produkt oder eine Beschreibung.',
  'Give one of them.': 'Geben Sie eines davon an.',
  'Validate the order in Dolibarr, if it is meant.': 'Bestätigen Sie den Auftrag in Dolibarr, wenn er gemeint ist.',
  'Make the invoice first.': 'Legen Sie zuerst die Rechnung an.',
  'Validate the invoice first, or change the draft.': 'Bestätigen Sie zuerst die Rechnung, oder ändern Sie den Entwurf.',
  'An invoice is of an order or of lines.': 'Eine Rechnung gilt einem Auftrag oder Positionen.',
  'Give the reference of the order or the lines, and not both.':
    'Geben Sie die Referenz des Auftrags oder die Positionen an, nicht beides.',
  'Make the order first, or give lines.': 'Legen Sie zuerst den Auftrag an, oder geben Sie Positionen an.',
  'Give every shipment a reference of its own, such as that of the order with a number behind it.':
    'Geben Sie jedem Versand eine eigene Referenz, etwa die des Auftrags mit einer Nummer dahinter.',
  'Make the order first.': 'Legen Sie zuerst den Auftrag an.',
  'Only lines with a product that is no service are shipped.':
    'Nur Positionen mit einem Produkt, das keine Leistung ist, werden versendet.',
  'Correct the quantity, or the order in Dolibarr.': 'Berichtigen Sie die Menge oder den Auftrag in Dolibarr.',
  'Dolibarr does not find the third party that it made.': 'Dolibarr findet den Partner nicht, den es angelegt hat.',
  'A third party is found by a reference or an e-mail address.': 'Ein Partner wird nach einer Referenz oder einer E-Mail-Adresse gefunden.',
  'A movement has a quantity.': 'Eine Bewegung hat eine Menge.',
  'Give one above or below zero.': 'Geben Sie eine über oder unter null an.',
  'Dolibarr does not show the payment that it booked.': 'Dolibarr zeigt die Zahlung nicht, die es gebucht hat.',
  'Pay it back, or set it off against an invoice, in Dolibarr.':
    'Zahlen Sie sie in Dolibarr zurück, oder rechnen Sie sie dort gegen eine Rechnung auf.',
  'Look at the invoice in Dolibarr.': 'Sehen Sie sich die Rechnung in Dolibarr an.',
  'Dolibarr does not find the product that it wrote.': 'Dolibarr findet das Produkt nicht, das es geschrieben hat.',
  'The schema has neither queries nor mutations.': 'Das Schema hat weder Abfragen noch Mutationen.',
  'Upload the schema as SDL, or the answer of an introspection query.':
    'Laden Sie das Schema als SDL hoch oder die Antwort einer Introspection-Abfrage.',
  'The collection has no request that can be taken over.': 'Die Sammlung hat keine Anfrage, die übernommen werden kann.',
  'Export it from Postman as "Collection v2.1".': 'Exportieren Sie sie aus Postman als „Collection v2.1“.',
  '"next" is none of what this action answered.': '„next“ ist nichts, was diese Aktion geantwortet hat.',
  'The description is too large to be read.': 'Die Beschreibung ist zu groß, um gelesen zu werden.',
  'Remove the operations that you do not need.': 'Entfernen Sie die Operationen, die Sie nicht brauchen.',
  'The settings of this Business Central connection are not valid.':
    'Die Einstellungen dieser Business-Central-Verbindung sind nicht gültig.',
  'Enter tenant id, client id and environment, and the company id as the connection test lists it.':
    'Tragen Sie Mandanten-Id (Microsoft), Client-Id und Umgebung ein und die Unternehmens-Id, die der Verbindungstest auflistet.',
  'The environment shows no company.': 'Die Umgebung zeigt kein Unternehmen.',
  'Give the application or user permission to a company.':
    'Geben Sie der Anwendung oder dem Benutzer die Berechtigung für ein Unternehmen.',
  'Enter the id of the one that is meant as company id of the connection.':
    'Tragen Sie die Id des gemeinten als Unternehmens-Id der Verbindung ein.',
  'Correct the route of the API in the connection, or install the app that publishes it.':
    'Berichtigen Sie den Pfad der API in der Verbindung, oder installieren Sie die App, die sie veröffentlicht.',
  'Give every source of documents numbers of its own, such as with the shop in front.':
    'Geben Sie jeder Quelle von Belegen eigene Nummern, etwa mit dem Shop davor.',
  'Business Central does not find the document that it posted.': 'Business Central findet den Beleg nicht, den es gebucht hat.',
  'A line is either of an item, which may have a variant, or of an account.':
    'Eine Position gilt entweder einem Artikel, der eine Variante haben kann, oder einem Konto.',
  'Give each line an item or an account, and not both.': 'Geben Sie jeder Position einen Artikel oder ein Konto, nicht beides.',
  "Fields that an app added to Business Central are not in Microsoft's API v2.0, which cannot be extended.":
    'Felder, die eine App zu Business Central hinzugefügt hat, sind nicht in Microsofts API v2.0, die nicht erweitert werden kann.',
  'Let your partner publish API pages with them, and enter the route of that API in the connection, such as contoso/retail/v1.0.':
    'Lassen Sie Ihren Partner API-Seiten damit veröffentlichen, und tragen Sie den Pfad dieser API in der Verbindung ein, wie contoso/retail/v1.0.',
  'Let the API page show the same records as that of Microsoft, with SystemId as its key, and replay.':
    'Lassen Sie die API-Seite dieselben Datensätze wie die von Microsoft zeigen, mit SystemId als Schlüssel, und wiederholen Sie.',
  'Business Central does not show the subscription that it renewed.': 'Business Central zeigt das Abonnement nicht, das es erneuert hat.',
  'The connection has no webhook secret, so that deliveries cannot be proven.':
    'Die Verbindung hat kein Webhook-Geheimnis, daher können Meldungen nicht bewiesen werden.',
  'Save the connection once more: Tillflow makes a secret.': 'Speichern Sie die Verbindung noch einmal: Tillflow erzeugt ein Geheimnis.',
  'The validation token is empty or far too long.': 'Das Prüftoken ist leer oder viel zu lang.',
  'The delivery is not what Business Central documents.': 'Die Meldung ist nicht, was Business Central beschreibt.',
  'This Business Central does not tell stock by location.': 'Dieses Business Central nennt Bestand nicht je Lagerort.',
  'Install the app "Power BI Reports for Business Central" there, and give the integration its permissions.':
    'Installieren Sie dort die App „Power BI Reports for Business Central“, und geben Sie der Integration ihre Berechtigungen.',
  'Post or delete them in Business Central, and give Tillflow a batch of its own.':
    'Buchen oder löschen Sie sie in Business Central, und geben Sie Tillflow einen eigenen Stapel.',
  'Look at the order in Business Central and post what is left there.':
    'Sehen Sie sich den Auftrag in Business Central an, und buchen Sie, was dort übrig ist.',
  'The settings of this Avalara connection are not valid.': 'Die Einstellungen dieser Avalara-Verbindung sind nicht gültig.',
  'Enter the account id, the company code and the environment.': 'Tragen Sie Konto-Id, Unternehmenscode und Umgebung ein.',
  'Give orders without shipping, such as downloads, by "Record a sale" with the address that counts for them.':
    'Geben Sie Bestellungen ohne Versand, wie Downloads, mit „Verkauf melden“ und der Adresse an, die für sie zählt.',
  'Enter it in the step.': 'Tragen Sie es im Schritt ein.',
  'Give the address of the store, or where it is shipped to and from.':
    'Geben Sie die Adresse der Filiale an oder wohin und von wo versendet wird.',
  'A sale in a store has a store only; an order has an address to ship to, and one to ship from.':
    'Ein Verkauf in einer Filiale hat nur eine Filiale; eine Bestellung hat eine Adresse, an die, und eine, von der versendet wird.',
  'Another line has this number.': 'Eine andere Zeile hat diese Nummer.',
  'Avalara does not know this account id with this licence key.': 'Avalara kennt diese Konto-Id mit diesem Lizenzschlüssel nicht.',
  'Check both, and whether they are of the sandbox or of production.':
    'Prüfen Sie beides und ob es zur Testumgebung oder zum Betrieb gehört.',
  'Enter the code as it stands in AvaTax under Settings, Companies.':
    'Tragen Sie den Code ein, wie er in AvaTax unter Settings, Companies steht.',
  'Line numbers are given for a refund of some lines, and for no other.':
    'Zeilennummern werden für eine Erstattung einiger Zeilen angegeben und für keine andere.',
  'A refund of a share needs the percentage.': 'Eine anteilige Erstattung braucht den Prozentsatz.',
  'Make a queue with this name, or bind one to the exchange, then replay.':
    'Legen Sie eine Warteschlange dieses Namens an, oder binden Sie eine an den Exchange; wiederholen Sie dann.',
  'The settings of this Adobe Commerce connection are not valid.': 'Die Einstellungen dieser Adobe-Commerce-Verbindung sind nicht gültig.',
  'Enter the address of the shop, such as https://shop.example.com, and the keys of its integration.':
    'Tragen Sie die Adresse des Shops ein, wie https://shop.example.com, und die Schlüssel seiner Integration.',
  'The consumer key of the integration is missing.': 'Der Consumer-Schlüssel der Integration fehlt.',
  'Check the address of the connection: it is that of the shop, without /rest.':
    'Prüfen Sie die Adresse der Verbindung: Sie ist die des Shops, ohne /rest.',
  'What is invoiced is refunded instead; an order on hold is released first.':
    'Was berechnet ist, wird stattdessen erstattet; eine angehaltene Bestellung wird zuerst freigegeben.',
  'Ask for the order by its id.': 'Fragen Sie nach der Bestellung mit ihrer Id.',
  'The other prices of this record are written. Correct these and run it again: prices that are the same change nothing.':
    'Die anderen Preise dieses Datensatzes sind geschrieben. Berichtigen Sie diese, und führen Sie es noch einmal aus: Gleiche Preise ändern nichts.',
  'See what was received for the order in Odoo, and ask the supplier; then discard this.':
    'Sehen Sie in Odoo nach, was zu der Bestellung eingegangen ist, und fragen Sie den Lieferanten; verwerfen Sie dies dann.',
  'Ask the supplier; correct the order in Odoo and replay, or discard this.':
    'Fragen Sie den Lieferanten; berichtigen Sie die Bestellung in Odoo und wiederholen Sie, oder verwerfen Sie dies.',
  'Ask the supplier. Correct the order, receive the goods or make the bill in Odoo; then replay, or discard this.':
    'Fragen Sie den Lieferanten. Berichtigen Sie die Bestellung, nehmen Sie die Ware an, oder legen Sie die Rechnung in Odoo an; wiederholen Sie dann, oder verwerfen Sie dies.',
  'Look for charges and taxes that the order does not have. Correct the draft in Odoo, then replay; or delete it and discard this.':
    'Suchen Sie nach Zuschlägen und Steuern, die die Bestellung nicht hat. Berichtigen Sie den Entwurf in Odoo, und wiederholen Sie dann; oder löschen Sie ihn, und verwerfen Sie dies.',
  'Look at its operation types and at the location for customers in Odoo, then replay.':
    'Prüfen Sie in Odoo seine Vorgangsarten und den Lagerort für Kunden, und wiederholen Sie dann.',
  'Ask the supplier which order is meant.': 'Fragen Sie den Lieferanten, welche Bestellung gemeint ist.',
  'Say which purchase order is invoiced, or which invoice a credit note is for.':
    'Sagen Sie, welche Einkaufsbestellung berechnet wird, oder welcher Rechnung eine Gutschrift gilt.',
  'Give the number of the purchase order.': 'Geben Sie die Nummer der Einkaufsbestellung an.',
  'Enter the invoice first, then replay; or make the credit note in Odoo and discard this.':
    'Tragen Sie zuerst die Rechnung ein, und wiederholen Sie dann; oder legen Sie die Gutschrift in Odoo an, und verwerfen Sie dies.',
  'Ask the supplier which order is meant; or correct the VAT number in Odoo, then replay.':
    'Fragen Sie den Lieferanten, welche Bestellung gemeint ist; oder berichtigen Sie die USt-IdNr. in Odoo, und wiederholen Sie dann.',
  'Ask the supplier for one in the currency of the order, or make the bill in Odoo; then discard this.':
    'Bitten Sie den Lieferanten um eine in der Währung der Bestellung, oder legen Sie die Rechnung in Odoo an; verwerfen Sie dies dann.',
  'Ask the supplier: a number is used once. Correct the one in Odoo and replay, or discard this.':
    'Fragen Sie den Lieferanten: Eine Nummer gilt einmal. Berichtigen Sie die in Odoo und wiederholen Sie, oder verwerfen Sie dies.',
  'Confirm it, or tell the supplier that it is not wanted.':
    'Bestätigen Sie sie, oder sagen Sie dem Lieferanten, dass sie nicht gewünscht ist.',
  'Ask the supplier what is meant; correct the order in Odoo, or discard this.':
    'Fragen Sie den Lieferanten, was gemeint ist; berichtigen Sie die Bestellung in Odoo, oder verwerfen Sie dies.',
  'Validate the transfer in Odoo, then replay.': 'Bestätigen Sie den Transfer in Odoo, und wiederholen Sie dann.',
  'Validate the receipt in Odoo, then replay.': 'Bestätigen Sie den Wareneingang in Odoo, und wiederholen Sie dann.',
  'Give the id of the website.': 'Geben Sie die Id der Website an.',
  'Adobe Commerce listed a record without its id.': 'Adobe Commerce nannte einen Datensatz ohne seine Id.',
  'Give the external id of the order or its internal id, and not both.':
    'Geben Sie die externe oder die interne Id des Auftrags an, nicht beide.',
  'Write the invoice first, or correct its external id, then replay the record.':
    'Schreiben Sie zuerst die Rechnung oder berichtigen Sie ihre externe Id, und wiederholen Sie dann den Datensatz.',
  'Look at the sales order and its item fulfillments in NetSuite, correct the quantities, then replay the record.':
    'Sehen Sie den Verkaufsauftrag und seine Lieferungen in NetSuite an, berichtigen Sie die Mengen, und wiederholen Sie dann den Datensatz.',
  'Look at the lines of the document in Business Central, then replay.':
    'Sehen Sie die Positionen des Belegs in Business Central an, und wiederholen Sie dann.',
  'A stock transfer needs the outlet that the goods come from.': 'Eine Umlagerung braucht die Filiale, aus der die Ware kommt.',
  'Name the outlet.': 'Nennen Sie die Filiale.',
  'Ask the outlet. Receive or take back the goods in the other system by hand, then discard this.':
    'Fragen Sie die Filiale. Nehmen Sie die Ware im anderen System von Hand an oder zurück, und verwerfen Sie dies dann.',
  'Compare both, and tell the outlet what is right; then discard this.':
    'Vergleichen Sie beide, und sagen Sie der Filiale, was stimmt; verwerfen Sie dies dann.',
  'Differences are to be booked, and no location for them is given.':
    'Differenzen sollen gebucht werden, und kein Lagerort dafür ist angegeben.',
  'Name a location.': 'Nennen Sie einen Lagerort.',
  'Count the goods again, and move what is too many in Odoo by hand; then discard this.':
    'Zählen Sie die Ware noch einmal, und buchen Sie, was zu viel ist, in Odoo von Hand um; verwerfen Sie dies dann.',
  'Compare the transfer in Odoo with what the store received, and correct it there. Then replay or discard this.':
    'Vergleichen Sie die Umlagerung in Odoo mit dem, was die Filiale angenommen hat, und berichtigen Sie sie dort. Wiederholen oder verwerfen Sie dies dann.',
  'Switch on Storage Locations in the settings of Inventory, then replay.':
    'Schalten Sie in den Einstellungen der Lagerverwaltung die Lagerorte ein, und wiederholen Sie dann.',
  'See what was done with the receipt in Odoo, and correct the stock there; then discard this.':
    'Sehen Sie nach, was in Odoo mit dem Wareneingang geschah, und berichtigen Sie dort den Bestand; verwerfen Sie dies dann.',
  'Validate the receipt in Odoo with what the store counted, then discard this.':
    'Bestätigen Sie den Wareneingang in Odoo mit dem, was die Filiale gezählt hat, und verwerfen Sie dies dann.',
}
