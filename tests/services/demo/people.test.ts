import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import demo from '../../../services/demo/people.json';

interface PlaygroundUser {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
}

interface Playground {
  version: string;
  tenantId: string;
  currentUser: PlaygroundUser;
  users: PlaygroundUser[];
  team: { channels: unknown[] };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const playground = parse(readFileSync('.m365agentsplayground.yml', 'utf8')) as Playground;

describe('the demo people', () => {
  it('are two admins, one helpdesk and two employees', () => {
    expect(demo.people.map(({ role }) => role).toSorted()).toEqual([
      'admin',
      'admin',
      'employee',
      'employee',
      'helpdesk',
    ]);
  });

  it('have lower-case object ids, addresses of the demo domain and Teams ids', () => {
    expect(demo.tenantId).toMatch(guid);
    for (const person of demo.people) {
      expect(person.entraObjectId).toMatch(guid);
      expect(person.upn).toMatch(new RegExp(`^[a-z.]+@${demo.domain.replace('.', '\\.')}$`));
      expect(person.teamsId).toMatch(/^29:/);
    }
  });

  it('are the five users of the Playground', () => {
    expect(playground.users).toEqual(
      demo.people.map((person) => ({
        id: person.teamsId,
        name: person.name,
        userPrincipleName: person.upn,
        aadObjectId: person.entraObjectId,
        givenName: person.givenName,
        surname: person.surname,
        email: person.upn,
      })),
    );
    expect(playground).toMatchObject({ version: '0.1.1', tenantId: demo.tenantId });
    expect(playground.team.channels.length).toBeLessThanOrEqual(1);
  });

  it('lend the Playground its current user: the helpdesk person under another Teams id', () => {
    const helpdesk = playground.users.find(
      ({ aadObjectId }) => aadObjectId === demo.people.find(({ role }) => role === 'helpdesk')?.entraObjectId,
    );
    const teamsIds = [playground.currentUser, ...playground.users].map(({ id }) => id);

    expect({ ...playground.currentUser, id: helpdesk?.id }).toEqual(helpdesk);
    expect(new Set(teamsIds).size).toBe(6);
  });
});
