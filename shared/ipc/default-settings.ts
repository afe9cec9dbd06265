import type { DeskSettings } from './contract.ts';

/** What a desk starts with. */
export const defaultSettings: DeskSettings = {
  apiUrl: '',
  branchId: '',
  branchNames: {},
  clinicName: '',
  deviceName: 'Front desk',
  deviceLetter: 'A',
  language: 'en',
  textSize: 'normal',
  letterShortcuts: true,
  shortcutKeys: {},
  hidePhones: true,
  branchRules: {},
  devicesOnKey: 1,
  dailyQuota: null,
  printer: '',
  paperWidth: 80,
  slipLanguage: null,
  slipSecondLanguage: null,
  printAfterBooking: false,
  printAfterWalkIn: false,
  startsAs: 'desk',
  updateFeed: '',
};
