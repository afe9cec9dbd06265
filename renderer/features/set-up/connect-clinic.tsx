import { useState } from 'react';
import type { Desk } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import type { SetUpPorts } from './ports.ts';
import { SetUpScreen } from './set-up.tsx';

/** The set-up of a desk that is open already, in place of its screens. */
export function ConnectClinic({ onLeave }: { readonly onLeave: () => void }) {
  const t = useText();
  const desk = useDesk();
  const { sample } = useView(desk.views.clinic);
  // What is saved at its end must not begin it anew.
  const [ports] = useState(() => portsOf(desk));
  const [leave] = useState({ words: t(sample ? 'set-up.leave' : 'set-up.leave.desk'), onLeave });
  return <SetUpScreen ports={ports} first={null} leave={leave} onDone={onLeave} />;
}

function portsOf({ views, intents }: Desk): SetUpPorts {
  const { settings, environment } = views.settings.get();
  return {
    settings,
    environment,
    letterHeld: views.sync.get().unsent > 0,
    now: () => views.clock.get().now,
    tryAddress: (call) => intents.tryAddress(call),
    addressChange: (apiUrl) => intents.addressChange(apiUrl),
    keeping: {
      saveKey: (key, allowFile) => intents.saveKey(key, allowFile),
      saveSettings: (patch) => intents.saveSettings(patch),
    },
  };
}
