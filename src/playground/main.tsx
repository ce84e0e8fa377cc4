import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./playground.css";
import { Page } from "./page.tsx";

const root = document.getElementById("page");
if (root === null) throw new Error("The page has no place for the playground.");
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
