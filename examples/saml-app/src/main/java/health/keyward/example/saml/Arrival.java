package health.keyward.example.saml;

import org.w3c.dom.Document;

/** A message from outside after its signature was looked at. */
sealed interface Arrival {
    /** Signed by the realm, as a whole. */
    record Trusted(Document message) implements Arrival {}

    /** Not to be believed. */
    record Untrusted(String why) implements Arrival {}
}
