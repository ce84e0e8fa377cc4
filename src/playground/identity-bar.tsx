import type { ReactNode } from "react";
import { type SandboxRole, type Session, sandboxRoles } from "./session.ts";

const roleNames: Record<SandboxRole, string> = {
  backoffice: "Back office",
  readonly: "Read only",
  customer: "Customer",
};

interface Properties {
  readonly session: Session | null;
  readonly isSandbox: boolean;
  readonly onBecome: (role: SandboxRole) => void;
  readonly onSignOut: () => void;
}

/** Which gateway this is, and who you are to it. */
export function IdentityBar({ session, isSandbox, onBecome, onSignOut }: Properties): ReactNode {
  return (
    <header className="identity-bar">
      <div>
        <h1>Account Gateway</h1>
        <span className={isSandbox ? "gateway sandbox" : "gateway"}>
          {location.host} {isSandbox && "· sandbox: simulated providers, no real money"}
        </span>
        <span className="fill" />
        {session?.role != null && (
          <label>
            Act as{" "}
            <select value={session.role} onChange={({ target }) => onBecome(target.value as SandboxRole)}>
              {sandboxRoles.map((role) => (
                <option key={role} value={role}>
                  {roleNames[role]}
                </option>
              ))}
            </select>
          </label>
        )}
        {session !== null && !isSandbox && (
          <button type="button" onClick={onSignOut}>
            Sign out
          </button>
        )}
      </div>
      <div>{session === null ? "Not signed in" : <WhoYouAre session={session} />}</div>
    </header>
  );
}

function WhoYouAre({ session: { identity } }: { session: Session }): ReactNode {
  const { subject, scopes, expiresAt } = identity;
  const sees = scopes.includes("accounts:all") ? "sees every account" : "sees the accounts linked to it";
  return (
    <span className="who" title={expiresAt === null ? undefined : `Until ${expiresAt.toLocaleString()}`}>
      You are <strong>{subject}</strong>, who {sees}
      <span className="scopes">
        {scopes.map((scope) => (
          <code key={scope}>{scope}</code>
        ))}
      </span>
    </span>
  );
}
