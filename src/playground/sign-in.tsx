import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { signInAtIssuer } from "./open-id.ts";
import { type Session, sessionOf } from "./session.ts";
import type { OpenIdSettings } from "./settings.ts";

interface Properties {
  readonly openId: OpenIdSettings | null;
  /** Why nobody is signed in any more. */
  readonly complaint: string | null;
  readonly onToken: (session: Session) => void;
  /** Gets a new ready-made token; null outside the sandbox. */
  readonly onSandbox: (() => void) | null;
}

/** Stands before everything else until somebody has a token. */
export function SignIn({ openId, complaint, onToken, onSandbox }: Properties): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const written = new FormData(event.currentTarget).get("token");
    try {
      onToken(
        sessionOf(
          String(written)
            .replace(/^\s*Bearer\s+/i, "")
            .trim(),
        ),
      );
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const leave = (settings: OpenIdSettings) => {
    setProblem(null);
    signInAtIssuer(settings).catch((error: Error) => setProblem(error.message));
  };

  return (
    <dialog ref={dialog} className="sign-in" onCancel={(event) => event.preventDefault()} aria-labelledby="sign-in">
      <h2 id="sign-in">Sign in</h2>
      {(problem ?? complaint) !== null && <p role="alert">{problem ?? complaint}</p>}
      {onSandbox !== null && (
        <button type="button" className="primary" onClick={onSandbox}>
          Get a new token of the sandbox
        </button>
      )}
      {openId !== null && (
        <button type="button" className="primary" onClick={() => leave(openId)}>
          Sign in at {new URL(openId.issuer).host}
        </button>
      )}
      <form onSubmit={submit}>
        <label htmlFor="token">{openId === null && onSandbox === null ? "Your access token" : "Or with a token"}</label>
        <input id="token" name="token" type="password" autoComplete="off" spellCheck={false} required />
        <button type="submit">Use this token</button>
        <p className="hint">
          It stays in the memory of this page, and is forgotten when you close or reload it. Whoever runs this gateway
          can tell you where you get one.
        </p>
      </form>
    </dialog>
  );
}
