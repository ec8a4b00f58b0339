/** Short forms and the words they stand for; apostrophes as written. */
export const contractions: readonly (readonly [RegExp, string])[] = [
  [/\bcan't\b|\bcant\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|need)n'?t\b/g, '$1 not'],
  [/\blet's\b/g, 'let us'],
  [/\b(what|where|who|how|when|why|that|it|there|here|everything)'?s\b(?!t)/g, '$1 is'],
  [/\b(i)'m\b/g, '$1 am'],
  [/\b(you|we|they)'re\b/g, '$1 are'],
  [/\b(i|you|we|they)'ve\b/g, '$1 have'],
  [/\b(i|you|he|she|we|they|it)'ll\b/g, '$1 will'],
  [/\b(i|you|he|she|we|they)'d\b/g, '$1 would'],
  [/\bno one\b/g, 'nobody'],
];

/** Phrases that are folded into the words the examples use. Keys without accents, lower case. */
export const phrases: Readonly<Record<string, string>> = {
  'csv file': 'csv', 'white gloves': 'white glove', 'time out': 'timeout', 'time outs': 'timeouts',
  'out of the box': 'out of box', 'how come': 'why', 'asap': 'now', 'as well': 'also',
  'enrolment status screen': 'enrolment status page', 'enrollment status screen': 'enrolment status page',
  'ou en est': 'how far is', 'ou en sont': 'how far are', 'est-ce que': 'is', "qu'est-ce que": 'what is',
  "qu'est ce que": 'what is', "c'est quoi": 'what is', 'que veut dire': 'what does mean', 'que signifie': 'what does mean',
  "s'il te plait": 'please', "s'il vous plait": 'please', 'que se passe-t-il si': 'what happens if',
  'comment ca marche': 'how does this work', 'combien de': 'how many', "combien d'": 'how many ', 'en attente': 'pending',
  'dis-moi': 'tell me', 'dis moi': 'tell me', 'previens-moi': 'notify me', 'previens moi': 'notify me',
  'avertis-moi': 'notify me', 'avertis moi': 'notify me', 'avertissez-moi': 'notify me', 'prevenez-moi': 'notify me',
  'informe-moi': 'notify me', 'montre-moi': 'show me', 'montre moi': 'show me', 'donne-moi': 'give me',
  'donne moi': 'give me', 'des que': 'as soon as', 'a qui': 'to whom', 'ne me': 'not me', "aide-moi": 'help me',
  'aide moi': 'help me', "d'accord": 'ok', 'pas encore': 'not yet', 'laisse tomber': 'forget it', 'oublie ca': 'forget it',
  'arrete de': 'stop', 'arrete': 'stop', 'gib mir bescheid': 'notify me', 'gib bescheid': 'notify me',
  'sag mir bescheid': 'notify me', 'sag bescheid': 'notify me', 'bescheid geben': 'notify me', 'bescheid sagen': 'notify me', 'sag mir': 'tell me', 'zeig mir': 'show me',
  'gib mir': 'give me', 'wie viele': 'how many', 'wie weit': 'how far', 'was ist': 'what is', 'was sind': 'what are',
  'was bedeutet': 'what does mean', 'was heisst': 'what does mean', 'was passiert wenn': 'what happens if',
  'was kannst du': 'what can you do', 'hor auf': 'stop', 'nicht mehr': 'no longer', 'keine mehr': 'no more',
  'auf dem laufenden': 'posted', 'por favor': 'please', 'que es': 'what is', 'que son': 'what are', 'que significa': 'what does mean', 'que pasa si': 'what happens if',
  'que puedes hacer': 'what can you do', 'que hay': 'what is there', 'deja de': 'stop', 'ya no': 'no longer',
  'no quiero mas': 'no more', 'como va': 'how is', 'como esta': 'how is', 'como consigo': 'how do i get',
  'como obtengo': 'how do i get', 'cuantos': 'how many', 'cuantas': 'how many', 'buenos dias': 'good morning',
  'guten morgen': 'good morning', 'guten tag': 'good day', 'vielen dank': 'thanks', 'danke schon': 'thanks',
  'muchas gracias': 'thanks', 'merci beaucoup': 'thanks', 'mille grazie': 'thanks',
};

/** Each word stands for those listed with it. Lower case, without accents. */
const folded: Readonly<Record<string, string>> = {
  device: 'laptop notebook computer pc machine workstation lappy rechner gerat computador ordinateur ordi portable appareil poste portatil ordenador equipo dispositivo',
  devices: 'laptops notebooks computers pcs machines workstations gerate geraten rechnern ordinateurs portables appareils postes portatiles ordenadores equipos dispositivos',
  enrolment: 'enrollment enrolments enrollments inscription inscripcion', enrol: 'enroll', enrolled: 'inscrit', enrolling: 'enroling',
  sync: 'synch synchronise synchronize synchronisation synchronization syncronise syncronize syncronization synchro synchroniser synchronisiere synchronisieren synchronisierung sincroniza sincronizar sincronizacion resynchronise',
  analyse: 'analyze analizar analiza analysiere analysieren analyser', authorise: 'authorize', organisation: 'organization',
  please: 'pls plz plse pleas bitte stp svp', you: 'u ya te du ihr sie tu vous', your: 'ur', thanks: 'thx thank thankyou merci danke gracias', are: 'r',
  status: 'statut estado stand etat zustand', ready: 'bereit fertig pret prete prets listo lista listos', with: 'mit avec con w',
  and: 'und et y', is: 'ist est', are_: 'sind sont estan', the: 'der das dem den le la les el los las l', of: 'von vom du des del',
  my: 'mein meine meinen meinem meiner mon ma mes mi mis', for: 'fur pour para', when: 'wann quand cuando', if: 'wenn si falls', once: 'sobald', not: 'nicht pas',
  what: 'was quel quelle quels quelles que cual cuales quoi', which: 'welche welcher welches welchen', why: 'warum pourquoi wieso porque', who: 'wer qui quien', how: 'wie comment como',
  where: 'wo donde', show: 'zeig zeige montre montrer muestra muestrame mostrar affiche', list: 'liste lista lister', all: 'alle tous toutes todos todas alles', help: 'hilfe aide ayuda hilf',
  notify: 'benachrichtige avisa avisame informiere previens preveniez avertir prevenir', find: 'finde suche cherche trouve busca encuentra suchen chercher buscar finden',
  delete: 'losche loschen supprime supprimer borra borrar elimina eliminar', remove: 'entferne entfernen retire enleve quita quitar retirer enlever',
  register: 'registriere registrieren enregistre enregistrer registra registrar', import: 'importiere importieren importe importer importa importar importation importacion',
  upload: 'hochladen televerse subir sube', approve: 'genehmige genehmigen approuve approuver aprueba aprobar apruebo', reject: 'ablehnen rejette rejeter rechaza rechazar rechazo',
  request: 'antrag anfrage demande solicitud requete req', requests: 'antrage anfragen demandes solicitudes reqs', cancel: 'abbrechen annuler annule cancelar cancela', stop: 'stopp', explain: 'erklare explique explica erklar',
  error: 'fehler erreur fehlercode fallo', profile: 'profil perfil', profiles: 'profils perfiles profilen', user: 'benutzer utilisateur usuario nutzer anwender',
  assign: 'weise zuweisen ordne attribue assigne asigna asignar affecte', tag: 'etiqueta etiquette grouptag gruppentag', tags: 'etiquetas etiquettes gruppentags grouptags', set: 'setze setz mets pon definis',
  change: 'andere andern cambia cambiar modifie modifier', hash: 'hachage', start: 'starte starten lance inicia demarre lancer iniciar', now: 'jetzt maintenant ahora sofort', yet: 'schon deja ya',
  again: 'wieder encore', history: 'verlauf historique historial', finished: 'termine terminado termino', failed: 'fehlgeschlagen echoue fallo', changed: 'geandert cambio', registered: 'registriert enregistres registrados',
  settings: 'einstellungen parametres configuracion parametros', waiting: 'wartet', pending: 'offene offenen pendientes ausstehend', overview: 'ubersicht resumen apercu', notifications: 'benachrichtigungen avisos',
  mode: 'modus modo', modes: 'modi modos', difference: 'unterschied diferencia', deployment: 'bereitstellung deploiement implementacion', export: 'exporte exporter exportiere exportieren exporta exportar', excel: 'xls',
  watch: 'beobachte beobachten surveille surveiller vigila', file: 'datei fichier archivo', these: 'diese ces estos estas', this: 'ce cette este esta dieses', no: 'nein kein keine', yes: 'ja oui',
  hello: 'hallo bonjour hola salut servus moin', on: 'auf sur', to: 'zu', in: 'dans', a: 'ein eine einen un une una', i: 'ich je yo', me: 'mir mich moi', we: 'wir nous', have: 'habe haben avons', there: 'hay gibt',
  forget: 'vergiss olvidalo', happens: 'passiert', device_: 'box', compare: 'vergleiche vergleich compara', anymore: 'more', logs: 'journaux registros', log: 'protokoll', report: 'bericht rapport informe',
  gets: 'bekommt obtient recibe', belongs: 'gehort', goes: 'geht', should: 'soll', want: 'mochte veux quiero', need: 'brauche necesito besoin',
};

/** Variant → word the examples use. */
export const folds: ReadonlyMap<string, string> = new Map(
  Object.entries(folded).flatMap(([word, variants]) =>
    variants.split(' ').map((variant): [string, string] => [variant, word.replace('_', '')]),
  ),
);
