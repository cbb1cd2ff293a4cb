<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Accounts</name>
    <message>
        <source>%1 (practice money)</source>
        <translation>%1 (Übungsgeld)</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>One account for each agent keeps apart what each can lose. All of them come back from the recovery words.</source>
        <translation>Ein Konto für jeden Agenten trennt, was jeder verlieren kann. Alle kommen aus den Wiederherstellungswörtern zurück.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No balance is known yet.</source>
        <translation>Noch ist kein Guthaben bekannt.</translation>
    </message>
    <message>
        <source>No account yet. Each new agent brings one of its own.</source>
        <translation>Noch kein Konto. Jeder neue Agent bringt sein eigenes mit.</translation>
    </message>
    <message>
        <source>Loading accounts</source>
        <translation>Lädt Konten</translation>
    </message>
</context>
<context>
    <name>AddAgentSheet</name>
    <message>
        <source>Add an agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
    <message>
        <source>It gets a token and an account of its own, so that what it can lose is what you put there.</source>
        <translation>Er bekommt ein Token und ein eigenes Konto, damit er nur verlieren kann, was Sie dort einzahlen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>research-bot</source>
        <translation>research-bot</translation>
    </message>
    <message>
        <source>As it shall stand in prompts and in the ledger.</source>
        <translation>So, wie er in Anfragen und im Kassenbuch stehen soll.</translation>
    </message>
    <message>
        <source>May fetch from the practice shop on this machine</source>
        <translation>Darf vom Übungsladen auf diesem Rechner laden</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>A new agent widens what can be spent, so it is asked for each time.</source>
        <translation>Ein neuer Agent erweitert, was ausgegeben werden kann; darum wird jedes Mal gefragt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add the agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
</context>
<context>
    <name>AddressLabel</name>
    <message>
        <source>%1, %2</source>
        <comment>name of an address, the address</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>AgentCard</name>
    <message>
        <source>%1, paused</source>
        <translation>%1, angehalten</translation>
    </message>
    <message>
        <source>%1 rules · last call %2</source>
        <translation>%1 Regeln · letzter Aufruf %2</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>Paused. Everything it asks for is refused.</source>
        <translation>Angehalten. Alles, worum er bittet, wird abgelehnt.</translation>
    </message>
    <message>
        <source>Spent today</source>
        <translation>Heute ausgegeben</translation>
    </message>
    <message>
        <source>Pays from</source>
        <translation>Zahlt von</translation>
    </message>
    <message>
        <source>Account of %1</source>
        <translation>Konto von %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 fortsetzen</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Its payments</source>
        <translation>Seine Zahlungen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>%1 of practice money today</source>
        <comment>amount</comment>
        <translation>heute %1 Übungsgeld</translation>
    </message>
</context>
<context>
    <name>AgentDot</name>
    <message>
        <source>%1, paused</source>
        <comment>name of an agent</comment>
        <translation>%1, angehalten</translation>
    </message>
</context>
<context>
    <name>AgentsPage</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Programs that may ask for payments. A token lets one ask; your rules decide.</source>
        <translation>Programme, die um Zahlungen bitten dürfen. Ein Token erlaubt das Fragen; Ihre Regeln entscheiden.</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
    <message>
        <source>No agent yet. Add one, give its token to your program, and it can ask.</source>
        <translation>Noch kein Agent. Fügen Sie einen hinzu, geben Sie sein Token Ihrem Programm, und es kann fragen.</translation>
    </message>
    <message>
        <source>Loading agents</source>
        <translation>Lädt Agenten</translation>
    </message>
</context>
<context>
    <name>AlikeRequests</name>
    <message>
        <source>Requests that are alike</source>
        <translation>Gleiche Anfragen</translation>
    </message>
    <message>
        <source>Only this one</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Decide them too</source>
        <translation>Auch entscheiden</translation>
    </message>
</context>
<context>
    <name>AllowButton</name>
    <message>
        <source>Not active yet: read the request first</source>
        <translation>Noch nicht aktiv: Lesen Sie erst die Anfrage</translation>
    </message>
</context>
<context>
    <name>AllowNextSheet</name>
    <message>
        <source>Allow the next one like this</source>
        <translation>Die nächste dieser Art erlauben</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Allow the next one</source>
        <translation>Die nächste erlauben</translation>
    </message>
</context>
<context>
    <name>AmountLabel</name>
    <message>
        <source>%1 %2</source>
        <comment>amount and token symbol</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>AppButton</name>
    <message>
        <source>%1, working</source>
        <comment>button</comment>
        <translation>%1, läuft</translation>
    </message>
</context>
<context>
    <name>ApprovalPrompt</name>
    <message>
        <source>Request to decide</source>
        <translation>Anfrage zu entscheiden</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>time</comment>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Later (Esc)</source>
        <translation>Später (Esc)</translation>
    </message>
    <message>
        <source>Deny all %1</source>
        <comment>number of requests</comment>
        <translation>Alle %1 ablehnen</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Passphrase to allow</source>
        <translation>Passphrase zum Erlauben</translation>
    </message>
    <message>
        <source>Allow and remember</source>
        <translation>Erlauben und merken</translation>
    </message>
    <message>
        <source>Allow all %1</source>
        <comment>number of requests</comment>
        <translation>Alle %1 erlauben</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Einmal erlauben</translation>
    </message>
</context>
<context>
    <name>ApprovalQueue</name>
    <message>
        <source>Payments that wait for you</source>
        <translation>Zahlungen, die auf Sie warten</translation>
    </message>
    <message>
        <source>%1 wants to pay %2 %3 to %4, %5 left</source>
        <translation>%1 möchte %2 %3 an %4 zahlen, noch %5</translation>
    </message>
    <message>
        <source>%1 left</source>
        <comment>time</comment>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>ApprovalReading</name>
    <message>
        <source>Why you are asked</source>
        <translation>Warum Sie gefragt werden</translation>
    </message>
    <message>
        <source>The rules of %1</source>
        <comment>name of an agent</comment>
        <translation>Die Regeln von %1</translation>
    </message>
    <message>
        <source>Budgets, before and after</source>
        <translation>Budgets, vorher und nachher</translation>
    </message>
    <message>
        <source>What it asks for</source>
        <translation>Worum es bittet</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The seller says</source>
        <translation>Der Verkäufer sagt</translation>
    </message>
    <message>
        <source>Who calls</source>
        <translation>Wer ruft</translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation>Einzelheiten verbergen</translation>
    </message>
    <message>
        <source>Payee, network, every step of the decision</source>
        <translation>Empfänger, Netzwerk, jeder Schritt der Entscheidung</translation>
    </message>
    <message>
        <source>How it was judged</source>
        <translation>Wie geurteilt wurde</translation>
    </message>
    <message>
        <source>the offer, as the seller wrote it</source>
        <translation>das Angebot, wie der Verkäufer es schrieb</translation>
    </message>
</context>
<context>
    <name>Approvals</name>
    <message>
        <source>in danger</source>
        <translation>in Gefahr</translation>
    </message>
    <message>
        <source>another payee</source>
        <translation>anderer Empfänger</translation>
    </message>
    <message>
        <source>another amount</source>
        <translation>anderer Betrag</translation>
    </message>
    <message>
        <source>another token</source>
        <translation>anderes Token</translation>
    </message>
    <message>
        <source>another request</source>
        <translation>andere Anfrage</translation>
    </message>
    <message>
        <source>another offer</source>
        <translation>anderes Angebot</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Deny all of them</source>
        <translation>Alle ablehnen</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>1 waits for you</source>
        <translation>1 wartet auf Sie</translation>
    </message>
    <message>
        <source>%1 wait for you</source>
        <translation>%1 warten auf Sie</translation>
    </message>
    <message>
        <source>Put off for now. What waits is on the left; what nobody decides is not paid.</source>
        <translation>Vorerst zurückgestellt. Was wartet, steht in der Liste; was niemand entscheidet, wird nicht gezahlt.</translation>
    </message>
    <message>
        <source>Open the oldest</source>
        <translation>Die älteste öffnen</translation>
    </message>
    <message>
        <source>Loading what waits</source>
        <translation>Lädt, was wartet</translation>
    </message>
    <message>
        <source>Nothing waits for you. Requests that your rules do not settle come here, and nothing is paid until you decide.</source>
        <translation>Nichts wartet auf Sie. Anfragen, die Ihre Regeln nicht klären, kommen hierher, und nichts wird gezahlt, bis Sie entscheiden.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>%1. %2</source>
        <comment>title, text</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>BudgetBar</name>
    <message>
        <source>%1: %2 of %3 used</source>
        <comment>budget, amount, limit</comment>
        <translation>%1: %2 von %3 verbraucht</translation>
    </message>
    <message>
        <source>%1 after this payment</source>
        <comment>amount</comment>
        <translation>%1 nach dieser Zahlung</translation>
    </message>
    <message>
        <source>over the limit</source>
        <translation>über der Grenze</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>limit of a budget</comment>
        <translation>von %1</translation>
    </message>
</context>
<context>
    <name>Budgets</name>
    <message>
        <source>resets %1</source>
        <translation>neu ab %1</translation>
    </message>
</context>
<context>
    <name>BudgetsCard</name>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>No budget counts this money.</source>
        <translation>Kein Budget zählt dieses Geld.</translation>
    </message>
    <message>
        <source>Budgets appear here with your first agent.</source>
        <translation>Budgets erscheinen hier mit Ihrem ersten Agenten.</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
</context>
<context>
    <name>ChangeLines</name>
    <message>
        <source>Comes: %1</source>
        <translation>Kommt: %1</translation>
    </message>
    <message>
        <source>Goes: %1</source>
        <translation>Geht: %1</translation>
    </message>
</context>
<context>
    <name>ChartLegend</name>
    <message>
        <source>%1 %2</source>
        <comment>name of agent, amount</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Values of the chart</source>
        <translation>Werte des Diagramms</translation>
    </message>
</context>
<context>
    <name>ChartTableRow</name>
    <message>
        <source>%1: %2</source>
        <comment>time, total</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message>
        <source>Copy the %1 snippet</source>
        <translation>Das Beispiel %1 kopieren</translation>
    </message>
    <message>
        <source>Copy the snippet</source>
        <translation>Beispiel kopieren</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Beispiel</translation>
    </message>
</context>
<context>
    <name>ConfirmWordsSheet</name>
    <message>
        <source>Three words, from your paper</source>
        <translation>Drei Wörter, von Ihrem Papier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Check them</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>CountBadge</name>
    <message>
        <source>99+</source>
        <translation>99+</translation>
    </message>
</context>
<context>
    <name>DataRow</name>
    <message>
        <source>%1: %2</source>
        <comment>label, value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <comment>name of a value</comment>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>DecisionMix</name>
    <message>
        <source>Allowed by your rules</source>
        <translation>Von Ihren Regeln erlaubt</translation>
    </message>
    <message>
        <source>Allowed by you</source>
        <translation>Von Ihnen erlaubt</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Denied by your rules</source>
        <translation>Von Ihren Regeln abgelehnt</translation>
    </message>
    <message>
        <source>Denied by you</source>
        <translation>Von Ihnen abgelehnt</translation>
    </message>
    <message>
        <source>Nobody answered</source>
        <translation>Niemand hat geantwortet</translation>
    </message>
</context>
<context>
    <name>DecisionsCard</name>
    <message>
        <source>How it was decided</source>
        <translation>Wie entschieden wurde</translation>
    </message>
    <message>
        <source>Nobody asked in this time.</source>
        <translation>In dieser Zeit hat niemand gefragt.</translation>
    </message>
    <message>
        <source>Of the newest 50,000 requests.</source>
        <translation>Von den neuesten 50.000 Anfragen.</translation>
    </message>
</context>
<context>
    <name>DifferenceList</name>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Show in the ledger</source>
        <translation>Im Kassenbuch zeigen</translation>
    </message>
    <message>
        <source>Show the payment of %1 in the ledger</source>
        <translation>Die Zahlung von %1 im Kassenbuch zeigen</translation>
    </message>
</context>
<context>
    <name>DifferenceRow</name>
    <message>
        <source>Danger: %1</source>
        <translation>Gefahr: %1</translation>
    </message>
</context>
<context>
    <name>DisplayText</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>vor 1 Tag</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Seen and not decided yet. Nothing is signed.</source>
        <translation>Gesehen und noch nicht entschieden. Nichts ist signiert.</translation>
    </message>
    <message>
        <source>Not paid: your rules denied it.</source>
        <translation>Nicht gezahlt: Ihre Regeln haben es abgelehnt.</translation>
    </message>
    <message>
        <source>Waits for you. Nothing is signed until you decide.</source>
        <translation>Wartet auf Sie. Nichts wird signiert, bis Sie entscheiden.</translation>
    </message>
    <message>
        <source>Not paid: you said no.</source>
        <translation>Nicht gezahlt: Sie sagten Nein.</translation>
    </message>
    <message>
        <source>Not paid: nobody decided in time.</source>
        <translation>Nicht gezahlt: Niemand hat rechtzeitig entschieden.</translation>
    </message>
    <message>
        <source>Signed. The merchant can collect it, and has not reported back yet.</source>
        <translation>Signiert. Der Händler kann es einziehen und hat sich noch nicht gemeldet.</translation>
    </message>
    <message>
        <source>Paid: the merchant says that it was settled.</source>
        <translation>Gezahlt: Der Händler sagt, dass abgerechnet wurde.</translation>
    </message>
    <message>
        <source>Paid: the chain shows it.</source>
        <translation>Gezahlt: Die Kette zeigt es.</translation>
    </message>
    <message>
        <source>Signed, and nobody can say yet whether the merchant collected it. It counts as spent.</source>
        <translation>Signiert, und niemand kann sagen, ob der Händler es einzog. Es zählt als ausgegeben.</translation>
    </message>
    <message>
        <source>Not paid: the authorization ended unused. It no longer counts.</source>
        <translation>Nicht gezahlt: Die Freigabe endete ungenutzt. Sie zählt nicht mehr.</translation>
    </message>
    <message>
        <source>The authorization has ended and nobody could ask the chain. It counts as spent.</source>
        <translation>Die Freigabe ist zu Ende, und niemand konnte die Kette fragen. Sie zählt als ausgegeben.</translation>
    </message>
    <message>
        <source>Signing endpoint</source>
        <translation>Signier-Endpunkt</translation>
    </message>
    <message>
        <source>Fetch endpoint</source>
        <translation>Lade-Endpunkt</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>JSON-RPC signer</source>
        <translation>JSON-RPC-Signierer</translation>
    </message>
    <message>
        <source>MCP tool</source>
        <translation>MCP-Werkzeug</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Kommandozeile</translation>
    </message>
    <message>
        <source>No money moved.</source>
        <translation>Es ist kein Geld geflossen.</translation>
    </message>
    <message>
        <source>Money moved.</source>
        <translation>Es ist Geld geflossen.</translation>
    </message>
    <message>
        <source>It is not known whether money moved.</source>
        <translation>Es ist nicht bekannt, ob Geld geflossen ist.</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export payments</source>
        <translation>Zahlungen ausgeben</translation>
    </message>
    <message>
        <source>All payments that the filter shows, also those that are not loaded yet.</source>
        <translation>Alle Zahlungen, die der Filter zeigt, auch die noch nicht geladenen.</translation>
    </message>
    <message>
        <source>All payments of the ledger. Set a filter first to export fewer.</source>
        <translation>Alle Zahlungen des Kassenbuchs. Setzen Sie erst einen Filter, um weniger auszugeben.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>CSV, for spreadsheets</source>
        <translation>CSV, für Tabellen</translation>
    </message>
    <message>
        <source>JSON, for programs</source>
        <translation>JSON, für Programme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Datei schreiben</translation>
    </message>
