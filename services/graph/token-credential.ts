import type { TokenCredential } from '@azure/identity';
import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import type { Cloud } from './clouds';

/** How the app registration proves who it is; one kind at a time. */
export type GraphCredential = {
  readonly appId: string;
  readonly tenantId: string;
} & (
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'certificate'; readonly certificatePath: string }
  | { readonly type: 'workload-identity'; readonly tokenFilePath: string }
  | { readonly type: 'managed-identity' }
);

/** Builds the Azure credential for a cloud. Nothing is read from the environment; no request is made yet. */
export function tokenCredential(credential: GraphCredential, { loginHost }: Cloud): TokenCredential {
  const { appId, tenantId } = credential;
  const options = { authorityHost: loginHost };
  switch (credential.type) {
    case 'secret':
      return new ClientSecretCredential(tenantId, appId, credential.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(
        tenantId,
        appId,
        { certificatePath: credential.certificatePath },
        options,
      );
    case 'workload-identity':
      return new WorkloadIdentityCredential({
        ...options,
        tenantId,
        clientId: appId,
        tokenFilePath: credential.tokenFilePath,
      });
    case 'managed-identity':
      return new ManagedIdentityCredential({ clientId: appId });
  }
}
