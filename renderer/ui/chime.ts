/** Two soft notes, seconds and hertz. */
const notes = [
  { at: 0, hertz: 880 },
  { at: 0.28, hertz: 660 },
] as const;
const LENGTH_S = 0.9;
const LOUDNESS = 0.25;

let context: AudioContext | null = null;

/** Rings: in the waiting room for a call, at the desk for help. Where the computer has no sound, it is seen all the same. */
export function chime(): void {
  context ??= new AudioContext();
  for (const { at, hertz } of notes) {
    const from = context.currentTime + at;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, from + LENGTH_S);
    tone.connect(loudness).connect(context.destination);
    tone.start(from);
    tone.stop(from + LENGTH_S);
  }
}
