package health.keyward.console.approvals;

import java.util.Locale;

/** What can be done about an open proposal. */
enum Act {
    CONFIRM,
    DECLINE,
    WITHDRAW;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
