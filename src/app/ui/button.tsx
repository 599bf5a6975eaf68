// What a person presses. One primary a screen.

import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { Link, type LinkProps } from "react-router";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";
import { type Glyph, Icon } from "./icon.tsx";

export type ButtonKind = "primary" | "plain" | "quiet" | "problem";

interface Look {
  readonly kind?: ButtonKind;
  readonly icon?: Glyph | undefined;
  /** Takes the whole width of its place. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const look = ({ kind = "plain", wide }: Pick<Look, "kind" | "wide">, extra?: string): string =>
  classNames(styles.button, styles[kind], wide && styles.wide, extra);

export type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "style"> & {
    readonly ref?: Ref<HTMLButtonElement>;
  };

export function Button({ kind, icon, wide, className, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={look({ kind: kind ?? "plain", wide: wide ?? false }, className)}>
      {icon && <Icon glyph={icon} />}
      <span>{children}</span>
    </button>
  );
}

export type LinkButtonProps = Look & Omit<LinkProps, "style" | "children">;

export function LinkButton({ kind, icon, wide, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={look({ kind: kind ?? "plain", wide: wide ?? false }, className)}>
      {icon && <Icon glyph={icon} />}
      <span>{children}</span>
    </Link>
  );
}
