import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choices.tsx';
import { classNames } from '../../ui/class-names.ts';
import { languageChoices, languageOf } from '../settings/languages.tsx';
import type { FirstQuestions } from './ports.ts';
import styles from './set-up.module.css';
import type { SetUp } from './use-set-up.ts';

const c = classNames(styles);

/** The language, and the ways to begin. */
export function WelcomePage({ setUp, first }: { readonly setUp: SetUp; readonly first: FirstQuestions }) {
  const t = useText();
  const [opening, setOpening] = useState(false);
  return (
    <div className={c('form')}>
      <RadioCards
        label={t('set-up.language')}
        value={first.language}
        choices={languageChoices}
        onChange={(value) => {
          const chosen = languageOf(value);
          if (chosen !== null) first.onLanguage(chosen);
        }}
      />
      <div className={c('ways')}>
        <section className={c('way')}>
          <h2>{t('set-up.connect')}</h2>
          <p>{t('set-up.connect.body')}</p>
          <Button
            tone="primary"
            onPress={() => {
              setUp.go('connect');
            }}
          >
            {t('set-up.connect')}
          </Button>
        </section>
        <section className={c('way')}>
          <h2>{t('set-up.sample')}</h2>
          <p>{t('set-up.sample.body')}</p>
          <Button
            busy={opening ? t('set-up.sample.opening') : undefined}
            onPress={() => {
              setOpening(true);
              first.onSample();
            }}
          >
            {t('set-up.sample')}
          </Button>
        </section>
        <section className={c('way', 'fileWay')}>
          <div>
            <h2>{t('setup-file.row')}</h2>
            <p>{t('setup-file.welcome')}</p>
          </div>
          <Button onPress={first.onSetupFile}>{t('setup-file.open')}</Button>
        </section>
      </div>
    </div>
  );
}
