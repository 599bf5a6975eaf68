// Hands text to the person as a file of their own. Nothing is kept here; the browser puts it where downloads go.

export function saveFile(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then; holding the text any longer would only cost memory.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
