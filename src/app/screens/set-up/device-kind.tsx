import { Radios } from "../../ui/choice.tsx";

export type Kind = "shared" | "personal";

/** What may stand on a tablet follows from who holds it. */
export function DeviceKind({ value, onChange }: { readonly value: Kind; readonly onChange: (kind: Kind) => void }) {
  return (
    <Radios
      label="Who uses this tablet?"
      options={[
        {
          value: "shared",
          label: "Several adults share it",
          hint: "It never holds UPNs, SEN type, or home circumstances",
        },
        { value: "personal", label: "One adult alone", hint: "It holds what that adult may see" },
      ]}
      value={value}
      onChange={(kind) => onChange(kind === "personal" ? "personal" : "shared")}
    />
  );
}
