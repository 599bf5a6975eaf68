// Who a visitor can be in the demo school.

import { ClipboardList, DoorOpen, Signpost } from "lucide-react";
import type { Device } from "#device/device.ts";
import type { Glyph } from "../../ui/icon.tsx";

export type Persona = Parameters<Device["enterDemo"]>[0];

export const personas: readonly { persona: Persona; glyph: Glyph; title: string; hint: string }[] = [
  { persona: "room", glyph: DoorOpen, title: "I run the room", hint: "Log what you see, with or without a signal" },
  {
    persona: "reintegration",
    glyph: Signpost,
    title: "I lead reintegration",
    hint: "Plans, milestones, and the way back to lessons",
  },
  { persona: "senco", glyph: ClipboardList, title: "I’m the SENCO", hint: "Needs, support, and what came of it" },
];