</context>
<context>
    <name>FeedRow</name>
    <message>
        <source>%1, %2, %3 %4, %5, %6</source>
        <comment>agent, host, amount, token, state, time</comment>
        <translation>%1, %2, %3 %4, %5, %6</translation>
    </message>
    <message>
        <source>, practice money</source>
        <translation>, Übungsgeld</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>%1, %2</source>
        <comment>name of a filter, how many</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <comment>name of a filter</comment>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>FortuneCard</name>
    <message>
        <source>A first payment</source>
        <translation>Eine erste Zahlung</translation>
    </message>
    <message>
        <source>The practice shop on this machine sells a fortune for 0.01 of practice money. The agent asks, your rules decide, the payment is signed and settled: no real money, no network.</source>
        <translation>Der Übungsladen auf diesem Rechner verkauft einen Spruch für 0.01 Übungsgeld. Der Agent fragt, Ihre Regeln entscheiden, die Zahlung wird signiert und abgerechnet: kein echtes Geld, kein Netz.</translation>
    </message>
    <message>
        <source>Buying</source>
        <translation>Kauft</translation>
    </message>
    <message>
        <source>Buy another for 0.01</source>
        <translation>Noch einen für 0.01 kaufen</translation>
    </message>
    <message>
        <source>Buy a fortune for 0.01</source>
        <translation>Einen Spruch für 0.01 kaufen</translation>
    </message>
    <message>
        <source>What it bought</source>
        <translation>Was es kaufte</translation>
    </message>
</context>
<context>
    <name>GrantRow</name>
    <message>
        <source>%1, %2, %3, %4, %5</source>
        <translation>%1, %2, %3, %4, %5</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>agent, payee</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>The payment with which %1 was remembered</source>
        <translation>Die Zahlung, mit der %1 gemerkt wurde</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Revoke it?</source>
        <translation>Widerrufen?</translation>
    </message>
</context>
<context>
    <name>HostTrendRow</name>
    <message>
        <source>price steady</source>
        <translation>Preis gleich</translation>
    </message>
    <message>
        <source>price %1</source>
        <comment>such as +25 %</comment>
        <translation>Preis %1</translation>
    </message>
</context>
<context>
    <name>HostsCard</name>
    <message>
        <source>Where it goes</source>
        <translation>Wohin es geht</translation>
    </message>
    <message>
        <source>Nothing was spent in this time.</source>
        <translation>In dieser Zeit wurde nichts ausgegeben.</translation>
    </message>
</context>
<context>
    <name>InsightLine</name>
    <message>
        <source>%1: %2, %3</source>
        <comment>name, number, note</comment>
        <translation>%1: %2, %3</translation>
    </message>
</context>
<context>
    <name>LedgerColumns</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Host and path</source>
        <translation>Host und Pfad</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>LedgerFilters</name>
    <message>
        <source>Search the ledger</source>
        <translation>Kassenbuch durchsuchen</translation>
    </message>
    <message>
        <source>Host, path, payee or id (Ctrl+F)</source>
        <translation>Host, Pfad, Empfänger oder Nummer (Strg+F)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Way in</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>Gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>Own filter</source>
        <translation>Eigener Filter</translation>
    </message>
    <message>
        <source>Save as a view</source>
        <translation>Als Ansicht speichern</translation>
    </message>
    <message>
        <source>Forget this view</source>
        <translation>Diese Ansicht vergessen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>LedgerFooter</name>
    <message>
        <source>%1 picked out</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>Kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Unpick</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Load older</source>
        <translation>Ältere laden</translation>
    </message>
</context>
<context>
    <name>LedgerPage</name>
    <message>
        <source>Ledger</source>
        <translation>Kassenbuch</translation>
    </message>
    <message>
        <source>Show 1 new request</source>
        <translation>1 neue Anfrage zeigen</translation>
    </message>
    <message>
        <source>Show %1 new requests</source>
        <translation>%1 neue Anfragen zeigen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausgeben</translation>
    </message>
</context>
<context>
    <name>LedgerRow</name>
    <message>
        <source>%1, %2, %3 %4, %5, %6</source>
        <comment>agent, host, amount, token, state, time</comment>
        <translation>%1, %2, %3 %4, %5, %6</translation>
    </message>
</context>
<context>
    <name>LedgerStates</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>Nicht beantwortet</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Ungültig</translation>
    </message>
</context>
<context>
    <name>LedgerTable</name>
    <message>
        <source>Payments, newest first</source>
        <translation>Zahlungen, neueste zuerst</translation>
    </message>
    <message>
        <source>No request fits this filter.</source>
        <translation>Keine Anfrage passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Nobody has asked for a payment yet. Every request will stand here, also those that were denied.</source>
        <translation>Noch hat niemand um eine Zahlung gebeten. Jede Anfrage wird hier stehen, auch die abgelehnten.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Loading payments</source>
        <translation>Lädt Zahlungen</translation>
    </message>
</context>
<context>
    <name>LedgerTotals</name>
    <message>
        <source>%1 practice</source>
        <translation>%1 Übung</translation>
    </message>
    <message>
        <source>the newest %1 requests</source>
        <translation>die neuesten %1 Anfragen</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>%1 in other tokens</source>
        <translation>%1 in anderen Tokens</translation>
    </message>
    <message>
        <source>nothing paid</source>
        <translation>nichts gezahlt</translation>
    </message>
    <message>
        <source>%1 paid</source>
        <translation>%1 gezahlt</translation>
    </message>
    <message>
        <source>%1 at risk</source>
        <translation>%1 im Risiko</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock now: the keys are wiped from memory until the passphrase comes again.</source>
        <translation>Jetzt sperren: Die Schlüssel werden aus dem Speicher gelöscht, bis die Passphrase wiederkommt.</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>Sperren (Strg+L)</translation>
    </message>
    <message>
        <source>Lock when I do nothing for</source>
        <translation>Sperren, wenn ich nichts tue für</translation>
    </message>
    <message>
        <source>Lock when the machine suspends</source>
        <translation>Sperren, wenn der Rechner schläft</translation>
    </message>
    <message>
        <source>Lock when the screen locks</source>
        <translation>Sperren, wenn der Bildschirm sperrt</translation>
    </message>
    <message>
        <source>This keeps the wallet open longer, so it needs the passphrase</source>
        <translation>Das hält die Geldbörse länger offen, also braucht es die Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep it open longer</source>
        <translation>Länger offen halten</translation>
    </message>
    <message>
        <source>Unattended payments</source>
        <translation>Zahlen ohne Aufsicht</translation>
    </message>
    <message>
        <source>End unattended payments</source>
        <translation>Zahlen ohne Aufsicht beenden</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Tillkeeper is locked</source>
        <translation>Tillkeeper ist gesperrt</translation>
    </message>
    <message>
        <source>The keys are wiped from memory. Agents are told that the wallet is locked.</source>
        <translation>Die Schlüssel sind aus dem Speicher gelöscht. Agenten erfahren, dass die Geldbörse gesperrt ist.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Opening the vault</source>
        <translation>Öffnet den Tresor</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>1 payment waits for you behind the lock.</source>
        <translation>Hinter der Sperre wartet 1 Zahlung auf Sie.</translation>
    </message>
    <message>
        <source>%1 payments wait for you behind the lock.</source>
        <translation>Hinter der Sperre warten %1 Zahlungen auf Sie.</translation>
    </message>
    <message>
        <source>Read the ledger without unlocking</source>
        <translation>Kassenbuch lesen, ohne zu entsperren</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Tillkeeper (%1 waiting)</source>
        <translation>Tillkeeper (%1 warten)</translation>
    </message>
    <message>
        <source>Tillkeeper</source>
        <translation>Tillkeeper</translation>
    </message>
    <message>
        <source>Forget it again</source>
        <translation>Wieder vergessen</translation>
    </message>
    <message>
        <source>The recovery words on your paper are right.</source>
        <translation>Die Wiederherstellungswörter auf Ihrem Papier stimmen.</translation>
    </message>
</context>
<context>
    <name>MissedRequests</name>
    <message>
        <source>Missed in the last 3 days: %1</source>
        <translation>In den letzten 3 Tagen verpasst: %1</translation>
    </message>
    <message>
        <source>Requests that nobody decided</source>
        <translation>Anfragen, die niemand entschieden hat</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>host, time</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Allow next…</source>
        <translation>Nächste erlauben…</translation>
    </message>
    <message>
        <source>Allow the next request like %1 %2 to %3</source>
        <translation>Die nächste Anfrage wie %1 %2 an %3 erlauben</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>This month, likely</source>
        <translation>Dieser Monat, wahrscheinlich</translation>
    </message>
    <message>
        <source>Paid, not delivered</source>
        <translation>Bezahlt, nicht geliefert</translation>
    </message>
    <message>
        <source>1 time</source>
        <translation>1-mal</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ausgang unbekannt</translation>
    </message>
</context>
<context>
    <name>MoreCard</name>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>at %1</source>
        <comment>host</comment>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>%1 asks for %2 more, %3, until %4</source>
        <translation>%1 bittet um %2 mehr, %3, bis %4</translation>
    </message>
    <message>
        <source>%1 may spend %2 more, %3, until %4</source>
        <translation>%1 darf %2 mehr ausgeben, %3, bis %4</translation>
    </message>
    <message>
        <source>It says: “%1”</source>
        <comment>words of an agent</comment>
        <translation>Es sagt: „%1“</translation>
    </message>
    <message>
        <source>Asked %1</source>
        <comment>some time ago</comment>
        <translation>Gefragt %1</translation>
    </message>
    <message>
        <source>Say no</source>
        <translation>Nein sagen</translation>
    </message>
    <message>
        <source>Say no to %1</source>
        <translation>%1 Nein sagen</translation>
    </message>
    <message>
        <source>Answer …</source>
        <translation>Antworten …</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>%1 antworten</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take it back?</source>
        <translation>Zurücknehmen?</translation>
    </message>
</context>
<context>
    <name>MoreSheet</name>
    <message>
        <source>More for %1</source>
        <translation>Mehr für %1</translation>
    </message>
    <message>
        <source>More for an agent</source>
        <translation>Mehr für einen Agenten</translation>
    </message>
    <message>
        <source>Payments that its own budgets have no room for may be paid out of this, and nothing else changes.</source>
        <translation>Zahlungen, für die seine eigenen Budgets keinen Platz haben, dürfen hieraus gezahlt werden; sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>At most, in USD</source>
        <translation>Höchstens, in USD</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Day and time here, for example 2026-12-31 18:00.</source>
        <translation>Tag und Uhrzeit hier, zum Beispiel 2026-12-31 18:00.</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Grant</source>
        <translation>Gewähren</translation>
    </message>
</context>
<context>
    <name>NavItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <comment>screen, number</comment>
        <translation>%1, %2 warten</translation>
    </message>
</context>
<context>
    <name>NavigationBar</name>
    <message>
        <source>Screens</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation>Strg+1</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Freigaben</translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation>Strg+2</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Kassenbuch</translation>
    </message>
    <message>
        <source>Ctrl+3</source>
        <translation>Strg+3</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Ctrl+4</source>
        <translation>Strg+4</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Ctrl+5</source>
        <translation>Strg+5</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>Ctrl+6</source>
        <translation>Strg+6</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Ctrl+7</source>
        <translation>Strg+7</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Ctrl+8</source>
        <translation>Strg+8</translation>
    </message>
</context>
<context>
    <name>NetworkRow</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>NetworksPage</name>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>Where payments can be made. Without a node, settlements are known from the merchant alone. A node is set with: till network set.</source>
        <translation>Wo gezahlt werden kann. Ohne Knoten sind Abrechnungen nur vom Händler bekannt. Einen Knoten setzen Sie mit: till network set.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Loading networks</source>
        <translation>Lädt Netzwerke</translation>
    </message>
