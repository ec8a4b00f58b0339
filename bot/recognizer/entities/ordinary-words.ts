const listed = `a about account active add admin after again all also always am an and another any anybody anyone anything
app apps approval approve approved april are as asap assign assigned at attached attachment august auto autopilot azure back
bad be because been before being bitte blank block by call can care cause change changed check clear cloud code
colleague company computer computers contact convention corporate could country csv date day days de december default defender delete
dell deployment deregister desktop desk device devices did die direct display do does done each edge either
elitebook email employee empty end enrolled enrollment enrolment entra error esp europe ever every everybody everyone everything excel
existing failed february file files find finished first fix fleet for force format found free friday from get
gets give go goes good graph group groups had has have he hello help helpdesk her here hers hey
hi him his history holiday hp i if image import in intune is it its itself january july
june just kiosk kiosks know laptop laptops last later latitude left lenovo let list log logs look
machine machines mail make management manager march may me message microsoft mine mode monday more my name
naming new next no nobody none not nothing november now number o october of off office ok
old on once one ones only open or other our out outlook over overview own owner pc
pcs people person phone please policy possible powershell prep preparation present process profile profiles progress quick
ready refresh register registered registration reject release remove report request requests reset retag right same saturday
search second see self send september serial serials server service set setup she should show since so
some somebody someone something soon staff start state status steps stop store sunday support sure surface sync
tablet tag tagged tags take team teams tell template tenant than thanks that the their them then
there these they thinkpad this those through thursday till time to today tomorrow tonight tuesday under unknown
unless until up update upload us use used user username users very vm wait want was watch
we wednesday week what when where which while who whole whom why will windows with without work
would yesterday yet you your yours yourself
anymore longer instead actually maybe exactly format impact effect lead leads mean means scheme structure
welche welches welcher welchen quel quels quelle quelles zeig zeige montre alle alles wer wem qui quién cuál bitte montrer liste affiche muestra warum wie wo
das dem den der des du el en ein eine est et für ich ist la las le les los mein meine mi
mit mon non nous para pas por pour que qui sur un una une und von vous zu`;

const ordinary = new Set(listed.split(/\s+/));

/** Whether a word is everyday language or the trade's own, so that it names neither a person nor a tag. */
export const isOrdinary = (word: string): boolean => ordinary.has(word.toLowerCase());

/** Whether a text is shouted: its capitals then say nothing. */
export function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length > 6 && letters.replace(/\P{Lu}/gu, '').length > letters.length * 0.7;
}
