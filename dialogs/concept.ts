import type { Command } from './command';
import { conceptActions, notionFor } from './concept-answer';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/concept.json';

/** Explains a notion of Autopilot. */
export const concept: Command = {
  id: 'concept',
  access: 'employee',
  sideEffect: 'none',
  slots: [],
  examples: [
    'what is the ESP?',
    'how do I get the hardware hash of a laptop?',
    'what are the five steps of Autopilot?',
  ],
  vocabulary: {
    sayings,
    synonyms: ['what is', 'explain', 'hardware hash', 'oobe', 'steps', 'layers', 'definition'],
    patterns: [
      /^((hi|hello|hey|so|please|and|just|quick question|sorry but) )*(what (is|are|does)|explain|define|definition of|tell me about|describe|could you explain|can you explain|please explain|meaning of) (to me |me |exactly |please |again |what )*(an? |the |is |our |are )*(windows )?(autopilot|esp|oobe|hardware hash|hash|4k hash|hardware id|group tag|enrolment status page|out of box experience|deployment profile|mdm|entra join|hybrid join|intune|ime|tpm|dynamic group|zero touch|five steps|steps|layers|five layers|device preparation|get windowsautopilotinfo|hashes|blocking apps|intune management extension|hardware hashes)( of autopilot| in autopilot| is| mean| stand for| please| exactly| to me| for| anyway| again| really)*$/,
      /\b(five|5|the|all) (steps|layers|phases|stages)\b/,
      /\bhow (do|can|to|does|would|should|could)\b.*\b(get|obtain|extract|collect|harvest|capture|read|retrieve|pull|generate|find|gather|export|dump|fetch)\b.*\b(hash|hashes|hardware id)\b/,
      /\bget windowsautopilotinfo\b/,
      /\bhow (does|do) (windows )?(autopilot|it all|the enrolment status page|esp|oobe|zero touch)( exactly| actually| really)? (work|function|start|know)/,
      /\b(what|which) (does|is) (oobe|esp|ime|mdm|tpm)\b/,
      /\b(where|which|what)\b.*\b(hash|hashes) (come|comes|from|script|csv|contain|consist)/,
    ],
    excludes: [
      /<(serial|code|profile|tag)>/,
      /\b(our|us|we) (esp|settings|timeouts?)\b/,
      /\b(esp|page) (settings|timeouts?)\b/,
    ],
  },
  actions: conceptActions,
  createDialog: (services) =>
    new OneTurnDialog('concept', async (context, invocation) => {
      await sendCard(context, notionFor(invocation, services));
    }),
};
