package health.keyward.contract.inactivity;

import java.time.Instant;

/**
 * The clock of one app.
 *
 * @param told what came of back-channel logout
 * @param endsAt when the last token that may be out expires, or the longest a session of the app's own may last that nobody could end
 * @param ended whether that has passed
 * @param overdue whether it is after the deadline
 */
public record InactivityLeaverApp(String client, Kind kind, Told told, Instant endsAt, boolean ended, boolean overdue) {
    public enum Kind {
        SESSION,
        OFFLINE,
        CONSENT
    }

    public enum Told {
        NOT_ASKED,
        DONE,
        FAILED
    }
}
