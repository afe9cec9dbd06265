import type { Page } from '@playwright/test';
import { catalogues } from '../../renderer/i18n/catalogues.ts';
import type { Language } from '../../shared/ipc/contract.ts';

/**
 * Fonts that draw text of the page although they do not come with the desk: a machine may have them or not, and without them it
 * draws boxes. Each with words that it draws.
 */
export async function strayFonts(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument', { depth: 0 });
    const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
    const strays: string[] = [];
    let drawn = 0;
    for (const nodeId of nodeIds) {
      const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
      drawn += fonts.reduce((sum, { glyphCount }) => sum + glyphCount, 0);
      const strange = fonts.filter(({ isCustomFont }) => !isCustomFont);
      if (strange.length === 0) continue;
      const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId });
      const words = outerHTML.replaceAll(/<[^>]*>/g, ' ').trim();
      strays.push(`${strange.map(({ familyName }) => familyName).join(', ')}: ${words.slice(0, 200)}`);
    }
    if (drawn < 200) throw new Error(`only ${String(drawn)} glyphs were looked at`);
    return strays;
  } finally {
    await session.detach();
  }
}

/** What a screen may hold besides the words of the desk: money, digits of each script, names as they are typed. */
const alsoShown: readonly string[] = [
  '₹ 1,250 · 0123456789',
  '०१२३४५६७८९ · ௦௧௨௩௪௫௬௭௮௯',
  'मीनाक्षी सुंदरम् · ज़ोहरा ख़ान · राजेश कुमार वर्मा · ॐ प्रकाश · कृष्णमूर्ति त्र्यंबक',
  'மீனாட்சி சுந்தரம் · ஸ்ரீநிவாசன் · ஷாஜஹான் · க்ஷேமா · ஃபாத்திமா',
  'D’Souza · O’Neill · Zoë Müller · José Núñez · Łukasz · Šárka',
  '↑ ↓ → ↵ ▸ ▾ • · … “ ” ‘ ’ – —',
];

/** Every message of a language, without its placeholders and tags, and what else may be shown. */
export function wordsToDraw(language: Language): readonly string[] {
  const said = Object.values(catalogues[language]).map((message) => message.replaceAll(/[{}<>#]|\w+, plural,/g, ' '));
  return [...alsoShown, ...said];
}
