// A storage that says after a commit that there is something new: new numbers, another epoch, a device taken out of
// use, something given or taken. Only after it: what is said before may be undone, and is not there yet for who looks.

import type { SchoolTx, Storage } from "../storage/storage.ts";

export function tellingStorage(storage: Storage, written: () => void): Storage {
  return {
    ...storage,
    async transactServer(work) {
      const result = await storage.transactServer(work);
      // Seldom: a school is made, a demo is left.
      written();
      return result;
    },
    async transact(school, work) {
      let isNew = false;
      const result = await storage.transact(school, (tx) => {
        const noting: SchoolTx = {
          ...tx,
          takeSequence(count) {
            isNew = true;
            return tx.takeSequence(count);
          },
          setEpoch(epoch) {
            isNew = true;
            return tx.setEpoch(epoch);
          },
          touchGrants() {
            isNew = true;
            return tx.touchGrants();
          },
          // These decide what somebody may hold as well.
          putAccount(account) {
            isNew = true;
            return tx.putAccount(account);
          },
          putAuthorKey(key) {
            isNew = true;
            return tx.putAuthorKey(key);
          },
          putDevice(device) {
            isNew ||= device.revoked || device.lockedAt !== null;
            return tx.putDevice(device);
          },
          deleteDevice(id) {
            isNew = true;
            return tx.deleteDevice(id);
          },
        };
        return work(noting);
      });
      if (isNew) written();
      return result;
    },
  };
}
