import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { SetupFileDialog } from './setup-file-dialog.tsx';

/** A setup file that was opened while the desk is. */
export function OpenedSetupFile() {
  const { views, intents } = useDesk();
  const { sample } = useView(views.clinic);
  return <SetupFileDialog ports={{ offer: views.setupOffer, ...intents }} sample={sample} />;
}
