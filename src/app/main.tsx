// The root of the app: hands the schema and the browser's ports to the device, and puts the first screen up.

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { registerWorker } from "./register-worker.ts";
import { createScriptUrls } from "./script-urls.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
registerWorker(createScriptUrls(), () => location.reload());
createRoot(root).render(
  <StrictMode>
    <main>
      <h1>Waymark</h1>
    </main>
  </StrictMode>,
);
