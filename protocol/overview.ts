// What the overview page can show. It knows nothing of mail: the server fills it in, the page draws it.

/** How to take something: drawn as a colour and a sign, and said in words to a screen reader. */
export type Tone = 'good' | 'notice' | 'problem' | 'neutral';

export interface Overview {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly summary: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly heading: string;
  /** Which way things go in this section: drawn as an arrow before the heading. */
  readonly direction?: 'incoming' | 'outgoing';
  readonly summary?: string;
  readonly cards?: readonly Card[];
  /** A numbered list under the cards. */
  readonly steps?: readonly Step[];
}

export interface Card {
  readonly heading: string;
  /** The verdict beside the heading. */
  readonly badge?: Badge;
  readonly summary?: string;
  readonly rows: readonly Row[];
}

/** One line of a card: a label and what stands behind it, as text, as badges, or both. */
export interface Row {
  readonly label: string;
  readonly text?: string;
  /** The text is a value out of a file: drawn as code. */
  readonly code?: boolean;
  readonly badges?: readonly Badge[];
  /** A remark under the text. */
  readonly note?: string;
  /** Where it comes from: makes the label a link. */
  readonly location?: Location;
}

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
  /** Struck through, and said to be off: a protocol version that is not spoken, for one. */
  readonly off?: boolean;
}

export interface Step {
  readonly text: string;
  readonly tone: Tone;
  readonly location?: Location;
}

/** A place in a file; line and character from 0. */
export interface Location {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
