/** The template's parameter whose other value makes a new deployment of the API. */
export const API_REVISION = 'ApiRevision';

export const API_REVISIONS = ['blue', 'green'] as const;

/** Parameters that a deployed API follows only with its next deployment: who reaches it, and by which TLS. */
export const FOLLOWED_WHEN_DEPLOYED = ['AllowedSourceIps', 'VpcEndpointIds', 'CallerPrincipals', 'TlsPolicy'] as const;
