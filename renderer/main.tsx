import { createRoot } from 'react-dom/client';
import type { HuskyBridge, Language } from '../shared/ipc/contract.ts';
import { boot, readFacts, type Facts } from './boot.ts';
import { serveKiosks } from './desk/serve-kiosks.ts';
import { languageFor } from './desk/set-up.ts';
import { FirstStart } from './features/set-up/first-start.tsx';
import { Shell } from './features/shell/shell.tsx';
import { StartScreen, type StartState } from './features/start/start-screen.tsx';
import { firstPorts, firstSetupFile, keepLanguage } from './first-ports.ts';
import { surfaces } from './surfaces.tsx';
import './ui/global.css';

declare global {
  interface Window {
    readonly husky: HuskyBridge;
  }
}

const element = document.querySelector('#root');
if (element === null) throw new Error('the page has no #root');
const root = createRoot(element);
const bridge = window.husky;
let language: Language = 'en';

function show(state: StartState): void {
  root.render(<StartScreen state={state} language={language} onTryAgain={reload} />);
}

function reload(): void {
  window.location.reload();
}

function report(event: string, fault: unknown): void {
  const detail = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
  void bridge.invoke('log.write', { level: 'error', event, detail: detail.slice(0, 2000) });
}

/** Nothing is opened before the person said what the desk is to be; a start that is cut short here begins anew. */
function askForClinic(facts: Facts): void {
  const { file, stop } = firstSetupFile(bridge);
  root.render(
    <FirstStart
      ports={firstPorts(bridge, facts)}
      file={file}
      language={languageFor(facts.environment.systemLanguages)}
      onSample={(chosen) => {
        stop();
        run(async () => {
          await openDesk(await keepLanguage(bridge, facts, chosen));
        });
      }}
      onDone={() => {
        stop();
        run(async () => {
          await openDesk(await readFacts(bridge));
        });
      }}
    />,
  );
}

async function start(): Promise<void> {
  const facts = await readFacts(bridge);
  if (facts.environment.needsSetUp) {
    askForClinic(facts);
    return;
  }
  await openDesk(facts);
}

async function openDesk(facts: Facts): Promise<void> {
  language = facts.settings.language;
  show({ kind: 'opening', progress: null });
  const booted = await boot(bridge, facts, (progress) => {
    show({ kind: 'opening', progress });
  });
  if (booted.kind !== 'ready') {
    show({ kind: booted.kind });
    return;
  }
  serveKiosks(booted.desk, {
    bridge,
    every: (ms, callback) => {
      const timer = setInterval(callback, ms);
      return () => {
        clearInterval(timer);
      };
    },
    onFault: (fault) => {
      report('kiosk.fault', fault);
    },
  });
  root.render(
    <Shell
      desk={booted.desk}
      surfaces={surfaces}
      onFault={(fault) => {
        report('screen.fault', fault);
      }}
    />,
  );
}

function run(task: () => Promise<void>): void {
  task().catch((fault: unknown) => {
    report('start.fault', fault);
    show({ kind: 'failed', detail: fault instanceof Error ? fault.message : String(fault) });
  });
}

run(start);
