import type { ComponentProps, ReactNode } from 'react';
import { PageLink } from '../page-link.tsx';
import classes from './button.module.css';

/** How a button looks: as those of the library that forms and dialogs have. */
interface Look {
  /** @default filled */
  variant?: 'filled' | 'default';
  /** @default sm */
  size?: 'sm' | 'xs';
  leftSection?: ReactNode;
}

export interface ButtonProps extends Look, ComponentProps<'button'> {
  /** What it began goes on. */
  loading?: boolean;
}

/** A button of what pages show first. */
export function Button({ variant, size, leftSection, loading = false, disabled, className, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      {...look({ variant, size, leftSection }, className)}
      disabled={disabled === true || loading}
      data-loading={loading || undefined}
    >
      <Words leftSection={leftSection}>{props.children}</Words>
    </button>
  );
}

export interface ButtonLinkProps extends Look, ComponentProps<typeof PageLink> {}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, leftSection, className, children, ...props }: ButtonLinkProps) {
  return (
    <PageLink {...props} {...look({ variant, size, leftSection }, className)}>
      <Words leftSection={leftSection}>{children}</Words>
    </PageLink>
  );
}

function look(
  { variant = 'filled', size = 'sm', leftSection }: { [Part in keyof Look]: Look[Part] | undefined },
  more = '',
) {
  return {
    className: `${classes.button} ${more}`,
    'data-variant': variant,
    'data-size': size,
    'data-with-icon': leftSection === undefined ? undefined : true,
  };
}

function Words({ leftSection, children }: { leftSection: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.inner}>
      {leftSection === undefined ? null : <span className={classes.icon}>{leftSection}</span>}
      {children}
    </span>
  );
}