</context>
<context>
    <name>NewAccountSheet</name>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>It is derived from your recovery words, so they restore it, too.</source>
        <translation>Es wird aus Ihren Wiederherstellungswörtern abgeleitet, also bringen sie es auch zurück.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>Travel budget</source>
        <translation>Reisebudget</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>Konto anlegen</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>A wallet and spend monitor for agents that pay over HTTP 402.</source>
        <translation>Eine Geldbörse und Ausgabenübersicht für Agenten, die über HTTP 402 zahlen.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Which money</source>
        <translation>Welches Geld</translation>
    </message>
    <message>
        <source>Real money</source>
        <translation>Echtes Geld</translation>
    </message>
    <message>
        <source>Practice money</source>
        <translation>Übungsgeld</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
    <message>
        <source>Latest requests</source>
        <translation>Neueste Anfragen</translation>
    </message>
    <message>
        <source>Open the ledger</source>
        <translation>Kassenbuch öffnen</translation>
    </message>
    <message>
        <source>Nobody has asked for a payment yet.</source>
        <translation>Noch hat niemand um eine Zahlung gebeten.</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
</context>
<context>
    <name>OverviewTiles</name>
    <message>
        <source>Spent today</source>
        <translation>Heute ausgegeben</translation>
    </message>
    <message>
        <source>practice money, all agents</source>
        <translation>Übungsgeld, alle Agenten</translation>
    </message>
    <message>
        <source>all agents</source>
        <translation>alle Agenten</translation>
    </message>
    <message>
        <source>Left today</source>
        <translation>Heute übrig</translation>
    </message>
    <message>
        <source>no daily budget</source>
        <translation>kein Tagesbudget</translation>
    </message>
    <message>
        <source>of the daily budgets</source>
        <translation>der Tagesbudgets</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Im Risiko</translation>
    </message>
    <message>
        <source>signed, not settled</source>
        <translation>signiert, nicht abgerechnet</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>decide now</source>
        <translation>jetzt entscheiden</translation>
    </message>
    <message>
        <source>nothing to decide</source>
        <translation>nichts zu entscheiden</translation>
    </message>
    <message>
        <source>Unknown outcome</source>
        <translation>Unbekannter Ausgang</translation>
    </message>
    <message>
        <source>counts as spent</source>
        <translation>zählt als ausgegeben</translation>
    </message>
    <message>
        <source>all accounted for</source>
        <translation>alle geklärt</translation>
    </message>
</context>
<context>
    <name>PartForm</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>%1 characters typed</source>
        <comment>number</comment>
        <translation>%1 Zeichen getippt</translation>
    </message>
</context>
<context>
    <name>PassphraseFrame</name>
    <message>
        <source>Hide the passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Passphrase zeigen</translation>
    </message>
    <message>
        <source>Caps lock is on.</source>
        <translation>Die Feststelltaste ist an.</translation>
    </message>
</context>
<context>
    <name>PaymentNote</name>
    <message>
        <source>Your note</source>
        <translation>Ihre Notiz</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>What was this for?</source>
        <translation>Wofür war das?</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Tags, with commas between</source>
        <translation>Marken, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>PaymentPanel</name>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Loading the payment</source>
        <translation>Lädt die Zahlung</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Budgets when it was decided</source>
        <translation>Budgets zur Zeit der Entscheidung</translation>
    </message>
    <message>
        <source>How it was judged</source>
        <translation>Wie geurteilt wurde</translation>
    </message>
    <message>
        <source>The agent says</source>
        <translation>Der Agent sagt</translation>
    </message>
    <message>
        <source>The seller says</source>
        <translation>Der Verkäufer sagt</translation>
    </message>
    <message>
        <source>As data</source>
        <translation>Als Daten</translation>
    </message>
    <message>
        <source>Hide the offer</source>
        <translation>Angebot verbergen</translation>
    </message>
    <message>
        <source>The offer, as the seller wrote it</source>
        <translation>Das Angebot, wie der Verkäufer es schrieb</translation>
    </message>
    <message>
        <source>What the chain says</source>
        <translation>Was die Kette sagt</translation>
    </message>
    <message>
        <source>Hide what was signed</source>
        <translation>Signiertes verbergen</translation>
    </message>
    <message>
        <source>What was signed (EIP-3009)</source>
        <translation>Was signiert wurde (EIP-3009)</translation>
    </message>
</context>
<context>
    <name>PaymentWords</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>PracticeBadge</name>
    <message>
        <source>Practice money</source>
        <translation>Übungsgeld</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Vorsichtig</translation>
    </message>
    <message>
        <source>Everyday</source>
        <translation>Alltag</translation>
    </message>
    <message>
        <source>Autopilot</source>
        <translation>Autopilot</translation>
    </message>
    <message>
        <source>Practice money only, up to 1 USD a payment, 25 USD a day. Never asks.</source>
        <translation>Nur Übungsgeld, bis 1 USD je Zahlung, 25 USD am Tag. Fragt nie.</translation>
    </message>
    <message>
        <source>Asks you before every payment. Up to 1 USD each, 5 USD a day.</source>
        <translation>Fragt Sie vor jeder Zahlung. Bis 1 USD je Zahlung, 5 USD am Tag.</translation>
    </message>
    <message>
        <source>Pays up to 0.50 USD by itself; asks above that, for new merchants and changed payees. 5 USD a day.</source>
        <translation>Zahlt bis 0.50 USD selbst; fragt darüber, bei neuen Händlern und geänderten Empfängern. 5 USD am Tag.</translation>
    </message>
    <message>
        <source>Pays up to 5 USD by itself, asks up to 10. 25 USD a day.</source>
        <translation>Zahlt bis 5 USD selbst, fragt bis 10. 25 USD am Tag.</translation>
    </message>
    <message>
        <source>Starting rules</source>
        <translation>Regeln zu Beginn</translation>
    </message>
    <message>
        <source>good for a first try</source>
        <translation>gut für einen ersten Versuch</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>empfohlen</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>Vorsichtig</translation>
    </message>
    <message>
        <source>Everyday</source>
        <translation>Alltag</translation>
    </message>
    <message>
        <source>Autopilot</source>
        <translation>Autopilot</translation>
    </message>
    <message>
        <source>Own rules</source>
        <translation>Eigene Regeln</translation>
    </message>
</context>
<context>
    <name>ProofSheet</name>
    <message>
        <source>Your passphrase, once</source>
        <translation>Ihre Passphrase, einmal</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>QuotedText</name>
    <message>
        <source>Show less</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>RememberLine</name>
    <message>
        <source>And from now on, without asking…</source>
        <translation>Und von jetzt an ohne zu fragen…</translation>
    </message>
    <message>
        <source>This agent may pay</source>
        <translation>Dieser Agent darf zahlen an</translation>
    </message>
    <message>
        <source>Up to, each (USD)</source>
        <translation>Bis, je Zahlung (USD)</translation>
    </message>
    <message>
        <source>Up to, a day (USD)</source>
        <translation>Bis, am Tag (USD)</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Your passphrase: a rule that spends needs it</source>
        <translation>Ihre Passphrase: Eine Regel, die ausgibt, braucht sie</translation>
    </message>
</context>
<context>
    <name>RequestSentence</name>
    <message>
        <source>%1 wants to pay %2 %3 to %4</source>
        <translation>%1 möchte %2 %3 an %4 zahlen</translation>
    </message>
    <message>
        <source>wants to pay</source>
        <translation>möchte zahlen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>amount and token</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>to</source>
        <comment>wants to pay 5 USDC to api.example.com</comment>
        <translation>an</translation>
    </message>
</context>
<context>
    <name>RuleChip</name>
    <message>
        <source>Opens an editor</source>
        <translation>Öffnet ein Eingabefeld</translation>
    </message>
</context>
<context>
    <name>RuleData</name>
    <message>
        <source>The same draft as a document. Unknown members are errors; amounts stand in quotes.</source>
        <translation>Derselbe Entwurf als Dokument. Unbekannte Einträge sind Fehler; Beträge stehen in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Drop what was typed</source>
        <translation>Getipptes verwerfen</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>Ordnen</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Policy as data</source>
        <translation>Regelwerk als Daten</translation>
    </message>
</context>
<context>
    <name>RuleDraftBar</name>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>The data is not a policy yet</source>
        <translation>Die Daten sind noch kein Regelwerk</translation>
    </message>
    <message>
        <source>A draft: not saved, so nothing has changed yet</source>
        <translation>Ein Entwurf: nicht gespeichert, also hat sich noch nichts geändert</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Replay it first</source>
        <translation>Erst nachspielen</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
</context>
<context>
    <name>RuleGrants</name>
    <message>
        <source>Loading grants</source>
        <translation>Lädt Gemerktes</translation>
    </message>
    <message>
        <source>Remembered with approvals</source>
        <translation>Mit Freigaben gemerkt</translation>
    </message>
    <message>
        <source>Paid without asking, up to so much. Limits and deny rules still stand above. Revoking holds at once.</source>
        <translation>Ohne zu fragen bezahlt, bis so viel. Grenzen und Verbote stehen weiter darüber. Ein Widerruf gilt sofort.</translation>
    </message>
    <message>
        <source>Nothing is remembered. When you allow a payment you can choose to allow the next ones like it.</source>
        <translation>Nichts ist gemerkt. Wenn Sie eine Zahlung erlauben, können Sie die nächsten dieser Art mit erlauben.</translation>
    </message>
    <message>
        <source>More than the budgets</source>
        <translation>Mehr als die Budgets</translation>
    </message>
    <message>
        <source>An agent whose budget is spent may ask for more. What you grant ends by itself.</source>
        <translation>Ein Agent, dessen Budget verbraucht ist, darf um mehr bitten. Was Sie gewähren, endet von selbst.</translation>
    </message>
    <message>
        <source>No agent has asked for more.</source>
        <translation>Kein Agent hat um mehr gebeten.</translation>
    </message>
</context>
<context>
    <name>RuleHistory</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Each is an entry of the sealed ledger. Restoring makes an older one the next version.</source>
        <translation>Jede ist ein Eintrag im versiegelten Kassenbuch. Zurückholen macht eine ältere zur nächsten Version.</translation>
    </message>
    <message>
        <source>The global rules were never changed.</source>
        <translation>Die globalen Regeln wurden nie geändert.</translation>
    </message>
    <message>
        <source>These rules were never changed since the agent was added.</source>
        <translation>Diese Regeln wurden nie geändert, seit der Agent hinzukam.</translation>
    </message>
    <message>
        <source>Loading versions</source>
        <translation>Lädt Versionen</translation>
    </message>
    <message>
        <source>Load older</source>
        <translation>Ältere laden</translation>
    </message>
</context>
<context>
    <name>RuleName</name>
    <message>
        <source>Name: %1</source>
        <translation>Name: %1</translation>
    </message>
</context>
<context>
    <name>RulePolicies</name>
    <message>
        <source>Policies</source>
        <translation>Regelwerke</translation>
    </message>
</context>
<context>
    <name>RulePolicyRow</name>
    <message>
        <source>changes not saved</source>
        <translation>Änderungen nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>RulePresetSheet</name>
    <message>
        <source>Start from a preset</source>
        <translation>Mit einer Vorlage beginnen</translation>
    </message>
    <message>
        <source>It takes the place of the whole draft. Nothing changes until you save.</source>
        <translation>Es ersetzt den ganzen Entwurf. Nichts ändert sich, bis Sie speichern.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>%1, not saved yet</source>
        <comment>a rule</comment>
        <translation>%1, noch nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move up: %1</source>
        <translation>Nach oben: %1</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move down: %1</source>
        <translation>Nach unten: %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove: %1</source>
        <translation>Entfernen: %1</translation>
    </message>
</context>
<context>
    <name>RuleSaveSheet</name>
    <message>
        <source>No sentence changes.</source>
        <translation>Kein Satz ändert sich.</translation>
    </message>
    <message>
        <source>Comparing with the rules in force</source>
        <translation>Vergleicht mit den geltenden Regeln</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Stands in the history beside this version</source>
        <translation>Steht in der Geschichte neben dieser Version</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Ihre Passphrase</translation>
    </message>
    <message>
        <source>Loosening asks for it each time.</source>
        <translation>Lockern fragt jedes Mal danach.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>RuleSentences</name>
    <message>
        <source>What was typed as data is not a policy yet</source>
        <translation>Was als Daten getippt wurde, ist noch kein Regelwerk</translation>
    </message>
    <message>
        <source>The sentences show the draft as it was before. Changing one drops what was typed.</source>
        <translation>Die Sätze zeigen den Entwurf, wie er vorher war. Einen zu ändern verwirft das Getippte.</translation>
    </message>
    <message>
        <source>Back to the data</source>
        <translation>Zurück zu den Daten</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>For all agents together, whatever their own rules say.</source>
        <translation>Für alle Agenten zusammen, was immer ihre eigenen Regeln sagen.</translation>
    </message>
    <message>
        <source>They hold before any rule below is asked.</source>
        <translation>Sie gelten, bevor eine Regel darunter gefragt wird.</translation>
    </message>
    <message>
        <source>Add a limit</source>
        <translation>Grenze hinzufügen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Deny beats ask, and ask beats allow. Their order is yours to choose and changes nothing.</source>
        <translation>Ablehnen schlägt Fragen, Fragen schlägt Erlauben. Die Reihenfolge wählen Sie; sie ändert nichts.</translation>
    </message>
    <message>
        <source>No global rule. Each agent&apos;s own rules decide.</source>
        <translation>Keine globale Regel. Die eigenen Regeln jedes Agenten entscheiden.</translation>
    </message>
    <message>
        <source>No rule: what is within the limits is decided by the last line below.</source>
        <translation>Keine Regel: Was in den Grenzen liegt, entscheidet die letzte Zeile unten.</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Grants of this policy</source>
        <translation>Gemerktes dieser Regeln</translation>
    </message>
    <message>
        <source>What they cover is paid without asking. Limits and deny rules still stand above them.</source>
        <translation>Was sie abdecken, wird ohne zu fragen bezahlt. Grenzen und Verbote stehen weiter darüber.</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Alles andere</translation>
    </message>
