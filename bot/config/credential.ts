import type { GraphCredential } from '../../services/graph/token-credential';
import type { ConfigProblem } from './problem';
import { isGuid } from './values';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that prove a single-tenant app; the names are those of the Bot Framework and Azure SDKs. */
const proofs = [
  { variable: 'MicrosoftAppPassword', make: (secret: string) => ({ type: 'secret', secret }) as const },
  {
    variable: 'MicrosoftAppCertificatePath',
    make: (certificatePath: string) => ({ type: 'certificate', certificatePath }) as const,
  },
  {
    variable: 'AZURE_FEDERATED_TOKEN_FILE',
    make: (tokenFilePath: string) => ({ type: 'workload-identity', tokenFilePath }) as const,
  },
];

/**
 * Reads the app registration; adds every problem it finds. An unknown app type is refused here because the SDK
 * would silently treat it as multi-tenant.
 */
export function readCredential(
  environment: Environment,
  problems: ConfigProblem[],
): GraphCredential | undefined {
  const before = problems.length;
  const text = (variable: string) => environment[variable]?.trim() ?? '';
  const guid = (variable: string) => {
    const value = text(variable);
    if (value === '') problems.push({ variable, problem: 'missing' });
    else if (!isGuid(value)) problems.push({ variable, problem: 'not-a-guid', value });
    return value.toLowerCase();
  };
  const app = { appId: guid('MicrosoftAppId'), tenantId: guid('MicrosoftAppTenantId') };
  const proof = readProof(text, problems);
  return problems.length > before || proof === undefined ? undefined : { ...app, ...proof };
}

function readProof(text: (variable: string) => string, problems: ConfigProblem[]) {
  const given = proofs.filter(({ variable }) => text(variable) !== '');
  const type = text('MicrosoftAppType') || 'SingleTenant';
  switch (type.toLowerCase()) {
    case 'userassignedmsi':
      if (text('MicrosoftAppPassword') !== '') {
        problems.push({ variable: 'MicrosoftAppPassword', problem: 'secret-with-managed-identity' });
      }
      return { type: 'managed-identity' } as const;
    case 'singletenant': {
      const [first, second] = given;
      if (first !== undefined && second === undefined) return first.make(text(first.variable));
      const problem = first === undefined ? 'no-credential' : 'several-credentials';
      problems.push({ variable: proofs.map(({ variable }) => variable).join(', '), problem });
      return undefined;
    }
    default:
      problems.push({ variable: 'MicrosoftAppType', problem: 'unknown-app-type', value: type });
      return undefined;
  }
}
