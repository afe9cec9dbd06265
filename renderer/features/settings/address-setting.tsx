import { useRef, useState } from 'react';
import type { SettingsPatch } from '../../../shared/ipc/contract.ts';
import type { AddressChange } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useOpenWords } from './open-words.ts';
import { TextSetting } from './text-setting.tsx';
import { patchOf, type Saving, type SettingsChange } from './use-save.ts';

type Asked = Extract<AddressChange, { kind: 'ends-practice' | 'other-clinic' }>;

interface Question {
  readonly change: Asked;
  readonly answer: (agreed: boolean) => void;
}

/** The API address. Another clinic's is asked about before it is saved; while bookings are owed it can't change. */
export function AddressSetting({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const desk = useDesk();
  const openWords = useOpenWords();
  const { settings } = useView(desk.views.settings);
  const { unsent, needsYou } = useView(desk.views.sync);
  const [question, setQuestion] = useState<Question | null>(null);
  const [owed, setOwed] = useState<Extract<AddressChange, { kind: 'locked' }> | null>(null);
  const asking = useRef<Promise<boolean> | null>(null);
  const ask = (change: Asked): Promise<boolean> =>
    new Promise((resolve) => {
      setQuestion({
        change,
        answer: (agreed) => {
          setQuestion(null);
          resolve(agreed);
        },
      });
    });
  const saveAsked = async (patch: SettingsPatch): Promise<boolean> => {
    const change = await desk.intents.addressChange(patch.apiUrl ?? '');
    setOwed(change.kind === 'locked' ? change : null);
    const agreed = change.kind === 'none' || change.kind === 'locked' || (await ask(change));
    // Kept as it is: the field shows what is saved again.
    return agreed ? saving.save(patch) : true;
  };
  const save = (asked: SettingsChange): Promise<boolean> => {
    // The question takes the focus from the field, which would save a second time.
    asking.current ??= saveAsked(patchOf(asked, settings)).finally(() => {
      asking.current = null;
    });
    return asking.current;
  };
  const open = unsent + needsYou > 0 && settings.apiUrl !== '';
  return (
    <>
      <TextSetting
        name="apiUrl"
        label={t('settings.address')}
        saved={settings.apiUrl}
        patch={(apiUrl) => ({ apiUrl })}
        saving={{ ...saving, save }}
        type="url"
        lang="en"
        locked={open ? t('settings.address.locked', { open: openWords({ unsent, needsYou }) }) : null}
        fault={owed === null ? undefined : t('settings.address.owed', { address: owed.address, open: openWords(owed) })}
      />
      {question === null ? null : <AddressQuestion question={question} />}
    </>
  );
}

function AddressQuestion({ question: { change, answer } }: { readonly question: Question }) {
  const t = useText();
  const kind = change.kind === 'ends-practice' ? 'practice' : 'other';
  const body =
    change.kind === 'ends-practice'
      ? t('settings.connect.practice.body', { count: change.bookings })
      : t('settings.connect.other.body', { address: change.address, count: change.appointments });
  return (
    <ConfirmDialog
      heading={t(`settings.connect.${kind}`)}
      safe={t(`settings.connect.${kind}.no`)}
      risk={t(`settings.connect.${kind}.yes`)}
      onSafe={() => {
        answer(false);
      }}
      onRisk={() => {
        answer(true);
      }}
    >
      <p>{body}</p>
      <p>{t(`settings.connect.${kind}.after`)}</p>
    </ConfirmDialog>
  );
}
