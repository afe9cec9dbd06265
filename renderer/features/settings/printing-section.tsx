import { useEffect, useState } from 'react';
import type { Printer } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, ChoiceList, RadioCards, type Choice } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { PrintNote, usePrinting } from '../slip/printing.tsx';
import { languageChoices, languageOf } from './languages.tsx';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { Saving } from './use-save.ts';

const c = classNames(styles);

const widths = [58, 80] as const;

/** The printer of slips, what they look like, when they are printed, and a slip to try it with. */
export function PrintingSection({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { settings } = saving;
  return (
    <>
      <PrinterSetting saving={saving} />
      <SettingRow title={t('settings.paper')} help={t('settings.paper.help')}>
        <RadioCards
          label={t('settings.paper')}
          labelHidden
          value={String(settings.paperWidth)}
          choices={widths.map((width) => ({ value: String(width), label: t('settings.paper.width', { width }) }))}
          onChange={(value) => {
            const chosen = widths.find((width) => String(width) === value);
            if (chosen !== undefined) void saving.save({ paperWidth: chosen });
          }}
        />
      </SettingRow>
      <SlipLanguages saving={saving} />
      <SettingRow title={t('settings.print-after')} help={t('settings.print-after.help')}>
        <div className={c('fields')}>
          <Checkbox
            label={t('settings.print-after.booking')}
            checked={settings.printAfterBooking}
            onChange={(printAfterBooking) => {
              void saving.save({ printAfterBooking });
            }}
          />
          <Checkbox
            label={t('settings.print-after.walk-in')}
            checked={settings.printAfterWalkIn}
            onChange={(printAfterWalkIn) => {
              void saving.save({ printAfterWalkIn });
            }}
          />
        </div>
      </SettingRow>
      <TestSlipRow />
    </>
  );
}

function PrinterSetting({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { printer } = saving.settings;
  const { printers, look } = usePrinters();
  return (
    <SettingRow title={t('settings.printer')} help={t('settings.printer.help')}>
      <div className={c('stack')}>
        <ChoiceList
          label={t('settings.printer')}
          labelHidden
          value={printer}
          choices={[
            { value: '', label: t('settings.printer.usual') },
            ...choicesOf(printers, printer, t('settings.printer.gone')),
          ]}
          onChange={(value) => {
            void saving.save({ printer: value });
          }}
        />
        <p className={c('help')} role="status">
          {printers === null
            ? t('settings.printer.looking')
            : printers.length === 0
              ? t('settings.printer.none')
              : null}
        </p>
        <div>
          <Button icon="sync" onPress={look} disabled={printers === null}>
            {t('settings.printer.look')}
          </Button>
        </div>
      </div>
    </SettingRow>
  );
}

/** The printers that there are, and the chosen one also where it is not there now. */
function choicesOf(printers: readonly Printer[] | null, chosen: string, gone: string): readonly Choice[] {
  const found = printers ?? [];
  const choices = found.map(({ name, label }) => ({ value: name, label }));
  if (chosen === '' || found.some(({ name }) => name === chosen)) return choices;
  return [...choices, { value: chosen, label: chosen, ...(printers === null ? {} : { note: gone }) }];
}

/** Null while they are looked for. */
function usePrinters(): { readonly printers: readonly Printer[] | null; readonly look: () => void } {
  const { intents } = useDesk();
  const [printers, setPrinters] = useState<readonly Printer[] | null>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    let wanted = true;
    const found = (list: readonly Printer[]): void => {
      if (wanted) setPrinters(list);
    };
    void intents.printers().then(found, () => {
      found([]);
    });
    return () => {
      wanted = false;
    };
  }, [intents, looks]);
  const look = (): void => {
    setPrinters(null);
    setLooks((count) => count + 1);
  };
  return { printers, look };
}

function SlipLanguages({ saving }: { readonly saving: Saving }) {
  const t = useText();
  const { slipLanguage, slipSecondLanguage } = saving.settings;
  return (
    <>
      <SettingRow title={t('settings.slip-language')} help={t('settings.slip-language.help')}>
        <RadioCards
          label={t('settings.slip-language')}
          labelHidden
          value={slipLanguage ?? none}
          choices={[{ value: none, label: t('settings.slip-language.desk') }, ...languageChoices]}
          onChange={(value) => {
            void saving.save({ slipLanguage: languageOf(value) });
          }}
        />
      </SettingRow>
      <SettingRow title={t('settings.slip-second')} help={t('settings.slip-second.help')}>
        <RadioCards
          label={t('settings.slip-second')}
          labelHidden
          value={slipSecondLanguage ?? none}
          choices={[{ value: none, label: t('settings.slip-second.none') }, ...languageChoices]}
          onChange={(value) => {
            void saving.save({ slipSecondLanguage: languageOf(value) });
          }}
        />
      </SettingRow>
    </>
  );
}

/** The choice of no language of its own. */
const none = 'none';

function TestSlipRow() {
  const t = useText();
  const { intents } = useDesk();
  const printing = usePrinting(() => intents.printTestSlip());
  return (
    <SettingRow title={t('settings.test-slip')} help={t('settings.test-slip.help')}>
      <div className={c('stack')}>
        <div>
          <Button icon="print" onPress={printing.start} busy={printing.busy ? t('printing.busy') : undefined}>
            {t('settings.test-slip.print')}
          </Button>
        </div>
        <PrintNote printing={printing} />
      </div>
    </SettingRow>
  );
}
