import { useRef, useState } from 'react';
import { tryClinic, type AskInTrial, type FoundClinic, type Trial } from '../../../shared/api/trial.ts';
import type { AddressChange } from '../../desk/contract.ts';
import type { SetUpPorts } from './ports.ts';

/** An address and a key, tidied. */
export interface Access {
  readonly address: string;
  readonly key: string;
}

export type TrialState =
  | { readonly kind: 'untried' }
  /** `answered`: questions of `TRIAL_STEPS`. */
  | { readonly kind: 'trying'; readonly answered: number }
  | { readonly kind: 'works'; readonly access: Access; readonly clinic: FoundClinic; readonly leaving: AddressChange }
  | {
      readonly kind: 'trouble';
      readonly trial: Exclude<Trial, { readonly kind: 'works' | 'stopped' }>;
      /** Epoch ms when it was found. */
      readonly at: number;
    };

export interface Trying {
  readonly state: TrialState;
  /** One trial at a time: one that is under way is given up. */
  readonly begin: (access: Access, onFound: (clinic: FoundClinic) => void) => void;
  /** What was tried is no longer what stands in the fields; or a person stops it. */
  readonly forget: () => void;
}

/** The trial of the address and the key, with what came of it. */
export function useTrial(ports: Pick<SetUpPorts, 'tryAddress' | 'addressChange' | 'now'>): Trying {
  const [state, setState] = useState<TrialState>({ kind: 'untried' });
  const newest = useRef(0);
  const run = async (access: Access, isNewest: () => boolean): Promise<TrialState> => {
    // Each question is answered with what was asked for: the compiler can't follow it through the calls of the contract.
    const ask: AskInTrial = (operation) => ports.tryAddress({ ...access, operation }) as never;
    const onStep = (answered: number): void => {
      if (isNewest()) setState({ kind: 'trying', answered });
    };
    const trial = await tryClinic({ ask, now: ports.now(), onStep, goesOn: isNewest });
    if (trial.kind === 'stopped') return { kind: 'untried' };
    if (trial.kind !== 'works') return { kind: 'trouble', trial, at: ports.now() };
    return { kind: 'works', access, clinic: trial.clinic, leaving: await ports.addressChange(access.address) };
  };
  return {
    state,
    begin: (access, onFound) => {
      newest.current += 1;
      const mine = newest.current;
      const isNewest = (): boolean => mine === newest.current;
      const end = (ended: TrialState): void => {
        if (!isNewest()) return;
        setState(ended);
        if (ended.kind === 'works') onFound(ended.clinic);
      };
      run(access, isNewest).then(end, () => {
        end({ kind: 'trouble', trial: { kind: 'refused', message: '' }, at: ports.now() });
      });
    },
    forget: () => {
      newest.current += 1;
      setState({ kind: 'untried' });
    },
  };
}
