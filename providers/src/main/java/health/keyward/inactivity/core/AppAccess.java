package health.keyward.inactivity.core;

import java.time.Instant;

/**
 * What somebody had at one app when they were shut out, and until when it may still be of use: the clock of that app (IN-15).
 *
 * @param client as the app calls itself
 * @param endsAt when the last token that may be out has expired; where the app has a session of its own that nobody could end, the longest it may last
 */
public record AppAccess(String client, Kind kind, Told told, Instant endsAt) {
    /** The strongest that was found. */
    public enum Kind {
        SESSION,
        OFFLINE,
        /** Consent, but no session. */
        CONSENT
    }

    /** What came of telling the app (OpenID Connect Back-Channel Logout). */
    public enum Told {
        /** The app has no address for it. */
        NOT_ASKED,
        DONE,
        FAILED
    }

    /** Of two at one app, what lasts longer and what is stronger; one that failed counts as failed. */
    public AppAccess and(AppAccess other) {
        return new AppAccess(
                client,
                kind.compareTo(other.kind) <= 0 ? kind : other.kind,
                told.compareTo(other.told) >= 0 ? told : other.told,
                endsAt.isAfter(other.endsAt) ? endsAt : other.endsAt);
    }
}
