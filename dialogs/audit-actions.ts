import { auditVerbs } from '../cards/audit-verbs';
import { auditOf } from './audit-answer';
import { auditPage, auditWhose, dataOf } from './audit-data';
import { auditFile } from './audit-file';
import { cardAction } from './card-action';

/** What the buttons of the audit card do; a page is turned on the presser's screen only. */
export const auditActions = [
  cardAction(auditVerbs.page, auditPage, async ({ subject, start }, invocation, services) => {
    const answer = await auditOf(subject, invocation, services, start);
    return typeof answer === 'string'
      ? { type: 'message', text: answer }
      : { type: 'card', card: answer.attachment, forEveryone: false };
  }),
  cardAction(
    auditVerbs.save,
    auditWhose,
    (subject) => Promise.resolve({ type: 'file', file: auditFile, ids: dataOf(subject) }),
    { access: 'admin' },
  ),
];
