import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues, isMessageKey, keysOf } from '../../cards/messages';
import { commands } from '../../dialogs';
import { changeStates } from '../../services/changes/change';
import { kinds } from '../../services/changes/kinds';
import { helpRefusals, helpStates, triedThings } from '../../services/help/help-case';
import { autoRules } from '../../services/changes/rules';
import { layerNames } from '../../services/devices/device-status';
import { confidences, layers, phases } from '../../services/knowledge/article';
import { myStates, mySteps } from '../../services/my-devices/my-device';
import { findingVerdicts } from '../../services/registration/doctor/doctored-row';
import { failureReasons, importPhases, rowStates } from '../../services/registration/imports/import';
import { overallStates } from '../../services/devices/overall-state';
import { nextSteps, readinessReasons, readinessRules } from '../../services/devices/readiness';
import { watchEvents } from '../../services/watching/watch';
import { familiesInUse } from './support/run-time-keys';
import { actRefusals, targetReasons } from './support/change-states';
import { downloadFailures, fileProblems } from './support/import-states';
import { serialFileProblems } from './support/serial-files';
import { failureTypes, layerStates } from './support/states';

const { en } = catalogues;
const root = join(__dirname, '..', '..');

const needed = {
  'reasons of a layer': readinessReasons.map((reason) => `readiness.reason.${reason}`),
  'next steps': nextSteps.map((step) => `readiness.next.${step}`),
  failures: failureTypes.flatMap((type) => [`failure.${type}`, `couldNotRead.${type}`]),
  commands: commands.flatMap(({ id }) => [`commands.${id}.title`, `commands.${id}.summary`]),
  layers: [
    ...layerNames.map((name) => `layer.name.${name}`),
    ...layerStates.map((state) => `layer.state.${state}`),
  ],
  'requests that have no outcome': ['offered', 'accepted', 'working', 'withdrawn', 'expired'].map(
    (state) => `request.state.${state}`,
  ),
  'outcomes of any request': ['notAllowed', 'rolesUnread', 'givenUp', 'graph', 'forbidden'].map(
    (code) => `outcomes.any.${code}`,
  ),
  'outcomes of a sync': ['started', 'running', 'tooSoon'].map((code) => `outcomes.sync.${code}`),
  'findings of the doctor': Object.keys(findingVerdicts).flatMap((code) => [
    `doctor.${code}.problem`,
    `doctor.${code}.mend`,
  ]),
  'files that cannot be used': fileProblems.map((type) => `doctor.file.${type}`),
  'files that did not arrive': downloadFailures.map((type) => `download.${type}`),
  'lists of devices that cannot be used': [
    ...serialFileProblems.map((type) => `serialFile.problem.${type}`),
    ...downloadFailures.map((type) => `serialFile.download.${type}`),
  ],
  'rows of an import': rowStates.map((state) => `imports.state.${state}`),
  'phases of an import': importPhases.map((phase) => `imports.phase.${phase}`),
  'rows that failed': failureReasons.flatMap((reason) => [
    `imports.reason.${reason}`,
    `imports.act.${reason}`,
  ]),
  'trouble of an import': failureTypes.map((type) => `imports.trouble.${type}`),
  'outcomes of an import': ['done', 'partly', 'stopped', 'failed', 'nothing', 'identifiersAdded'].map(
    (code) => `outcomes.register.${code}`,
  ),
  'kinds of changes': Object.keys(kinds).flatMap((kind) => [
    `change.title.${kind}.set`,
    `change.title.${kind}.clear`,
  ]),
  'devices that are not as wished': targetReasons.map((reason) => `change.why.${reason}`),
  'decisions that were refused': actRefusals.map((refusal) => `change.refused.${refusal}`),
  'states of a change, in a sentence': changeStates.map((state) => `changing.stateNow.${state}`),
  'rules that approve': autoRules.map((rule) => `change.rule.${rule}`),
  'parts of an explanation': ['employee', 'helpdesk', 'admin', 'why', 'sources'].flatMap((part) => [
    `explain.own.${part}`,
    `explain.part.${part}`,
  ]),
  'confidence of an explanation': confidences.map((each) => `explain.confidence.${each}`),
  'layers of a deployment': layers.map((layer) => `explain.layers.${layer}`),
  'phases of a deployment': phases.map((phase) => `explain.phases.${phase}`),
  'sub-steps of an enrolment': Array.from({ length: 9 }, (_, step) => `explain.subStep.${step}`),
  'statuses within a code': ['http', 'syncml'].map((kind) => `explain.decoded.${kind}`),
  'states of one’s own device': myStates.flatMap((state) => [
    `my-device.label.${state}`,
    `my-device.sentence.${state}`,
    `my-device.todo.${state}`,
  ]),
  'what is said of a case': [
    ...helpRefusals.map((refusal) => `help-case.refused.${refusal}`),
    ...helpStates.flatMap((state) => [`help-case.headline.${state}`, `get-help.case.${state}`]),
    ...myStates.map((state) => `help-case.state.${state}`),
    ...mySteps.map((step) => `help-case.step.${step}`),
    ...triedThings.map((each) => `get-help.tried.${each}`),
  ],
  'steps of one’s own device': mySteps.map((step) => `my-device.step.${step}`),
  'states of a step': ['done', 'now', 'failed', 'open'].map((state) => `my-device.stepState.${state}`),
  'news of what is watched': watchEvents.flatMap((event) =>
    ['mine', 'device'].flatMap((who) =>
      ['title', 'text', 'todo'].map((part) => `watchNotice.${who}.${event}.${part}`),
    ),
  ),
  'overall states': overallStates.map((state) => `overall.${state}`),
};

