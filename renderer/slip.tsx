import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { HuskyBridge } from '../shared/ipc/contract.ts';
import { Slip } from './features/slip/slip.tsx';
import { Words } from './i18n/words.tsx';
import './ui/global.css';
import './slip.css';

/** The page that main prints: one slip and nothing else, in a window that nobody sees. */
async function draw(bridge: HuskyBridge, root: Element): Promise<void> {
  const { slip, languages, paperWidth } = await bridge.invoke('slip.order');
  createRoot(root).render(
    <Words language={languages[0] ?? 'en'}>
      <Drawn
        onDrawn={(height) => {
          void bridge.invoke('slip.drawn', { height });
        }}
      >
        <Slip slip={slip} languages={languages} paperWidth={paperWidth} />
      </Drawn>
    </Words>,
  );
}

/** Tells the height of what it holds, CSS pixels, as soon as each font that it needs is there. */
function Drawn({ children, onDrawn }: { readonly children: ReactNode; readonly onDrawn: (height: number) => void }) {
  const element = useRef<HTMLDivElement>(null);
  const tell = useEffectEvent(onDrawn);
  useEffect(() => {
    void fontsAreThere().then(() => {
      const height = element.current?.getBoundingClientRect().height;
      if (height !== undefined) tell(height);
    });
  }, []);
  return <div ref={element}>{children}</div>;
}

/** A layout asks for the fonts of the text that it meets; none is asked for before. */
async function fontsAreThere(): Promise<void> {
  do {
    document.body.getBoundingClientRect();
    await document.fonts.ready;
  } while (document.fonts.status === 'loading');
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
const bridge = window.husky;
draw(bridge, root).catch((fault: unknown) => {
  const detail = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  void bridge.invoke('log.write', { level: 'error', event: 'slip.fault', detail: detail.slice(0, 2000) });
});
