import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');

test('text and log lines alike name a font of the desk for each script, so that no machine draws boxes', () => {
  for (const token of ['--font', '--font-code']) {
    const fonts = new RegExp(`${token}:([^;]+);`).exec(tokens)?.[1];
    expect(fonts, token).toContain('Noto Sans Devanagari');
    expect(fonts, token).toContain('Noto Sans Tamil');
  }
});
