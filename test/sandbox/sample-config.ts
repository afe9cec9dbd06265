import { sampleBranches, sampleConfig, sampleServices, sampleWindows } from '../../shared/model/sample-clinic.ts';
import { scopes, type SandboxConfig } from './config.ts';

/** Key of the sample clinic with every scope; it opens nothing but a sandbox on this machine. */
export const sampleKey = 'sk_live_sandbox_all';
/** Key that may read everything and change nothing. */
export const sampleReadOnlyKey = 'sk_live_sandbox_read';

/** What is served without `--config`. */
export const sampleSandboxConfig: SandboxConfig = {
  org: sampleConfig,
  rateLimitPerMinute: 60,
  dailyQuota: null,
  apiKeys: [
    { key: sampleKey, scopes },
    { key: sampleReadOnlyKey, scopes: ['appointments:read', 'slots:read'] },
  ],
  branches: sampleBranches,
  services: sampleServices,
  windows: sampleWindows,
};
