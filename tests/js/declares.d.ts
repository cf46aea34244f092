// What the build writes above `sw.js` and `usb.js`.
declare global {
  const PACK: { essential: number; size: number; lots: [string, number][]; files: Record<string, string> };
  const DATA: string[];
  const MODULES: Record<string, (exports: object, given: (asked: string | URL) => object, address: string) => void>;
}
export {};