</context>
<context>
    <name>RuleTry</name>
    <message>
        <source>Replay</source>
        <translation>Nachspielen</translation>
    </message>
    <message>
        <source>Your draft decides again what was asked in these days. Nothing is paid and nothing is changed.</source>
        <translation>Ihr Entwurf entscheidet noch einmal, was in diesen Tagen gefragt wurde. Nichts wird gezahlt und nichts geändert.</translation>
    </message>
    <message>
        <source>The rules in force decide again what was asked in these days. Change something first to see what it would change.</source>
        <translation>Die geltenden Regeln entscheiden noch einmal, was in diesen Tagen gefragt wurde. Ändern Sie erst etwas, um zu sehen, was sich ändern würde.</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>Replay again</source>
        <translation>Noch einmal nachspielen</translation>
    </message>
    <message>
        <source>Not replayed yet.</source>
        <translation>Noch nicht nachgespielt.</translation>
    </message>
    <message>
        <source>Deciding again</source>
        <translation>Entscheidet noch einmal</translation>
    </message>
    <message>
        <source>The draft has changed since. Replay it again.</source>
        <translation>Der Entwurf hat sich seither geändert. Spielen Sie ihn noch einmal nach.</translation>
    </message>
    <message>
        <source>The first that differ</source>
        <translation>Die ersten, die abweichen</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>Schatten</translation>
    </message>
    <message>
        <source>Rules that run beside those in force from now on. They decide nothing and only say where they differ.</source>
        <translation>Regeln, die von jetzt an neben den geltenden laufen. Sie entscheiden nichts und sagen nur, wo sie abweichen.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Drop and forget?</source>
        <translation>Verwerfen und vergessen?</translation>
    </message>
    <message>
        <source>Take it as the draft</source>
        <translation>Als Entwurf nehmen</translation>
    </message>
    <message>
        <source>Run the draft instead</source>
        <translation>Stattdessen den Entwurf laufen lassen</translation>
    </message>
    <message>
        <source>Run the draft as shadow</source>
        <translation>Entwurf als Schatten laufen lassen</translation>
    </message>
    <message>
        <source>Runs since %1. %2</source>
        <translation>Läuft seit %1. %2</translation>
    </message>
    <message>
        <source>None runs. Change some rules, then let them run beside those in force for a while.</source>
        <translation>Keine läuft. Ändern Sie Regeln und lassen Sie sie eine Weile neben den geltenden laufen.</translation>
    </message>
