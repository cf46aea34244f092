// The shape of docs/js/confidentialite/rules.js, which the build makes from practices/confidentiality/.
interface Sign {
  id: string;
  title: string;
  level: string;
  why: string;
  replacement: string;
  source?: string;
  element?: string;
  words?: string;
  cased?: boolean;
  check?: string;
  full?: string;
  capital?: boolean;
  inside?: boolean;
  after?: string;
  together?: number;
  leads?: Record<string, string>;
}

export const RULES: {
  signs: Sign[];
  lists: Record<string, string>;
  follows: string;
  window: number;
  skipped: string[];
  guides: Record<string, string>;
  sectors: Record<string, string>;
};
