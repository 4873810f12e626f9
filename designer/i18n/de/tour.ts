// German for the tour. The key is the English text.
export const tour = {
  'A record that cannot go on waits here and says why. Mend it, or the flow, and replay it: nothing is sent twice, nothing is lost.':
    'Ein Datensatz, der nicht weiterkommt, wartet hier und sagt, warum. Berichtigen Sie ihn oder den Flow und wiederholen Sie ihn: Nichts wird doppelt gesendet, nichts geht verloren.',
  'A template is a finished flow. Answer its questions, choose the connections, and the first records flow.':
    'Eine Vorlage ist ein fertiger Flow. Beantworten Sie ihre Fragen, wählen Sie die Verbindungen, und die ersten Datensätze fließen.',
  'A test runs the flow on a sample and shows what goes in and out of every step. Nothing is sent to any system.':
    'Ein Test lässt den Flow auf einem Beispiel laufen und zeigt, was in jeden Schritt hineingeht und herauskommt. An kein System wird etwas gesendet.',
  'Begin with a template': 'Mit einer Vorlage beginnen',
  'Drag a step onto the canvas, or press A and type its name. The connected systems bring their own steps.':
    'Ziehen Sie einen Schritt auf die Zeichenfläche, oder drücken Sie A und tippen Sie seinen Namen. Die verbundenen Systeme bringen eigene Schritte mit.',
  'Each retailer that you look after has a card. A number in red says that records wait for somebody.':
    'Jeder Händler, den Sie betreuen, hat eine Karte. Eine rote Zahl sagt, dass Datensätze auf jemanden warten.',
  'Each row fills one field of the target. Beside the rule you see at once what it gives on every sample.':
    'Jede Zeile füllt ein Feld des Ziels. Neben der Regel sehen Sie sofort, was sie auf jedem Beispiel ergibt.',
  'Enter or → goes on, ← goes back, Esc ends it. You find it again in the menu with your initials.':
    'Eingabe oder → führt weiter, ← zurück, Esc beendet. Sie finden den Rundgang wieder im Menü mit Ihren Initialen.',
  'Records go from left to right: the trigger receives them, each step does one thing, lines lead on. Click a step to see its settings.':
    'Datensätze gehen von links nach rechts: Der Auslöser empfängt sie, jeder Schritt tut eines, Linien führen weiter. Klicken Sie auf einen Schritt, um seine Einstellungen zu sehen.',
  'Skip the tour': 'Überspringen',
  'Take the tour': 'Rundgang',
  'The exception desk': 'Die Klärliste',
  'The mapping': 'Das Mapping',
  'Tour, {{number}} of {{count}}': 'Rundgang, {{number}} von {{count}}',
  'Try it': 'Ausprobieren',
  'What you edit is a draft. Publishing makes a version of it that never changes; you deploy it to test or live, and can go back.':
    'Was Sie bearbeiten, ist ein Entwurf. Veröffentlichen macht daraus eine Version, die sich nie ändert; Sie rollen sie in Test oder Live aus und können zurück.',
  'Your clients': 'Ihre Mandanten',
} as const
