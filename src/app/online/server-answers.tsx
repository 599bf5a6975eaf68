// What only the server can answer, for the pages that ask it. No record ever comes this way (F2).

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { StepUp } from "./step-up.tsx";

export function ServerAnswers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Asked whatever the browser believes of the network: it is often wrong, and a pause would look like silence.
          queries: { networkMode: "always", retry: false },
          // Not asked again by itself: a person who pressed once wants one code.
          mutations: { networkMode: "always", retry: false, gcTime: 0 },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <StepUp>{children}</StepUp>
    </QueryClientProvider>
  );
}
