// German for the table of error codes (shared/error-codes.ts): what happened, and what to do. The key is the English text.
export const errors = {
  'There is nothing here with that id.': 'Hier ist nichts mit dieser Kennung.',
  'Check the address, and that you are signed in to the right partner and client.':
    'Prüfen Sie die Adresse und ob Sie beim richtigen Partner und Mandanten angemeldet sind.',
  'You are not signed in.': 'Sie sind nicht angemeldet.',
  'Sign in, or send a valid API key as a Bearer token.':
    'Melden Sie sich an, oder senden Sie einen gültigen API-Schlüssel als Bearer-Token.',
  'Your role does not allow this.': 'Ihre Rolle erlaubt das nicht.',
  'Ask a partner admin for a role that does.': 'Bitten Sie einen Partner-Administrator um eine Rolle, die es erlaubt.',
  'The request is not valid.': 'Die Anfrage ist nicht gültig.',
  'Correct the members listed under issues.': 'Berichtigen Sie die aufgeführten Angaben.',
  'The body is not valid JSON.': 'Der Inhalt ist kein gültiges JSON.',
  'Send one well-formed JSON value in UTF-8.': 'Senden Sie einen wohlgeformten JSON-Wert in UTF-8.',
  'The body is too large.': 'Der Inhalt ist zu groß.',
  'Send less at once, or split it into several requests.': 'Senden Sie weniger auf einmal, oder teilen Sie es auf mehrere Anfragen auf.',
  'This content type is not accepted here.': 'Diese Art von Inhalt wird hier nicht angenommen.',
  'Send application/json.': 'Senden Sie application/json.',
  'This address does not take that method.': 'Diese Adresse nimmt diese Methode nicht an.',
  'Use one of the methods listed in the Allow header.': 'Verwenden Sie eine der Methoden im Allow-Header.',
  'Somebody saved a newer revision in the meantime.': 'Jemand hat inzwischen einen neueren Stand gespeichert.',
  'Reload, look at the difference, and apply your change to the newest revision.':
    'Laden Sie neu, sehen Sie sich den Unterschied an, und ändern Sie den neuesten Stand.',
  'This clashes with something that exists already.': 'Das verträgt sich nicht mit etwas, das es schon gibt.',
  'Choose another name, or change the existing one.': 'Wählen Sie einen anderen Namen, oder ändern Sie das Vorhandene.',
  'Too many requests.': 'Zu viele Anfragen.',
  'Wait as long as Retry-After says and send it again.': 'Warten Sie so lange, wie Retry-After sagt, und senden Sie es noch einmal.',
  'The service cannot take this right now.': 'Der Dienst kann das gerade nicht annehmen.',
  'Send it again shortly. Nothing was stored.': 'Senden Sie es gleich noch einmal. Es wurde nichts gespeichert.',
  'Try again shortly.': 'Versuchen Sie es gleich noch einmal.',
  'Something went wrong inside Tillflow.': 'In Tillflow ist etwas schiefgegangen.',
  'Try again. If it happens again, send us the request id.':
    'Versuchen Sie es noch einmal. Geschieht es wieder, senden Sie uns die Kennung der Anfrage.',
  'The sender hung up before it had sent everything.': 'Der Absender hat aufgelegt, bevor er alles gesendet hatte.',
  'No webhook is registered at this address.': 'Unter dieser Adresse ist kein Webhook eingetragen.',
  "Copy the address again from the flow's deployment.": 'Kopieren Sie die Adresse noch einmal aus der Ausrollung des Flows.',
  'The flow behind this webhook is not deployed any more.': 'Der Flow hinter diesem Webhook ist nicht mehr ausgerollt.',
  'Deploy the flow again, or delete the webhook at the sender.':
    'Rollen Sie den Flow wieder aus, oder löschen Sie den Webhook beim Absender.',
  'The signature does not match.': 'Die Signatur stimmt nicht.',
  'Check that the sender uses the current secret of this webhook.':
    'Prüfen Sie, ob der Absender das aktuelle Geheimnis dieses Webhooks verwendet.',
  'The delivery is not one this webhook accepts.': 'Diese Zustellung nimmt der Webhook nicht an.',
  'Check the event and the shop this webhook belongs to.': 'Prüfen Sie das Ereignis und den Shop, zu denen dieser Webhook gehört.',
  'The flow has problems that must be fixed first.': 'Der Flow hat Probleme, die zuerst behoben werden müssen.',
  'Open the problems list; each entry jumps to its node.': 'Öffnen Sie die Liste der Probleme; jeder Eintrag führt zu seinem Schritt.',
  'Samples give something else than is expected, and this flow is published only when they do not.':
    'Beispiele ergeben etwas anderes als erwartet, und dieser Flow wird nur veröffentlicht, wenn sie es nicht tun.',
  'Mend the flow, or keep what comes out as the expected result of the sample.':
    'Berichtigen Sie den Flow, oder merken Sie sich das Ergebnis als das erwartete des Beispiels.',
  'This flow was saved by a newer Tillflow, or is not a flow.':
    'Dieser Flow wurde von einem neueren Tillflow gespeichert, oder es ist kein Flow.',
  'Update Tillflow, or export the flow again.': 'Aktualisieren Sie Tillflow, oder exportieren Sie den Flow noch einmal.',
  'A connection slot has no connection.': 'Ein Verbindungsplatz hat keine Verbindung.',
  'Choose a connection for every slot, then deploy again.': 'Wählen Sie für jeden Platz eine Verbindung, und rollen Sie noch einmal aus.',
  'The flow is not deployed in this environment.': 'Der Flow ist in dieser Umgebung nicht ausgerollt.',
  'Publish a version and deploy it.': 'Veröffentlichen Sie eine Version, und rollen Sie sie aus.',
  'The expression has a syntax error.': 'Der Ausdruck hat einen Fehler in der Schreibweise.',
  'Correct it at the marked position.': 'Berichtigen Sie ihn an der markierten Stelle.',
  'The expression could not be evaluated for this record.': 'Der Ausdruck konnte für diesen Datensatz nicht berechnet werden.',
  'Look at the record, then correct the expression or the data.':
    'Sehen Sie sich den Datensatz an, und berichtigen Sie den Ausdruck oder die Daten.',
  'A required field has no value.': 'Ein Pflichtfeld hat keinen Wert.',
  'Correct the mapping row or the source data, then replay.':
    'Berichtigen Sie die Zeile des Mappings oder die Quelldaten, und wiederholen Sie den Datensatz.',
  'The lookup table has no entry for this value.': 'Die Zuordnungstabelle hat keinen Eintrag für diesen Wert.',
  'Add the value to the lookup table, then replay.': 'Ergänzen Sie den Wert in der Zuordnungstabelle, und wiederholen Sie den Datensatz.',
  'The lookup table does not exist for this client.': 'Diese Zuordnungstabelle gibt es bei diesem Mandanten nicht.',
  'Create the table under Lookup tables, or correct its name in the flow.':
    'Legen Sie die Tabelle unter Zuordnungstabellen an, oder berichtigen Sie ihren Namen im Flow.',
  'A value is not an amount of money.': 'Ein Wert ist kein Geldbetrag.',
  'Give a decimal number such as 12.50.': 'Geben Sie eine Dezimalzahl wie 12.50 an.',
  'Amounts of two currencies meet in one calculation.': 'In einer Rechnung treffen Beträge zweier Währungen aufeinander.',
  'Take both amounts in one currency, or convert one of them at a stated rate.':
    'Nehmen Sie beide Beträge in einer Währung, oder rechnen Sie einen zu einem genannten Kurs um.',
  'Two sums of the mapped record that must agree do not.':
    'Zwei Summen des zugeordneten Datensatzes, die übereinstimmen müssen, tun es nicht.',
  'Compare the amounts with the record in the other system; correct the mapping or the data, then replay.':
    'Vergleichen Sie die Beträge mit dem Datensatz im anderen System; berichtigen Sie das Mapping oder die Daten, und wiederholen Sie den Datensatz.',
  'A value is not what the function can read.': 'Einen Wert kann die Funktion nicht lesen.',
  'Correct the value at its source, or the rule, then replay.':
    'Berichtigen Sie den Wert an seiner Quelle oder die Regel, und wiederholen Sie den Datensatz.',
  'The script threw an error for this record.': 'Das Skript hat für diesen Datensatz einen Fehler gemeldet.',
  'Correct the script or the data, then replay.': 'Berichtigen Sie das Skript oder die Daten, und wiederholen Sie den Datensatz.',
  'The script has a syntax error.': 'Das Skript hat einen Fehler in der Schreibweise.',
  'Correct it at the marked line.': 'Berichtigen Sie ihn in der markierten Zeile.',
  'The step took too long and was ended.': 'Der Schritt hat zu lange gebraucht und wurde beendet.',
  'Look for an endless loop, a runaway regular expression, or far too much data.':
    'Suchen Sie eine endlose Schleife, einen ausufernden regulären Ausdruck oder viel zu viele Daten.',
  'The step used too much memory and was ended.': 'Der Schritt hat zu viel Speicher gebraucht und wurde beendet.',
  'Work on less data at once.': 'Bearbeiten Sie weniger Daten auf einmal.',
  'The process that evaluates mappings ended unexpectedly.': 'Der Prozess, der Mappings berechnet, ist unerwartet beendet worden.',
  'It is restarted and the step is tried again by itself.': 'Er wird neu gestartet, und der Schritt wird von selbst noch einmal versucht.',
  'The step produced too much data.': 'Der Schritt hat zu viele Daten ergeben.',
  'Return less, or use a loop.': 'Geben Sie weniger zurück, oder verwenden Sie eine Schleife.',
  'The flow sent this record to the exception desk.': 'Der Flow hat diesen Datensatz auf die Klärliste gelegt.',
  'Read the message of the raise step.': 'Lesen Sie die Meldung des Schritts.',
  'The loop did not get a list.': 'Die Schleife hat keine Liste bekommen.',
  'Correct the items expression of the loop.': 'Berichtigen Sie den Ausdruck für die Liste der Schleife.',
  'The file cannot be read.': 'Die Datei kann nicht gelesen werden.',
  'Compare the file with the format that the trigger of the flow expects, correct one of them, and send the file again.':
    'Vergleichen Sie die Datei mit dem Format, das der Auslöser des Flows erwartet, berichtigen Sie eines von beiden, und senden Sie die Datei noch einmal.',
  'A record of the file cannot be read.': 'Ein Datensatz der Datei kann nicht gelesen werden.',
  'Replay it with a corrected record, or correct the file and send it again.':
    'Wiederholen Sie ihn mit berichtigtem Datensatz, oder berichtigen Sie die Datei und senden Sie sie noch einmal.',
  'The stored payload is not JSON that a flow can use.': 'Der gespeicherte Inhalt ist kein JSON, das ein Flow verwenden kann.',
  'Look at the raw payload and ask the sender to correct it.':
    'Sehen Sie sich den Inhalt an, und bitten Sie den Absender, ihn zu berichtigen.',
  'The other system could not be reached.': 'Das andere System war nicht erreichbar.',
  'Check that it is up; Tillflow tries again by itself.': 'Prüfen Sie, ob es läuft; Tillflow versucht es von selbst noch einmal.',
  'Tillflow does not call this address.': 'Diese Adresse ruft Tillflow nicht auf.',
  'Use a public address over HTTPS.': 'Verwenden Sie eine öffentliche Adresse über HTTPS.',
  'The other system did not answer in time.': 'Das andere System hat nicht rechtzeitig geantwortet.',
  'Tillflow tries again by itself; if it stays slow, ask its operator.':
    'Tillflow versucht es von selbst noch einmal; bleibt es langsam, fragen Sie den Betreiber.',
  'The other system may or may not have stored this.': 'Das andere System hat dies vielleicht gespeichert, vielleicht auch nicht.',
  'Look in the other system, then say whether it arrived or send it again.':
    'Sehen Sie im anderen System nach, und sagen Sie dann, ob es ankam, oder senden Sie es noch einmal.',
  'The other system asks us to slow down.': 'Das andere System bittet uns, langsamer zu sein.',
  'Nothing to do: Tillflow waits and goes on.': 'Es ist nichts zu tun: Tillflow wartet und macht weiter.',
  'The other system does not have it yet.': 'Das andere System hat es noch nicht.',
  'Tillflow looks again by itself, as the step says. If it never comes: look why it was not made, then replay.':
    'Tillflow sieht von selbst wieder nach, wie der Schritt es sagt. Kommt es nie: nachsehen, warum es nicht angelegt wurde, dann wiederholen.',
  'The other system is still working on it.': 'Das andere System arbeitet noch daran.',
  'Nothing to do: Tillflow looks again by itself.': 'Es ist nichts zu tun: Tillflow sieht von selbst wieder nach.',
  "The other system's calls for today are used up.": 'Die heutigen Aufrufe des anderen Systems sind aufgebraucht.',
  'Nothing to do: Tillflow goes on when the day begins anew. If it happens often, ask the vendor for more calls.':
    'Es ist nichts zu tun: Tillflow macht weiter, wenn der Tag neu beginnt. Geschieht es oft, bitten Sie den Anbieter um mehr Aufrufe.',
  'The connection is in its maintenance window.': 'Die Verbindung ist in ihrem Wartungsfenster.',
  'Nothing to do: Tillflow goes on when the window ends. Windows are set at the connection.':
    'Es ist nichts zu tun: Tillflow macht weiter, wenn das Fenster endet. Fenster werden an der Verbindung eingestellt.',
  'The other system failed several times in a row; Tillflow waits and tries again by itself.':
    'Das andere System hat mehrmals nacheinander versagt; Tillflow wartet und versucht es von selbst noch einmal.',
  'Check that the other system is up. "Try now" on the connections page does not wait.':
    'Prüfen Sie, ob das andere System läuft. „Jetzt versuchen“ auf der Seite der Verbindungen wartet nicht.',
  'The connection waits for valid credentials.': 'Die Verbindung wartet auf gültige Zugangsdaten.',
  'Reconnect it on the connections page; what waits goes on by itself.':
    'Verbinden Sie sie neu auf der Seite der Verbindungen; was wartet, geht von selbst weiter.',
  'No new access token could be had from the other system.': 'Vom anderen System war kein neues Zugriffstoken zu bekommen.',
  'Nothing to do: Tillflow tries again by itself. If it stays so, ask the operator of the other system.':
    'Es ist nichts zu tun: Tillflow versucht es von selbst noch einmal. Bleibt es so, fragen Sie den Betreiber des anderen Systems.',
  'The other system reports an error of its own.': 'Das andere System meldet einen eigenen Fehler.',
  'Tillflow tries again by itself.': 'Tillflow versucht es von selbst noch einmal.',
  'The other system refused this record.': 'Das andere System hat diesen Datensatz abgelehnt.',
  'Read its message, correct the record or the mapping, then replay.':
    'Lesen Sie seine Meldung, berichtigen Sie den Datensatz oder das Mapping, und wiederholen Sie den Datensatz.',
  'The other system answered with something that is not what its API promises.':
    'Das andere System hat etwas geantwortet, das seine API nicht verspricht.',
  'Check the address of the connection, and whether a proxy or a sign-in page answered instead.':
    'Prüfen Sie die Adresse der Verbindung und ob stattdessen ein Proxy oder eine Anmeldeseite geantwortet hat.',
  'The other system refused the credentials.': 'Das andere System hat die Zugangsdaten abgelehnt.',
  'Reconnect the connection with valid credentials.': 'Verbinden Sie die Verbindung neu, mit gültigen Zugangsdaten.',
  'Choose another action in the call step.': 'Wählen Sie im Aufruf-Schritt eine andere Aktion.',
  'The mapping produced something the action does not accept.': 'Das Mapping hat etwas ergeben, das die Aktion nicht annimmt.',
  'Correct the mapping rows listed under issues, then replay.':
    'Berichtigen Sie die aufgeführten Zeilen des Mappings, und wiederholen Sie den Datensatz.',
  "A stored secret cannot be decrypted with this installation's key.":
    'Ein gespeichertes Geheimnis lässt sich mit dem Schlüssel dieser Installation nicht entschlüsseln.',
  'Restore TILLFLOW_SECRET_KEY, or enter the secret again.':
    'Stellen Sie TILLFLOW_SECRET_KEY wieder her, oder geben Sie das Geheimnis noch einmal ein.',
  '"Keep order by" does not tell the lane of this record.': '„Reihenfolge einhalten nach“ nennt für diesen Datensatz keine Spur.',
  'Correct "Keep order by" in the flow settings and deploy, or correct the record, then replay it.':
    'Berichtigen Sie „Reihenfolge einhalten nach“ in den Einstellungen des Flows und rollen Sie aus, oder berichtigen Sie den Datensatz, und wiederholen Sie ihn.',
  'The run ended its worker several times and was set aside.': 'Der Lauf hat seinen Arbeiter mehrmals beendet und wurde beiseitegelegt.',
  'Look at its last step; replay it when the cause is gone.':
    'Sehen Sie sich seinen letzten Schritt an; wiederholen Sie ihn, wenn die Ursache behoben ist.',
  'It failed as often as the flow allows.': 'Es ist so oft fehlgeschlagen, wie der Flow erlaubt.',
  'Read the last error; replay when the cause is gone.': 'Lesen Sie den letzten Fehler; wiederholen Sie, wenn die Ursache behoben ist.',
  'Nobody answered in time.': 'Niemand hat rechtzeitig geantwortet.',
  'Replay it to ask again, or connect "timed-out" to a step of the flow.':
    'Wiederholen Sie es, um noch einmal zu fragen, oder verbinden Sie „niemand hat geantwortet“ mit einem Schritt des Flows.',
  'The record has no key to collect it by.': 'Der Datensatz hat keinen Schlüssel, nach dem er gesammelt wird.',
  'Correct the key of the step or the data, then replay.':
    'Berichtigen Sie den Schlüssel des Schritts oder die Daten, und wiederholen Sie den Datensatz.',
  'The record came after its collection had gone on.': 'Der Datensatz kam, nachdem seine Sammlung weitergegangen war.',
  'Replay it to collect it anew, or discard it.': 'Wiederholen Sie ihn, damit er neu gesammelt wird, oder verwerfen Sie ihn.',
  'The collection holds more than one run can carry.': 'Die Sammlung enthält mehr, als ein Lauf tragen kann.',
  'Keep a smaller part of each record, or let collections go on earlier.':
    'Behalten Sie einen kleineren Teil jedes Datensatzes, oder lassen Sie Sammlungen früher weitergehen.',
  'The record is none of the inputs that the step joins.': 'Der Datensatz ist keiner der Eingänge, die der Schritt zusammenführt.',
  'Correct the conditions of the inputs, then replay.': 'Berichtigen Sie die Bedingungen der Eingänge, und wiederholen Sie den Datensatz.',
  'Not everything that belongs together came in time.': 'Nicht alles, was zusammengehört, kam rechtzeitig.',
  'Find out what is missing; replay to go on with what came, after connecting "timed-out".':
    'Finden Sie heraus, was fehlt; wiederholen Sie, um mit dem weiterzumachen, was kam, nachdem „niemand hat geantwortet“ verbunden ist.',
  'The flow message does not take this event.': 'Die Flow-Nachricht nimmt dieses Ereignis nicht an.',
  'Correct what is sent, or the schema of the flow message, then replay.':
    'Berichtigen Sie, was gesendet wird, oder das Schema der Flow-Nachricht, und wiederholen Sie den Datensatz.',
  'The called flow does not take this record.': 'Der aufgerufene Flow nimmt diesen Datensatz nicht an.',
  'Correct what the step sends, or the input that the other flow declares, then replay.':
    'Berichtigen Sie, was der Schritt sendet, oder die Eingabe, die der andere Flow angibt, und wiederholen Sie den Datensatz.',
  'The called flow did not get through.': 'Der aufgerufene Flow kam nicht durch.',
  'Look at its run; replay this to call it anew.': 'Sehen Sie sich seinen Lauf an; wiederholen Sie dies, um ihn noch einmal aufzurufen.',
  'The called flow was not through in time.': 'Der aufgerufene Flow war nicht rechtzeitig fertig.',
  'Look at its run, which may wait on the exception desk; when it is through, replay this: it is not called again.':
    'Sehen Sie sich seinen Lauf an, der vielleicht auf der Klärliste wartet; ist er durch, wiederholen Sie dies: Er wird nicht noch einmal aufgerufen.',
  'Flows start each other in a circle.': 'Flows starten einander im Kreis.',
  'Follow the runs back by their cause, and end the circle: a filter that lets only real changes pass, or another flow message.':
    'Verfolgen Sie die Läufe über ihre Ursache zurück, und beenden Sie den Kreis: mit einem Filter, der nur echte Änderungen durchlässt, oder einer anderen Flow-Nachricht.',
  'The step would wait for more than 400 days.': 'Der Schritt würde mehr als 400 Tage warten.',
  'Correct the instant that the step waits for.': 'Berichtigen Sie den Zeitpunkt, auf den der Schritt wartet.',
  'Another Tillflow uses this data directory.': 'Ein anderes Tillflow verwendet dieses Datenverzeichnis.',
  'Stop the other one, or set TILLFLOW_DATA_DIR to another directory.':
    'Beenden Sie das andere, oder setzen Sie TILLFLOW_DATA_DIR auf ein anderes Verzeichnis.',
  'The database could not be read or written.': 'Die Datenbank konnte nicht gelesen oder beschrieben werden.',
  'Try again shortly. If it goes on, check the database and the disk space.':
    'Versuchen Sie es gleich noch einmal. Bleibt es dabei, prüfen Sie die Datenbank und den Plattenplatz.',
  'A setting is not valid.': 'Eine Einstellung ist nicht gültig.',
  'Correct the environment variable named in the message.': 'Berichtigen Sie die Umgebungsvariable, die die Meldung nennt.',
} as const
