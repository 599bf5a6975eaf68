// The page the bench runs in: Waymark and Dexie, and how cost grows. test/bench/run.ts drives it.

import { createCostCurves, type CostCurves } from "./cost-curves.ts";
import { createPageBench, type PageBench, randomBytes } from "./page-bench.ts";
import { createPlainSide } from "./plain-side.ts";
import { createWaymarkSide } from "./waymark-side.ts";

declare global {
  interface Window {
    bench: PageBench;
    curves: CostCurves;
  }
}

window.bench = createPageBench({
  waymark: (name) => createWaymarkSide(name, randomBytes),
  dexie: createPlainSide,
});
window.curves = createCostCurves();
