package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a system admin should see first. */
public record Overview(
        Summary summary,
        Histogram histogram,
        long apps,
        List<AppUse> topApps,
        List<Attention> attention,
        @Nullable Instant newestEventAt) {
    /** Sign-ins and failures of one app in the window. */
    public record AppUse(String app, long success, long failed) {}

    /**
     * Something a person should look at.
     *
     * @param code stable word the console translates: {@code failures-rising}, {@code many-failures-one-address}, {@code many-failures-one-person},
     *     {@code locked-people}, {@code refusals}, {@code ledger-behind}, {@code never-signed-in}
     * @param link query of the list that shows it, for example {@code outcome=FAILED&address=10.0.0.7}
     */
    public record Attention(
            String code,
            long count,
            @Nullable String subject,
            @Nullable String link,
            Instant since) {}
}
