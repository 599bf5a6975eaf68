import { dexieUnderTest } from "../contracts/dexie-under-test.ts";
import { storeContract } from "../contracts/store.contract.ts";

let count = 0;

storeContract("the Dexie store in a real browser", async () => {
  count += 1;
  return dexieUnderTest({ name: `waymark-contract-${count}`, indexedDB, IDBKeyRange });
});
