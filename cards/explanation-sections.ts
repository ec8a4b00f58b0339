import type { Article } from '../services/knowledge/article';
import type { Role } from '../services/people/actor';
import type { Say } from './messages';
import { marked, numbered, type Line } from './steps';

export interface Section {
  readonly id: string;
  readonly isOpen: boolean;
  readonly style: 'emphasis' | 'default';
  readonly heading: string;
  readonly intro: string;
  readonly lines: readonly Line[];
  readonly outro: string;
}

export interface Toggle {
  readonly label: string;
  readonly hint: string;
  readonly target: string;
}

type Part = 'employee' | 'helpdesk' | 'admin' | 'why' | 'sources';
type Content = Pick<Section, 'lines'> & Partial<Pick<Section, 'intro' | 'outro'>>;

const parts: readonly Part[] = ['employee', 'helpdesk', 'admin', 'why', 'sources'];

/** The asker's own part first and open, the others behind buttons. */
export function articleSections(
  say: Say,
  article: Article,
  role: Role,
  sources: readonly string[],
): { readonly sections: readonly Section[]; readonly toggles: readonly Toggle[] } {
  const ordered = [role, ...parts.filter((part) => part !== role)];
  const sections = ordered.map((part): Section => {
    const { lines, intro = '', outro = '' } = contents[part](say, article, sources);
    const isOpen = part === role;
    const heading = say(isOpen ? `explain.own.${part}` : `explain.part.${part}`);
    return { id: part, isOpen, style: isOpen ? 'emphasis' : 'default', heading, intro, lines, outro };
  });
  const toggles = sections
    .filter(({ isOpen }) => !isOpen)
    .map(({ id, heading }) => toggleOf(say, id, heading));
  return { sections, toggles };
}

/** Shows or hides one part of the card. */
export function toggleOf(say: Say, target: string, label: string): Toggle {
  return { label, hint: say('explain.toggleHint', { part: label }), target };
}

const contents: Readonly<Record<Part, (say: Say, article: Article, sources: readonly string[]) => Content>> =
  {
    employee: (_, { employee }) => ({ intro: employee.happened, lines: [], outro: employee.now }),
    helpdesk: (say, { helpdesk }) => ({
      lines: numbered(helpdesk.steps),
      outro: say('explain.escalate', { when: helpdesk.escalate }),
    }),
    admin: (_, { admin }) => ({ intro: admin.rootCause.text, lines: numbered(admin.settings) }),
    why: (say, { causes, checks }) => ({
      intro: say('explain.causes'),
      lines: [...numbered(causes), ...marked('→', checks)],
    }),
    sources: (say, article, sources) => ({
      intro: say(`explain.confidence.${article.confidence}`),
      lines: [
        ...marked('⚠', article.contradictions),
        ...marked(
          '•',
          sources.map((text) => ({ text })),
        ),
      ],
    }),
  };
