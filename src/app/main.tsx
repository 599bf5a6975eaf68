// The root of the app: hands the schema and the browser's ports to the device, and puts the first screen up.

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Waymark</h1>
    </main>
  </StrictMode>,
);
