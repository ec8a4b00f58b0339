import type { Command } from './command';
import sayings from './sayings/diagnose.json';

/** Finds out why a device failed, from the tenant or from attached logs. */
export const diagnose: Command = {
  id: 'diagnose',
  access: 'helpdesk',
  sideEffect: 'none',
  slots: ['serials', 'codes'],
  examples: ['why did 5CG4217QHX fail?', 'diagnose PF4K7X2N', 'analyse the attached logs'],
  vocabulary: {
    sayings,
    synonyms: ['diagnose', 'diagnosis', 'troubleshoot', 'investigate', 'analyse', 'logs', 'root cause'],
    patterns: [
      /\b(dig into|get to the bottom of|shed light on)\b/,
      /<serial>.*\b(crashed|crashes|crashing|died|dies|breaks|broke|aborts|aborted|bombs|gave up|gives up|does not work|will not work)\b/,
      /\bwhat (is |was |has |keeps |does )?(it that )?(be |been )?(block|blocks|blocking|blocked|stop|stops|stopping|hold|holding|holds|prevent|prevents|preventing|keeping)\b.*<serial>/,
      /\b(diagnose|diagnosis|troubleshoot|investigate|debug|analyse|root cause|look into|dig into|examine|inspect)\b.*(<serial>|\b(logs?|zip|cab|attached|attachment|device|failure|etl|diagnostics|file|deployment|report)\b)/,
      /\b(why|reason|cause|caused|wrong|problem|explain why|find out|root|went)\b.*<serial>/,
      /<serial>.*\b(why|what is (the )?(reason|cause|problem|going on|wrong)|failed|fails|failing|stuck|hangs|hanging|keeps|error|troubleshoot|diagnose|broken|went wrong|times out|timed out|wrong)\b/,
      /\b(attached|attachment|here (are|is)|these|this|the|sent you)\b.*\b(logs?|log file|mdmdiag[a-z]*|diagnostics?|etl|cab|evtx)\b/,
      /^(logs?|log file|diagnostics?)\b/,
    ],
    excludes: [
      /\b(register|tell me when|notify|watch|who|csv|hashes)\b/,
      /\b(wipe|battery|screen|keyboard)\b/,
    ],
  },
};
