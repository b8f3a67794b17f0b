/**
 * What the overview page shows: plain data that knows nothing of mail. The client draws it (client/src/overview/model.ts has the
 * other half of this contract).
 */
export type Tone = 'good' | 'notice' | 'problem' | 'neutral';

export interface Overview {
  readonly title: string;
  readonly summary: string;
  readonly sections: readonly OverviewSection[];
}

export interface OverviewSection {
  readonly heading: string;
  readonly direction?: 'incoming' | 'outgoing';
  readonly summary?: string;
  readonly cards?: readonly Card[];
  readonly steps?: readonly Step[];
}

export interface Card {
  readonly heading: string;
  readonly badge?: Badge;
  readonly summary?: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly label: string;
  readonly text?: string;
  readonly code?: boolean;
  readonly badges?: readonly Badge[];
  readonly note?: string;
  readonly location?: Place;
}

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
  /** Struck through, and said to be off. */
  readonly off?: boolean;
}

export interface Step {
  readonly text: string;
  readonly tone: Tone;
  readonly location?: Place;
}

/** Line and character from 0. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
