import { useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Language } from '../../../shared/ipc/contract.ts';
import { localeTags } from '../../i18n/catalogue.ts';
import { Words } from '../../i18n/words.tsx';
import type { SetupFilePorts, SetUpPorts } from './ports.ts';
import { SetUpScreen } from './set-up.tsx';
import { SetupFileDialog } from './setup-file-dialog.tsx';

interface FirstStartProps {
  readonly ports: SetUpPorts;
  readonly file: SetupFilePorts;
  /** To begin with. */
  readonly language: Language;
  /** Keeps the language and opens the desk with the sample clinic. */
  readonly onSample: (language: Language) => void;
  readonly onDone: () => void;
}

/** What a desk that knows nothing yet begins with: the language, and the sample clinic or one's own. */
export function FirstStart({ ports, file, language: begin, onSample, onDone }: FirstStartProps) {
  const [language, setLanguage] = useState(begin);
  return (
    <Words language={language}>
      <I18nProvider locale={localeTags[language]}>
        <SetUpScreen
          ports={ports}
          first={{
            language,
            onLanguage: setLanguage,
            onSample: () => {
              onSample(language);
            },
            onSetupFile: () => {
              void file.chooseSetupFile();
            },
          }}
          leave={null}
          onDone={onDone}
        />
        <SetupFileDialog ports={file} sample={false} />
      </I18nProvider>
    </Words>
  );
}
