package health.keyward.abac.keycloak;

import health.keyward.abac.core.DenyRate;
import health.keyward.abac.store.DenyRates;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

/** Tells the system administrators of a realm that a rule refuses much more, or much less, than it uses to (AB-12). What is told and that it was told are one transaction. */
record DenyRateWatch(Clock clock) {
    static final String ROSE = "deny-rate-rose";
    static final String FELL = "deny-rate-fell";

    private static final Logger LOG = Logger.getLogger(DenyRateWatch.class);
    private static final Audience KEEPERS = new Audience.Holders("system-admin", null);

    void round(KeycloakSession session) {
        List<DenyRates.Found> found = new Database(session).write(tx -> DenyRates.round(tx, clock.instant()));
        Optional<Notices> notices = Doors.all(session, Notices.class).stream().findFirst();
        for (DenyRates.Found one : found) {
            LOG.warnf(
                    "%s: %d of %d decisions in the hour from %s; usual: %d in a thousand",
                    one.reason(),
                    one.rate().refusals(),
                    one.rate().decisions(),
                    one.hour(),
                    one.rate().usualPerMille());
            notices.ifPresent(door -> door.tell(notice(one)));
        }
    }

    static Notice notice(DenyRates.Found found) {
        DenyRate rate = found.rate();
        return new Notice(
                found.realm(),
                found.change() == DenyRate.Change.ROSE ? ROSE : FELL,
                "deny-rate:" + Integer.toHexString(found.reason().hashCode()) + ":" + found.hour(),
                KEEPERS,
                Map.of(
                        "rule", oneLine(found.reason()),
                        "since", found.hour().toString(),
                        "refusals", Long.toString(rate.refusals()),
                        "decisions", Long.toString(rate.decisions()),
                        "share", percent(rate.perMille()),
                        "usual", percent(rate.usualPerMille())));
    }

    private static String percent(long perMille) {
        return perMille / 10 + "." + perMille % 10 + " %";
    }

    private static String oneLine(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(128, line.length()));
    }
}
