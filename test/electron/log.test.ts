import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeError } from '../../electron/log/log.ts';
import { openLogFile } from '../../electron/log/log-file.ts';
import { redactBody, redactText } from '../../electron/log/redact.ts';
import { emptyFolder } from './fakes.ts';

describe('a line of the log', () => {
  it.each([
    ['call +919840012345 back', '9840012345'],
    ['call 98400 12345 back', '98400 12345'],
    ['call (0)44-2345-6789', '2345-6789'],
    ['key sk_live_a1-b2_c3 refused', 'a1-b2'],
    ['Authorization: Bearer abc.def', 'abc.def'],
    ['{"patient_name":"Aadhi \\"A\\" K"}', 'Aadhi'],
    ['{"patient":{"name" : "Aadhi","phone":"x1"}}', 'x1'],
    ['{"note":"allergic to penicillin', 'penicillin'],
    ['{"parent_phone":9840012345}', '9840012345'],
  ])('of %s hides %s', (text, secret) => {
    expect(redactText(text)).not.toContain(secret);
  });

  it.each([
    'booking 2026-06-15 at 2026-06-15T03:30:00.000Z',
    'HTTP 503, 4096 characters',
    'appt_a1b2c3d4e5 of branch b-main',
    'data.0.branch_id: expected string',
  ])('keeps what says nothing of a person: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  it('has an end', () => {
    expect(redactText('x'.repeat(100_000)).length).toBeLessThanOrEqual(2_000);
  });
});

describe("a server's answer in the log", () => {
  it('shows its shape, and values only of fields that say nothing of a person', () => {
    const body = {
      success: true,
      data: [
        { appointment_id: 'a1', patient_name: 'Aadhi', parent_phone: 9840012345, status: 'confirmed', odd: ['Meena'] },
        { appointment_id: 'a2' },
        { appointment_id: 'a3' },
        { appointment_id: 'a4', patient_name: 'Meena' },
      ],
    };
    const shown = redactBody(body);
    expect(shown).toContain('"appointment_id":"a1"');
    expect(shown).toContain('"status":"confirmed"');
    expect(shown).toContain('‹1 more›');
    expect(shown).not.toMatch(/Aadhi|Meena|98400/);
  });

  it.each([null, 7, 'Aadhi', [], undefined])('may be anything: %j', (body) => {
    expect(redactBody(body)).not.toContain('Aadhi');
  });
});

describe('the log file', () => {
  it('holds the events in order, cleaned, one line each', async () => {
    const folder = await emptyFolder();
    const log = openLogFile(folder);
    log.info('start', '0.1.0');
    log.warn('window.odd', 'patient\n+91 98400 12345\nkey sk_live_x');
    log.error('window.crashed');
    const lines = (await readFile(join(folder, 'logs', 'main.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'info start 0.1.0',
      'warn window.odd patient ‹number› key ‹key›',
      'error window.crashed',
    ]);
    expect(lines[0]).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });
});

describe('an error in words', () => {
  it('names its code once', () => {
    expect(describeError(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }))).toBe(
      'Error: ENOSPC: no space left',
    );
    expect(describeError(Object.assign(new TypeError('failed'), { code: 'X1' }))).toBe('TypeError: X1 failed');
    expect(describeError('text')).toBe('text');
  });
});
