// The browser's storage does not work: nothing can be saved, so nothing may be typed.

import { Inset } from "../ui/inset.tsx";
import { Page } from "../ui/page.tsx";
import { Waymark } from "../ui/waymark.tsx";

export function Broken({ sentence }: { readonly sentence: string }) {
  return (
    <main>
      <Page title="This browser cannot keep records" narrow>
        <Waymark size={48} />
        <Inset kind="problem" title="Not saving – act now">
          <p>{sentence}</p>
        </Inset>
        <p>
          Close other tabs of Waymark and load this page again. A private window, or a browser that erases everything
          when it closes, cannot be used.
        </p>
      </Page>
    </main>
  );
}
