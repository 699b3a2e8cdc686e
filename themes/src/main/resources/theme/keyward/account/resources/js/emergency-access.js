import { jsx } from "react/jsx-runtime";
import { useEffect } from "react";

// The account console knows only pages of its own: this one leads to Keyward's, which asks for a sign-in by itself.
export default function EmergencyAccess() {
  const environment = JSON.parse(document.getElementById("environment").textContent);
  const base = environment.serverBaseUrl.replace(/\/$/, "");
  const own = `${base}/realms/${encodeURIComponent(environment.realm)}/keyward/breakglass/own`;
  useEffect(() => window.location.assign(own), [own]);
  return jsx("a", { href: own, children: own });
}
