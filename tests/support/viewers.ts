import type { Standing } from '../../services/people/standing';

/** Looks after all devices. */
export const everyDevice: Standing = { role: 'helpdesk' };