</context>
<context>
    <name>RuleVerdict</name>
    <message>
        <source>Outcome: %1</source>
        <translation>Ausgang: %1</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>1 payment would have been allowed, %1 asked, %2 denied.</source>
        <translation>1 Zahlung wäre erlaubt, %1 gefragt, %2 abgelehnt worden.</translation>
    </message>
    <message>
        <source>%3 payments would have been allowed, %1 asked, %2 denied.</source>
        <translation>%3 Zahlungen wären erlaubt, %1 gefragt, %2 abgelehnt worden.</translation>
    </message>
    <message>
        <source>%1 that was %2 would be %3.</source>
        <translation>%1 statt „%2“ nun „%3“.</translation>
    </message>
    <message>
        <source>None would be decided otherwise.</source>
        <translation>Keine würde anders entschieden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Use digits and one point, for example 2.50.</source>
        <translation>Nehmen Sie Ziffern und einen Punkt, zum Beispiel 2.50.</translation>
    </message>
    <message>
        <source>Use digits and one point, no finer than the token can be divided.</source>
        <translation>Nehmen Sie Ziffern und einen Punkt, nicht feiner, als sich der Token teilen lässt.</translation>
    </message>
    <message>
        <source>This number is outside of what it can be.</source>
        <translation>Diese Zahl liegt außerhalb dessen, was möglich ist.</translation>
    </message>
    <message>
        <source>Write hours and minutes, for example 08:30.</source>
        <translation>Schreiben Sie Stunden und Minuten, zum Beispiel 08:30.</translation>
    </message>
    <message>
        <source>Write a day and a time, for example 2026-12-31 18:00.</source>
        <translation>Schreiben Sie Tag und Zeit, zum Beispiel 2026-12-31 18:00.</translation>
    </message>
    <message>
        <source>One of the lines is not of a form that is known here, or comes twice.</source>
        <translation>Eine der Zeilen hat keine bekannte Form oder kommt doppelt vor.</translation>
    </message>
    <message>
        <source>Choose at least one.</source>
        <translation>Wählen Sie mindestens eines.</translation>
    </message>
    <message>
        <source>This is not something that it can be.</source>
        <translation>Das kann es nicht sein.</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>any %1</source>
        <translation>beliebigen %1</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>aller Zeit</translation>
    </message>
    <message>
        <source>per %1 on the clock</source>
        <translation>je %1 nach der Uhr</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>in all time</source>
        <translation>in aller Zeit</translation>
    </message>
    <message>
        <source>when more than %1 is spent</source>
        <translation>wenn mehr als %1 ausgegeben werden</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>when more than %1 of %2 is spent</source>
        <translation>wenn mehr als %1 von %2 ausgegeben werden</translation>
    </message>
    <message>
        <source>1 payment</source>
        <translation>1 Zahlung</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 Zahlungen</translation>
    </message>
    <message>
        <source>Number of payments.</source>
        <translation>Zahl der Zahlungen.</translation>
    </message>
    <message>
        <source>when more than %1 are made</source>
        <translation>wenn es mehr als %1 sind</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>per %1 in %2</source>
        <translation>je %1 in %2</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>tag of agents</source>
        <translation>Etikett von Agenten</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>payee</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>A sum for each</source>
        <translation>Eine Summe für jeden</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>by the agent %1</source>
        <translation>durch den Agenten %1</translation>
    </message>
    <message>
        <source>by agents tagged %1</source>
        <translation>durch Agenten mit dem Etikett %1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>a sum for each host, payee, …</source>
        <translation>eine Summe für jeden Host, Empfänger, …</translation>
    </message>
    <message>
        <source>only at the hosts …</source>
        <translation>nur bei den Hosts …</translation>
    </message>
    <message>
        <source>only to the payees …</source>
        <translation>nur an die Empfänger …</translation>
    </message>
    <message>
        <source>only on the networks …</source>
        <translation>nur auf den Netzen …</translation>
    </message>
    <message>
        <source>only by agents tagged …</source>
        <translation>nur durch Agenten mit dem Etikett …</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Day and time in UTC, for example 2026-12-31 18:00.</source>
        <translation>Tag und Zeit in UTC, zum Beispiel 2026-12-31 18:00.</translation>
    </message>
    <message>
        <source>per payment</source>
        <translation>je Zahlung</translation>
    </message>
    <message>
        <source>One payment costs at most</source>
        <translation>Eine Zahlung kostet höchstens</translation>
    </message>
    <message>
        <source>when one payment costs more than %1</source>
        <translation>wenn eine Zahlung mehr kostet als %1</translation>
    </message>
    <message>
        <source>Set a limit</source>
        <translation>Grenze setzen</translation>
    </message>
    <message>
        <source>One payment may cost any amount. %1</source>
        <translation>Eine Zahlung darf beliebig viel kosten. %1</translation>
    </message>
    <message>
        <source>everything that nothing above speaks about</source>
        <translation>alles, wovon oben nichts handelt</translation>
    </message>
    <message>
        <source>Pays with %1</source>
        <translation>Zahlt mit %1</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>any money</source>
        <translation>jedem Geld</translation>
    </message>
    <message>
        <source>practice money only</source>
        <translation>nur Übungsgeld</translation>
    </message>
    <message>
        <source>Valid for at most</source>
        <translation>Höchstens gültig</translation>
    </message>
    <message>
        <source>Seconds, at most 600.</source>
        <translation>Sekunden, höchstens 600.</translation>
    </message>
    <message>
        <source>A signature is valid for at most %1</source>
        <translation>Eine Unterschrift gilt höchstens %1</translation>
    </message>
    <message>
        <source>May fetch from private addresses: %1</source>
        <translation>Darf von privaten Adressen holen: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Of equal prices, prefers the networks %1</source>
        <translation>Bei gleichem Preis zuerst die Netze %1</translation>
    </message>
    <message>
        <source>in any order</source>
        <translation>in beliebiger Folge</translation>
    </message>
    <message>
        <source>and then the tokens %1</source>
        <translation>und dann die Token %1</translation>
    </message>
    <message>
        <source>This policy is called %1</source>
        <translation>Diese Regeln heißen %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>for each %1</source>
        <translation>für jeden %1</translation>
    </message>
    <message>
        <source>Narrow it</source>
        <translation>Enger fassen</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>irgendwen</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>payments at %1 to %2 up to %3 each and %4 a day until %5</source>
        <translation>Zahlungen bei %1 an %2 bis zu je %3 und %4 am Tag bis %5</translation>
    </message>
    <message>
        <source>Each at most</source>
        <translation>Je höchstens</translation>
    </message>
    <message>
        <source>A day at most</source>
        <translation>Am Tag höchstens</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Ask above an amount</source>
        <translation>Über einem Betrag fragen</translation>
    </message>
    <message>
        <source>Allow some hosts</source>
        <translation>Einige Hosts erlauben</translation>
    </message>
    <message>
        <source>Deny some hosts</source>
        <translation>Einige Hosts ablehnen</translation>
    </message>
    <message>
        <source>Allow small amounts</source>
        <translation>Kleine Beträge erlauben</translation>
    </message>
    <message>
        <source>Ask at a new merchant</source>
        <translation>Bei einem neuen Händler fragen</translation>
    </message>
    <message>
        <source>Ask when the payee changes</source>
        <translation>Fragen, wenn der Empfänger wechselt</translation>
    </message>
    <message>
        <source>Ask when a price rises</source>
        <translation>Fragen, wenn ein Preis steigt</translation>
    </message>
    <message>
        <source>Deny some payees</source>
        <translation>Einige Empfänger ablehnen</translation>
    </message>
    <message>
        <source>Deny at certain times</source>
        <translation>Zu bestimmten Zeiten ablehnen</translation>
    </message>
    <message>
        <source>An amount a day</source>
        <translation>Ein Betrag am Tag</translation>
    </message>
    <message>
        <source>An amount a month</source>
        <translation>Ein Betrag im Monat</translation>
    </message>
    <message>
        <source>A number of payments a minute</source>
        <translation>Eine Zahl von Zahlungen je Minute</translation>
    </message>
    <message>
        <source>An amount a day for each host</source>
        <translation>Ein Betrag am Tag für jeden Host</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>comes from the agent %1</source>
        <translation>vom Agenten %1 kommt</translation>
    </message>
    <message>
        <source>comes from an agent tagged %1</source>
        <translation>von einem Agenten mit dem Etikett %1 kommt</translation>
    </message>
    <message>
        <source>goes to %1</source>
        <translation>an %1 geht</translation>
    </message>
    <message>
        <source>asks for the path %1</source>
        <translation>den Pfad %1 verlangt</translation>
    </message>
    <message>
        <source>uses the method %1</source>
        <translation>die Methode %1 nutzt</translation>
    </message>
    <message>
        <source>is made on %1</source>
        <translation>auf %1 läuft</translation>
    </message>
    <message>
        <source>is made in %1</source>
        <translation>in %1 geschieht</translation>
    </message>
    <message>
        <source>uses the scheme %1</source>
        <translation>das Schema %1 nutzt</translation>
    </message>
    <message>
        <source>uses the dialect %1</source>
        <translation>den Dialekt %1 nutzt</translation>
    </message>
    <message>
        <source>is paid to %1</source>
        <translation>%1 als Empfänger hat</translation>
    </message>
    <message>
        <source>comes through %1</source>
        <translation>über %1 kommt</translation>
    </message>
    <message>
        <source>is said to be for the tool %1</source>
        <translation>angeblich für das Werkzeug %1 ist</translation>
    </message>
    <message>
        <source>is said to be for the task %1</source>
        <translation>angeblich für die Aufgabe %1 ist</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>costs more than %1</source>
        <translation>mehr als %1 kostet</translation>
    </message>
    <message>
        <source>Costs more than</source>
        <translation>Kostet mehr als</translation>
    </message>
    <message>
        <source>and at most %1</source>
        <translation>und höchstens %1</translation>
    </message>
    <message>
        <source>costs at least %1</source>
        <translation>mindestens %1 kostet</translation>
    </message>
    <message>
        <source>Costs at least</source>
        <translation>Kostet mindestens</translation>
    </message>
    <message>
        <source>costs at most %1</source>
        <translation>höchstens %1 kostet</translation>
    </message>
    <message>
        <source>Costs at most</source>
        <translation>Kostet höchstens</translation>
    </message>
    <message>
        <source>goes to a host that was %1</source>
        <translation>an einen Host geht, der %1</translation>
    </message>
    <message>
        <source>never paid</source>
        <translation>nie bezahlt wurde</translation>
    </message>
    <message>
        <source>paid before</source>
        <translation>schon bezahlt wurde</translation>
    </message>
    <message>
        <source>is paid to a payee that was %1</source>
        <translation>einen Empfänger hat, der %1</translation>
    </message>
    <message>
        <source>another payee than last time</source>
        <translation>ein anderer Empfänger als zuletzt</translation>
    </message>
    <message>
        <source>the same payee as last time</source>
        <translation>derselbe Empfänger wie zuletzt</translation>
    </message>
    <message>
        <source>Differs by more than</source>
        <translation>Weicht ab um mehr als</translation>
    </message>
    <message>
        <source>In percent.</source>
        <translation>In Prozent.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>above</source>
        <translation>über</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>away from</source>
        <translation>neben</translation>
    </message>
    <message>
        <source>Compared with the last</source>
        <translation>Verglichen mit den letzten</translation>
    </message>
    <message>
        <source>Payments to the same method, host and path.</source>
        <translation>Zahlungen an dieselbe Methode, denselben Host und Pfad.</translation>
    </message>
    <message>
        <source>costs over %1 %2 the median of the last %3 there</source>
        <translation>über %1 %2 dem Median der letzten %3 dort kostet</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>any day</source>
        <translation>jedem Tag</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>is made on %1 between %2 and %3 in %4</source>
        <translation>an %1 zwischen %2 und %3 in %4 geschieht</translation>
    </message>
    <message>
        <source>Hours and minutes, for example 08:30.</source>
        <translation>Stunden und Minuten, zum Beispiel 08:30.</translation>
    </message>
    <message>
        <source>every payment</source>
        <translation>jede Zahlung</translation>
    </message>
    <message>
        <source>when a payment</source>
        <translation>wenn eine Zahlung</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>costs more than …</source>
        <translation>mehr kostet als …</translation>
    </message>
    <message>
        <source>costs at most …</source>
        <translation>höchstens kostet …</translation>
    </message>
    <message>
        <source>goes to the hosts …</source>
        <translation>an die Hosts geht …</translation>
    </message>
    <message>
        <source>is paid to the payees …</source>
        <translation>die Empfänger hat …</translation>
    </message>
    <message>
        <source>goes to a host that was never paid</source>
        <translation>an einen Host geht, der nie bezahlt wurde</translation>
    </message>
    <message>
        <source>is paid to a payee that was never paid</source>
        <translation>einen Empfänger hat, der nie bezahlt wurde</translation>
    </message>
    <message>
        <source>is paid to another payee than last time</source>
        <translation>einen anderen Empfänger hat als zuletzt</translation>
    </message>
    <message>
        <source>costs over … above the usual price</source>
        <translation>um … mehr kostet als üblich</translation>
    </message>
    <message>
        <source>is made at certain times</source>
        <translation>zu bestimmten Zeiten geschieht</translation>
    </message>
    <message>
        <source>asks for the paths …</source>
        <translation>die Pfade verlangt …</translation>
    </message>
    <message>
        <source>uses the methods …</source>
        <translation>die Methoden nutzt …</translation>
    </message>
    <message>
        <source>is made on the networks …</source>
        <translation>auf den Netzen läuft …</translation>
    </message>
    <message>
        <source>comes through …</source>
        <translation>über … kommt</translation>
    </message>
    <message>
        <source>comes from an agent tagged …</source>
        <translation>von einem Agenten mit dem Etikett … kommt</translation>
    </message>
    <message>
        <source>is said to be for the tools …</source>
        <translation>angeblich für die Werkzeuge … ist</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>%1 verbraucht</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>One id a line, as the Agents screen shows it.</source>
        <translation>Eine Kennung je Zeile, wie der Schirm Agenten sie zeigt.</translation>
    </message>
    <message>
        <source>Agents&apos; tags</source>
        <translation>Etiketten von Agenten</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>Eines je Zeile.</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>One a line. *.example.com means every name below example.com.</source>
        <translation>Einer je Zeile. *.example.com heißt jeder Name unter example.com.</translation>
    </message>
    <message>
        <source>Paths</source>
        <translation>Pfade</translation>
    </message>
    <message>
        <source>One a line, such as /v1/*. A star stands for any characters.</source>
        <translation>Einer je Zeile, etwa /v1/*. Ein Stern steht für beliebige Zeichen.</translation>
    </message>
    <message>
        <source>HTTP methods</source>
        <translation>HTTP-Methoden</translation>
    </message>
    <message>
        <source>One a line, in capitals: GET, POST.</source>
        <translation>Eine je Zeile, groß: GET, POST.</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>One a line: network, slash, address of the token.</source>
        <translation>Einer je Zeile: Netz, Schrägstrich, Adresse des Tokens.</translation>
    </message>
    <message>
        <source>Schemes</source>
        <translation>Schemata</translation>
    </message>
    <message>
        <source>One a line, such as exact.</source>
        <translation>Eines je Zeile, etwa exact.</translation>
    </message>
    <message>
        <source>Dialects</source>
        <translation>Dialekte</translation>
    </message>
    <message>
        <source>Payees</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>One address a line.</source>
        <translation>Eine Adresse je Zeile.</translation>
    </message>
    <message>
        <source>Ways in</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>One a line. An agent says it of itself, so it can ask or deny, never allow.</source>
        <translation>Eines je Zeile. Ein Agent sagt es von sich selbst, also kann es fragen oder ablehnen, nie erlauben.</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>In USD, for example 2.50.</source>
        <translation>In USD, zum Beispiel 2.50.</translation>
    </message>
    <message>
        <source>units</source>
        <translation>Einheiten</translation>
    </message>
    <message>
        <source>In %1, for example 2.50.</source>
        <translation>In %1, zum Beispiel 2.50.</translation>
    </message>
    <message>
        <source>This token is not known: whole numbers of its smallest unit.</source>
        <translation>Dieser Token ist nicht bekannt: ganze Zahlen seiner kleinsten Einheit.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Network, slash, address of the token.</source>
        <translation>Netz, Schrägstrich, Adresse des Tokens.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>For example Europe/Berlin.</source>
        <translation>Zum Beispiel Europe/Berlin.</translation>
    </message>
    <message>
        <source>It stands in prompts and in the ledger when this decides.</source>
        <translation>Er steht in Anfragen und im Buch, wenn dies entscheidet.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Tightens</source>
        <translation>Engt ein</translation>
    </message>
    <message>
        <source>Loosens</source>
        <translation>Lockert</translation>
    </message>
    <message>
        <source>Tightens some, loosens some</source>
        <translation>Engt manches ein, lockert manches</translation>
    </message>
    <message>
        <source>Same payments</source>
        <translation>Gleiche Zahlungen</translation>
    </message>
    <message>
        <source>In this app</source>
        <translation>In dieser App</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>Im Terminal</translation>
    </message>
    <message>
        <source>By the owner</source>
        <translation>Vom Eigentümer</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Presets …</source>
        <translation>Vorlagen …</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>As data</source>
        <translation>Als Daten</translation>
    </message>
    <message>
        <source>Grants (%1 waiting)</source>
        <translation>Gemerktes (%1 warten)</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Gemerktes</translation>
    </message>
    <message>
        <source>Try out</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geschichte</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>what waits, when it takes effect</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>Zurückrufen</translation>
    </message>
    <message>
        <source>Loading rules</source>
        <translation>Lädt Regeln</translation>
    </message>
</context>
<context>
    <name>SaveViewSheet</name>
    <message>
        <source>Save this filter as a view</source>
        <translation>Diesen Filter als Ansicht speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Choose a name that is not one of the app&apos;s own; there is room for 20 views.</source>
        <translation>Wählen Sie einen Namen, der nicht der App gehört; es ist Platz für 20 Ansichten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>SavedViews</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>Refused this week</source>
        <translation>Diese Woche abgelehnt</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>Are the recovery words on paper?</source>
        <translation>Stehen die Wiederherstellungswörter auf Papier?</translation>
    </message>
    <message>
        <source>Three of them were to be asked back. Until you quit or lock, you can still do that.</source>
        <translation>Drei davon sollten abgefragt werden. Bis Sie beenden oder sperren, geht das noch.</translation>
    </message>
    <message>
        <source>They were not asked back and cannot be shown again. If they are not on paper, keep little money here.</source>
        <translation>Sie wurden nicht abgefragt und können nicht noch einmal gezeigt werden. Stehen sie nicht auf Papier, halten Sie hier wenig Geld.</translation>
    </message>
    <message>
        <source>Answer now</source>
        <translation>Jetzt beantworten</translation>
    </message>
    <message>
        <source>They are on paper</source>
        <translation>Sie stehen auf Papier</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>%1: %2</source>
        <comment>name of a choice, what is chosen</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>125 %</source>
        <translation>125 %</translation>
    </message>
    <message>
        <source>150 %</source>
        <translation>150 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Things appear at once instead of moving.</source>
        <translation>Dinge erscheinen sofort, statt sich zu bewegen.</translation>
    </message>
    <message>
        <source>Keep paying when the window is closed</source>
        <translation>Weiter zahlen, wenn das Fenster zu ist</translation>
    </message>
    <message>
        <source>The keeper and the agents&apos; endpoint stay up after you quit this app. Otherwise they end with it.</source>
        <translation>Der Keeper und der Endpunkt der Agenten laufen weiter, wenn Sie diese App beenden. Sonst enden sie mit ihr.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Agents&apos; endpoint</source>
        <translation>Endpunkt der Agenten</translation>
    </message>
    <message>
        <source>Practice shop</source>
        <translation>Übungsladen</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Kassenbuch</translation>
    </message>
    <message>
        <source>does not verify: nothing is signed</source>
        <translation>nicht bestätigt: Nichts wird signiert</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Apache-2.0. Fonts: IBM Plex (SIL Open Font License). Icons: Lucide (ISC).</source>
        <translation>Apache-2.0. Schriften: IBM Plex (SIL Open Font License). Symbole: Lucide (ISC).</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Snippets</name>
    <message>
        <source>curl: pay and fetch</source>
        <translation>curl: zahlen und laden</translation>
    </message>
    <message>
        <source>curl: sign only</source>
        <translation>curl: nur signieren</translation>
    </message>
    <message>
        <source>MCP client</source>
        <translation>MCP-Client</translation>
    </message>
    <message>
        <source>TypeScript</source>
        <translation>TypeScript</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
</context>
<context>
    <name>SpendCard</name>
    <message>
        <source>Bars</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>by hour</source>
        <translation>je Stunde</translation>
    </message>
    <message>
        <source>by day</source>
        <translation>je Tag</translation>
    </message>
    <message>
        <source>by week</source>
        <translation>je Woche</translation>
    </message>
    <message>
        <source>by month</source>
        <translation>je Monat</translation>
    </message>
    <message>
        <source>Stacked by</source>
        <translation>Gestapelt nach</translation>
    </message>
    <message>
        <source>agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>Hosts</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Marken</translation>
    </message>
</context>
<context>
    <name>SpendView</name>
    <message>
        <source>the last 24 hours</source>
        <translation>den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>the last 7 days</source>
        <translation>den letzten 7 Tagen</translation>
    </message>
    <message>
        <source>the last 30 days</source>
        <translation>den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>the last 90 days</source>
        <translation>den letzten 90 Tagen</translation>
    </message>
    <message>
        <source>the last year</source>
        <translation>dem letzten Jahr</translation>
    </message>
    <message>
        <source>%1 to %2:00</source>
        <translation>%1 bis %2:00</translation>
    </message>
    <message>
        <source>Week from %1</source>
        <translation>Woche ab %1</translation>
    </message>
</context>
<context>
    <name>StackedBarChart</name>
    <message>
        <source>Nothing was spent in this time.</source>
        <translation>In dieser Zeit wurde nichts ausgegeben.</translation>
    </message>
    <message>
        <source>Show the chart</source>
        <translation>Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
</context>
<context>
    <name>StartingPage</name>
    <message>
        <source>Starting the keeper</source>
        <translation>Startet den Keeper</translation>
    </message>
    <message>
        <source>Tillkeeper does not run</source>
        <translation>Tillkeeper läuft nicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>StatTile</name>
    <message>
        <source>%1: %2 %3. %4</source>
        <comment>label, amount, token, note</comment>
        <translation>%1: %2 %3. %4</translation>
    </message>
</context>
<context>
    <name>StatusChip</name>
    <message>
        <source>%1. %2</source>
        <comment>state, what it means</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>Verfallen</translation>
    </message>
    <message>
        <source>Authorized</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Settled (claimed)</source>
        <translation>Abgerechnet (behauptet)</translation>
    </message>
    <message>
        <source>Settled (proven)</source>
        <translation>Abgerechnet (bewiesen)</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>The price was seen. Nothing was signed.</source>
        <translation>Der Preis wurde gesehen. Nichts wurde signiert.</translation>
    </message>
    <message>
        <source>A rule said no. Nothing was signed.</source>
        <translation>Eine Regel sagte Nein. Nichts wurde signiert.</translation>
    </message>
    <message>
        <source>Waits for you. Nothing is signed yet.</source>
        <translation>Wartet auf Sie. Noch ist nichts signiert.</translation>
    </message>
    <message>
        <source>You said no. Nothing was signed.</source>
        <translation>Sie sagten Nein. Nichts wurde signiert.</translation>
    </message>
    <message>
        <source>Nobody answered in time. Nothing was signed.</source>
        <translation>Niemand hat rechtzeitig geantwortet. Nichts wurde signiert.</translation>
    </message>
    <message>
        <source>Signed. The seller may collect it until it expires.</source>
        <translation>Signiert. Der Verkäufer darf es einziehen, bis es abläuft.</translation>
    </message>
    <message>
        <source>The seller says it was paid. The chain has not confirmed it yet.</source>
        <translation>Der Verkäufer sagt, es sei bezahlt. Die Kette hat es noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>Paid. The chain confirms it.</source>
        <translation>Gezahlt. Die Kette bestätigt es.</translation>
    </message>
    <message>
        <source>Signed and sent, but nobody said what became of it. It counts as spent.</source>
        <translation>Signiert und gesendet, aber niemand sagte, was daraus wurde. Es zählt als ausgegeben.</translation>
    </message>
    <message>
        <source>It can no longer be collected, and the chain confirms that it was not.</source>
        <translation>Es kann nicht mehr eingezogen werden, und die Kette bestätigt, dass es nicht geschah.</translation>
    </message>
    <message>
        <source>It can no longer be collected, but no chain could be asked. It counts as spent.</source>
        <translation>Es kann nicht mehr eingezogen werden, aber keine Kette konnte befragt werden. Es zählt als ausgegeben.</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>The agent gave it up while it waited. Nothing was signed.</source>
        <translation>Der Agent gab es auf, während es wartete. Nichts wurde signiert.</translation>
    </message>
</context>
<context>
    <name>TallyTable</name>
    <message>
        <source>was allowed</source>
        <translation>war erlaubt</translation>
    </message>
    <message>
        <source>was asked</source>
        <translation>war gefragt</translation>
    </message>
    <message>
        <source>was denied</source>
        <translation>war abgelehnt</translation>
    </message>
    <message>
        <source>would be allowed</source>
        <translation>würde erlaubt</translation>
    </message>
    <message>
        <source>would be asked</source>
        <translation>würde gefragt</translation>
    </message>
    <message>
        <source>would be denied</source>
        <translation>würde abgelehnt</translation>
    </message>
    <message>
        <source>%1: %2 would be allowed, %3 asked, %4 denied</source>
        <translation>%1: %2 würden erlaubt, %3 gefragt, %4 abgelehnt</translation>
    </message>
</context>
<context>
    <name>TextEntry</name>
    <message>
        <source>Clear %1</source>
        <comment>name of a field</comment>
        <translation>%1 leeren</translation>
    </message>
</context>
<context>
    <name>TierCard</name>
    <message>
        <source>Key protection</source>
        <translation>Schutz der Schlüssel</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Not stopped</source>
        <translation>Nicht gestoppt</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Asked you</source>
        <translation>Fragte Sie</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Verweigert</translation>
    </message>
    <message>
        <source>Nobody decided</source>
        <translation>Niemand hat entschieden</translation>
    </message>
    <message>
        <source>Given up by the agent</source>
        <translation>Vom Agenten aufgegeben</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Merchant answered</source>
        <translation>Händler hat geantwortet</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Proven on the chain</source>
        <translation>Auf der Kette bewiesen</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ausgang unbekannt</translation>
    </message>
    <message>
        <source>Ended unused</source>
        <translation>Ungenutzt beendet</translation>
    </message>
    <message>
        <source>Expired, unproven</source>
        <translation>Abgelaufen, ungeprüft</translation>
    </message>
</context>
<context>
    <name>TimelineEntry</name>
    <message>
        <source>%1, %2. %3</source>
        <comment>what happened, when, more about it</comment>
        <translation>%1, %2. %3</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>TokenCard</name>
    <message>
        <source>The token is shown this one time. Whoever has it can ask for payments as %1, within its rules.</source>
        <translation>Das Token wird nur dieses eine Mal gezeigt. Wer es hat, kann als %1 um Zahlungen bitten, im Rahmen seiner Regeln.</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>Beispiel</translation>
    </message>
</context>
<context>
    <name>TokenSheet</name>
    <message>
        <source>%1 is ready</source>
        <translation>%1 ist bereit</translation>
    </message>
    <message>
        <source>I have the token</source>
        <translation>Ich habe das Token</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tillkeeper</source>
        <translation>Tillkeeper</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>Sperren (Strg+L)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alles anhalten</translation>
    </message>
</context>
<context>
    <name>Trace</name>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>TraceRow</name>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>Fragt</translation>
    </message>
    <message>
        <source>Denies</source>
        <translation>Lehnt ab</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <comment>what the rule said, the rule, the numbers</comment>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source> This decided.</source>
        <translation> Das hat entschieden.</translation>
    </message>
    <message>
        <source>%1 · decided</source>
        <comment>what the rule said</comment>
        <translation>%1 · entschieden</translation>
    </message>
</context>
<context>
    <name>VersionRow</name>
    <message>
        <source>Version %1, %2, %3, %4. %5</source>
        <translation>Version %1, %2, %3, %4. %5</translation>
    </message>
    <message>
        <source>No reason was given</source>
        <translation>Kein Grund wurde genannt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>effect, preset</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Hash %1</source>
        <translation>Hash %1</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>Zurückholen …</translation>
    </message>
    <message>
        <source>Restore version %1</source>
        <translation>Version %1 zurückholen</translation>
    </message>
</context>
<context>
    <name>WelcomeAgent</name>
    <message>
        <source>Your first agent</source>
        <translation>Ihr erster Agent</translation>
    </message>
    <message>
        <source>A program that may ask for payments. It gets a token to ask with, and an account of its own; the key stays here.</source>
        <translation>Ein Programm, das um Zahlungen bitten darf. Es bekommt ein Token zum Fragen und ein eigenes Konto; der Schlüssel bleibt hier.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>research-bot</source>
        <translation>research-bot</translation>
    </message>
    <message>
        <source>Rules it starts with</source>
        <translation>Regeln zu Beginn</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Add the agent</source>
        <translation>Agent hinzufügen</translation>
    </message>
</context>
<context>
    <name>WelcomeChoose</name>
    <message>
        <source>Welcome to Tillkeeper</source>
        <translation>Willkommen bei Tillkeeper</translation>
    </message>
    <message>
        <source>Your agents ask, your rules decide, and the keys stay here.
Nothing is spent that you did not allow.</source>
        <translation>Ihre Agenten fragen, Ihre Regeln entscheiden, und die Schlüssel bleiben hier.
Nichts wird ausgegeben, was Sie nicht erlaubt haben.</translation>
    </message>
    <message>
        <source>Make a new vault</source>
        <translation>Neuen Tresor anlegen</translation>
    </message>
    <message>
        <source>A passphrase, twelve words to write down, a first agent, a first payment. About three minutes.</source>
        <translation>Eine Passphrase, zwölf Wörter zum Aufschreiben, ein erster Agent, eine erste Zahlung. Etwa drei Minuten.</translation>
    </message>
    <message>
        <source>Restore from recovery words</source>
        <translation>Aus Wiederherstellungswörtern zurückholen</translation>
    </message>
    <message>
        <source>Brings back the accounts of an earlier vault. Agents and rules are set up again.</source>
        <translation>Bringt die Konten eines früheren Tresors zurück. Agenten und Regeln werden neu eingerichtet.</translation>
    </message>
    <message>
        <source>A practice shop is open on this machine: you can try everything without real money.</source>
        <translation>Auf diesem Rechner ist ein Übungsladen offen: Sie können alles ohne echtes Geld ausprobieren.</translation>
    </message>
</context>
<context>
    <name>WelcomeConfirm</name>
    <message>
        <source>Three words, from your paper</source>
        <translation>Drei Wörter, von Ihrem Papier</translation>
    </message>
    <message>
        <source>So that you know the paper is right before any money depends on it.</source>
        <translation>Damit Sie wissen, dass das Papier stimmt, bevor Geld davon abhängt.</translation>
    </message>
    <message>
        <source>Show the words again</source>
        <translation>Wörter noch einmal zeigen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Check them</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>WelcomePassphrase</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Passphrase wählen</translation>
    </message>
    <message>
        <source>It encrypts the keys on this machine and opens Tillkeeper. It cannot be reset; your recovery words are the only other way in.</source>
        <translation>Sie verschlüsselt die Schlüssel auf diesem Rechner und öffnet Tillkeeper. Sie lässt sich nicht zurücksetzen; Ihre Wiederherstellungswörter sind der einzige andere Weg hinein.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Or take these five words, drawn by lot:</source>
        <translation>Oder nehmen Sie diese fünf ausgelosten Wörter:</translation>
    </message>
    <message>
        <source>Five words, painted: take them and show the passphrase to hear what was typed</source>
        <translation>Fünf Wörter, gemalt: Übernehmen Sie sie und zeigen Sie die Passphrase, um zu hören, was getippt wurde</translation>
    </message>
    <message>
        <source>Other words</source>
        <translation>Andere Wörter</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Making the vault</source>
        <translation>Legt den Tresor an</translation>
    </message>
    <message>
        <source>Restore the vault</source>
        <translation>Tresor zurückholen</translation>
    </message>
    <message>
        <source>Make the vault</source>
        <translation>Tresor anlegen</translation>
    </message>
</context>
<context>
    <name>WelcomePayment</name>
    <message>
        <source>%1 is ready to ask</source>
        <translation>%1 kann jetzt fragen</translation>
    </message>
    <message>
        <source>See one payment through, then give the token to your program.</source>
        <translation>Begleiten Sie eine Zahlung, dann geben Sie das Token Ihrem Programm.</translation>
    </message>
    <message>
        <source>Give the token to your program.</source>
        <translation>Geben Sie das Token Ihrem Programm.</translation>
    </message>
    <message>
        <source>Connect your program</source>
        <translation>Ihr Programm verbinden</translation>
    </message>
    <message>
        <source>Go to the overview</source>
        <translation>Zur Übersicht</translation>
    </message>
</context>
<context>
    <name>WelcomePhrase</name>
    <message>
        <source>Type your recovery words</source>
        <translation>Tippen Sie Ihre Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>All of them, in order, with a blank between. They bring back every account that was derived from them; imported keys are not among those.</source>
        <translation>Alle der Reihe nach, mit einem Leerzeichen dazwischen. Sie bringen jedes daraus abgeleitete Konto zurück; importierte Schlüssel gehören nicht dazu.</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>twelve or twenty-four words</source>
        <translation>zwölf oder vierundzwanzig Wörter</translation>
    </message>
    <message>
        <source>Show them while you type, if nobody looks over your shoulder.</source>
        <translation>Zeigen Sie sie beim Tippen, wenn Ihnen niemand über die Schulter sieht.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>WelcomeStages</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>Wiederherstellungswörter</translation>
    </message>
    <message>
        <source>First agent</source>
        <translation>Erster Agent</translation>
    </message>
    <message>
        <source>First payment</source>
        <translation>Erste Zahlung</translation>
    </message>
    <message>
        <source>Step %1 of 4: %2</source>
        <translation>Schritt %1 von 4: %2</translation>
    </message>
</context>
<context>
    <name>WelcomeWords</name>
    <message>
        <source>Write these words on paper</source>
        <translation>Schreiben Sie diese Wörter auf Papier</translation>
    </message>
    <message>
        <source>They bring back all your accounts if this machine is lost. They are shown this one time. Whoever has them has the money: no photo, no file, no chat.</source>
        <translation>Sie bringen alle Ihre Konten zurück, wenn dieser Rechner verloren geht. Sie werden nur dieses eine Mal gezeigt. Wer sie hat, hat das Geld: kein Foto, keine Datei, kein Chat.</translation>
    </message>
    <message>
        <source>Twelve recovery words, painted and not readable by programs. Ask somebody you trust to read them to you, or keep a backup of the vault file.</source>
        <translation>Zwölf Wiederherstellungswörter, gemalt und für Programme nicht lesbar. Bitten Sie jemanden, dem Sie vertrauen, sie vorzulesen, oder bewahren Sie eine Sicherung der Tresordatei auf.</translation>
    </message>
    <message>
        <source>I have written them down</source>
        <translation>Ich habe sie aufgeschrieben</translation>
    </message>
</context>
<context>
    <name>WordsBack</name>
    <message>
        <source>Word %1</source>
        <translation>Wort %1</translation>
    </message>
</context>
<context>
    <name>till::charts::SpendChartItem</name>
    <message>
        <source>%1: %2</source>
        <comment>time, total spent</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of agent, amount spent</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>till::desktop</name>
    <message>
        <source>Backup: made on %1, verified on %2.</source>
        <translation>Sicherung: am %1 gemacht, am %2 geprüft.</translation>
    </message>
    <message>
        <source>Backup: made on %1, not verified. Prove it with: till vault backup --check FILE</source>
        <translation>Sicherung: am %1 gemacht, nicht geprüft. Prüfen Sie sie mit: till vault backup --check FILE</translation>
    </message>
    <message>
        <source>Backup: never. The recovery words bring back the keys; agents, rules and history need: till vault backup FILE</source>
        <translation>Sicherung: nie. Die Wiederherstellungswörter bringen die Schlüssel zurück; Agenten, Regeln und Geschichte brauchen: till vault backup FILE</translation>
    </message>
</context>
<context>
    <name>till::desktop::AccountListModel</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Ethereum family</source>
        <translation>Ethereum-Familie</translation>
    </message>
    <message>
        <source>Solana</source>
        <translation>Solana</translation>
    </message>
    <message>
        <source>Imported: the recovery words do not restore it</source>
        <translation>Importiert: Die Wiederherstellungswörter bringen es nicht zurück</translation>
    </message>
    <message>
        <source>From the recovery words</source>
        <translation>Aus den Wiederherstellungswörtern</translation>
    </message>
</context>
<context>
    <name>till::desktop::AgentListModel</name>
    <message>
        <source>not since the start</source>
        <translation>nicht seit dem Start</translation>
    </message>
</context>
<context>
    <name>till::desktop::AgentsController</name>
    <message>
        <source>Resuming %1 lets it pay again.</source>
        <translation>Wird %1 fortgesetzt, kann es wieder zahlen.</translation>
    </message>
    <message>
        <source>All agents</source>
        <translation>Alle Agenten</translation>
    </message>
</context>
<context>
    <name>till::desktop::AllowancesController</name>
    <message>
        <source>The grant has ended. From now on the rules decide again.</source>
        <translation>Das Gemerkte ist beendet. Von jetzt an entscheiden wieder die Regeln.</translation>
    </message>
    <message>
        <source>Said no. The agent is told.</source>
        <translation>Nein gesagt. Der Agent erfährt es.</translation>
    </message>
    <message>
        <source>Write the amount in USD with digits and one point, for example 2.50.</source>
        <translation>Schreiben Sie den Betrag in USD mit Ziffern und einem Punkt, zum Beispiel 2.50.</translation>
    </message>
    <message>
        <source>Write a day and a time that are still to come, for example 2026-12-31 18:00.</source>
        <translation>Schreiben Sie einen Tag und eine Uhrzeit, die noch kommen, zum Beispiel 2026-12-31 18:00.</translation>
    </message>
    <message>
        <source>Granted. It ends by itself.</source>
        <translation>Gewährt. Es endet von selbst.</translation>
    </message>
    <message>
        <source>It takes effect after the waiting time.</source>
        <translation>Es wird nach der Wartezeit wirksam.</translation>
    </message>
</context>
<context>
    <name>till::desktop::ApprovalGroupModel</name>
    <message>
        <source>%1 alike, %2 in all</source>
        <translation>%1 gleiche, zusammen %2</translation>
    </message>
    <message>
        <source>Not like the others: %1</source>
        <translation>Nicht wie die anderen: %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::ApprovalsController</name>
    <message>
        <source>%1 were decided, then: %2</source>
        <translation>%1 wurden entschieden, dann: %2</translation>
    </message>
    <message>
        <source>Denied %1 requests. Nothing is paid.</source>
        <translation>%1 Anfragen abgelehnt. Nichts wird gezahlt.</translation>
    </message>
    <message>
        <source>Allowing a payment needs the passphrase once.</source>
        <translation>Eine Zahlung zu erlauben braucht einmal die Passphrase.</translation>
    </message>
    <message>
        <source>%1 %2 to %3</source>
        <translation>%1 %2 an %3</translation>
    </message>
    <message>
        <source>%1, %2 times</source>
        <translation>%1, %2-mal</translation>
    </message>
    <message>
        <source>Allowed and remembered: %1</source>
        <translation>Erlaubt und gemerkt: %1</translation>
    </message>
    <message>
        <source>Allowed once: %1</source>
        <translation>Einmal erlaubt: %1</translation>
    </message>
    <message>
        <source>Denied: %1. Nothing is paid.</source>
        <translation>Abgelehnt: %1. Nichts wird gezahlt.</translation>
    </message>
    <message>
        <source>Forgotten: you will be asked again. What was paid stays paid.</source>
        <translation>Vergessen: Sie werden wieder gefragt. Was gezahlt wurde, bleibt gezahlt.</translation>
    </message>
</context>
<context>
    <name>till::desktop::BudgetListModel</name>
    <message>
        <source>over the limit</source>
        <translation>über der Grenze</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::DaemonProcess</name>
    <message>
        <source>tillkeeperd is missing beside this program. Nothing can be paid. Install Tillkeeper again.</source>
        <translation>tillkeeperd fehlt neben diesem Programm. Nichts kann gezahlt werden. Installieren Sie Tillkeeper neu.</translation>
    </message>
    <message>
        <source>tillkeeperd could not be started: %1. Nothing can be paid.</source>
        <translation>tillkeeperd konnte nicht gestartet werden: %1. Nichts kann gezahlt werden.</translation>
    </message>
    <message>
        <source>tillkeeperd ended. Nothing can be paid until it runs again.</source>
        <translation>tillkeeperd ist zu Ende. Nichts kann gezahlt werden, bis es wieder läuft.</translation>
    </message>
    <message>
        <source>tillkeeperd ended: %1</source>
        <translation>tillkeeperd ist zu Ende: %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::DecisionMixModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nobody asked in this time.</source>
        <translation>In dieser Zeit hat niemand gefragt.</translation>
    </message>
    <message>
        <source>Of %1 requests: %2.</source>
        <translation>Von %1 Anfragen: %2.</translation>
    </message>
    <message>
        <source>under 1 %</source>
        <translation>unter 1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>till::desktop::FloodWatch</name>
    <message>
        <source>%1 asked %2 times within a minute and is being paused.</source>
        <translation>%1 hat in einer Minute %2-mal gefragt und wird angehalten.</translation>
    </message>
    <message>
        <source>%1 asked %2 times within a minute, so it was paused: it can pay nothing until you resume it. What waits is still below.</source>
        <translation>%1 hat in einer Minute %2-mal gefragt und wurde angehalten: Es kann nichts zahlen, bis Sie es fortsetzen. Was wartet, steht weiter unten.</translation>
    </message>
    <message>
        <source>%1 floods you with requests and could not be paused. %2</source>
        <translation>%1 überflutet Sie mit Anfragen und konnte nicht angehalten werden. %2</translation>
    </message>
</context>
<context>
    <name>till::desktop::GrantListModel</name>
    <message>
        <source>any host</source>
        <translation>jeder Host</translation>
    </message>
    <message>
        <source>any payee of it</source>
        <translation>jeder seiner Empfänger</translation>
    </message>
    <message>
        <source>up to %1 a payment</source>
        <translation>bis %1 je Zahlung</translation>
    </message>
    <message>
        <source>%1 of %2 in 24 h</source>
        <translation>%1 von %2 in 24 h</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet %1</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::HostTrendModel</name>
    <message>
        <source>+%1 %</source>
        <translation>+%1 %</translation>
    </message>
    <message>
        <source>−%1 %</source>
        <translation>−%1 %</translation>
    </message>
    <message>
        <source>1 payment</source>
        <translation>1 Zahlung</translation>
    </message>
    <message>
        <source>%1 payments</source>
        <translation>%1 Zahlungen</translation>
    </message>
    <message>
        <source>%1: %2 in %3</source>
        <translation>%1: %2 in %3</translation>
    </message>
    <message>
        <source>%1, price steady</source>
        <translation>%1, Preis gleich</translation>
    </message>
    <message>
        <source>%1, price %2</source>
        <translation>%1, Preis %2</translation>
    </message>
</context>
<context>
    <name>till::desktop::Languages</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>till::desktop::LedgerController</name>
    <message>
        <source>All networks</source>
        <translation>Alle Netzwerke</translation>
    </message>
    <message>
        <source>All ways in</source>
        <translation>Alle Zugänge</translation>
    </message>
</context>
<context>
    <name>till::desktop::LedgerExport</name>
    <message>
        <source>Cancelled. No file was written.</source>
        <translation>Abgebrochen. Keine Datei wurde geschrieben.</translation>
    </message>
    <message>
        <source>The file cannot be written there: %1. Choose another place.</source>
        <translation>Die Datei kann dort nicht geschrieben werden: %1. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>the path must begin with /</source>
        <translation>der Pfad muss mit / beginnen</translation>
    </message>
    <message>
        <source>No file was written. %1</source>
        <translation>Keine Datei wurde geschrieben. %1</translation>
    </message>
    <message>
        <source>No file was written: %1.</source>
        <translation>Keine Datei wurde geschrieben: %1.</translation>
    </message>
    <message>
        <source>1 payment was written to %1</source>
        <translation>1 Zahlung wurde nach %1 geschrieben</translation>
    </message>
    <message>
        <source>%1 payments were written to %2</source>
        <translation>%1 Zahlungen wurden nach %2 geschrieben</translation>
    </message>
</context>
<context>
    <name>till::desktop::LedgerIntegrity</name>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>History sealed</source>
        <translation>Geschichte versiegelt</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüft</translation>
    </message>
    <message>
        <source>Verified %1</source>
        <translation>Geprüft %1</translation>
    </message>
    <message>
        <source>History broken</source>
        <translation>Geschichte gebrochen</translation>
    </message>
    <message>
        <source>%1 rows, %2 payments and %3 decisions were computed again and agree.</source>
        <translation>%1 Zeilen, %2 Zahlungen und %3 Entscheidungen wurden neu berechnet und stimmen.</translation>
    </message>
    <message>
        <source>Whether the history is whole was not checked yet.</source>
        <translation>Ob die Geschichte ganz ist, wurde noch nicht geprüft.</translation>
    </message>
    <message>
        <source>Each row is sealed to the one before it. Click to compute every row, decision and sum again.</source>
        <translation>Jede Zeile ist an die vorige gesiegelt. Klicken Sie, um jede Zeile, Entscheidung und Summe neu zu berechnen.</translation>
    </message>
    <message>
        <source>Every row, decision and sum is being computed again. Payments go on meanwhile.</source>
        <translation>Jede Zeile, Entscheidung und Summe wird neu berechnet. Zahlungen gehen derweil weiter.</translation>
    </message>
    <message>
        <source>%1 Nothing is signed on a history that does not hold. Keep the file and restore a backup.</source>
        <translation>%1 Auf einer Geschichte, die nicht hält, wird nichts signiert. Behalten Sie die Datei und spielen Sie eine Sicherung zurück.</translation>
    </message>
    <message>
        <source>The history was changed, cut or rolled back. Nothing is signed on it.</source>
        <translation>Die Geschichte wurde geändert, gekürzt oder zurückgesetzt. Darauf wird nichts signiert.</translation>
    </message>
</context>
<context>
    <name>till::desktop::MissedAsks</name>
    <message>
        <source>Only a token at par with the USD can be allowed ahead of time. Nothing was changed.</source>
        <translation>Nur ein Token, das dem USD gleichsteht, kann im Voraus erlaubt werden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The next one like this is allowed already.</source>
        <translation>Die nächste dieser Art ist schon erlaubt.</translation>
    </message>
    <message>
        <source>For 24 hours %1 may pay %2 to %3 without asking, %4 each and %5 in any 24 hours, which is room for one more. Budgets and deny rules still stand above it.</source>
        <translation>24 Stunden lang darf %1 ohne zu fragen an %2 (%3) zahlen, %4 je Zahlung und %5 in je 24 Stunden; das ist Platz für eine weitere. Budgets und Verbote stehen weiter darüber.</translation>
    </message>
    <message>
        <source>Allowed from %1 on: your delay for wider rules holds it until then.</source>
        <translation>Erlaubt ab %1: Ihre Wartezeit für weitere Regeln hält es bis dahin zurück.</translation>
    </message>
    <message>
        <source>The next one like this is allowed for 24 hours. You find it in the agent&apos;s rules.</source>
        <translation>Die nächste dieser Art ist 24 Stunden lang erlaubt. Sie finden es in den Regeln des Agenten.</translation>
    </message>
</context>
<context>
    <name>till::desktop::MoreListModel</name>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 verbraucht</translation>
    </message>
</context>
<context>
    <name>till::desktop::NetworkListModel</name>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Test network</source>
        <translation>Testnetz</translation>
    </message>
    <message>
        <source>Real money</source>
        <translation>Echtes Geld</translation>
    </message>
</context>
<context>
    <name>till::desktop::OpenRequest</name>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Asked through</source>
        <translation>Gefragt über</translation>
    </message>
    <message>
        <source>Token of</source>
        <translation>Token von</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>not known: it asked over TCP</source>
        <translation>unbekannt: es fragte über TCP</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>Gezahlt von</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Token contract</source>
        <translation>Token-Vertrag</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation>Gültig für</translation>
    </message>
    <message>
        <source>%1 once signed</source>
        <translation>%1 nach dem Signieren</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Nonce</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>%1 requests that are alike: %2 in all. The decision is for all of them.</source>
        <translation>%1 gleiche Anfragen: zusammen %2. Die Entscheidung gilt für alle.</translation>
    </message>
    <message>
        <source>One more like this came in meanwhile. It is not part of this decision.</source>
        <translation>Inzwischen kam eine weitere dieser Art. Sie gehört nicht zu dieser Entscheidung.</translation>
    </message>
    <message>
        <source>%1 more like this came in meanwhile. They are not part of this decision.</source>
        <translation>Inzwischen kamen %1 weitere dieser Art. Sie gehören nicht zu dieser Entscheidung.</translation>
    </message>
    <message>
        <source>No longer waits. %1</source>
        <translation>Wartet nicht mehr. %1</translation>
    </message>
    <message>
        <source>Waits until %1. If you do nothing it is not paid and the agent is told you were away.</source>
        <translation>Wartet bis %1. Tun Sie nichts, wird nicht gezahlt, und der Agent erfährt, dass Sie nicht da waren.</translation>
    </message>
</context>
<context>
    <name>till::desktop::OverviewController</name>
    <message>
        <source>Spent %1 in %2.</source>
        <translation>%1 ausgegeben in %2.</translation>
    </message>
    <message>
        <source>Most: %1 with %2.</source>
        <translation>Am meisten: %1 mit %2.</translation>
    </message>
    <message>
        <source>Spent by agent</source>
        <translation>Ausgaben je Agent</translation>
    </message>
    <message>
        <source>Spent by host</source>
        <translation>Ausgaben je Host</translation>
    </message>
    <message>
        <source>Spent by token</source>
        <translation>Ausgaben je Token</translation>
    </message>
    <message>
        <source>Spent by tag</source>
        <translation>Ausgaben je Marke</translation>
    </message>
</context>
<context>
    <name>till::desktop::PartEditor</name>
    <message>
        <source>Remove this condition</source>
        <translation>Diese Bedingung entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>till::desktop::PassphraseItem</name>
    <message>
        <source>Too short: at least %1 characters</source>
        <translation>Zu kurz: mindestens %1 Zeichen</translation>
    </message>
    <message>
        <source>Easy to guess</source>
        <translation>Leicht zu erraten</translation>
    </message>
    <message>
        <source>Weak: guessed in days</source>
        <translation>Schwach: in Tagen erraten</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
</context>
<context>
    <name>till::desktop::PaymentInspector</name>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Asked through</source>
        <translation>Gefragt über</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Payee</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Token contract</source>
        <translation>Token-Vertrag</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>Gezahlt von</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Nonce</translation>
    </message>
    <message>
        <source>Signed digest</source>
        <translation>Signierter Hash</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Look it up at</source>
        <translation>Nachsehen bei</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Ledger row</source>
        <translation>Zeile im Kassenbuch</translation>
    </message>
    <message>
        <source>Decided by your rules</source>
        <translation>Von Ihren Regeln entschieden</translation>
    </message>
    <message>
        <source>Decided by you, in this app</source>
        <translation>Von Ihnen entschieden, in dieser App</translation>
    </message>
    <message>
        <source>Decided by you, in a terminal</source>
        <translation>Von Ihnen entschieden, in einem Terminal</translation>
    </message>
    <message>
        <source>Decided by %1</source>
        <translation>Entschieden von %1</translation>
    </message>
    <message>
        <source>A final block shows that it was never collected: %1</source>
        <translation>Ein endgültiger Block zeigt, dass es nie eingezogen wurde: %1</translation>
    </message>
    <message>
        <source>A final block holds the transfer: %1</source>
        <translation>Ein endgültiger Block enthält die Überweisung: %1</translation>
    </message>
    <message>
        <source>The merchant says so; no chain was asked, or its block is not final yet.</source>
        <translation>Der Händler sagt es; keine Kette wurde gefragt, oder ihr Block ist noch nicht endgültig.</translation>
    </message>
    <message>
        <source>Nothing is known from the chain yet.</source>
        <translation>Von der Kette ist noch nichts bekannt.</translation>
    </message>
</context>
<context>
    <name>till::desktop::PendingListModel</name>
    <message>
        <source>Takes effect %1, in %2</source>
        <translation>Wird %1 wirksam, in %2</translation>
    </message>
</context>
<context>
    <name>till::desktop::PracticePurchase</name>
    <message>
        <source>Your first practice payment</source>
        <translation>Ihre erste Übungszahlung</translation>
    </message>
    <message>
        <source>The agents&apos; endpoint did not answer. Try again: the same purchase is never paid twice.</source>
        <translation>Der Endpunkt der Agenten hat nicht geantwortet. Versuchen Sie es noch einmal: Derselbe Kauf wird nie zweimal bezahlt.</translation>
    </message>
    <message>
        <source>The purchase did not go through: %1</source>
        <translation>Der Kauf kam nicht zustande: %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::ProofController</name>
    <message>
        <source>Resuming lets agents pay again.</source>
        <translation>Nach dem Fortsetzen können Agenten wieder zahlen.</translation>
    </message>
</context>
<context>
    <name>till::desktop::RememberEffect</name>
    <message>
        <source>In the last 30 days this agent asked for nothing: there is no history to compare with.</source>
        <translation>In den letzten 30 Tagen hat dieser Agent um nichts gebeten: Es gibt keine Geschichte zum Vergleich.</translation>
    </message>
    <message>
        <source>In the last 30 days it would have allowed nothing that your rules do not allow anyway.</source>
        <translation>In den letzten 30 Tagen hätte es nichts erlaubt, was Ihre Regeln nicht ohnehin erlauben.</translation>
    </message>
    <message>
        <source>In the last 30 days it would have allowed %1 of the %2 payments that you would be asked about.</source>
        <translation>In den letzten 30 Tagen hätte es %1 der %2 Zahlungen erlaubt, nach denen Sie gefragt würden.</translation>
    </message>
    <message>
        <source>%1 Together they are %2 USD.</source>
        <comment>a sentence, an amount</comment>
        <translation>%1 Zusammen sind das %2 USD.</translation>
    </message>
    <message>
        <source>Looking at the last 30 days…</source>
        <translation>Sieht die letzten 30 Tage an…</translation>
    </message>
    <message>
        <source>What it would have done in the last 30 days cannot be said.</source>
        <translation>Was es in den letzten 30 Tagen getan hätte, lässt sich nicht sagen.</translation>
    </message>
</context>
<context>
    <name>till::desktop::RememberOffer</name>
    <message>
        <source>Use digits and one point, for example 2.50.</source>
        <translation>Nehmen Sie Ziffern und einen Punkt, zum Beispiel 2.50.</translation>
    </message>
    <message>
        <source>This payment alone is %1.</source>
        <translation>Diese Zahlung allein ist %1.</translation>
    </message>
    <message>
        <source>A day holds at least one payment.</source>
        <translation>Ein Tag fasst mindestens eine Zahlung.</translation>
    </message>
    <message>
        <source>this host and payee</source>
        <translation>diesen Host und Empfänger</translation>
    </message>
    <message>
        <source>this host, any payee</source>
        <translation>diesen Host, jeden Empfänger</translation>
    </message>
    <message>
        <source>this payee, any host</source>
        <translation>diesen Empfänger, jeden Host</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>für einen Tag</translation>
    </message>
    <message>
        <source>for a week</source>
        <translation>für eine Woche</translation>
    </message>
    <message>
        <source>for 30 days</source>
        <translation>für 30 Tage</translation>
    </message>
    <message>
        <source>for a year</source>
        <translation>für ein Jahr</translation>
    </message>
    <message>
        <source>%1 with the payee %2</source>
        <translation>%1 mit dem Empfänger %2</translation>
    </message>
    <message>
        <source>%1, whichever payee it names</source>
        <translation>%1, gleich welchen Empfänger es nennt</translation>
    </message>
    <message>
        <source>the payee %1, whichever host asks for it</source>
        <translation>den Empfänger %1, gleich welcher Host ihn nennt</translation>
    </message>
    <message>
        <source>Until %1, %2 may pay %3 without asking: up to %4 USD each and %5 USD in any 24 hours. Budgets and deny rules still stand above it.</source>
        <translation>Bis %1 darf %2 ohne zu fragen zahlen an %3: bis %4 USD je Zahlung und %5 USD in je 24 Stunden. Budgets und Verbote stehen weiter darüber.</translation>
    </message>
</context>
<context>
    <name>till::desktop::RuleDraft</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Add a limit</source>
        <translation>Grenze hinzufügen</translation>
    </message>
</context>
<context>
    <name>till::desktop::RuleSave</name>
    <message>
        <source>Nothing that may be paid changes.</source>
        <translation>Nichts von dem, was gezahlt werden darf, ändert sich.</translation>
    </message>
    <message>
        <source>This tightens what may be paid. It holds at once and needs no passphrase.</source>
        <translation>Das verengt, was gezahlt werden darf. Es gilt sofort und braucht keine Passphrase.</translation>
    </message>
    <message>
        <source>This loosens what may be paid.</source>
        <translation>Das lockert, was gezahlt werden darf.</translation>
    </message>
    <message>
        <source>This tightens some and loosens some of what may be paid.</source>
        <translation>Das verengt manches und lockert manches von dem, was gezahlt werden darf.</translation>
    </message>
    <message>
        <source>It takes effect after %1; until then it can be called back.</source>
        <translation>Es wird nach %1 wirksam; bis dahin kann es zurückgerufen werden.</translation>
    </message>
    <message>
        <source>It takes effect at once.</source>
        <translation>Es wird sofort wirksam.</translation>
    </message>
    <message>
        <source>Save these rules</source>
        <translation>Diese Regeln speichern</translation>
    </message>
    <message>
        <source>Restore version %1</source>
        <translation>Version %1 zurückholen</translation>
    </message>
    <message>
        <source>These rules are too long to be sent in one piece. Nothing was changed. Take some out.</source>
        <translation>Diese Regeln sind zu lang, um in einem Stück gesendet zu werden. Nichts wurde geändert. Nehmen Sie einige heraus.</translation>
    </message>
    <message>
        <source>A reason has at most 200 bytes. Nothing was changed.</source>
        <translation>Ein Grund hat höchstens 200 Bytes. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Saved. It takes effect %1; until then you can call it back.</source>
        <translation>Gespeichert. Es wird %1 wirksam; bis dahin können Sie es zurückrufen.</translation>
    </message>
    <message>
        <source>Saved. Version %1 is in force.</source>
        <translation>Gespeichert. Version %1 ist in Kraft.</translation>
    </message>
</context>
<context>
    <name>till::desktop::RuleTrial</name>
    <message>
        <source>In the last %1 days nothing was asked, so nothing can be said.</source>
        <translation>In den letzten %1 Tagen wurde nichts gefragt, also lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>The last %1 days: %2</source>
        <translation>Die letzten %1 Tage: %2</translation>
    </message>
    <message>
        <source>There is more history than one replay takes; its newest part was run.</source>
        <translation>Es gibt mehr Geschichte, als ein Nachspielen fasst; der neueste Teil wurde gespielt.</translation>
    </message>
    <message>
        <source>No payment was decided since then.</source>
        <translation>Seither wurde keine Zahlung entschieden.</translation>
    </message>
    <message>
        <source>%1 of %2 decided otherwise. %3</source>
        <translation>%1 von %2 anders entschieden. %3</translation>
    </message>
</context>
<context>
    <name>till::desktop::RulesController</name>
    <message>
        <source>Global rules</source>
        <translation>Globale Regeln</translation>
    </message>
    <message>
        <source>Never changed</source>
        <translation>Nie geändert</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>They stand above those of every agent. %1.</source>
        <translation>Sie stehen über denen jedes Agenten. %1.</translation>
    </message>
    <message>
        <source>Loosening takes effect at once.</source>
        <translation>Lockern wird sofort wirksam.</translation>
    </message>
    <message>
        <source>Loosening waits %1.</source>
        <translation>Lockern wartet %1.</translation>
    </message>
    <message>
        <source>These rules were changed elsewhere: version %1 is in force. What you see is your draft; saving puts it in its place.</source>
        <translation>Diese Regeln wurden anderswo geändert: Version %1 ist in Kraft. Was Sie sehen, ist Ihr Entwurf; Speichern setzt ihn an deren Stelle.</translation>
    </message>
    <message>
        <source>Called back. It will not take effect.</source>
        <translation>Zurückgerufen. Es wird nicht wirksam.</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>Global</translation>
    </message>
    <message>
        <source>above all agents</source>
        <translation>über allen Agenten</translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <translation>%1. %2.</translation>
    </message>
</context>
<context>
    <name>till::desktop::SecurityController</name>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 Stunden</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Off: once the wallet locks, agents are refused.</source>
        <translation>Aus: Sobald die Geldbörse sperrt, werden Agenten abgelehnt.</translation>
    </message>
    <message>
        <source>%1 used of %2, until %3.</source>
        <comment>amounts and a time</comment>
        <translation>%1 von %2 verbraucht, bis %3.</translation>
    </message>
</context>
<context>
    <name>till::desktop::SessionController</name>
    <message>
        <source>Another version of Tillkeeper is running. Quit it, then start this one again.</source>
        <translation>Eine andere Version von Tillkeeper läuft. Beenden Sie sie und starten Sie diese dann neu.</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Läuft nicht</translation>
    </message>
    <message>
        <source>No vault yet</source>
        <translation>Noch kein Tresor</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paying by your rules</source>
        <translation>Zahlt nach Ihren Regeln</translation>
    </message>
    <message>
        <source>Waiting for the keeper. Nothing can be paid until it answers.</source>
        <translation>Wartet auf den Keeper. Nichts kann gezahlt werden, bis er antwortet.</translation>
    </message>
    <message>
        <source>Make a vault to start.</source>
        <translation>Legen Sie einen Tresor an, um zu beginnen.</translation>
    </message>
    <message>
        <source>The keys are wiped from memory. Agents are told to wait.</source>
        <translation>Die Schlüssel sind aus dem Speicher gelöscht. Agenten erfahren, dass sie warten sollen.</translation>
    </message>
    <message>
        <source>The ledger does not verify. Nothing is signed.</source>
        <translation>Das Kassenbuch lässt sich nicht bestätigen. Nichts wird signiert.</translation>
    </message>
    <message>
        <source>Everything is refused until you resume.</source>
        <translation>Alles wird abgelehnt, bis Sie fortsetzen.</translation>
    </message>
    <message>
        <source>Agents can pay what your rules allow; the rest waits for you.</source>
        <translation>Agenten können zahlen, was Ihre Regeln erlauben; der Rest wartet auf Sie.</translation>
    </message>
    <message>
        <source>Agents cannot ask</source>
        <translation>Agenten können nicht fragen</translation>
    </message>
    <message>
        <source>The agents&apos; endpoint is not up yet</source>
        <translation>Der Endpunkt der Agenten ist noch nicht da</translation>
    </message>
    <message>
        <source>Agents ask at %1</source>
        <translation>Agenten fragen bei %1</translation>
    </message>
</context>
<context>
    <name>till::desktop::SpendInsights</name>
    <message>
        <source>An estimate stands here once three days are complete.</source>
        <translation>Eine Schätzung steht hier, sobald drei Tage vollständig sind.</translation>
    </message>
    <message>
        <source>%1 so far; likely %2 to %3 by %4, going by %5 days</source>
        <translation>%1 bisher; wahrscheinlich %2 bis %3 zum %4, nach %5 Tagen geschätzt</translation>
    </message>
</context>
<context>
    <name>till::desktop::Tour</name>
    <message>
        <source>The directory %1 cannot be made.</source>
        <translation>Das Verzeichnis %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The picture %1 cannot be written.</source>
        <translation>Das Bild %1 kann nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>till::desktop::Tray</name>
    <message>
        <source>Open Tillkeeper</source>
        <translation>Tillkeeper öffnen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Tillkeeper: %1</source>
        <translation>Tillkeeper: %1</translation>
    </message>
    <message>
        <source>1 payment waits</source>
        <translation>1 Zahlung wartet</translation>
    </message>
    <message>
        <source>%1 payments wait</source>
        <translation>%1 Zahlungen warten</translation>
    </message>
    <message>
        <source>A payment waits for you</source>
        <translation>Eine Zahlung wartet auf Sie</translation>
    </message>
    <message>
        <source>%1 wants to pay %2 %3 to %4</source>
        <translation>%1 möchte %2 %3 an %4 zahlen</translation>
    </message>
</context>
<context>
    <name>till::desktop::VersionListModel</name>
    <message>
        <source>Restores version %1. %2</source>
        <translation>Holt Version %1 zurück. %2</translation>
    </message>
</context>
<context>
    <name>till::desktop::WelcomeController</name>
    <message>
        <source>Recovery words come in 12, 15, 18, 21 or 24. Count them again.</source>
        <translation>Es gibt 12, 15, 18, 21 oder 24 Wiederherstellungswörter. Zählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>One of these is not a recovery word. Show the words and check the spelling.</source>
        <translation>Eines davon ist kein Wiederherstellungswort. Zeigen Sie die Wörter und prüfen Sie die Schreibung.</translation>
    </message>
    <message>
        <source>These words do not fit together: one is wrong, or two are swapped.</source>
        <translation>Diese Wörter passen nicht zusammen: Eines ist falsch, oder zwei sind vertauscht.</translation>
    </message>
    <message>
        <source>That is longer than any recovery phrase.</source>
        <translation>Das ist länger als jede Wiederherstellungsphrase.</translation>
    </message>
    <message>
        <source>The two are not the same. Type the passphrase once more.</source>
        <translation>Die beiden sind nicht gleich. Tippen Sie die Passphrase noch einmal.</translation>
    </message>
    <message>
        <source>That is not word %1. Check your paper, or go back and look again.</source>
        <translation>Das ist nicht Wort %1. Prüfen Sie Ihr Papier, oder gehen Sie zurück und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>Add the agent on the Agents screen: it needs the passphrase again.</source>
        <translation>Fügen Sie den Agenten auf der Seite „Agenten“ hinzu: Das braucht noch einmal die Passphrase.</translation>
    </message>
</context>
</TS>
