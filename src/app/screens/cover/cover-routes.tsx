// The addresses of a tablet that a cover adult holds (A34): the room, what helps each pupil in it, and the ways to write
// down what they see. Every other address says whose it is.

import { Route, Routes } from "react-router";
import { useEffect } from "react";
import { useDevice, useOpen } from "../../binding.ts";
import { useDirectory } from "../../directory.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page } from "../../ui/page.tsx";
import { roomRoutes } from "../../room-routes.tsx";
import { useMoment } from "../../use-moment.ts";
import { useWords } from "../../use-words.ts";
import { WhatHelps } from "./what-helps.tsx";

export default function CoverRoutes() {
  useDayEnd();
  return (
    <Routes>
      {roomRoutes()}
      <Route path="pupils/:id" element={<WhatHelps />} />
      <Route path="*" element={<NotForCover />} />
    </Routes>
  );
}

/** What they wrote stays and is sent; the tablet is an adult's of the school again. */
function useDayEnd(): void {
  const device = useDevice();
  const { cover } = useOpen();
  const { today } = useMoment();
  const over = cover !== undefined && cover.day !== today;
  useEffect(() => {
    if (over) device.lock();
  }, [device, over]);
}

function NotForCover() {
  const { cover } = useOpen();
  const { adultName } = useDirectory();
  const words = useWords();
  return (
    <Page title="Not for cover adults" narrow>
      <EmptyState
        title={`You see the room and what helps each ${words.pupil}`}
        action={
          <LinkButton kind="primary" to="/today">
            Back to Today
          </LinkButton>
        }
      >
        Histories, plans and settings are for the adults of the school. Hand the tablet back to {adultName(cover?.host)}{" "}
        for them. What you write is sent by itself.
      </EmptyState>
    </Page>
  );
}
