// A native dialog that rises from the bottom, where the thumbs are. The browser keeps the focus inside and hands
// it back; Escape and a tap beside the sheet close it. What was typed in it is the form's to keep.

import { X } from "lucide-react";
import { type ReactNode, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import { Button } from "./button.tsx";
import styles from "./sheet.module.css";

export interface SheetProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly closeWords?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ title, lead, closeWords = "Close", onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const close = useEffectEvent(onClose);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const onCancel = (cancel: Event): void => {
      cancel.preventDefault();
      close();
    };
    element.addEventListener("cancel", onCancel);
    if (!element.open) element.showModal();
    heading.current?.focus();
    return () => {
      element.removeEventListener("cancel", onCancel);
      // Before it leaves the tree: only closing gives the focus back.
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={titleId}
      onPointerDown={(press) => {
        if (press.target === dialog.current && press.button === 0 && isBeside(press, dialog.current)) onClose();
      }}
    >
      <div className={styles.head}>
        <div className={styles.titles}>
          <h2 id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        <Button kind="quiet" icon={X} onClick={onClose}>
          {closeWords}
        </Button>
      </div>
      <div className={styles.body}>{children}</div>
    </dialog>
  );
}

function isBeside(press: { readonly clientX: number; readonly clientY: number }, sheet: HTMLElement): boolean {
  const { left, right, top, bottom } = sheet.getBoundingClientRect();
  return press.clientX < left || press.clientX > right || press.clientY < top || press.clientY > bottom;
}
