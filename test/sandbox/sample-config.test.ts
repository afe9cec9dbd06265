import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { sampleSandboxConfig } from './sample-config.ts';
import { wireConfig, wireService, wireWindow } from './wire.ts';

test('the sample clinic is one that a config file could hold: nothing in it contradicts the rest', () => {
  const { org, rateLimitPerMinute, dailyQuota, apiKeys, branches, services, windows } = sampleSandboxConfig;
  const file = {
    org: wireConfig(org),
    rate_limit_per_minute: rateLimitPerMinute,
    daily_quota: dailyQuota,
    api_keys: apiKeys,
    branches: branches.map((branch) => ({ branch_id: branch.branchId, name: branch.name })),
    services: services.map(wireService),
    windows: windows.map(wireWindow),
  };
  expect(readConfig(file)).toEqual({ kind: 'ok', config: sampleSandboxConfig });
});

test('no two windows of the sample share branch, day, session and batch, by which records are joined to them', () => {
  const { windows } = sampleSandboxConfig;
  const joins = windows.map(({ branchId, day, session, batch }) => [branchId, day, session, batch].join(' '));
  expect(new Set(joins).size).toBe(windows.length);
});
