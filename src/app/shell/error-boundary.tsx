// When a screen breaks: what was typed is read from the page before it goes, and offered to copy. The drafts that
// were put away are safe in any case.

import { Component, type ReactNode } from "react";
import { BrokenPanel } from "./broken-panel.tsx";

interface Held {
  readonly broken: boolean;
  readonly typed: string;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, Held> {
  override state: Held = { broken: false, typed: "" };

  static getDerivedStateFromError(): Partial<Held> {
    return { broken: true, typed: typedWords() };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return <BrokenPanel typed={this.state.typed} again={() => this.setState({ broken: false, typed: "" })} />;
  }
}

/** Everything in a text box on the page. React has not taken the old tree down yet when this runs. */
function typedWords(): string {
  const boxes = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("main input[type=text], textarea");
  return [...boxes]
    .map((box) => box.value.trim())
    .filter((words) => words.length > 0)
    .join("\n\n");
}
