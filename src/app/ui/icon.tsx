// A glyph beside words. It is never alone and never read out: the words carry the meaning.

import type { LucideIcon } from "lucide-react";

export type Glyph = LucideIcon;

export function Icon({ glyph: Drawing, size = 20 }: { readonly glyph: Glyph; readonly size?: number }) {
  return <Drawing size={size} strokeWidth={2} aria-hidden="true" focusable="false" />;
}
