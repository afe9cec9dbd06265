import type { Page } from '@playwright/test';

/** A node of the tree that Chromium gives to screen readers. */
interface Node {
  readonly role: string;
  readonly name: string;
  readonly level: number;
  readonly children: readonly Node[];
  /** With whatever is below it. */
  readonly words: string;
}

/** The tree of the page as it stands; what is hidden or inert is not in it. */
async function treeOf(page: Page): Promise<Node> {
  const session = await page.context().newCDPSession(page);
  try {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const [root] = nodes;
    if (root === undefined) throw new Error('the page has no accessibility tree');
    const take = (id: string): readonly Node[] => {
      const node = byId.get(id);
      if (node === undefined) return [];
      const children = (node.childIds ?? []).flatMap(take);
      if (node.ignored) return children;
      const role = textOf(node.role);
      const name = textOf(node.name);
      const level = Number(node.properties?.find((property) => property.name === 'level')?.value.value ?? 0);
      const words = role === 'StaticText' ? name : children.map((child) => child.words).join(' ');
      return [{ role, name, level, children, words: words === '' ? name : words }];
    };
    const [tree] = take(root.nodeId);
    if (tree === undefined) throw new Error('the page has no accessibility tree');
    return tree;
  } finally {
    await session.detach();
  }
}

function textOf(value: { readonly value?: unknown } | undefined): string {
  return typeof value?.value === 'string' ? value.value.trim() : '';
}

const pressable: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'combobox',
  'link',
  'menuitem',
  'menuitemradio',
  'option',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
]);

/** They have to say what they are, or nobody knows where they are. */
const named: ReadonlySet<string> = new Set([
  'alertdialog',
  'dialog',
  'form',
  'grid',
  'group',
  'image',
  'listbox',
  'menu',
  'meter',
  'navigation',
  'progressbar',
  'radiogroup',
  'region',
  'table',
]);

const landmarks: ReadonlySet<string> = new Set([
  'banner',
  'complementary',
  'contentinfo',
  'form',
  'main',
  'navigation',
  'region',
  'search',
]);

/** By their name or their words they tell two buttons of one name apart. */
const context: ReadonlySet<string> = new Set([
  'alertdialog',
  'dialog',
  'form',
  'group',
  'listitem',
  'navigation',
  'radiogroup',
  'region',
  'row',
  'search',
  // "Close" stands in the head of a panel and in its foot.
  'sectionfooter',
  'sectionheader',
]);

/**
 * What keeps somebody who cannot see the page from knowing what is where, and what axe does not look for: something to press without
 * a name, two of one name that nothing tells apart, a heading level left out, a part of the page without a name or twice under
 * one name, a picture or an alarm without words.
 */
export async function treeFaults(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  const pressed = new Map<string, number>();
  const parts = new Map<string, number>();
  const headings: Node[] = [];
  let looked = 0;
  const walk = (node: Node, around: string): void => {
    const { role, name, words } = node;
    looked += 1;
    if (pressable.has(role)) {
      if (name === '') faults.push(`a ${role} without a name in: ${around}`);
      // Of a group of radio buttons the values differ; lists and texts say where they are by their label.
      if (role === 'button' || role === 'link') count(pressed, `${role} “${name}” in: ${around}`);
    }
    if (named.has(role) && name === '' && !foldsOut(node)) faults.push(`a ${role} without a name in: ${around}`);
    if (role === 'alert' && words === '') faults.push(`an alert without words in: ${around}`);
    if (landmarks.has(role)) count(parts, `${role} “${name}”`);
    if (role === 'heading') headings.push(node);
    const here = context.has(role) ? `${around} › ${role} ${name === '' ? words : name}` : around;
    for (const child of node.children) walk(child, here);
  };
  const tree = await treeOf(page);
  walk(tree, 'the page');
  if (looked < 30) faults.push(`only ${String(looked)} nodes were looked at`);
  for (const [what, times] of [...pressed, ...parts]) if (times > 1) faults.push(`${String(times)} times ${what}`);
  return [...faults, ...headingFaults(headings)];
}

/** What folds out is named by what is pressed for it. */
function foldsOut({ children }: Node): boolean {
  return children[0]?.role === 'DisclosureTriangle';
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

function headingFaults(headings: readonly Node[]): readonly string[] {
  const faults: string[] = [];
  let before = 0;
  for (const { level, name, words } of headings) {
    if (name === '' && words === '') faults.push(`a heading of level ${String(level)} without words`);
    if (level > before + 1) faults.push(`“${name}” has level ${String(level)} after level ${String(before)}`);
    before = level;
  }
  if (!headings.some(({ level }) => level === 1)) faults.push('there is no heading of level 1');
  return faults;
}
