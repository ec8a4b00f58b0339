import { commands } from '../../../dialogs';
import { commandOf, recognizer } from './support';

const writing = new Set(commands.filter(({ sideEffect }) => sideEffect === 'write').map(({ id }) => id));
const harmless = ['cancel', 'unknown', 'help'];

describe('a sentence that says not to', () => {
  it.each([
    "don't register these yet",
    'do not import the attached file',
    'please do not upload anything',
    'do not delete 5CG1234ABC',
    "don't remove PF2SX7Y0 from Autopilot",
    "please don't deregister 7XK2QY3",
    'never deregister 7XK2QY3',
    'never mind tagging 5CG1234ABC',
    'do not tag 5CG1234ABC with UK-Corp-Laptop',
    "don't change the tag of PF2SX7Y0 to DE-Corp-Laptop",
    'please do not assign 5CG1234ABC to lucy.chen@contoso.com',
    "don't unassign the user from 5CG1234ABC",
    "don't sync now",
    'please hold off on syncing autopilot',
    'do not approve request 12 yet',
    "don't reject request 12",
    'do not undo request 12',
    'please do not roll back request 12',
    "don't unblock 5CG1234ABC",
    'never let 5CG1234ABC enrol again',
    'do not allow the next enrolment of 5CG1234ABC',
    'stop, do not approve anything',
    'nothing should be deleted',
    "I don't want to register devices",
    'nobody may delete 5CG1234ABC',
    'nobody is allowed to approve request 12',
    'no one must sync now',
    'under no circumstances deregister 7XK2QY3',
  ])('starts nothing: %s', (text) => {
    expect(harmless).toContain(commandOf(text));
  });

  it.each([
    ['do not remove 5CG1234ABC from Autopilot, only remove the user from it', 'unassign-user'],
    ["don't approve 12, reject request 12", 'reject'],
    ["don't delete 5CG1234ABC, just show me the status of 5CG1234ABC", 'status'],
  ])('may say what to do instead: %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });

  it('may be encouragement', () => {
    expect(commandOf("don't forget to sync autopilot")).toBe('sync');
  });
});

describe('a sentence that asks about a change', () => {
  it.each([
    'what happens if I delete 5CG1234ABC from Autopilot?',
    'what happens if I tag 5CG1234ABC with UK-Corp-Laptop?',
    'who approved request 12?',
    'who registered 5CG1234ABC?',
    'who deleted PF2SX7Y0?',
    'has request 12 been approved?',
    'how do I register devices?',
    'how do I approve a request?',
    'should I deregister 5CG1234ABC?',
    'did the sync run today?',
    'when was 5CG1234ABC deleted?',
    "what does 'deregister' do?",
    'what does "approve" do?',
    'did the import work?',
    'is 5CG1234ABC assigned to Lucy Chen?',
    'how do I undo a request?',
    'what happens if I undo request 12?',
    'who undid request 12?',
    'was request 12 rolled back?',
    'can request 12 still be undone?',
    "what does 'undo' do?",
    'how do I unblock a device?',
    'why is 5CG1234ABC blocked?',
    'is 5CG1234ABC blocked?',
    'can 5CG1234ABC enrol again?',
    'who unblocked 5CG1234ABC?',
    'what does "unblock" do?',
  ])('changes nothing: %s', (text) => {
    expect(writing).not.toContain(commandOf(text));
  });
});

describe('a guess', () => {
  it.each([
    '5CG1234ABC',
    '5CG1234ABC PF2SX7Y0 7XK2QY3',
    'the laptop 5CG1234ABC',
    'UK-Corp-Laptop',
    'flurble UK-Corp-Laptop',
    'lucy.chen@contoso.com',
    'request 12',
    '12',
    'yes',
    'ok',
    'delete everything',
    'wipe all phones',
    'remove',
    'the devices of Lucy Chen',
    'approval for my holiday',
    'sync my calendar',
    'register me for the training',
    'assign the ticket to Bob',
    'tag me in the photo',
    'delete my emails',
    'decline the meeting on Friday',
    'undo that',
    'undo my last email',
    'roll back the latest windows update',
    'revert my commit',
    'restore my files',
    'unblock my account',
    'unblock the sender bob@contoso.com',
    'allow pop-ups',
    'reset 5CG1234ABC',
  ])('never writes: %s', (text) => {
    expect(writing).not.toContain(commandOf(text));
  });

  it('offers what it nearly was among the alternatives, best first and without the chosen one', () => {
    const { command, alternatives } = recognizer().recognize('tag 5CG1234ABC');

    expect(alternatives.length).toBeLessThanOrEqual(2);
    expect(alternatives.map((alternative) => alternative.command)).not.toContain(command);
    expect([...alternatives].sort((a, b) => b.confidence - a.confidence)).toEqual(alternatives);
  });
});

describe('a plain order', () => {
  it.each([
    ['register the attached csv', 'register'],
    ['tag 5CG1234ABC with UK-Corp-Laptop', 'assign-tag'],
    ['assign 5CG1234ABC to lucy.chen@contoso.com', 'assign-user'],
    ['remove the user from 5CG1234ABC', 'unassign-user'],
    ['delete 5CG1234ABC from Autopilot', 'deregister'],
    ['approve request 12', 'approve'],
    ['reject request 12', 'reject'],
    ['undo request 12', 'undo'],
    ['unblock 5CG1234ABC', 'unblock'],
    ['sync autopilot now', 'sync'],
  ])('is obeyed: %s', (text, command) => {
    expect(commandOf(text)).toBe(command);
  });
});
