import { useState } from 'react';
import { plainRules, type BranchRules } from '../../../shared/reservations/branch-rules.ts';
import { withDeviceAdded } from '../../../shared/reservations/roster-changes.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DesksSetting } from './desks-setting.tsx';
import { PlacesSettings } from './places-settings.tsx';
import { RequestsSetting } from './requests-setting.tsx';
import { RulesExchange } from './rules-exchange.tsx';
import { SettingRow } from './setting-row.tsx';
import { SharingSetting } from './sharing-setting.tsx';
import { ShareNotice } from './share-notice.tsx';
import type { Saving } from './use-save.ts';
import { useRules, type RulesInHand } from './use-rules.ts';

/** The desks of this branch and what they share. A desk that is the only one is asked nothing (SPEC ROSTER-1). */
export function RulesSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const inHand = useRules(saving);
  if (inHand === null) {
    return (
      <SettingRow title={t('rules.desks')}>
        <p>{t('rules.no-branch')}</p>
      </SettingRow>
    );
  }
  const several = inHand.rules.devices.length > 0;
  return (
    <>
      <ShareNotice inHand={inHand} />
      <SettingRow title={t('rules.count')} help={t('rules.count.help', { branch: inHand.branchName })}>
        <DeskCount inHand={inHand} several={several} />
      </SettingRow>
      {several ? (
        <>
          <DesksSetting inHand={inHand} />
          <RulesExchange inHand={inHand} />
          <SharingSetting inHand={inHand} />
          <PlacesSettings inHand={inHand} />
          <RequestsSetting inHand={inHand} />
        </>
      ) : (
        <MoreRules inHand={inHand} />
      )}
    </>
  );
}

function DeskCount({ inHand, several }: { readonly inHand: RulesInHand; readonly several: boolean }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { rules, thisDevice } = inHand;
  const others = rules.devices.filter(({ letter }) => letter !== thisDevice.letter);
  const forget = (): void => {
    setAsking(false);
    void inHand.change((now) => ({ ...now, devices: [] }));
  };
  return (
    <>
      <RadioCards
        label={t('rules.count')}
        labelHidden
        value={several ? 'several' : 'one'}
        choices={[
          { value: 'one', label: t('rules.count.one'), note: t('rules.count.one.note') },
          { value: 'several', label: t('rules.count.several'), note: t('rules.count.several.note') },
        ]}
        onChange={(value) => {
          if (value === 'several') void inHand.change((now) => withDeviceAdded(now, thisDevice));
          else if (others.length === 0) forget();
          else setAsking(true);
        }}
      />
      {asking ? (
        <ConfirmDialog
          heading={t('rules.alone.ask', { branch: inHand.branchName })}
          safe={t('rules.alone.no')}
          risk={t('rules.alone.yes')}
          onSafe={() => {
            setAsking(false);
          }}
          onRisk={forget}
        >
          <p>{t('rules.alone.body', { letters: others.map(({ letter }) => letter).join(', ') })}</p>
          <p>{t('rules.alone.after')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

/** What a desk alone may set too, out of its way; shown at once where something of it is set. */
function MoreRules({ inHand }: { readonly inHand: RulesInHand }) {
  const t = useText();
  const { devicesOnKey, dailyQuota } = useView(useDesk().views.settings).settings;
  const [open, setOpen] = useState(!isPlain(inHand.rules) || devicesOnKey !== 1 || dailyQuota !== null);
  return (
    <>
      <SettingRow title={t('rules.more')} help={t('rules.more.help')}>
        <Button
          expanded={open}
          onPress={() => {
            setOpen(!open);
          }}
        >
          {t(open ? 'rules.more.hide' : 'rules.more.show')}
        </Button>
      </SettingRow>
      {open ? (
        <>
          <PlacesSettings inHand={inHand} />
          <RequestsSetting inHand={inHand} />
        </>
      ) : null}
    </>
  );
}

/** Nothing that a desk alone would notice is set. */
function isPlain({ reserve, atRisk, ownPlacesForWalkIns, rebooking }: BranchRules): boolean {
  const keepsNothing = reserve.kind === 'fixed' && reserve.places === 0;
  return keepsNothing && !atRisk && !ownPlacesForWalkIns && rebooking === plainRules.rebooking;
}