/** All sentences of a catalogue with their names, plural forms apart. */
function sentencesOf(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? sentencesOf(value, `${path}${name}.`)
      : [[`${path}${name}`, String(value)] satisfies [string, string]],
  );
}

const placeholders = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

it.each(Object.entries(needed))('has words for all %s', (_, keys) => {
  expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
});

it('has no words for reasons and steps that are gone', () => {
  expect(Object.keys(en.readiness.reason).sort()).toEqual([...readinessReasons].sort());
  expect(Object.keys(en.readiness.next).sort()).toEqual([...nextSteps].sort());
});

it("keeps to the lengths of Teams' command menu", () => {
  const tooLong = Object.entries(en.commands).filter(
    ([, { title, summary }]) => title.length > 32 || summary.length > 128,
  );

  expect(tooLong).toEqual([]);
});

it('explains a layer in one clause', () => {
  expect(Object.values(en.readiness.reason).filter((reason) => reason.length > 90)).toEqual([]);
});

it('asks in a reason only for the values that the reason carries', () => {
  const wrong = Object.values(readinessRules)
    .flat()
    .flatMap(({ reason, values = [] }) => {
      const asked = placeholders(en.readiness.reason[reason as keyof typeof en.readiness.reason]);
      return asked
        .filter((name) => !(values as readonly unknown[]).includes(name))
        .map((name) => ({ reason, name }));
    });

  expect(wrong).toEqual([]);
});

it('says of every failure what happened, that nothing was changed, and what to do', () => {
  for (const sentence of Object.values(en.failure)) {
    expect(sentence).toMatch(/^[A-Z].+\. Nothing was changed\. Please .+\.$/);
  }
});

it('says of every file that cannot be used what it is, that nothing was registered, and what to do', () => {
  for (const sentence of [...Object.values(en.doctor.file), ...Object.values(en.download)]) {
    expect(sentence).toMatch(/^[A-Z].+\. Nothing was registered\. .+\.$/);
  }
});

it('says of every list of devices that cannot be used what it is, that nothing was changed, and what to do', () => {
  for (const sentence of [
    ...Object.values(en.serialFile.problem),
    ...Object.values(en.serialFile.download),
    en.serialFile.busy,
  ]) {
    expect(sentence).toMatch(/^[A-Z].+\. Nothing was changed\. Please .+\.$/);
  }
});

it('says of every refused decision what is so, that nothing was changed, and what to do', () => {
  for (const sentence of Object.values(en.change.refused)) {
    expect(sentence).toMatch(/^[A-Z].+\. Nothing was changed\. .+\.$/);
  }
});

it('says of every device that is not as wished what is so and what to do', () => {
  for (const sentence of Object.values(en.change.why)) {
    expect(sentence).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
    expect(sentence.length).toBeLessThan(180);
  }
});

it('knows no finding, state or reason that is gone', () => {
  expect(Object.keys(en.change.why).sort()).toEqual([...targetReasons].sort());
  expect(Object.keys(en.change.refused).sort()).toEqual([...actRefusals].sort());
  const findings = Object.keys(en.doctor).filter((name) => name !== 'file');

  expect(findings.sort()).toEqual(Object.keys(findingVerdicts).sort());
  expect(Object.keys(en.imports.state).sort()).toEqual([...rowStates].sort());
  expect(Object.keys(en.imports.reason).sort()).toEqual([...failureReasons].sort());
  expect(Object.keys(en.imports.act).sort()).toEqual([...failureReasons].sort());
});

it('contains no Markdown, which cards would show as it stands', () => {
  const forTeams = sentencesOf(en).filter(([name]) => !name.startsWith('startup.'));
  const marked = forTeams.filter(([, sentence]) =>
    /[*_`[\]<>]|^[#-]/.test(sentence.replace(/\{\{\w+\}\}/g, '')),
  );

  expect(marked).toEqual([]);
});

describe('the folder of catalogues', () => {
  const files = readdirSync(join(root, 'cards', 'locales'));

  it('is known to the program', () => {
    expect(files.sort()).toEqual(
      Object.keys(catalogues)
        .map((language) => `${language}.json`)
        .sort(),
    );
  });

  it.each(Object.entries(catalogues))('says in %s nothing that English does not say', (_, catalogue) => {
    expect(keysOf(catalogue).filter((key) => !isMessageKey(key))).toEqual([]);
  });
});

it('holds no sentence that nobody says', () => {
  const source = ['bot', 'cards', 'dialogs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8')),
    )
    .join('\n');
  const unsaid = keysOf(en).filter(
    (key) => !familiesInUse.some((family) => key.startsWith(family)) && !source.includes(`'${key}'`),
  );

  expect(unsaid).toEqual([]);
});
