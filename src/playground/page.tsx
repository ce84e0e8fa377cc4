import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { IdentityBar } from "./identity-bar.tsx";
import { tokenFromIssuer } from "./open-id.ts";
import { type SandboxRole, type Session, sandboxSession, sessionOf } from "./session.ts";
import { loadSettings, type Settings } from "./settings.ts";
import { SignIn } from "./sign-in.tsx";

// Most of the page's weight; not needed to sign in.
const Workbench = lazy(() => import("./workbench.tsx"));

interface Beginning {
  readonly settings: Settings;
  readonly session: Session | null;
  readonly complaint: string | null;
}

// Asked once, whoever renders: the issuer's code is good for one exchange.
const beginning: Promise<Beginning> = begin();

async function begin(): Promise<Beginning> {
  const settings = await loadSettings();
  try {
    if (settings.isSandbox) return { settings, session: await sandboxSession("backoffice"), complaint: null };
    const token = settings.openId === null ? null : await tokenFromIssuer(settings.openId);
    return { settings, session: token === null ? null : sessionOf(token), complaint: null };
  } catch (error) {
    return { settings, session: null, complaint: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Who you are at the top, the workbench below it; the sign-in in front of both while nobody is signed in. */
export function Page(): ReactNode {
  const [settings, setSettings] = useState<Settings | null>(null);
  /** Kept when the token is refused, so that what was typed stays on the workbench behind the sign-in. */
  const [session, setSession] = useState<Session | null>(null);
  const [isSignedIn, setSignedIn] = useState(false);
  const [complaint, setComplaint] = useState<string | null>(null);

  const signIn = useCallback((accepted: Session) => {
    setSession(accepted);
    setSignedIn(true);
    setComplaint(null);
  }, []);
  const refuse = useCallback((why: string) => {
    setSignedIn(false);
    setComplaint(why);
  }, []);
  const signOut = useCallback(() => {
    setSession(null);
    setSignedIn(false);
    setComplaint(null);
  }, []);
  const become = useCallback(
    (role: SandboxRole) => void sandboxSession(role).then(signIn, (error) => refuse(messageOf(error))),
    [signIn, refuse],
  );

  useEffect(() => {
    beginning.then(
      (told) => {
        setSettings(told.settings);
        if (told.session === null) setComplaint(told.complaint);
        else signIn(told.session);
      },
      (error) => setComplaint(messageOf(error)),
    );
  }, [signIn]);

  if (settings === null) return <p className="notice">{complaint ?? "Opening the playground …"}</p>;
  return (
    <>
      <IdentityBar
        session={isSignedIn ? session : null}
        isSandbox={settings.isSandbox}
        onBecome={become}
        onSignOut={signOut}
      />
      {session !== null && (
        <Suspense fallback={<p className="notice">Opening the playground …</p>}>
          <Workbench token={session.token} onRefused={refuse} />
        </Suspense>
      )}
      {!isSignedIn && (
        <SignIn
          openId={settings.openId}
          complaint={complaint}
          onToken={signIn}
          onSandbox={settings.isSandbox ? () => become(session?.role ?? "backoffice") : null}
        />
      )}
    </>
  );
}
